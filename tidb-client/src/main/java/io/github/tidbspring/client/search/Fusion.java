package io.github.tidbspring.client.search;

import org.jspecify.annotations.Nullable;

/**
 * Makes one score of a row's places in a vector search and a full-text search. Rows of
 * equal score are ordered by their rank among the vectors, then among the texts.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Fusion {

	/**
	 * Score a row that at least one of the two found.
	 * @param vector its place among the vectors, or {@code null}
	 * @param text its place among the texts, or {@code null}
	 * @return the score; higher is better
	 */
	double score(@Nullable SearchMatch vector, @Nullable SearchMatch text);

	/**
	 * Reciprocal rank fusion: the sum of 1/(k + rank). Ignores how far apart the scores
	 * are, so nothing needs tuning.
	 * @param k how little the first ranks stand out, 1 or more; 60 is usual
	 * @return the fusion
	 * @throws IllegalArgumentException if {@code k} is 0 or less
	 */
	static Fusion rrf(int k) {
		if (k <= 0) {
			throw new IllegalArgumentException("The k of reciprocal rank fusion is 1 or more, not %s".formatted(k));
		}
		return (vector, text) -> reciprocal(k, vector) + reciprocal(k, text);
	}

	private static double reciprocal(int k, @Nullable SearchMatch match) {
		return (match != null) ? 1.0 / (k + match.rank()) : 0;
	}

	/**
	 * The sum of the normalized scores, each times its weight. A row that one of the two
	 * did not find has a score of 0 there.
	 * @param vectorWeight the weight of the vectors, 0 or more
	 * @param textWeight the weight of the texts, 0 or more
	 * @return the fusion
	 * @throws IllegalArgumentException if a weight is negative or not finite, or both are
	 * 0
	 * @see SearchMatch#normalizedScore()
	 */
	static Fusion weighted(double vectorWeight, double textWeight) {
		boolean sensible = Double.isFinite(vectorWeight) && Double.isFinite(textWeight) && vectorWeight >= 0
				&& textWeight >= 0 && vectorWeight + textWeight > 0;
		if (!sensible) {
			throw new IllegalArgumentException(
					"The weights of a fusion are finite, 0 or more, and not both 0: vectors %s, texts %s"
						.formatted(vectorWeight, textWeight));
		}
		return (vector, text) -> weighted(vectorWeight, vector) + weighted(textWeight, text);
	}

	private static double weighted(double weight, @Nullable SearchMatch match) {
		return (match != null) ? weight * match.normalizedScore() : 0;
	}

}
