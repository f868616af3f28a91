package io.github.tidbspring.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchMatch;
import org.jspecify.annotations.Nullable;

/**
 * A property that was found.
 *
 * @param name the name
 * @param type the Java type, or {@code null}
 * @param defaultValue the default as text, or {@code null}
 * @param description the description
 * @param score how well it fits, from 0 to 1; higher is better
 * @param distance how far its meaning is, from 0 to 2; lower is better. {@code null} if
 * only the words found it
 * @param meaningRank its place among those that mean the same, or {@code null}
 * @param wordsRank its place among those with the same words, or {@code null}
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

	// Four decimals are more than a quantized model can tell apart.
	private static double rounded(double number) {
		return Math.round(number * 10_000) / 10_000.0;
	}

	private static @Nullable Integer rank(@Nullable SearchMatch match) {
		return (match != null) ? match.rank() : null;
	}

}
