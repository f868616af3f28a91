package io.github.tidbspring.client.search;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.tidbspring.client.observation.TiDBObservation.SearchKey;
import io.micrometer.observation.Observation;

/**
 * Observes a search.
 *
 * @param observation the observation
 */
record SearchObservation(Observation observation) {

	static SearchObservation of(SearchTarget<?> target, String kind) {
		return new SearchObservation(target.observations().search(target.table().name(), kind));
	}

	<T> SearchResult<T> observe(Supplier<SearchResult<T>> search) {
		return Objects.requireNonNull(this.observation.observe(() -> {
			SearchResult<T> result = search.get();
			String completeness = result.completeness().name().toLowerCase(Locale.ROOT).replace('_', '-');
			this.observation.lowCardinalityKeyValue(SearchKey.COMPLETENESS.withValue(completeness));
			return result;
		}));
	}

}
