package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchMatch.Kind;
import io.github.tidbspring.client.search.SearchMatch;
import org.jspecify.annotations.Nullable;

/**
 * A row that was found, from the server's answer to the hit.
 *
 * @param <T> the type of the row
 * @param entity the row
 * @param key its key
 * @param text the text to rerank by, if that was asked for and is there
 * @param measure the number that it was found by: its distance, or BM25 where only words
 * found it
 * @param matches its places in the searches that found it
 * @param retrievalScore its score before reranking
 * @param score its score
 */
record SearchRow<T>(T entity, List<Object> key, @Nullable String text, double measure, List<SearchMatch> matches,
		double retrievalScore, double score) {

	/** A row that has no place and no score yet. */
	static <T> SearchRow<T> of(T entity, List<Object> key, @Nullable String text, double measure) {
		return new SearchRow<>(entity, key, text, measure, List.of(), 0, 0);
	}

	/** Rows in the order of their places in one search. */
	static <T> List<SearchRow<T>> ranked(List<SearchRow<T>> rows, Kind kind, String property,
			DoubleUnaryOperator score) {
		List<SearchRow<T>> ranked = new ArrayList<>();
		for (SearchRow<T> row : rows) {
			ranked.add(row
				.matching(SearchMatch.of(kind, property, ranked.size() + 1, score.applyAsDouble(row.measure()))));
		}
		return ranked;
	}

	SearchRow<T> measuring(double measure) {
		return with(measure, this.matches, this.retrievalScore, this.score);
	}

	private SearchRow<T> matching(SearchMatch match) {
		return with(this.measure, List.of(match), match.score(), match.score());
	}

	/** The same row, found by another search too. */
	SearchRow<T> alsoFoundAs(SearchRow<T> other) {
		List<SearchMatch> all = new ArrayList<>(this.matches);
		all.addAll(other.matches());
		return with(this.measure, List.copyOf(all), this.retrievalScore, this.score);
	}

	SearchRow<T> fused(Fusion fusion) {
		double fused = fusion.score(this.matches);
		if (Double.isNaN(fused)) {
			throw new IllegalStateException("The fusion returned NaN as a score");
		}
		return with(this.measure, this.matches, fused, fused);
	}

	SearchRow<T> reranked(double score) {
		return with(this.measure, this.matches, this.retrievalScore, score);
	}

	private SearchRow<T> with(double measure, List<SearchMatch> matches, double retrievalScore, double score) {
		return new SearchRow<>(this.entity, this.key, this.text, measure, matches, retrievalScore, score);
	}

	SearchHit<T> hit() {
		boolean nearest = this.matches.stream().anyMatch((match) -> match.kind() == Kind.VECTOR);
		return SearchHit.of(this.entity, this.score, nearest ? this.measure : null, this.matches, this.retrievalScore);
	}

	/** An order of keys, any that stays the same: for rows that are equally good. */
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
