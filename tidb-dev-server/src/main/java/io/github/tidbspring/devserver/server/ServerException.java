package io.github.tidbspring.devserver.server;

import org.jspecify.annotations.Nullable;

/**
 * Says in a sentence why there is no server, and what to do.
 *
 * @since 0.1
 */
public class ServerException extends Exception {

	ServerException(String message) {
		super(message);
	}

	ServerException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
