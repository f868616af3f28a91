package io.github.tidbspring.client.search;

/**
 * Starts searches.
 *
 * @param <T> the type of the rows
 */
final class DefaultSearch<T> implements Search<T> {

	private final SearchScope<T> scope;

	DefaultSearch(SearchTarget<T> target) {
		this.scope = SearchScope.of(target);
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
