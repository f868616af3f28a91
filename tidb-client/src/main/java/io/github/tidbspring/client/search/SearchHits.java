package io.github.tidbspring.client.search;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import org.springframework.util.Assert;

/**
 * The result of a search, and whether there may be more rows. Immutable, and thread-safe
 * if the rows are; two results are equal if their hits and all their values are.
 *
 * @param <T> the type of the rows
 * @since 0.1
 */
public final class SearchHits<T> implements Iterable<SearchHit<T>> {

	private final List<SearchHit<T>> list;

	private final Completeness completeness;

	private final boolean vectorOnly;

	private SearchHits(List<SearchHit<T>> list, Completeness completeness, boolean vectorOnly) {
		Assert.notNull(completeness, "'completeness' must not be null");
		this.list = List.copyOf(list);
		this.completeness = completeness;
		this.vectorOnly = vectorOnly;
	}

	/**
	 * Create a result, for tests of an application.
	 * @param <T> the type of the rows
	 * @param list the hits, best first
	 * @param completeness whether there may be more
	 * @return the result
	 * @throws IllegalArgumentException if the completeness is {@code null}
	 */
	public static <T> SearchHits<T> of(List<SearchHit<T>> list, Completeness completeness) {
		return of(list, completeness, false);
	}

	/**
	 * Create a result.
	 * @param <T> the type of the rows
	 * @param list the hits, best first
	 * @param completeness whether there may be more
	 * @param vectorOnly whether a hybrid search continued without its full-text search
	 * @return the result
	 * @throws IllegalArgumentException if the completeness is {@code null}
	 */
	public static <T> SearchHits<T> of(List<SearchHit<T>> list, Completeness completeness, boolean vectorOnly) {
		return new SearchHits<>(list, completeness, vectorOnly);
	}

	/**
	 * Return the hits.
	 * @return the hits, best first; unmodifiable
	 */
	public List<SearchHit<T>> list() {
		return this.list;
	}

	/**
	 * Return the rows that were found, without their scores.
	 * @return the rows, best first; unmodifiable
	 */
	public List<T> entities() {
		return this.list.stream().map(SearchHit::entity).toList();
	}

	/**
	 * Return whether there may be more rows than were found.
	 * @return whether there may be more
	 */
	public Completeness completeness() {
		return this.completeness;
	}

	/**
	 * Return whether the server has no full-text search, so that a hybrid search
	 * continued {@linkplain HybridSearch#fallBackToVector() without it}.
	 * @return {@code true} if the full-text search of a hybrid search did not run
	 */
	public boolean isVectorOnly() {
		return this.vectorOnly;
	}

	@Override
	public Iterator<SearchHit<T>> iterator() {
		return this.list.iterator();
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof SearchHits<?> hits && this.list.equals(hits.list)
				&& this.completeness == hits.completeness && this.vectorOnly == hits.vectorOnly);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.list, this.completeness, this.vectorOnly);
	}

	@Override
	public String toString() {
		return "SearchHits[list=%s, completeness=%s, vectorOnly=%s]".formatted(this.list, this.completeness,
				this.vectorOnly);
	}

	/**
	 * Whether there may be more rows than were found.
	 */
	public enum Completeness {

		/** As many rows as the limit allows; there may be more. */
		LIMIT_REACHED,

		/** Fewer rows than the limit allows, and there are no others. */
		EXHAUSTED,

		/**
		 * Fewer rows than the limit allows, and there may be others: the search has read
		 * the maximum number of candidates, 10,000 or
		 * {@link VectorSearch#numCandidates(int)} if that is more.
		 * {@link VectorSearch#prefilter()} finds them all.
		 */
		TRUNCATED

	}

}
