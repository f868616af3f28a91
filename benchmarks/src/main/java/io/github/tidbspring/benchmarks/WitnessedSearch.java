package io.github.tidbspring.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

/**
 * A search and its results.
 *
 * @param question the search
 * @param found the results, best first
 */
record WitnessedSearch(Question question, List<Found> found) {

	static <T> WitnessedSearch of(Question question, List<SearchHit<T>> hits, Function<T, @Nullable Long> id) {
		return new WitnessedSearch(question, hits.stream()
			.map((hit) -> new Found(Objects.requireNonNull(id.apply(hit.entity())), hit.distance(), hit.score()))
			.toList());
	}

	/**
	 * A search, limited to options that pytidb has too.
	 *
	 * @param column the vector column
	 * @param vector the query vector
	 * @param distance the distance metric
	 * @param filter the filter, or {@code null}
	 * @param prefilter whether the filter is applied before the vector search
	 * @param min the minimum distance, or {@code null}
	 * @param max the maximum distance, or {@code null}
	 * @param limit the maximum number of rows
	 * @param words the words of a hybrid search, or {@code null}
	 * @param fusion the fusion of a hybrid search, with its parameters, or {@code null}
	 */
	record Question(String column, float[] vector, DistanceMetric distance, @Nullable Map<String, Object> filter,
			boolean prefilter, @Nullable Double min, @Nullable Double max, int limit, @Nullable String words,
			@Nullable Map<String, Object> fusion) {

		static Question of(float[] vector, DistanceMetric distance, int limit) {
			return new Question("embedding", vector, distance, null, false, null, null, limit, null, null);
		}

		Question in(String column) {
			return new Question(column, this.vector, this.distance, this.filter, this.prefilter, this.min, this.max,
					this.limit, this.words, this.fusion);
		}

		Question where(Map<String, Object> filter) {
			return new Question(this.column, this.vector, this.distance, filter, this.prefilter, this.min, this.max,
					this.limit, this.words, this.fusion);
		}

		Question filteringFirst() {
			return new Question(this.column, this.vector, this.distance, this.filter, true, this.min, this.max,
					this.limit, this.words, this.fusion);
		}

		Question between(@Nullable Double min, @Nullable Double max) {
			return new Question(this.column, this.vector, this.distance, this.filter, this.prefilter, min, max,
					this.limit, this.words, this.fusion);
		}

		Question hybrid(String words, Map<String, Object> fusion) {
			return new Question(this.column, this.vector, this.distance, this.filter, this.prefilter, this.min,
					this.max, this.limit, words, fusion);
		}

	}

	/**
	 * A result.
	 *
	 * @param id its key
	 * @param distance its distance, or {@code null} if only the full-text search found it
	 * @param score its score
	 */
	record Found(long id, @Nullable Double distance, double score) {

	}

}
