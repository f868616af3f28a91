package io.github.tidbspring.client.internal.search;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.observation.TiDBObservation;
import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.github.tidbspring.client.search.SearchExplanation;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchHits;
import io.github.tidbspring.client.search.SearchQuery;

/**
 * Default implementation of {@link SearchQuery}. What depends on the server or a model,
 * such as the vector of a text, is determined for each execution.
 *
 * @param <T> the type of the rows
 * @param scope what is searched, and how much is returned
 * @param kind the kind of search in observations
 * @param retrieval returns a checked execution
 */
record DefaultSearchQuery<T>(SearchScope<T> scope, String kind,
		Supplier<Retrieval<T>> retrieval) implements SearchQuery<T> {

	@Override
	public List<SearchHit<T>> list() {
		return result().list();
	}

	@Override
	public SearchHits<T> result() {
		MappedTable<?> table = this.scope.table();
		TiDBObservationContext context = new TiDBObservationContext(TiDBObservation.SEARCH, table.name().name(),
				this.kind);
		return Objects.requireNonNull(table.session().observations().observation(context).observe(() -> {
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
		retrieval.page().place(hits);
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
		return "SearchQuery of " + this.scope.table().name();
	}

}
