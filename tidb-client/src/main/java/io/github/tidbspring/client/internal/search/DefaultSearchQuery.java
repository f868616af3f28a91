package io.github.tidbspring.client.internal.search;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.tidbspring.client.observation.TiDBObservation;
import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.github.tidbspring.client.search.SearchExplanation;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchHits;
import io.github.tidbspring.client.search.SearchQuery;

/**
 * A search with its limit. What is found out of a query, such as the vector of its text,
 * is found out anew each time that it runs.
 *
 * @param <T> the type of the rows
 */
final class DefaultSearchQuery<T> implements SearchQuery<T> {

	private final SearchScope<T> scope;

	private final String kind;

	private final Supplier<Retrieval<T>> retrieval;

	DefaultSearchQuery(SearchScope<T> scope, String kind, Supplier<Retrieval<T>> retrieval) {
		this.scope = scope;
		this.kind = kind;
		this.retrieval = retrieval;
	}

	@Override
	public List<SearchHit<T>> list() {
		return result().list();
	}

	@Override
	public SearchHits<T> result() {
		SearchTarget<T> target = this.scope.target();
		TiDBObservationContext context = new TiDBObservationContext(TiDBObservation.SEARCH, target.table().name(),
				this.kind);
		return Objects.requireNonNull(target.session().observations().observation(context).observe(() -> {
			SearchHits<T> hits = hits(this.retrieval.get());
			context.setOutcome(hits.completeness().name().toLowerCase(Locale.ROOT).replace('_', '-'));
			return hits;
		}));
	}

	private SearchHits<T> hits(Retrieval<T> retrieval) {
		SearchRows<T> rows = retrieval.run();
		List<SearchHit<T>> hits = this.scope.reranked(rows.list(), retrieval.text())
			.stream()
			.limit(this.scope.limit())
			.map(SearchRow::hit)
			.toList();
		return SearchHits.of(hits, rows.completeness(), rows.vectorOnly());
	}

	@Override
	public String toSql() {
		return this.retrieval.get().toSql();
	}

	@Override
	public SearchExplanation explain() {
		return this.retrieval.get().explain();
	}

	@Override
	public String toString() {
		return "SearchQuery of " + this.scope.target().table();
	}

}
