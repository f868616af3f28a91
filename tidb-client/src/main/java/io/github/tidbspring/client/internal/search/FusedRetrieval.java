package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.SearchExplanation;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import org.jspecify.annotations.Nullable;

/**
 * Execution of several vector searches, whose results are fused.
 *
 * @param <T> the type of the rows
 * @param scope what is searched, and how much is returned
 * @param parts the vector searches
 * @param fusion computes one score of several
 */
record FusedRetrieval<T>(SearchScope<T> scope, List<VectorRetrieval<T>> parts, Fusion fusion) implements Retrieval<T> {

	private static final String KIND = "fused";

	static <T> FusedRetrieval<T> of(SearchScope<T> scope, List<DefaultVectorSearch<?>> searches, Fusion fusion) {
		if (scope.reranking() != null) {
			// Checked before a model is called.
			Reranking.query(scope.table(), textOf(searches.stream().map((each) -> each.vectors().text()).toList()));
		}
		// One selection, so that each search reads the text for the reranker.
		Selection<T> selection = Selection.of(scope, searches.get(0).vectors().column(scope.schema()));
		List<VectorRetrieval<T>> parts = new ArrayList<>();
		for (DefaultVectorSearch<?> search : searches) {
			SearchScope<T> part = scope.joining(search.scope());
			parts.add(new VectorRetrieval<>(part, search.vectors(), selection, part.fused(), Page.only(KIND)));
		}
		return new FusedRetrieval<>(scope, List.copyOf(parts), fusion);
	}

	@Override
	public @Nullable String text() {
		return textOf(this.parts.stream().map(VectorRetrieval::text).toList());
	}

	private static @Nullable String textOf(List<@Nullable String> texts) {
		return texts.stream().filter(Objects::nonNull).findFirst().orElse(null);
	}

	@Override
	public Page<T> page() {
		return Page.only(KIND);
	}

	/** One search after the other, for the same reasons as a hybrid search. */
	@Override
	public SearchRows<T> run() {
		List<SearchRows<T>> results = this.parts.stream().map(VectorRetrieval::run).toList();
		List<SearchRow<T>> fused = SearchRow.fused(results.stream().map(SearchRows::list).toList(), this.fusion)
			.stream()
			// There is a distance for each of the searches.
			.map((row) -> row.measuring(Double.NaN))
			.toList();
		boolean truncated = results.stream().anyMatch((rows) -> rows.completeness() == Completeness.TRUNCATED);
		// If all together found fewer rows than the limit, so did each of them.
		Completeness completeness = (fused.size() >= this.scope.limit()) ? Completeness.LIMIT_REACHED
				: (truncated ? Completeness.TRUNCATED : Completeness.EXHAUSTED);
		return new SearchRows<>(fused.subList(0, Math.min(fused.size(), this.scope.retrieved())), completeness);
	}

	@Override
	public String toSql() {
		return this.parts.stream().map((part) -> part.toSql() + ";").collect(Collectors.joining("\n"));
	}

	@Override
	public SearchExplanation explain() {
		List<SearchExplanation> plans = this.parts.stream().map(VectorRetrieval::explain).toList();
		Set<String> reasons = new LinkedHashSet<>();
		plans.forEach((plan) -> reasons.addAll(plan.reasons()));
		return SearchExplanation.of(plans.stream().allMatch(SearchExplanation::usesVectorIndex), List.copyOf(reasons),
				toSql(), plans.stream().map(SearchExplanation::plan).collect(Collectors.joining("\n")));
	}

}
