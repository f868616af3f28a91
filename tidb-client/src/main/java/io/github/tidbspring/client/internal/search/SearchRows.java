package io.github.tidbspring.client.internal.search;

import java.util.List;

import io.github.tidbspring.client.search.SearchHits.Completeness;

/**
 * The result of a {@link Retrieval}.
 *
 * @param <T> the type of the rows
 * @param list the rows, best first
 * @param completeness whether there may be more
 * @param vectorOnly whether a full-text search was requested that the server does not
 * have
 */
record SearchRows<T>(List<SearchRow<T>> list, Completeness completeness, boolean vectorOnly) {

	SearchRows(List<SearchRow<T>> list, Completeness completeness) {
		this(list, completeness, false);
	}

}
