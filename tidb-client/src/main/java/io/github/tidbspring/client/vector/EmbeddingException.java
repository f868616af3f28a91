package io.github.tidbspring.client.vector;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * Thrown when texts cannot be embedded: the {@link EmbeddingFunction} failed, or returned
 * a wrong number of vectors, or a vector of wrong length or with an element that is not
 * finite. Nothing was written.
 *
 * @since 0.1
 */
public class EmbeddingException extends NonTransientDataAccessException {

	/**
	 * Create an exception.
	 * @param message the message, which names the table and the rows
	 * @param cause the exception of the function, or {@code null} if it returned
	 */
	public EmbeddingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
