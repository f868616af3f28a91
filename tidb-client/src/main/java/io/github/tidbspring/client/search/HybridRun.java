package io.github.tidbspring.client.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.tidbspring.client.search.SearchHits.Completeness;
import org.jspecify.annotations.Nullable;

/**
 * A hybrid search that is ready to be run.
 *
 * @param <T> the type of the rows
 * @param scope where it looks
 * @param vectors brings the nearest rows
 * @param texts brings the rows with the words
 * @param words the words
 * @param fusion makes one score of two
 * @param fallBackToVector whether the vectors alone will do
 * @param explainer explains the search for vectors
 */
record HybridRun<T>(SearchScope<T> scope, VectorRetrieval<T> vectors, TextRetrieval<T> texts, String words,
		Fusion fusion, boolean fallBackToVector, VectorExplainer explainer) implements SearchRun<T> {

	static <T> HybridRun<T> of(SearchScope<T> scope, VectorQuery vectors, TextQuery texts, Fusion fusion,
			boolean fallBackToVector) {
		SearchTarget<T> target = scope.target();
		SearchColumn column = texts.resolve(target);
		SearchColumn reranked = AbstractSearch.reranked(scope, column);
		VectorComparison comparison = vectors.resolve(target);
		Selection<T> selection = Selection.of(target, scope.withVectors(), reranked);
		return new HybridRun<>(scope, new VectorRetrieval<>(scope, vectors, comparison, selection, scope.fused()),
				new TextRetrieval<>(scope, texts, column, selection, scope.fused()), texts.words(), fusion,
				fallBackToVector, new VectorExplainer(target, vectors, comparison));
	}

	/**
	 * One search after the other, on the thread of the caller: an application's
	 * {@code DataSource} may choose the database by what belongs to that thread, such as
	 * a tenant, and so may whatever decorates it. It needs one connection at a time.
	 */
	@Override
	public SearchHits<T> result() {
		Both<T> both = new Both<>(this.vectors.run(), runTexts());
		List<Candidate<T>> fused = fuse(both);
		List<Candidate<T>> best = fused.subList(0, Math.min(fused.size(), this.scope.retrieved()));
		List<SearchHit<T>> hits = SearchRun.hits(this.scope, this.words, best);
		return SearchHits.of(hits, completeness(hits, both), both.texts() == null);
	}

	private @Nullable Retrieved<T> runTexts() {
		return unlessVectorsWillDo(this.texts::run);
	}

	private <R> @Nullable R unlessVectorsWillDo(Supplier<R> work) {
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

	private List<Candidate<T>> fuse(Both<T> both) {
		Map<List<Object>, Candidate<T>> byKey = new LinkedHashMap<>();
		both.vectors().candidates().forEach((candidate) -> byKey.put(candidate.key(), candidate));
		if (both.texts() != null) {
			both.texts()
				.candidates()
				.forEach((candidate) -> byKey.merge(candidate.key(), candidate, Candidate::alsoFoundBy));
		}
		// Stable: of equal rows those come first that are nearer, then those with the
		// better text.
		List<Candidate<T>> fused = new ArrayList<>();
		byKey.values().forEach((candidate) -> fused.add(candidate.fused(this.fusion)));
		fused.sort(Comparator.comparingDouble((Candidate<T> candidate) -> candidate.hit().score()).reversed());
		return fused;
	}

	private Completeness completeness(List<SearchHit<T>> hits, Both<T> both) {
		if (hits.size() >= this.scope.limit()) {
			return Completeness.LIMIT_REACHED;
		}
		// Fewer than the limit from both together: then it is fewer from each.
		return both.vectors().completeness();
	}

	@Override
	public String sql() {
		return this.vectors.first().readable() + ";\n" + this.texts.statement().readable() + ";";
	}

	@Override
	public SearchExplanation explain() {
		SearchExplanation vector = this.explainer.explain(this.vectors.first());
		QueryPlan text = unlessVectorsWillDo(this.texts::plan);
		return SearchExplanation.of(vector.usesVectorIndex(), vector.reasons(), sql(),
				vector.plan() + ((text != null) ? "\n" + text.text() : ""));
	}

	/**
	 * What both searches brought; no texts where the server has no full-text search.
	 */
	private record Both<T>(Retrieved<T> vectors, @Nullable Retrieved<T> texts) {

	}

}
