package io.github.tidbspring.client.search;

/**
 * A vector search that is ready to be run.
 *
 * @param <T> the type of the rows
 * @param scope where it looks
 * @param query what it asks
 * @param retrieval brings the rows
 * @param comparison what is compared
 */
record VectorRun<T>(SearchScope<T> scope, VectorQuery query, VectorRetrieval<T> retrieval,
		VectorComparison comparison) implements SearchRun<T> {

	static <T> VectorRun<T> of(SearchScope<T> scope, VectorQuery query) {
		SearchTarget<T> target = scope.target();
		if (scope.reranking() != null) {
			Reranking.query(target, query.vector().text());
		}
		SearchColumn text = AbstractSearch.reranked(scope, SearchColumns.vector(target, query.column()));
		VectorComparison comparison = query.resolve(target);
		Selection<T> selection = Selection.of(target, scope.withVectors(), text);
		return new VectorRun<>(scope, query,
				new VectorRetrieval<>(scope, query, comparison, selection, scope.retrieved()), comparison);
	}

	@Override
	public SearchHits<T> result() {
		Retrieved<T> retrieved = this.retrieval.run();
		return SearchHits.of(SearchRun.hits(this.scope, this.query.vector().text(), retrieved.candidates()),
				retrieved.completeness());
	}

	@Override
	public String sql() {
		return this.retrieval.first().readable();
	}

	@Override
	public SearchExplanation explain() {
		this.retrieval.askForVirtualColumns();
		return new VectorExplainer(this.scope.target(), this.query, this.comparison).explain(this.retrieval.first());
	}

}
