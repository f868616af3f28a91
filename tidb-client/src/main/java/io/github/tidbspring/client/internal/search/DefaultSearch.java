package io.github.tidbspring.client.internal.search;

import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.search.FullTextSearch;
import io.github.tidbspring.client.search.HybridSearch;
import io.github.tidbspring.client.search.Search;
import io.github.tidbspring.client.search.VectorSearch;

/**
 * Starts searches.
 *
 * @param <T> the type of the rows
 */
public final class DefaultSearch<T> implements Search<T> {

	private final SearchScope<T> scope;

	/**
	 * Create searches of a table.
	 * @param table the table
	 */
	public DefaultSearch(MappedTable<T> table) {
		this.scope = SearchScope.of(SearchTarget.of(table));
	}

	@Override
	public VectorSearch<T> vector(float[] vector) {
		return new DefaultVectorSearch<>(this.scope, VectorQuery.of(vector));
	}

	@Override
	public VectorSearch<T> similarTo(String query) {
		return new DefaultVectorSearch<>(this.scope, VectorQuery.of(query));
	}

	@Override
	public VectorSearch<T> similarTo(String query, float[] vector) {
		return new DefaultVectorSearch<>(this.scope, VectorQuery.of(query, vector));
	}

	@Override
	public FullTextSearch<T> fullText(String words) {
		return new DefaultFullTextSearch<>(this.scope, TextQuery.of(words));
	}

	@Override
	public HybridSearch<T> hybrid(String query) {
		return DefaultHybridSearch.of(this.scope, VectorQuery.of(query), TextQuery.of(query));
	}

	@Override
	public HybridSearch<T> hybrid(String query, float[] vector) {
		return DefaultHybridSearch.of(this.scope, VectorQuery.of(query, vector), TextQuery.of(query));
	}

	@Override
	public String toString() {
		return "Search of " + this.scope.target().table();
	}

}
