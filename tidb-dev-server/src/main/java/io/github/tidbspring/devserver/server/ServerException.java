package io.github.tidbspring.devserver.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a server cannot be started. The message says why, and what to do.
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

	/**
	 * Return a short reason why a file or folder cannot be used.
	 * @param ex the exception
	 * @return the reason, without a class name
	 */
	static String reason(IOException ex) {
		if (ex instanceof AccessDeniedException) {
			return "permission denied";
		}
		if (ex instanceof FileAlreadyExistsException) {
			return "it is a file";
		}
		if (ex instanceof NoSuchFileException) {
			return "no such file or directory";
		}
		String reason = (ex instanceof FileSystemException failure) ? failure.getReason() : ex.getMessage();
		return (reason != null) ? reason : ex.toString();
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
