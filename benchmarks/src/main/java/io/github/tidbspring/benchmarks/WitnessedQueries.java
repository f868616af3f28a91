package io.github.tidbspring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.github.tidbspring.benchmarks.WitnessedSearch.Question;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.HybridSearch;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchQuery;
import io.github.tidbspring.client.search.VectorSearch;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

/**
 * The searches that both this client and pytidb run, limited to those that pytidb can
 * express.
 *
 * @param <T> the type of the rows
 * @param table the table
 * @param id the key of a row
 */
record WitnessedQueries<T>(Table<T> table, Function<T, @Nullable Long> id) {

	/** Filters with many matches, with few matches, and on a number in JSON. */
	private static final List<Map<String, Object>> FILTERS = List.of(Map.of("lang", "en"),
			Map.of("year", Map.of("$lt", 1983)), Map.of("$or",
					List.of(Map.of("meta.size", Map.of("$gte", 900)), Map.of("lang", Map.of("$in", List.of("ja"))))));

	List<WitnessedSearch> vectors(float[] vector, DistanceMetric distance) {
		List<Question> questions = new ArrayList<>();
		for (int limit : new int[] { 1, 10, 60 }) {
			questions.add(Question.of(vector, distance, limit));
		}
		Question ten = Question.of(vector, distance, 10);
		FILTERS.forEach((filter) -> {
			questions.add(ten.where(filter));
			questions.add(ten.where(filter).filteringFirst());
		});
		questions.add(ten.in("picture"));
		questions.add(ten.in("picture").where(FILTERS.get(0)));
		questions.addAll(bounded(ten));
		return questions.stream().map(this::ask).toList();
	}

	/** Bounds that equal the distances of rows, because bounds are inclusive. */
	private List<Question> bounded(Question ten) {
		List<SearchHit<T>> nearest = search(Question.of(ten.vector(), ten.distance(), 60)).list();
		Double fifth = Objects.requireNonNull(nearest.get(4).distance());
		Double fiftieth = Objects.requireNonNull(nearest.get(49).distance());
		Map<String, Object> filter = FILTERS.get(0);
		return List.of(ten.between(null, fifth), ten.between(null, fifth).filteringFirst(),
				ten.between(fifth, fiftieth), ten.between(fifth, fiftieth).filteringFirst(),
				ten.between(fiftieth, null), ten.between(fifth, fiftieth).where(filter),
				ten.between(fifth, fiftieth).where(filter).filteringFirst(), ten.between(null, 0.0),
				ten.between(0.0, null), ten.between(0.0, 0.0));
	}

	List<WitnessedSearch> hybrids(float[] vector) {
		List<Question> questions = new ArrayList<>();
		for (DistanceMetric distance : List.of(DistanceMetric.COSINE, DistanceMetric.L2)) {
			Question ten = Question.of(vector, distance, 10);
			questions.add(ten.hybrid("apple pear", rrf(60)));
			questions.add(ten.hybrid("apple", rrf(5)));
			questions.add(ten.hybrid("apple pear", weighted(0.5, 0.5)));
			questions.add(ten.hybrid("pear", weighted(0.25, 0.75)).where(FILTERS.get(0)));
		}
		return questions.stream().map(this::ask).toList();
	}

	private static Map<String, Object> rrf(int k) {
		return Map.of("method", "rrf", "k", k);
	}

	private static Map<String, Object> weighted(double vectors, double texts) {
		return Map.of("method", "weighted", "vs_weight", vectors, "fts_weight", texts);
	}

	WitnessedSearch ask(Question question) {
		return WitnessedSearch.of(question,
				(question.words() != null) ? hybrid(question, question.words()).list() : search(question).list(),
				this.id);
	}

	private SearchQuery<T> search(Question question) {
		VectorSearch<T> search = this.table.search()
			.vector(question.vector())
			.vectorColumn(question.column())
			.distanceMetric(question.distance());
		if (question.filter() != null) {
			search = search.where(Filter.of(question.filter()));
		}
		if (question.prefilter()) {
			search = search.prefilter();
		}
		if (question.min() != null) {
			search = search.minDistance(question.min());
		}
		if (question.max() != null) {
			search = search.maxDistance(question.max());
		}
		return search.limit(question.limit());
	}

	/** The number of candidates of each search is the limit, as in pytidb. */
	private SearchQuery<T> hybrid(Question question, String words) {
		HybridSearch<T> search = this.table.search()
			.hybrid(words, question.vector())
			.vectorColumn(question.column())
			.distanceMetric(question.distance())
			.fusion(fusion(Objects.requireNonNull(question.fusion())))
			.numCandidates(question.limit());
		if (question.filter() != null) {
			search = search.where(Filter.of(question.filter())).prefilter();
		}
		return search.limit(question.limit());
	}

	private static Fusion fusion(Map<String, Object> fusion) {
		if (fusion.get("k") instanceof Integer k) {
			return Fusion.rrf(k);
		}
		return Fusion.weighted(((Number) Objects.requireNonNull(fusion.get("vs_weight"))).doubleValue(),
				((Number) Objects.requireNonNull(fusion.get("fts_weight"))).doubleValue());
	}

}
