package io.github.tidbspring.client.search;

import java.util.List;

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

	static <T> Candidate<T> ofVector(Found<T> found, int rank, DistanceMetric distance) {
		double score = distance.score(found.measure());
		SearchMatch match = SearchMatch.ofVector(rank, score);
		return new Candidate<>(new SearchHit<>(found.entity(), score, found.measure(), match, null, score), found.key(),
				found.text());
	}

	static <T> Candidate<T> ofText(Found<T> found, int rank) {
		double score = found.measure();
		SearchMatch match = SearchMatch.ofText(rank, score);
		return new Candidate<>(new SearchHit<>(found.entity(), score, null, null, match, score), found.key(),
				found.text());
	}

	/** The same row, found by words too. */
	Candidate<T> alsoFoundBy(Candidate<T> text) {
		return new Candidate<>(new SearchHit<>(this.hit.entity(), this.hit.score(), this.hit.distance(),
				this.hit.vectorMatch(), text.hit().fullTextMatch(), this.hit.retrievalScore()), this.key, this.text);
	}

	Candidate<T> fused(Fusion fusion) {
		double score = fusion.score(this.hit.vectorMatch(), this.hit.fullTextMatch());
		if (Double.isNaN(score)) {
			throw new IllegalStateException("The fusion returned NaN as a score");
		}
		return new Candidate<>(new SearchHit<>(this.hit.entity(), score, this.hit.distance(), this.hit.vectorMatch(),
				this.hit.fullTextMatch(), score), this.key, this.text);
	}

	Candidate<T> reranked(double score) {
		return new Candidate<>(new SearchHit<>(this.hit.entity(), score, this.hit.distance(), this.hit.vectorMatch(),
				this.hit.fullTextMatch(), this.hit.retrievalScore()), this.key, this.text);
	}

}
