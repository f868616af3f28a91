package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.search.FullTextUnavailableException;
import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.SearchExplanation;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import org.jspecify.annotations.Nullable;

/**
 * Retrieves the nearest rows and the rows with any of the words, and fuses them.
 *
 * @param <T> the type of the rows
 * @param scope where it looks
 * @param vectors retrieves the nearest rows
 * @param texts retrieves the rows with the words
 * @param fusion makes one score of two
 * @param fallBackToVector whether to continue with the vectors alone where the server has
 * no full-text search
 */
record HybridRetrieval<T>(SearchScope<T> scope, VectorRetrieval<T> vectors, TextRetrieval<T> texts, Fusion fusion,
		boolean fallBackToVector) implements Retrieval<T> {

	static <T> HybridRetrieval<T> of(SearchScope<T> scope, VectorQuery vectors, TextQuery texts, Fusion fusion,
			boolean fallBackToVector) {
		ColumnSchema column = texts.column(scope.target());
		Selection<T> selection = Selection.of(scope, column);
		int limit = scope.fused();
		return new HybridRetrieval<>(scope, new VectorRetrieval<>(scope, vectors, selection, limit),
				new TextRetrieval<>(scope, texts, column, selection, limit), fusion, fallBackToVector);
	}

	@Override
	public @Nullable String text() {
		return this.texts.text();
	}

	/**
	 * One search after the other, on the thread of the caller: an application's
	 * {@code DataSource} may choose the database by what belongs to that thread, such as
	 * a tenant, and so may whatever decorates it. It needs one connection at a time.
	 */
	@Override
	public SearchRows<T> run() {
		SearchRows<T> near = this.vectors.run();
		SearchRows<T> worded = unlessFallingBack(this.texts::run);
		List<SearchRow<T>> fused = fused(near.list(), (worded != null) ? worded.list() : List.of());
		// If both together found fewer rows than the limit, each of them did.
		Completeness completeness = (fused.size() >= this.scope.limit()) ? Completeness.LIMIT_REACHED
				: near.completeness();
		return new SearchRows<>(fused.subList(0, Math.min(fused.size(), this.scope.retrieved())), completeness,
				worded == null);
	}

	private List<SearchRow<T>> fused(List<SearchRow<T>> near, List<SearchRow<T>> worded) {
		Map<List<Object>, SearchRow<T>> byKey = new LinkedHashMap<>();
		near.forEach((row) -> byKey.put(row.key(), row));
		worded.forEach((row) -> byKey.merge(row.key(), row, SearchRow::alsoFoundAs));
		// Stable: rows of equal score stay in the order of their vectors, then of their
		// texts.
		List<SearchRow<T>> fused = new ArrayList<>();
		byKey.values().forEach((row) -> fused.add(row.fused(this.fusion)));
		fused.sort(Comparator.comparingDouble((SearchRow<T> row) -> row.score()).reversed());
		return fused;
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
