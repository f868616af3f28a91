package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.VectorFacts;
import io.github.tidbspring.client.internal.search.Selection.Rows;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.search.SearchExplanation;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import io.github.tidbspring.client.search.SearchMatch.Kind;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.util.Assert;

/**
 * Execution of a vector search. If too few candidates meet the conditions, it is repeated
 * with more candidates.
 *
 * @param <T> the type of the rows
 */
final class VectorRetrieval<T> implements Retrieval<T> {

	/** With more candidates, an exact search of most tables is faster. */
	static final int MAX_CANDIDATES = 10_000;

	private static final int WIDENING = 10;

	private final SearchScope<T> scope;

	private final VectorQuery query;

	private final ColumnSchema column;

	private final DistanceMetric metric;

	private final Selection<T> selection;

	private final VectorStatements statements;

	/** The maximum number of rows. */
	private final int limit;

	private final Page<T> page;

	/**
	 * Whether the nearest rows, from the first page on, might not meet the conditions.
	 */
	private final boolean selective;

	VectorRetrieval(SearchScope<T> scope, VectorQuery query, Selection<T> selection, int limit, Page<T> page) {
		this.column = query.column(scope.schema());
		this.metric = query.metric(this.column);
		this.scope = page.of(scope);
		this.query = page.of(query.bounded(this.metric));
		this.selection = selection;
		this.page = page;
		boolean unknown = page.after() != null && page.before() == 0;
		this.selective = scope.isFiltered() || query.minDistance() != null || unknown;
		this.statements = new VectorStatements(this.scope, this.query, this.column, this.metric, selection);
		this.limit = limit;
	}

	static <T> VectorRetrieval<T> of(SearchScope<T> scope, VectorQuery query, @Nullable SearchHit<T> after) {
		if (scope.reranking() != null) {
			// Checked before a model is called.
			Reranking.query(scope.table(), query.text());
			Assert.state(after == null,
					() -> ("A reranked search of %s has no page after a hit: a reranker reorders the rows of one page. "
							+ "Search with a larger limit")
						.formatted(scope.table().name()));
		}
		Selection<T> selection = Selection.of(scope, query.column(scope.schema()));
		return new VectorRetrieval<>(scope, query, selection, scope.retrieved(), Page.after(after, scope, query));
	}

	@Override
	public @Nullable String text() {
		return this.query.text();
	}

	@Override
	public String toSql() {
		return first().readable();
	}

	@Override
	public SearchExplanation explain() {
		// Queried again, because the table may have been altered since the first search.
		this.scope.virtualColumns().query();
		return explanation();
	}

	SearchExplanation explanation() {
		return new VectorExplainer(this.scope.table(), this.column, this.metric, this.query.prefilter())
			.explain(first());
	}

	/** The first statement. */
	private SqlStatement first() {
		return filtersFirst() ? this.statements.filteredFirst(this.limit) : statement(firstCandidates());
	}

	@Override
	public Page<T> page() {
		return this.page;
	}

	@Override
	public SearchRows<T> run() {
		this.scope.virtualColumns().queryOnce();
		try {
			return retrieve();
		}
		catch (DataAccessException ex) {
			// The table may have been altered.
			this.scope.virtualColumns().forget();
			throw ex;
		}
	}

	private SearchRows<T> retrieve() {
		if (filtersFirst()) {
			return exactly();
		}
		int candidates = firstCandidates();
		boolean beyondNulls = false;
		while (true) {
			Rows<T> rows = query(statement(candidates));
			if (rows.leftOut() > 0) {
				return besides(rows.leftOut(), candidates);
			}
			if (rows.size() >= this.scope.limit()) {
				return retrieved(rows, Completeness.LIMIT_REACHED);
			}
			if (takesTheNearest()) {
				// The other candidates are too far away, and so are all rows behind them.
				return retrieved(rows, Completeness.EXHAUSTED);
			}
			if (!isIndexed()) {
				return exactly();
			}
			Survey survey = survey(candidates);
			if (survey.nulls() > 0) {
				long more = candidates + survey.nulls();
				if (beyondNulls || more > MAX_CANDIDATES) {
					return exactly();
				}
				beyondNulls = true;
				candidates = (int) more;
				continue;
			}
			Double maximum = this.query.maxDistance();
			if (survey.count() < candidates || (maximum != null && survey.farthest() > maximum)) {
				return retrieved(rows, Completeness.EXHAUSTED);
			}
			if (candidates >= MAX_CANDIDATES) {
				return retrieved(rows, Completeness.TRUNCATED);
			}
			candidates = (int) Math.min(MAX_CANDIDATES, (long) candidates * WIDENING);
		}
	}

	/**
	 * Retrieve as many more candidates as there were rows without a distance. With an
	 * index, these are only the few rows that it does not contain yet. Without an index,
	 * the server returns all of them first.
	 */
	private SearchRows<T> besides(int nulls, int candidates) {
		if (isIndexed() && (long) candidates + nulls <= MAX_CANDIDATES) {
			Rows<T> rows = query(this.statements.filteredAfterwards(candidates + nulls, this.limit));
			if (rows.size() >= this.scope.limit()) {
				return retrieved(rows, Completeness.LIMIT_REACHED);
			}
		}
		return exactly();
	}

	/** Whether rows are filtered first, because an index is not to be used. */
	private boolean filtersFirst() {
		boolean late = this.page.before() > 0 && reach() > MAX_CANDIDATES;
		return this.query.prefilter() || !this.metric.isIndexable() || late;
	}

	/** The number of rows up to the end of this page. */
	private int reach() {
		return (int) Math.min(Integer.MAX_VALUE, (long) this.page.before() + this.limit);
	}

	/** Whether there is no condition that the nearest rows might not meet. */
	private boolean takesTheNearest() {
		return !this.scope.isFiltered() && this.query.minDistance() == null;
	}

	/** Whether the type declares an index for the metric. */
	private boolean isIndexed() {
		VectorFacts facts = VectorFacts.of(this.column);
		return facts.isIndexed() && facts.metric() == this.metric;
	}

	private int firstCandidates() {
		int reach = reach();
		if (!this.selective) {
			return Math.max(reach, this.scope.numCandidates());
		}
		int wanted = this.scope.candidates(reach);
		return (this.scope.numCandidates() > 0) ? wanted : Math.max(reach, Math.min(wanted, MAX_CANDIDATES));
	}

	private SqlStatement statement(int candidates) {
		if (!takesTheNearest()) {
			return this.statements.filteredAfterwards(candidates, this.limit);
		}
		boolean plain = this.query.maxDistance() == null && candidates == this.limit;
		return plain ? this.statements.nearest(this.limit) : this.statements.nearEnough(candidates, this.limit);
	}

	private SearchRows<T> exactly() {
		Rows<T> rows = query(this.statements.filteredFirst(this.limit));
		int missing = this.limit - rows.size();
		if (missing > 0 && this.statements.hasOverflowed()) {
			List<SearchRow<T>> all = new ArrayList<>(rows.found());
			query(this.statements.overflowed(missing), this.selection.reader()).found()
				.forEach((row) -> all.add(row.measuring(Double.NEGATIVE_INFINITY)));
			rows = new Rows<>(all, 0);
		}
		return retrieved(rows,
				(rows.size() >= this.scope.limit()) ? Completeness.LIMIT_REACHED : Completeness.EXHAUSTED);
	}

	private Rows<T> query(SqlStatement statement) {
		Rows<T> rows = query(statement, this.selection.reader());
		if (this.metric == DistanceMetric.COSINE || !Overflow.isPossible(rows)) {
			return rows;
		}
		return query(this.statements.overflowOf(statement),
				(found) -> Overflow.applied(rows, this.selection.signs(found)));
	}

	private <R> R query(SqlStatement statement, ResultSetExtractor<R> extractor) {
		return Objects.requireNonNull(this.scope.table().session().query(statement, extractor));
	}

	private Survey survey(int candidates) {
		return query(this.statements.survey(candidates), (rows) -> {
			rows.next();
			return new Survey(rows.getLong(1), rows.getLong(2), rows.getDouble(3));
		});
	}

	private SearchRows<T> retrieved(Rows<T> rows, Completeness completeness) {
		List<SearchRow<T>> sorted = new ArrayList<>(rows.found());
		// Rows with an overflowed distance come last, whatever its sign, in the order of
		// the server.
		sorted.sort(Comparator.comparing((SearchRow<T> row) -> !Double.isFinite(row.measure()))
			.thenComparingDouble((row) -> Double.isFinite(row.measure()) ? row.measure() : -row.measure())
			.thenComparing(SearchRow::key, SearchRow::compareKeys));
		return new SearchRows<>(SearchRow.ranked(sorted, Kind.VECTOR, this.column.property().name(), this.metric::score,
				this.page.before()), completeness);
	}

	/**
	 * Statistics of the candidates.
	 */
	private record Survey(long count, long withVector, double farthest) {

		private long nulls() {
			return this.count - this.withVector;
		}

	}

}
