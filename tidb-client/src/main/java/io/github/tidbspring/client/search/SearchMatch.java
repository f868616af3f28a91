package io.github.tidbspring.client.search;

import java.util.Objects;

import io.github.tidbspring.client.vector.DistanceMetric;

import org.springframework.util.Assert;

/**
 * The rank and the score of a row in one search: in a vector search or a full-text
 * search. Immutable and thread-safe; two matches are equal if all their values are.
 *
 * @since 0.1
 */
public final class SearchMatch {

	private final Kind kind;

	private final String property;

	private final int rank;

	private final double score;

	private SearchMatch(Kind kind, String property, int rank, double score) {
		this.kind = kind;
		this.property = property;
		this.rank = rank;
		this.score = score;
	}

	/**
	 * Create a match, for tests of an application.
	 * @param kind the kind of search
	 * @param property the property that was searched
	 * @param rank the rank, 1 or more
	 * @param score the score
	 * @return the match
	 * @throws IllegalArgumentException if the kind or the property is {@code null}, or
	 * the rank is 0 or less
	 */
	public static SearchMatch of(Kind kind, String property, int rank, double score) {
		Assert.notNull(kind, "'kind' must not be null");
		Assert.notNull(property, "'property' must not be null");
		Assert.isTrue(rank >= 1, () -> "A rank must be 1 or more, not " + rank);
		return new SearchMatch(kind, property, rank, score);
	}

	/**
	 * Return the kind of search that found the row.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Return the property whose column was searched.
	 * @return the name of the property
	 */
	public String property() {
		return this.property;
	}

	/**
	 * Return the rank of the row. On a {@linkplain VectorSearch#after(SearchHit) later
	 * page}, ranks continue those of the page before.
	 * @return the rank, 1 for the best row
	 */
	public int rank() {
		return this.rank;
	}

	/**
	 * Return the score of the row; higher is better.
	 * @return {@link DistanceMetric#score(double)}, or BM25
	 */
	public double score() {
		return this.score;
	}

	/**
	 * Return the score on a scale from 0 to 1, so that scores of both kinds can be added:
	 * that of a vector search as it is, and 2·atan(s)/π of BM25, which has no largest
	 * value.
	 * @return the score from 0 to 1
	 */
	public double normalizedScore() {
		return switch (this.kind) {
			case VECTOR -> this.score;
			case FULL_TEXT -> 2 * Math.atan(this.score) / Math.PI;
		};
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof SearchMatch match && this.kind == match.kind
				&& this.property.equals(match.property) && this.rank == match.rank
				&& Double.compare(this.score, match.score) == 0);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.kind, this.property, this.rank, this.score);
	}

	@Override
	public String toString() {
		return "SearchMatch[kind=%s, property=%s, rank=%s, score=%s]".formatted(this.kind, this.property, this.rank,
				this.score);
	}

	/**
	 * A kind of search.
	 */
	public enum Kind {

		/** A vector search. */
		VECTOR,

		/** A full-text search. */
		FULL_TEXT

	}

}
