package io.github.tidbspring.client.search;

import java.util.List;
import java.util.Objects;

import io.github.tidbspring.client.internal.page.Placed;
import io.github.tidbspring.client.search.SearchMatch.Kind;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A row that was found. Immutable, and thread-safe if the row is; two hits are equal if
 * their rows and all their values are.
 *
 * @param <T> the type of the row
 * @since 0.1
 */
public final class SearchHit<T> extends Placed {

	private final T entity;

	private final double score;

	private final @Nullable Double distance;

	private final List<SearchMatch> matches;

	private final double retrievalScore;

	private SearchHit(T entity, double score, @Nullable Double distance, List<SearchMatch> matches,
			double retrievalScore) {
		Assert.notNull(entity, "'entity' must not be null");
		this.entity = entity;
		this.score = score;
		this.distance = distance;
		this.matches = List.copyOf(matches);
		this.retrievalScore = retrievalScore;
	}

	/**
	 * Create a hit without a distance and without matches, for tests of an application.
	 * @param <T> the type of the row
	 * @param entity the row
	 * @param score its score
	 * @return the hit
	 * @throws IllegalArgumentException if the row is {@code null}
	 */
	public static <T> SearchHit<T> of(T entity, double score) {
		return of(entity, score, null, List.of());
	}

	/**
	 * Create a hit that was not reranked.
	 * @param <T> the type of the row
	 * @param entity the row
	 * @param score its score
	 * @param distance the distance of its vector, or {@code null}
	 * @param matches its matches in the searches that found it
	 * @return the hit
	 * @throws IllegalArgumentException if the row is {@code null}
	 */
	public static <T> SearchHit<T> of(T entity, double score, @Nullable Double distance, List<SearchMatch> matches) {
		return of(entity, score, distance, matches, score);
	}

	/**
	 * Create a hit.
	 * @param <T> the type of the row
	 * @param entity the row
	 * @param score its score
	 * @param distance the distance of its vector, or {@code null}
	 * @param matches its matches in the searches that found it
	 * @param retrievalScore its score before reranking
	 * @return the hit
	 * @throws IllegalArgumentException if the row is {@code null}
	 */
	public static <T> SearchHit<T> of(T entity, double score, @Nullable Double distance, List<SearchMatch> matches,
			double retrievalScore) {
		return new SearchHit<>(entity, score, distance, matches, retrievalScore);
	}

	/**
	 * Return the row.
	 * @return the row; without its vectors, unless {@link VectorSearch#withVectors()}
	 * requested them
	 */
	public T entity() {
		return this.entity;
	}

	/**
	 * Return the score of the row; higher is better.
	 * @return of a vector search {@link DistanceMetric#score(double)}, from 0 to 1; of a
	 * full-text search BM25, above 0; of a hybrid or fused search the score of its
	 * {@link Fusion}; after reranking the score of the {@link Reranker}
	 */
	public double score() {
		return this.score;
	}

	/**
	 * Return the distance between the row's vector and the vector of the query; lower is
	 * better.
	 * @return the distance, or {@code null} if only the full-text search found the row,
	 * or if {@linkplain FusedSearch several vector searches} were fused
	 */
	public @Nullable Double distance() {
		return this.distance;
	}

	/**
	 * Return the score before reranking.
	 * @return that score; the same as {@link #score()} if nothing was reranked
	 */
	public double retrievalScore() {
		return this.retrievalScore;
	}

	/**
	 * Return the matches of the row in the searches that found it.
	 * @return one match of each search, the vector search's first, those of a
	 * {@link FusedSearch} in the order of its searches; unmodifiable
	 */
	public List<SearchMatch> matches() {
		return this.matches;
	}

	/**
	 * Return the match in the vector search, of several ones the first.
	 * @return the match, or {@code null} if the vector search did not find it
	 */
	public @Nullable SearchMatch vectorMatch() {
		return match(Kind.VECTOR);
	}

	/**
	 * Return the match in the full-text search.
	 * @return the match, or {@code null} if the full-text search did not find it
	 */
	public @Nullable SearchMatch fullTextMatch() {
		return match(Kind.FULL_TEXT);
	}

	private @Nullable SearchMatch match(Kind kind) {
		return this.matches.stream().filter((match) -> match.kind() == kind).findFirst().orElse(null);
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof SearchHit<?> hit && this.entity.equals(hit.entity)
				&& Double.compare(this.score, hit.score) == 0 && Objects.equals(this.distance, hit.distance)
				&& this.matches.equals(hit.matches) && Double.compare(this.retrievalScore, hit.retrievalScore) == 0);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.entity, this.score, this.distance, this.matches, this.retrievalScore);
	}

	@Override
	public String toString() {
		return "SearchHit[entity=%s, score=%s, distance=%s, matches=%s, retrievalScore=%s]".formatted(this.entity,
				this.score, this.distance, this.matches, this.retrievalScore);
	}

}
