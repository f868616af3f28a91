package io.github.tidbspring.client.search;

import java.util.List;

import org.springframework.util.Assert;

/**
 * Computes one score from the ranks and scores of a row in several searches. Rows of
 * equal score are ordered by their rank in the first search, which is the vector search
 * of a hybrid one, then by that in the next. Applications may implement this interface;
 * implementations are thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Fusion {

	/**
	 * Score a row.
	 * @param matches the matches of the row in the searches that found it, at least one
	 * @return the score; higher is better. A NaN is rejected with an
	 * {@link IllegalStateException}
	 */
	double score(List<SearchMatch> matches);

	/**
	 * Reciprocal rank fusion with a k of 60, the value of the paper that introduced it
	 * and of most implementations.
	 * @return the fusion
	 * @see #rrf(int)
	 */
	static Fusion rrf() {
		return rrf(60);
	}

	/**
	 * Reciprocal rank fusion: the sum of 1/(k + rank). It does not depend on the scale of
	 * the scores, and needs no tuning.
	 * @param k the constant, 1 or more; the larger it is, the smaller is the advantage of
	 * the first ranks
	 * @return the fusion
	 * @throws IllegalArgumentException if {@code k} is 0 or less
	 */
	static Fusion rrf(int k) {
		Assert.isTrue(k >= 1, () -> "The k of reciprocal rank fusion must be 1 or more, not " + k);
		return (matches) -> matches.stream().mapToDouble((match) -> 1.0 / (k + match.rank())).sum();
	}

	/**
	 * The sum of the normalized scores, each times its weight. A search that did not find
	 * the row adds nothing.
	 * @param vector the weight of the vector search, 0 or more; of each vector search if
	 * there are several. Weights by column are a function such as {@code (matches) -> …},
	 * which can look at {@link SearchMatch#property()}
	 * @param fullText the weight of the full-text search, 0 or more
	 * @return the fusion
	 * @throws IllegalArgumentException if a weight is negative or not finite, or both are
	 * 0
	 * @see SearchMatch#normalizedScore()
	 */
	static Fusion weighted(double vector, double fullText) {
		boolean sensible = Double.isFinite(vector) && Double.isFinite(fullText) && vector >= 0 && fullText >= 0
				&& vector + fullText > 0;
		Assert.isTrue(sensible,
				() -> "The weights of a fusion must be finite, 0 or more, and not both 0: vector %s, full text %s"
					.formatted(vector, fullText));
		return (matches) -> matches.stream().mapToDouble((match) -> switch (match.kind()) {
			case VECTOR -> vector * match.normalizedScore();
			case FULL_TEXT -> fullText * match.normalizedScore();
		}).sum();
	}

}
