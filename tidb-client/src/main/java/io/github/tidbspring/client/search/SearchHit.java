package io.github.tidbspring.client.search;

import org.jspecify.annotations.Nullable;

/**
 * A row that was found.
 *
 * @param <T> the type of the row
 * @param entity the row; without its vectors, unless {@link VectorSearch#withVectors()}
 * asked for them
 * @param score how good it is; higher is better. Of a vector search
 * {@link io.github.tidbspring.client.vector.DistanceMetric#score(double)}, 0 to 1; of a
 * full-text search BM25, above 0; of a hybrid one what its {@link Fusion} makes of both;
 * after reranking the {@link Reranker}'s
 * @param distance how far its vector is; lower is better. {@code null} if only the words
 * found it
 * @param vectorMatch its place in the vector search; {@code null} if that did not find it
 * @param fullTextMatch its place in the full-text search; {@code null} if that did not
 * find it
 * @param retrievalScore its score before reranking; the same as the score where nothing
 * was reranked
 * @since 0.1
 */
public record SearchHit<T>(T entity, double score, @Nullable Double distance, @Nullable SearchMatch vectorMatch,
		@Nullable SearchMatch fullTextMatch, double retrievalScore) {

}
