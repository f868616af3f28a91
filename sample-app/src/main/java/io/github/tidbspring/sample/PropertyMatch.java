package io.github.tidbspring.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchMatch;
import org.jspecify.annotations.Nullable;

/**
 * A search result.
 *
 * @param name the name
 * @param type the Java type, or {@code null}
 * @param defaultValue the default as text, or {@code null}
 * @param description the description
 * @param score the score from 0 to 1; higher is better
 * @param distance the cosine distance from 0 to 2; lower is better. {@code null} if only
 * the full-text search found it
 * @param meaningRank its rank in the vector search, or {@code null}
 * @param wordsRank its rank in the full-text search, or {@code null}
 */
record PropertyMatch(String name, @Nullable String type, @JsonProperty("default") @Nullable String defaultValue,
		String description, double score, @Nullable Double distance, @Nullable Integer meaningRank,
		@Nullable Integer wordsRank) {

	static PropertyMatch of(SearchHit<PropertyMetadata> hit) {
		PropertyMetadata property = hit.entity();
		Double distance = hit.distance();
		return new PropertyMatch(property.name(), property.type(), property.defaultValue(), property.description(),
				rounded(hit.score()), (distance != null) ? rounded(distance) : null, rank(hit.vectorMatch()),
				rank(hit.fullTextMatch()));
	}

	// Four decimals exceed the precision of a quantized model.
	private static double rounded(double number) {
		return Math.round(number * 10_000) / 10_000.0;
	}

	private static @Nullable Integer rank(@Nullable SearchMatch match) {
		return (match != null) ? match.rank() : null;
	}

}
