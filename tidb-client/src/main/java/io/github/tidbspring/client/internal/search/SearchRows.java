package io.github.tidbspring.client.internal.search;

import java.util.List;

import io.github.tidbspring.client.search.SearchHits.Completeness;

/**
 * What a retrieval returns.
 *
 * @param <T> the type of the rows
 * @param list the rows, best first
 * @param completeness whether there may be more
 * @param vectorOnly whether words were to be searched, and the server cannot do so
 */
record SearchRows<T>(List<SearchRow<T>> list, Completeness completeness, boolean vectorOnly) {

	SearchRows(List<SearchRow<T>> list, Completeness completeness) {
		this(list, completeness, false);
	}

}
