package io.github.tidbspring.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A property that was found.
 *
 * @param name the name
 * @param type the Java type, or {@code null}
 * @param defaultValue the default as text, or {@code null}
 * @param description the description
 * @param score how well it fits, from 0 to 1; higher is better
 */
record PropertyMatch(String name, @Nullable String type, @JsonProperty("default") @Nullable String defaultValue,
		String description, double score) {

}
