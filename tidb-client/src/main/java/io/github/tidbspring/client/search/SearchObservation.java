package io.github.tidbspring.client.search;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.tidbspring.client.observation.TiDBObservation;
import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.micrometer.observation.Observation;

/**
 * Observes a search.
 *
 * @param observation the observation
 * @param context what is known of the search
 */
record SearchObservation(Observation observation, TiDBObservationContext context) {

	static SearchObservation of(SearchTarget<?> target, String kind) {
		TiDBObservationContext context = new TiDBObservationContext(TiDBObservation.SEARCH, target.table().name(),
				kind);
		return new SearchObservation(target.observations().observation(context), context);
	}

	<T> SearchResult<T> observe(Supplier<SearchResult<T>> search) {
		return Objects.requireNonNull(this.observation.observe(() -> {
			SearchResult<T> result = search.get();
			this.context.setOutcome(result.completeness().name().toLowerCase(Locale.ROOT).replace('_', '-'));
			return result;
		}));
	}

}
