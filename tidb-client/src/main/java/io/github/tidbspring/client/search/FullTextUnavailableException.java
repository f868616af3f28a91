package io.github.tidbspring.client.search;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Thrown when the server has no full-text search, or the column has no full-text index.
 * {@link HybridSearch#fallBackToVector()} continues without it.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
 * search</a>
 */
public class FullTextUnavailableException extends InvalidDataAccessResourceUsageException {

	/**
	 * Create an exception.
	 * @param message which column cannot be searched, and what to do
	 * @param cause the failure, or {@code null}
	 */
	public FullTextUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
