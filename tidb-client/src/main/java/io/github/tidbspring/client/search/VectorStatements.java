package io.github.tidbspring.client.search;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.Identifier;
import io.github.tidbspring.client.query.SqlFragment;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a vector search: the one place where their text is made.
 *
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector search
 * index</a>
 */
final class VectorStatements {

	private final SearchTarget<?> target;

	private final VectorComparison comparison;

	private final VectorQuery query;

	private final Selection<?> selection;

	private final String distance;

	private final @Nullable SqlFragment filter;

	/** The columns of the selection, and those that the filter names. */
	private final Set<Identifier> candidateColumns;

	VectorStatements(SearchTarget<?> target, VectorComparison comparison, VectorQuery query, Filter filter,
			Selection<?> selection) {
		this.target = target;
		this.comparison = comparison;
		this.query = query;
		this.selection = selection;
		this.distance = SearchColumns.label(target, "_distance").quoted();
		NamedColumns columns = new NamedColumns(target.filterColumns());
		this.filter = filter.isUnconditional() ? null : filter.toSql(columns, null);
		this.candidateColumns = new LinkedHashSet<>(selection.columns());
		this.candidateColumns.addAll(columns.named());
		if (columns.isAnyNamed()) {
			target.columns().forEach((column) -> this.candidateColumns.add(column.column()));
		}
	}

	/**
	 * The nearest rows, whatever else they are: nothing but the order and the limit, so
	 * that an index can serve it.
	 */
	SearchStatement nearest(int limit) {
		SearchStatement.Text sql = new SearchStatement.Text();
		appendNearest(sql, this.selection.names(), limit);
		return sql.build();
	}

	/**
	 * The nearest rows that are near enough. Rows without a distance are among them, if
	 * the server puts them first: better to know than to miss those behind them.
	 */
	SearchStatement nearEnough(int candidates, int limit) {
		SearchStatement.Text sql = ofCandidates(candidates);
		Double bound = this.query.maxDistance();
		if (bound != null && this.comparison.canBeNull()) {
			sql.append(" WHERE (" + this.distance + " <= ? OR " + this.distance + " IS NULL)", bound);
		}
		else {
			appendBounds(new Conditions(sql, " WHERE "));
		}
		appendOrder(sql, limit);
		return sql.build();
	}

	/** The nearest candidates, and of those the rows that meet the conditions. */
	SearchStatement filteredAfterwards(int candidates, int limit) {
		SearchStatement.Text sql = ofCandidates(candidates);
		Conditions conditions = new Conditions(sql, " WHERE ");
		if (this.filter != null) {
			conditions.next().append(this.filter);
		}
		appendDistanceConditions(conditions);
		appendOrder(sql, limit);
		return sql.build();
	}

	/** The rows that meet the conditions, and of those the nearest. */
	SearchStatement filteredFirst(int limit) {
		SearchStatement.Text sql = new SearchStatement.Text();
		sql.append("SELECT " + this.selection.names() + ", ");
		this.comparison.appendTo(sql);
		sql.append(" AS " + this.distance + " FROM " + this.target.table().quoted());
		Conditions where = new Conditions(sql, " WHERE ");
		if (this.filter != null) {
			where.next().append(this.filter);
		}
		if (this.comparison.column().isNullable()) {
			where.next().append(this.comparison.column().column().quoted() + " IS NOT NULL");
		}
		appendDistanceConditions(new Conditions(sql, " HAVING "));
		appendOrder(sql, limit);
		return sql.build();
	}

	/** The candidates, for conditions around them. */
	private SearchStatement.Text ofCandidates(int candidates) {
		SearchStatement.Text sql = new SearchStatement.Text();
		sql.append("SELECT " + this.selection.names() + ", " + this.distance + " FROM (");
		appendNearest(sql, this.candidateColumns.stream().map(Identifier::quoted).collect(Collectors.joining(", ")),
				candidates);
		return sql.append(") AS `candidates`");
	}

	private void appendDistanceConditions(Conditions conditions) {
		appendBounds(conditions);
		boolean bounded = this.query.minDistance() != null || this.query.maxDistance() != null;
		// NULL is within no bounds.
		if (!bounded && this.comparison.canBeNull()) {
			conditions.next().append(this.distance + " IS NOT NULL");
		}
	}

	/** How many candidates there are, how many with a vector, and the farthest. */
	SearchStatement survey(int candidates) {
		SearchStatement.Text sql = new SearchStatement.Text();
		sql.append("SELECT COUNT(*), COUNT(%1$s), MAX(%1$s) FROM (SELECT ".formatted(this.distance));
		this.comparison.appendTo(sql);
		appendFrom(sql, candidates);
		sql.append(") AS `candidates`");
		return sql.build();
	}

	private void appendNearest(SearchStatement.Text sql, String columns, int limit) {
		sql.append("SELECT " + columns + ", ");
		this.comparison.appendTo(sql);
		appendFrom(sql, limit);
	}

	// The limit is no parameter: TiDB plans for it.
	private void appendFrom(SearchStatement.Text sql, int limit) {
		sql.append(" AS " + this.distance + " FROM " + this.target.table().quoted() + " ORDER BY " + this.distance
				+ " LIMIT " + limit);
	}

	private void appendBounds(Conditions conditions) {
		if (this.query.minDistance() != null) {
			conditions.next().append(this.distance + " >= ?", this.query.minDistance());
		}
		if (this.query.maxDistance() != null) {
			conditions.next().append(this.distance + " <= ?", this.query.maxDistance());
		}
	}

	private void appendOrder(SearchStatement.Text sql, int limit) {
		sql.append(" ORDER BY " + this.distance
				+ this.target.key().stream().map((column) -> ", " + column.quoted()).collect(Collectors.joining())
				+ " LIMIT " + limit);
	}

	/**
	 * Conditions that must all be met.
	 */
	private static final class Conditions {

		private final SearchStatement.Text sql;

		private String separator;

		private Conditions(SearchStatement.Text sql, String keyword) {
			this.sql = sql;
			this.separator = keyword;
		}

		private SearchStatement.Text next() {
			this.sql.append(this.separator);
			this.separator = " AND ";
			return this.sql;
		}

	}

}
