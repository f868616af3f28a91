package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a vector search: the only place where their text is written.
 *
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector search
 * index</a>
 */
final class VectorStatements {

	private final SearchScope<?> scope;

	/** The quoted name of the table. */
	private final String table;

	private final List<Identifier> key;

	private final VectorQuery query;

	private final ColumnSchema column;

	private final DistanceMetric metric;

	/** The call that computes the distance, with a parameter for the operand. */
	private final String function;

	private final String operand;

	private final Selection<?> selection;

	private final String distance;

	/** The alias of the candidates if the table is joined to them. */
	private final String candidates;

	/** The alias of the rows of an exact search in a join. */
	private final String nearest;

	private final @Nullable SqlStatement filter;

	/** The columns of the selection and of the filter. */
	private final Set<Identifier> candidateColumns;

	/** Whether the filter may use columns that the type does not have. */
	private final boolean anyColumnNamed;

	VectorStatements(SearchScope<?> scope, VectorQuery query, ColumnSchema column, DistanceMetric metric,
			Selection<?> selection) {
		this.scope = scope;
		this.table = scope.table().name().quoted();
		this.key = scope.schema().key().stream().map(ColumnSchema::name).toList();
		this.query = query;
		this.column = column;
		this.metric = metric;
		this.function = query.function(scope.table(), column, metric) + "(" + column.name().quoted() + ", ?)";
		this.operand = query.operand(scope.table(), column);
		this.selection = selection;
		ColumnScope columns = ColumnScope.of(scope.schema());
		this.filter = scope.isFiltered() ? columns.write(scope.filter()) : null;
		this.candidateColumns = new LinkedHashSet<>(selection.columns());
		this.candidateColumns.addAll(columns.named());
		this.anyColumnNamed = columns.isAnyNamed();
		this.distance = label("_distance");
		this.candidates = alias("candidates");
		this.nearest = alias("nearest");
	}

	private String alias(String name) {
		boolean taken = this.scope.table().name().name().equalsIgnoreCase(name);
		return Identifier.of(taken ? name + "_" : name).quoted();
	}

	/**
	 * Return a name for a computed column, which the text of a filter does not contain:
	 * it may use columns that the type does not have.
	 */
	private String label(String name) {
		String text = (this.filter != null) ? this.filter.text().toLowerCase(Locale.ROOT) : "";
		String label = name;
		while (text.contains(label)) {
			label += "_";
		}
		return SearchColumns.label(this.scope.schema(), label).quoted();
	}

	/**
	 * Return a query for the nearest rows, without conditions. TiDB uses an index only
	 * for an order by the distance with a limit.
	 */
	SqlStatement nearest(int limit) {
		if (isAnyVirtual()) {
			return appendOrder(ofRowsOfCandidates(limit), distanceOfCandidates(), limit).build();
		}
		SqlBuilder sql = new SqlBuilder();
		appendNearest(sql, this.selection.names(), limit);
		return sql.build();
	}

	/**
	 * Return a query for the rows within the maximum distance. It also returns rows
	 * without a distance if the server returns them first, because they may displace
	 * other rows.
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
		return appendOrder(sql, measure, limit).build();
	}

	/** Return a query for the candidates that meet the conditions. */
	SqlStatement filteredAfterwards(int candidates, int limit) {
		SqlBuilder sql = ofCandidates(candidates);
		Conditions conditions = new Conditions(sql, " WHERE ");
		if (this.filter != null) {
			conditions.next().append(this.filter);
		}
		appendDistanceConditions(conditions, measure());
		return appendOrder(sql, measure(), limit).build();
	}

	/** Return a query for the nearest of the rows that meet the conditions. */
	SqlStatement filteredFirst(int limit) {
		return filteredFirst(limit, hasLowest() ? " >= " : null);
	}

	/**
	 * Whether there may be rows that {@link #filteredFirst} does not return, because
	 * their distance has overflowed below all others.
	 */
	boolean hasOverflowed() {
		return hasLowest() && this.query.minDistance() == null && this.query.maxDistance() == null;
	}

	/** Return a query for these rows. */
	SqlStatement overflowed(int limit) {
		return filteredFirst(limit, " < ");
	}

	private boolean hasLowest() {
		return this.metric == DistanceMetric.NEGATIVE_INNER_PRODUCT;
	}

	private SqlStatement filteredFirst(int limit, @Nullable String comparedWithLowest) {
		SqlBuilder sql = new SqlBuilder();
		if (this.scope.virtualColumns().isAnyOf(this.selection.columns())) {
			appendRowsOf(sql, this.nearest, (keys) -> appendFilteredFirst(sql, keys, comparedWithLowest, limit));
			appendOrder(sql, this.nearest + "." + this.distance, limit);
		}
		else {
			appendFilteredFirst(sql, this.selection.names(), comparedWithLowest, limit);
		}
		return sql.build();
	}

	private void appendFilteredFirst(SqlBuilder sql, String columns, @Nullable String comparedWithLowest, int limit) {
		appendDistance(sql, "SELECT " + columns + ", ");
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
	 * Return a query for the keys of the rows of another statement whose distance has
	 * overflowed, and 1 or -1 for above or below.
	 */
	SqlStatement overflowOf(SqlStatement statement) {
		return new SqlBuilder()
			.append("SELECT %s, CASE WHEN %s > %s THEN 1 ELSE -1 END FROM (".formatted(Selection.names(this.key),
					this.distance, Overflow.HIGHEST))
			.append(statement)
			.append(") AS `found` WHERE %1$s > %2$s OR %1$s < %3$s".formatted(this.distance, Overflow.HIGHEST,
					Overflow.LOWEST))
			.build();
	}

	/**
	 * Whether a column is virtual, and would prevent the use of the index if it were read
	 * together with the candidates.
	 */
	private boolean isAnyVirtual() {
		return this.scope.virtualColumns().isAnyOf(this.candidateColumns);
	}

	private boolean readsByKey() {
		return this.anyColumnNamed || isAnyVirtual();
	}

	/** The distance in conditions on the candidates. */
	private String measure() {
		return readsByKey() ? distanceOfCandidates() : this.distance;
	}

	/** The qualified distance, because the table may have a column with its name. */
	private String distanceOfCandidates() {
		return this.candidates + "." + this.distance;
	}

	/** Begin a query for the candidates, to which conditions can be added. */
	private SqlBuilder ofCandidates(int candidates) {
		if (readsByKey()) {
			return ofRowsOfCandidates(candidates);
		}
		SqlBuilder sql = new SqlBuilder().append("SELECT " + this.selection.names() + ", " + this.distance + " FROM (");
		appendNearest(sql, Selection.names(this.candidateColumns), candidates);
		return sql.append(") AS `candidates`");
	}

	/**
	 * Begin a query for the whole rows of the candidates, which are read by their keys:
	 * the filter may use columns that the type does not have, and a virtual column among
	 * those of the candidates prevents the use of the index.
	 */
	private SqlBuilder ofRowsOfCandidates(int limit) {
		SqlBuilder sql = new SqlBuilder();
		appendRowsOf(sql, this.candidates, (keys) -> appendNearest(sql, keys, limit));
		return sql;
	}

	/** Append a join of the table with a subquery that returns keys. */
	private void appendRowsOf(SqlBuilder sql, String alias, Consumer<String> ofKeys) {
		List<String> keys = new ArrayList<>();
		List<String> same = new ArrayList<>();
		for (Identifier key : this.key) {
			// With another name, so that the name of the key is not ambiguous.
			String label = label("_key" + (keys.size() + 1));
			keys.add(key.quoted() + " AS " + label);
			same.add(this.table + "." + key.quoted() + " = " + alias + "." + label);
		}
		sql.append("SELECT /*+ INL_JOIN(" + this.table + ") */ " + this.selection.names() + ", " + alias + "."
				+ this.distance + " FROM (");
		ofKeys.accept(String.join(", ", keys));
		sql.append(") AS " + alias + " JOIN " + this.table + " ON " + String.join(" AND ", same));
	}

	/**
	 * Whether the distance may be NULL: of a row without a vector, or the cosine distance
	 * of a zero vector.
	 */
	private boolean canBeNull() {
		return this.column.isNullable() || this.metric == DistanceMetric.COSINE;
	}

	private void appendDistanceConditions(Conditions conditions, String measure) {
		appendBounds(conditions, measure);
		boolean bounded = this.query.minDistance() != null || this.query.maxDistance() != null;
		// NULL meets no bound.
		if (!bounded && canBeNull()) {
			conditions.next().append(measure + " IS NOT NULL");
		}
	}

	/**
	 * Return a query for the number of candidates, the number of those with a vector, and
	 * the largest distance.
	 */
	SqlStatement survey(int candidates) {
		SqlBuilder sql = new SqlBuilder();
		appendDistance(sql, "SELECT COUNT(*), COUNT(%1$s), MAX(%1$s) FROM (SELECT ".formatted(this.distance));
		return appendLimit(sql, candidates).append(") AS `candidates`").build();
	}

	private void appendNearest(SqlBuilder sql, String columns, int limit) {
		appendDistance(sql, "SELECT " + columns + ", ");
		appendLimit(sql, limit);
	}

	private void appendDistance(SqlBuilder sql, String select) {
		sql.append(select)
			.append(this.function, List.of(this.operand))
			.append(" AS " + this.distance + " FROM " + this.table);
	}

	// The limit is not a parameter, because the plan depends on it.
	private SqlBuilder appendLimit(SqlBuilder sql, int limit) {
		return sql.append(" ORDER BY " + this.distance + " LIMIT " + limit);
	}

	private void appendBounds(Conditions conditions, String measure) {
		if (this.query.minDistance() != null) {
			conditions.next().append(measure + " >= ").parameter(this.query.minDistance());
		}
		if (this.query.maxDistance() != null) {
			conditions.next().append(measure + " <= ").parameter(this.query.maxDistance());
		}
	}

	private SqlBuilder appendOrder(SqlBuilder sql, String measure, int limit) {
		return sql.append(" ORDER BY " + measure + ", " + Selection.names(this.key) + " LIMIT " + limit);
	}

	/**
	 * Appends conditions that must all be met.
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
