package io.github.tidbspring.client.search;

import java.util.List;

/**
 * What a search found, and what is known about the rest.
 *
 * @param <T> the type of the rows
 * @param list what was found, best first
 * @param completeness whether there is more
 * @param isVectorOnly whether the server has no full-text search, so that a hybrid one
 * went on {@linkplain HybridSearch#fallBackToVector() without}
 * @since 0.1
 */
public record SearchHits<T>(List<SearchHit<T>> list, Completeness completeness, boolean isVectorOnly) {

	/**
	 * Create a result.
	 */
	public SearchHits {
		list = List.copyOf(list);
	}

	/**
	 * Whether there is more than was found.
	 */
	public enum Completeness {

		/** As many rows as the limit allows; there may be more. */
		LIMIT_REACHED,

		/** Fewer rows than the limit allows, and there are no others. */
		EXHAUSTED,

		/**
		 * Fewer rows than the limit allows, and there may be others: the search looked at
		 * as many candidates as it may. {@link VectorSearch#prefilter()} finds them all.
		 */
		TRUNCATED

	}

}
