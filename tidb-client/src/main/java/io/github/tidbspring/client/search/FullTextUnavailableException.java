package io.github.tidbspring.client.search;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * The server has no full-text search, or the column has no full-text index.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
 * search</a>
 */
public class FullTextUnavailableException extends InvalidDataAccessResourceUsageException {

	FullTextUnavailableException(String message, Throwable cause) {
		super(message, cause);
	}

}
