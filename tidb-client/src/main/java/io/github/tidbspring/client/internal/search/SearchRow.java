package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchMatch.Kind;
import io.github.tidbspring.client.search.SearchMatch;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A row that was found, from the response of the server to the hit.
 *
 * @param <T> the type of the row
 * @param entity the row
 * @param key its key
 * @param text the text for the reranker, if there is one
 * @param measure its distance, or its BM25 score if only the full-text search found it;
 * NaN if there are several distances
 * @param matches its ranks in the searches that found it
 * @param retrievalScore its score before reranking
 * @param score its score
 */
record SearchRow<T>(T entity, List<Object> key, @Nullable String text, double measure, List<SearchMatch> matches,
		double retrievalScore, double score) {

	/** Order by the score; a stable sort keeps the order of rows with the same score. */
	static final Comparator<SearchRow<?>> BEST_FIRST = Comparator.comparingDouble((SearchRow<?> row) -> row.score())
		.reversed();

	/** Return a row that has no rank and no score yet. */
	static <T> SearchRow<T> of(T entity, List<Object> key, @Nullable String text, double measure) {
		return new SearchRow<>(entity, key, text, measure, List.of(), 0, 0);
	}

	/**
	 * Return rows with their ranks in one search, which are those of the list, after the
	 * ranks of the pages before.
	 */
	static <T> List<SearchRow<T>> ranked(List<SearchRow<T>> rows, Kind kind, String property, DoubleUnaryOperator score,
			int before) {
		List<SearchRow<T>> ranked = new ArrayList<>();
		for (SearchRow<T> row : rows) {
			SearchMatch match = SearchMatch.of(kind, property, before + ranked.size() + 1,
					score.applyAsDouble(row.measure()));
			ranked.add(row.with(row.measure(), List.of(match), match.score(), match.score()));
		}
		return ranked;
	}

	/**
	 * Return the rows of several searches, each once, best first. A stable sort: rows
	 * with the same score keep the order of the first search, followed by that of the
	 * next one.
	 */
	static <T> List<SearchRow<T>> fused(List<List<SearchRow<T>>> results, Fusion fusion) {
		Map<List<Object>, SearchRow<T>> byKey = new LinkedHashMap<>();
		results.forEach((rows) -> rows.forEach((row) -> byKey.merge(row.key(), row, SearchRow::alsoFoundAs)));
		return byKey.values().stream().map((row) -> row.fused(fusion)).sorted(BEST_FIRST).toList();
	}

	SearchRow<T> measuring(double measure) {
		return with(measure, this.matches, this.retrievalScore, this.score);
	}

	/** Return the same row with its match in another search. */
	SearchRow<T> alsoFoundAs(SearchRow<T> other) {
		List<SearchMatch> all = Stream.concat(this.matches.stream(), other.matches().stream()).toList();
		return with(this.measure, all, this.retrievalScore, this.score);
	}

	SearchRow<T> fused(Fusion fusion) {
		double fused = fusion.score(this.matches);
		Assert.state(!Double.isNaN(fused), "The fusion returned NaN as a score");
		return with(this.measure, this.matches, fused, fused);
	}

	SearchRow<T> reranked(double score) {
		return with(this.measure, this.matches, this.retrievalScore, score);
	}

	private SearchRow<T> with(double measure, List<SearchMatch> matches, double retrievalScore, double score) {
		return new SearchRow<>(this.entity, this.key, this.text, measure, matches, retrievalScore, score);
	}

	SearchHit<T> hit() {
		boolean nearest = !Double.isNaN(this.measure)
				&& this.matches.stream().anyMatch((match) -> match.kind() == Kind.VECTOR);
		return SearchHit.of(this.entity, this.score, nearest ? this.measure : null, this.matches, this.retrievalScore);
	}

	/** Compare keys in an arbitrary but fixed order, for rows with the same score. */
	static int compareKeys(List<Object> one, List<Object> other) {
		for (int i = 0; i < one.size(); i++) {
			int order = compareValues(one.get(i), other.get(i));
			if (order != 0) {
				return order;
			}
		}
		return 0;
	}

	@SuppressWarnings("unchecked")
	private static int compareValues(Object one, Object other) {
		if (one instanceof Comparable<?> && one.getClass() == other.getClass()) {
			return ((Comparable<Object>) one).compareTo(other);
		}
		return one.toString().compareTo(other.toString());
	}

}
