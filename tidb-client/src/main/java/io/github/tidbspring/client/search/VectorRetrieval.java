package io.github.tidbspring.client.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.github.tidbspring.client.search.SearchResult.Completeness;
import io.github.tidbspring.client.search.Selection.Found;
import io.github.tidbspring.client.search.Selection.Rows;

/**
 * Brings the nearest rows, and looks at more candidates where too few meet the
 * conditions.
 *
 * @param <T> the type of the rows
 */
final class VectorRetrieval<T> {

	/** More candidates are slower than an exact search of most tables. */
	static final int MAX_CANDIDATES = 10_000;

	private static final int WIDENING = 10;

	private final SearchScope<T> scope;

	private final VectorQuery query;

	private final VectorComparison comparison;

	private final Selection<T> selection;

	private final VectorStatements statements;

	/** The number of rows at most. */
	private final int limit;

	/** The number of rows that are enough not to look further. */
	private final int enough;

	VectorRetrieval(SearchScope<T> scope, VectorQuery query, VectorComparison comparison, Selection<T> selection,
			int limit) {
		this.scope = scope;
		this.query = query;
		this.comparison = comparison;
		this.selection = selection;
		this.statements = new VectorStatements(scope.target(), comparison, query, scope.filter(), selection);
		this.limit = limit;
		this.enough = scope.limit();
	}

	/** The statement that is sent first. */
	SearchStatement first() {
		return filtersFirst() ? this.statements.filteredFirst(this.limit) : statement(firstCandidates());
	}

	Retrieved<T> run() {
		if (filtersFirst()) {
			return exactly();
		}
		int candidates = firstCandidates();
		while (true) {
			Rows<T> rows = query(statement(candidates));
			if (rows.leftOut() > 0) {
				// No index has such rows: the server searches exactly anyway.
				return exactly();
			}
			if (rows.size() >= this.enough) {
				return retrieved(rows, Completeness.LIMIT_REACHED);
			}
			if (takesTheNearest()) {
				// Those that were left out are too far away, and so are all behind them.
				return retrieved(rows, Completeness.EXHAUSTED);
			}
			if (!this.comparison.isIndexed()) {
				return exactly();
			}
			Survey survey = survey(candidates);
			if (survey.hasNulls()) {
				return exactly();
			}
			if (survey.count() < candidates || isBeyondMaximum(survey)) {
				return retrieved(rows, Completeness.EXHAUSTED);
			}
			if (candidates >= MAX_CANDIDATES) {
				return retrieved(rows, Completeness.CUT);
			}
			candidates = (int) Math.min(MAX_CANDIDATES, (long) candidates * WIDENING);
		}
	}

	/** Whether there is no index that could be lost. */
	private boolean filtersFirst() {
		return this.query.prefilter() || !this.comparison.distance().isIndexable();
	}

	/** The nearest ones are the ones, with no condition that they might not meet. */
	private boolean takesTheNearest() {
		return !this.scope.isFiltered() && this.query.minDistance() == null;
	}

	private boolean isBeyondMaximum(Survey survey) {
		return this.query.maxDistance() != null && survey.farthest() > this.query.maxDistance();
	}

	private int firstCandidates() {
		if (takesTheNearest()) {
			return Math.max(this.limit, this.scope.numCandidates());
		}
		int wanted = this.scope.candidates(this.limit);
		return (this.scope.numCandidates() > 0) ? wanted : Math.max(this.limit, Math.min(wanted, MAX_CANDIDATES));
	}

	private SearchStatement statement(int candidates) {
		if (!takesTheNearest()) {
			return this.statements.filteredAfterwards(candidates, this.limit);
		}
		boolean plain = this.query.maxDistance() == null && candidates == this.limit;
		return plain ? this.statements.nearest(this.limit) : this.statements.nearEnough(candidates, this.limit);
	}

	private Retrieved<T> exactly() {
		Rows<T> rows = query(this.statements.filteredFirst(this.limit));
		return retrieved(rows, (rows.size() >= this.enough) ? Completeness.LIMIT_REACHED : Completeness.EXHAUSTED);
	}

	private Rows<T> query(SearchStatement statement) {
		return statement.query(this.scope.target().jdbc(), this.selection.reader());
	}

	private Survey survey(int candidates) {
		return Objects.requireNonNull(this.statements.survey(candidates).query(this.scope.target().jdbc(), (rows) -> {
			rows.next();
			return new Survey(rows.getLong(1), rows.getLong(2), rows.getDouble(3));
		}));
	}

	private Retrieved<T> retrieved(Rows<T> rows, Completeness completeness) {
		List<Found<T>> sorted = new ArrayList<>(rows.found());
		sorted.sort(Comparator.comparingDouble((Found<T> row) -> row.measure())
			.thenComparing(Found::key, KeyOrder.INSTANCE));
		List<Candidate<T>> candidates = new ArrayList<>();
		for (Found<T> row : sorted) {
			candidates.add(Candidate.ofVector(row, candidates.size() + 1, this.comparison.distance()));
		}
		return new Retrieved<>(candidates, completeness);
	}

	/**
	 * What the candidates are.
	 */
	private record Survey(long count, long withVector, double farthest) {

		private boolean hasNulls() {
			return this.withVector < this.count;
		}

	}

}
