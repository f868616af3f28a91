package io.github.tidbspring.client.internal.search;

import java.util.List;
import java.util.function.Supplier;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.search.FullTextUnavailableException;
import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.SearchExplanation;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import org.jspecify.annotations.Nullable;

/**
 * Execution of a hybrid search: a vector search and a full-text search, whose results are
 * fused.
 *
 * @param <T> the type of the rows
 * @param scope what is searched, and how much is returned
 * @param vectors the vector search
 * @param texts the full-text search
 * @param fusion computes one score of two
 * @param fallBackToVector whether to continue with the vector search if the server has no
 * full-text search
 */
record HybridRetrieval<T>(SearchScope<T> scope, VectorRetrieval<T> vectors, TextRetrieval<T> texts, Fusion fusion,
		boolean fallBackToVector) implements Retrieval<T> {

	static <T> HybridRetrieval<T> of(SearchScope<T> scope, VectorQuery vectors, TextQuery texts, Fusion fusion,
			boolean fallBackToVector) {
		ColumnSchema column = texts.column(scope.schema());
		Selection<T> selection = Selection.of(scope, column);
		int limit = scope.fused();
		return new HybridRetrieval<>(scope,
				new VectorRetrieval<>(scope, vectors, selection, limit, Page.only("hybrid")),
				new TextRetrieval<>(scope, texts, column, selection, limit), fusion, fallBackToVector);
	}

	@Override
	public @Nullable String text() {
		return this.texts.text();
	}

	@Override
	public Page<T> page() {
		return Page.only("hybrid");
	}

	/**
	 * One search after the other, on the thread of the caller, because a
	 * {@code DataSource} may select the database by that thread, for example by its
	 * tenant. This needs one connection at a time.
	 */
	@Override
	public SearchRows<T> run() {
		SearchRows<T> near = this.vectors.run();
		SearchRows<T> worded = unlessFallingBack(this.texts::run);
		List<SearchRow<T>> fused = SearchRow.fused(List.of(near.list(), (worded != null) ? worded.list() : List.of()),
				this.fusion);
		// If both together found fewer rows than the limit, so did each of them.
		Completeness completeness = (fused.size() >= this.scope.limit()) ? Completeness.LIMIT_REACHED
				: near.completeness();
		return new SearchRows<>(fused.subList(0, Math.min(fused.size(), this.scope.retrieved())), completeness,
				worded == null);
	}

	private <R> @Nullable R unlessFallingBack(Supplier<R> work) {
		try {
			return work.get();
		}
		catch (FullTextUnavailableException ex) {
			if (this.fallBackToVector) {
				return null;
			}
			throw ex;
		}
	}

	@Override
	public String toSql() {
		return this.vectors.toSql() + ";\n" + this.texts.toSql() + ";";
	}

	@Override
	public SearchExplanation explain() {
		SearchExplanation vector = this.vectors.explanation();
		QueryPlan text = unlessFallingBack(this.texts::plan);
		return SearchExplanation.of(vector.usesVectorIndex(), vector.reasons(), toSql(),
				vector.plan() + ((text != null) ? "\n" + text.text() : ""));
	}

}
