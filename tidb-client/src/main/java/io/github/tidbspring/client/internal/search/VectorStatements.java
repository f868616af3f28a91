package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a vector search: the one place where their text is made.
 *
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector search
 * index</a>
 */
final class VectorStatements {

	private final SearchTarget<?> target;

	private final VectorQuery query;

	private final ColumnSchema column;

	private final DistanceMetric metric;

	/** What computes the distance, with a parameter for the operand. */
	private final String function;

	private final String operand;

	private final Selection<?> selection;

	private final String distance;

	/** What the candidates are called where the table is joined to them. */
	private final String candidates;

	/** What the rows of an exact search are called there. */
	private final String nearest;

	private final @Nullable SqlStatement filter;

	/** The columns of the selection, and those that the filter names. */
	private final Set<Identifier> candidateColumns;

	/** Whether the filter may name any column of the table, known or not. */
	private final boolean anyColumnNamed;

	VectorStatements(SearchScope<?> scope, VectorQuery query, ColumnSchema column, DistanceMetric metric,
			Selection<?> selection) {
		this.target = scope.target();
		this.query = query;
		this.column = column;
		this.metric = metric;
		this.function = query.function(this.target, column, metric) + "(" + column.name().quoted() + ", ?)";
		this.operand = query.operand(this.target, column);
		this.selection = selection;
		ColumnScope columns = ColumnScope.of(this.target.schema());
		this.filter = scope.isFiltered() ? columns.write(scope.filter()) : null;
		this.candidateColumns = new LinkedHashSet<>(selection.columns());
		this.candidateColumns.addAll(columns.named());
		this.anyColumnNamed = columns.isAnyNamed();
		this.distance = label("_distance");
		this.candidates = alias("candidates");
		this.nearest = alias("nearest");
	}

	private String alias(String name) {
		boolean taken = this.target.table().name().equalsIgnoreCase(name);
		return Identifier.of(taken ? name + "_" : name).quoted();
	}

	/**
	 * A name for what is computed. A filter's text may mean a column by it that the row's
	 * type does not have.
	 */
	private String label(String name) {
		String text = (this.filter != null) ? this.filter.text().toLowerCase(Locale.ROOT) : "";
		String label = name;
		while (text.contains(label)) {
			label += "_";
		}
		return SearchColumns.label(this.target.schema(), label).quoted();
	}

	/**
	 * The nearest rows, whatever else they are: nothing but the order and the limit, so
	 * that an index can serve it.
	 */
	SqlStatement nearest(int limit) {
		if (isAnyVirtual()) {
			SqlBuilder rows = ofRowsOfCandidates(limit);
			appendOrder(rows, distanceOfCandidates(), limit);
			return rows.build();
		}
		SqlBuilder sql = new SqlBuilder();
		appendNearest(sql, this.selection.names(), limit);
		return sql.build();
	}

	/**
	 * The nearest rows that are near enough. Rows without a distance are among them, if
	 * the server puts them first: better to know than to miss those behind them.
	 */
	SqlStatement nearEnough(int candidates, int limit) {
		SqlBuilder sql = ofCandidates(candidates);
		String measure = measure();
		Double bound = this.query.maxDistance();
		if (bound != null && canBeNull()) {
			sql.append(" WHERE (" + measure + " <= ? OR " + measure + " IS NULL)", List.of(bound));
		}
		else {
			appendBounds(new Conditions(sql, " WHERE "), measure);
		}
		appendOrder(sql, measure, limit);
		return sql.build();
	}

	/** The nearest candidates, and of those the rows that meet the conditions. */
	SqlStatement filteredAfterwards(int candidates, int limit) {
		SqlBuilder sql = ofCandidates(candidates);
		Conditions conditions = new Conditions(sql, " WHERE ");
		if (this.filter != null) {
			conditions.next().append(this.filter);
		}
		appendDistanceConditions(conditions, measure());
		appendOrder(sql, measure(), limit);
		return sql.build();
	}

	/** The rows that meet the conditions, and of those the nearest. */
	SqlStatement filteredFirst(int limit) {
		return filteredFirst(limit, hasLowest() ? " >= " : null);
	}

	/**
	 * Whether there may be rows that {@link #filteredFirst} leaves out, because their
	 * distance has overflowed to less than all others.
	 */
	boolean hasOverflowed() {
		return hasLowest() && this.query.minDistance() == null && this.query.maxDistance() == null;
	}

	/** Those rows. */
	SqlStatement overflowed(int limit) {
		return filteredFirst(limit, " < ");
	}

	private boolean hasLowest() {
		return this.metric == DistanceMetric.NEGATIVE_INNER_PRODUCT;
	}

	private SqlStatement filteredFirst(int limit, @Nullable String comparedWithLowest) {
		SqlBuilder sql = new SqlBuilder();
		if (this.target.virtualColumns().isAnyOf(this.selection.columns())) {
			appendRowsOf(sql, this.nearest, (keys) -> appendFilteredFirst(sql, keys, comparedWithLowest, limit));
			appendOrder(sql, this.nearest + "." + this.distance, limit);
		}
		else {
			appendFilteredFirst(sql, this.selection.names(), comparedWithLowest, limit);
		}
		return sql.build();
	}

	private void appendFilteredFirst(SqlBuilder sql, String columns, @Nullable String comparedWithLowest, int limit) {
		sql.append("SELECT " + columns + ", ");
		sql.append(this.function, List.of(this.operand));
		sql.append(" AS " + this.distance + " FROM " + this.target.table().quoted());
		Conditions where = new Conditions(sql, " WHERE ");
		if (this.filter != null) {
			where.next().append(this.filter);
		}
		if (this.column.isNullable()) {
			where.next().append(this.column.name().quoted() + " IS NOT NULL");
		}
		Conditions having = new Conditions(sql, " HAVING ");
		if (comparedWithLowest != null) {
			having.next().append(this.distance + comparedWithLowest + Overflow.LOWEST);
		}
		appendDistanceConditions(having, this.distance);
		appendOrder(sql, this.distance, limit);
	}

	/**
	 * Which of the rows of another statement have a distance that has overflowed, by
	 * their keys: 1 above, -1 below.
	 */
	SqlStatement overflowOf(SqlStatement statement) {
		SqlBuilder sql = new SqlBuilder();
		sql.append("SELECT " + this.target.key().stream().map(Identifier::quoted).collect(Collectors.joining(", "))
				+ ", CASE WHEN %1$s > %2$s THEN 1 ELSE -1 END FROM (".formatted(this.distance, Overflow.HIGHEST));
		sql.append(statement);
		sql.append(") AS `found` WHERE %1$s > %2$s OR %1$s < %3$s".formatted(this.distance, Overflow.HIGHEST,
				Overflow.LOWEST));
		return sql.build();
	}

	/**
	 * Whether a column would lose the index, read together with the candidates. TiDB 9.0
	 * even refuses to read one that way without the columns that it is made of.
	 */
	private boolean isAnyVirtual() {
		return this.target.virtualColumns().isAnyOf(this.candidateColumns);
	}

	private boolean readsByKey() {
		return this.anyColumnNamed || isAnyVirtual();
	}

	/** The distance, where conditions are around the candidates. */
	private String measure() {
		return readsByKey() ? distanceOfCandidates() : this.distance;
	}

	/** The distance of the candidates: the table may have a column of that name. */
	private String distanceOfCandidates() {
		return this.candidates + "." + this.distance;
	}

	/** The candidates, for conditions around them. */
	private SqlBuilder ofCandidates(int candidates) {
		if (readsByKey()) {
			return ofRowsOfCandidates(candidates);
		}
		SqlBuilder sql = new SqlBuilder();
		sql.append("SELECT " + this.selection.names() + ", " + this.distance + " FROM (");
		appendNearest(sql, this.candidateColumns.stream().map(Identifier::quoted).collect(Collectors.joining(", ")),
				candidates);
		return sql.append(") AS `candidates`");
	}

	/**
	 * The candidates' whole rows, read by their keys: a text of its author's own may name
	 * columns that the row's type does not have, and a virtual column among those of the
	 * candidates loses the index.
	 */
	private SqlBuilder ofRowsOfCandidates(int limit) {
		SqlBuilder sql = new SqlBuilder();
		appendRowsOf(sql, this.candidates, (keys) -> appendNearest(sql, keys, limit));
		return sql;
	}

	/** Whole rows by their keys, which a statement of their own finds. */
	private void appendRowsOf(SqlBuilder sql, String alias, Consumer<String> ofKeys) {
		String table = this.target.table().quoted();
		List<String> keys = new ArrayList<>();
		List<String> same = new ArrayList<>();
		for (Identifier key : this.target.key()) {
			// Under a name of its own, so that the key's is the table's alone.
			String label = label("_key" + (keys.size() + 1));
			keys.add(key.quoted() + " AS " + label);
			same.add(table + "." + key.quoted() + " = " + alias + "." + label);
		}
		sql.append("SELECT /*+ INL_JOIN(" + table + ") */ " + this.selection.names() + ", " + alias + "."
				+ this.distance + " FROM (");
		ofKeys.accept(String.join(", ", keys));
		sql.append(") AS " + alias + " JOIN " + table + " ON " + String.join(" AND ", same));
	}

	/**
	 * Whether a row may have no distance: it has no vector, or one without a direction.
	 */
	private boolean canBeNull() {
		return this.column.isNullable() || this.metric == DistanceMetric.COSINE;
	}

	private void appendDistanceConditions(Conditions conditions, String measure) {
		appendBounds(conditions, measure);
		boolean bounded = this.query.minDistance() != null || this.query.maxDistance() != null;
		// NULL is within no bounds.
		if (!bounded && canBeNull()) {
			conditions.next().append(measure + " IS NOT NULL");
		}
	}

	/** How many candidates there are, how many with a vector, and the farthest. */
	SqlStatement survey(int candidates) {
		SqlBuilder sql = new SqlBuilder();
		sql.append("SELECT COUNT(*), COUNT(%1$s), MAX(%1$s) FROM (SELECT ".formatted(this.distance));
		sql.append(this.function, List.of(this.operand));
		appendFrom(sql, candidates);
		sql.append(") AS `candidates`");
		return sql.build();
	}

	private void appendNearest(SqlBuilder sql, String columns, int limit) {
		sql.append("SELECT " + columns + ", ");
		sql.append(this.function, List.of(this.operand));
		appendFrom(sql, limit);
	}

	// The limit is no parameter: TiDB plans for it.
	private void appendFrom(SqlBuilder sql, int limit) {
		sql.append(" AS " + this.distance + " FROM " + this.target.table().quoted() + " ORDER BY " + this.distance
				+ " LIMIT " + limit);
	}

	private void appendBounds(Conditions conditions, String measure) {
		if (this.query.minDistance() != null) {
			conditions.next().append(measure + " >= ").parameter(this.query.minDistance());
		}
		if (this.query.maxDistance() != null) {
			conditions.next().append(measure + " <= ").parameter(this.query.maxDistance());
		}
	}

	private void appendOrder(SqlBuilder sql, String measure, int limit) {
		sql.append(" ORDER BY " + measure
				+ this.target.key().stream().map((column) -> ", " + column.quoted()).collect(Collectors.joining())
				+ " LIMIT " + limit);
	}

	/**
	 * Conditions that must all be met.
	 */
	private static final class Conditions {

		private final SqlBuilder sql;

		private String separator;

		private Conditions(SqlBuilder sql, String keyword) {
			this.sql = sql;
			this.separator = keyword;
		}

		private SqlBuilder next() {
			this.sql.append(this.separator);
			this.separator = " AND ";
			return this.sql;
		}

	}

}
