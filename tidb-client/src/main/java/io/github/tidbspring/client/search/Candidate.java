package io.github.tidbspring.client.search;

import java.util.List;
import java.util.stream.Stream;

import io.github.tidbspring.client.search.SearchMatch.Kind;
import io.github.tidbspring.client.search.Selection.Found;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way into a result.
 *
 * @param <T> the type of the row
 * @param hit the row with its scores
 * @param key its key
 * @param text the text to rerank by
 */
record Candidate<T>(SearchHit<T> hit, List<Object> key, @Nullable String text) {

	static <T> Candidate<T> ofVector(Found<T> found, String property, int rank, DistanceMetric metric) {
		double score = metric.score(found.measure());
		SearchMatch match = SearchMatch.of(Kind.VECTOR, property, rank, score);
		return new Candidate<>(SearchHit.of(found.entity(), score, found.measure(), List.of(match)), found.key(),
				found.text());
	}

	static <T> Candidate<T> ofText(Found<T> found, String property, int rank) {
		double score = found.measure();
		SearchMatch match = SearchMatch.of(Kind.FULL_TEXT, property, rank, score);
		return new Candidate<>(SearchHit.of(found.entity(), score, null, List.of(match)), found.key(), found.text());
	}

	/** The same row, found by words too. */
	Candidate<T> alsoFoundBy(Candidate<T> text) {
		List<SearchMatch> both = Stream.concat(this.hit.matches().stream(), text.hit().matches().stream()).toList();
		return new Candidate<>(SearchHit.of(this.hit.entity(), this.hit.score(), this.hit.distance(), both), this.key,
				this.text);
	}

	Candidate<T> fused(Fusion fusion) {
		double score = fusion.score(this.hit.matches());
		if (Double.isNaN(score)) {
			throw new IllegalStateException("The fusion returned NaN as a score");
		}
		return new Candidate<>(SearchHit.of(this.hit.entity(), score, this.hit.distance(), this.hit.matches()),
				this.key, this.text);
	}

	Candidate<T> reranked(double score) {
		return new Candidate<>(SearchHit.of(this.hit.entity(), score, this.hit.distance(), this.hit.matches(),
				this.hit.retrievalScore()), this.key, this.text);
	}

}
