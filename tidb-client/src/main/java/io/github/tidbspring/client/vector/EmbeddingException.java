package io.github.tidbspring.client.vector;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * Texts could not be embedded: the
 * {@link io.github.tidbspring.client.vector.EmbeddingFunction} failed, or returned
 * vectors of the wrong number, the wrong length, or with elements that are not finite.
 * Nothing was written.
 *
 * @since 0.1
 */
public class EmbeddingException extends NonTransientDataAccessException {

	/**
	 * Create an exception.
	 * @param message what is wrong, with the table and the rows
	 * @param cause what the function threw, if it did
	 */
	public EmbeddingException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
