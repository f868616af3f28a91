package io.github.tidbspring.client.search;

import java.util.List;

/**
 * A full-text search that is ready to be run.
 *
 * @param <T> the type of the rows
 * @param scope where it looks
 * @param query what it asks
 * @param retrieval brings the rows
 */
record FullTextRun<T>(SearchScope<T> scope, TextQuery query, TextRetrieval<T> retrieval) implements SearchRun<T> {

	static <T> FullTextRun<T> of(SearchScope<T> scope, TextQuery query) {
		SearchColumn column = query.resolve(scope.target());
		Selection<T> selection = Selection.of(scope.target(), scope.withVectors(),
				AbstractSearch.reranked(scope, column));
		return new FullTextRun<>(scope, query, new TextRetrieval<>(scope, query, column, selection, scope.retrieved()));
	}

	@Override
	public SearchHits<T> result() {
		Retrieved<T> retrieved = this.retrieval.run();
		return SearchHits.of(SearchRun.hits(this.scope, this.query.words(), retrieved.candidates()),
				retrieved.completeness());
	}

	@Override
	public String sql() {
		return this.retrieval.statement().readable();
	}

	@Override
	public SearchExplanation explain() {
		return SearchExplanation.of(false, List.of(), sql(), this.retrieval.plan().text());
	}

}
