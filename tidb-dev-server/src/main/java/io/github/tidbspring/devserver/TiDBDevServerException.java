package io.github.tidbspring.devserver;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a development server cannot be started, reached or stopped. The message
 * says what happened and what to do.
 *
 * @since 0.1
 */
public class TiDBDevServerException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what happened and what to do
	 */
	public TiDBDevServerException(String message) {
		super(message);
	}

	/**
	 * Create an exception with a cause.
	 * @param message what happened and what to do
	 * @param cause the cause, or {@code null} if there is none
	 */
	public TiDBDevServerException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
