package io.github.tidbspring.client.search;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.tidbspring.client.observation.TiDBObservation.SearchKey;
import io.micrometer.observation.Observation;

/**
 * A search with its limit. What is found out of a query, such as the vector of its text,
 * is found out anew each time that it runs.
 *
 * @param <T> the type of the rows
 */
final class DefaultSearchQuery<T> implements SearchQuery<T> {

	private final SearchTarget<T> target;

	private final String kind;

	private final Supplier<SearchRun<T>> run;

	DefaultSearchQuery(SearchTarget<T> target, String kind, Supplier<SearchRun<T>> run) {
		this.target = target;
		this.kind = kind;
		this.run = run;
	}

	@Override
	public List<SearchHit<T>> list() {
		return result().list();
	}

	@Override
	public SearchHits<T> result() {
		Observation observation = this.target.observations().search(this.target.table().name(), this.kind);
		return Objects.requireNonNull(observation.observe(() -> {
			SearchHits<T> result = this.run.get().result();
			String completeness = result.completeness().name().toLowerCase(Locale.ROOT).replace('_', '-');
			observation.lowCardinalityKeyValue(SearchKey.COMPLETENESS.withValue(completeness));
			return result;
		}));
	}

	@Override
	public String toSql() {
		return this.run.get().sql();
	}

	@Override
	public SearchExplanation explain() {
		return this.run.get().explain();
	}

	@Override
	public String toString() {
		return "SearchQuery of " + this.target.table();
	}

}
