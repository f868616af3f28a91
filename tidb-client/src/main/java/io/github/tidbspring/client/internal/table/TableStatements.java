package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a table: the one place where their text is made.
 */
final class TableStatements {

	/** There is no OFFSET without a LIMIT. */
	private static final String NO_LIMIT = " LIMIT " + Long.MAX_VALUE;

	private final String table;

	private final TableSchema<?> schema;

	TableStatements(TableSchema<?> schema) {
		this.table = schema.name().quoted();
		this.schema = schema;
	}

	/**
	 * Make a statement that writes a row.
	 * @param kind what it does
	 * @param leftOut the columns that it does not write, none of them of the key if it
	 * updates; those that the server makes from others are never written
	 * @return the statement
	 */
	RowStatement write(RowStatement.Kind kind, Set<ColumnSchema> leftOut) {
		List<ColumnSchema> written = this.schema.columns()
			.stream()
			.filter((column) -> !column.isMadeByServer() && !leftOut.contains(column))
			.toList();
		if (kind == RowStatement.Kind.INSERT) {
			return new RowStatement(kind, insert(written), written, leftOut);
		}
		if (kind == RowStatement.Kind.UPSERT) {
			return new RowStatement(kind, upsert(written), written, leftOut);
		}
		List<ColumnSchema> others = written.stream().filter((column) -> !column.isKey()).toList();
		// A row that is nothing but a key has nothing to update, but must not fail
		// either.
		List<ColumnSchema> changed = others.isEmpty() ? this.schema.key() : others;
		List<ColumnSchema> parameters = new ArrayList<>(changed);
		parameters.addAll(this.schema.key());
		return new RowStatement(kind, updateByKey(changed), List.copyOf(parameters), leftOut);
	}

	String insert(List<ColumnSchema> columns) {
		if (columns.isEmpty()) {
			return "INSERT INTO " + this.table + " () VALUES ()";
		}
		return "INSERT INTO " + this.table + " (" + names(columns) + ") VALUES ("
				+ String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
	}

	/**
	 * The form of an upsert that Connector/J sends as a multi-row statement when it is
	 * batched.
	 * @param columns the columns
	 * @return the statement
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/sql-statement-insert/">INSERT</a>
	 */
	String upsert(List<ColumnSchema> columns) {
		List<ColumnSchema> updated = columns.stream().filter((column) -> !column.isKey()).toList();
		// A row that is nothing but a key has nothing to update, but must not fail
		// either.
		List<ColumnSchema> changed = updated.isEmpty() ? this.schema.key() : updated;
		return insert(columns) + " ON DUPLICATE KEY UPDATE "
				+ changed.stream()
					.map((column) -> column.name().quoted() + " = VALUES(" + column.name().quoted() + ")")
					.collect(Collectors.joining(", "));
	}

	String updateByKey(List<ColumnSchema> changed) {
		return "UPDATE " + this.table + " SET " + assignments(changed) + " WHERE " + keyCondition();
	}

	/**
	 * An update of some of the rows.
	 * @param values the columns that change and their parameters
	 * @param condition which rows
	 * @return the statement
	 */
	SqlStatement update(Map<ColumnSchema, @Nullable Object> values, SqlStatement condition) {
		return new SqlBuilder().append("UPDATE " + this.table + " SET " + assignments(values.keySet()), values.values())
			.append(" WHERE ")
			.append(condition)
			.build();
	}

	String deleteByKey() {
		return "DELETE FROM " + this.table + " WHERE " + keyCondition();
	}

	SqlStatement delete(@Nullable SqlStatement condition) {
		return where("DELETE FROM " + this.table, condition).build();
	}

	private String select(List<ColumnSchema> columns) {
		return "SELECT " + names(columns) + " FROM " + this.table;
	}

	/**
	 * A query for some of the rows.
	 * @param columns what is read of them
	 * @param condition which ones; {@code null} for all
	 * @param orders what they are ordered by
	 * @param limit how many at most; {@code null} for all
	 * @param offset how many are left out before them; {@code null} for none
	 * @return the statement
	 */
	SqlStatement find(List<ColumnSchema> columns, @Nullable SqlStatement condition, List<SqlStatement> orders,
			@Nullable Integer limit, @Nullable Long offset) {
		SqlBuilder sql = where(select(columns), condition);
		String separator = " ORDER BY ";
		for (SqlStatement order : orders) {
			sql.append(separator).append(order);
			separator = ", ";
		}
		if (limit != null) {
			sql.append(" LIMIT ").parameter(limit);
		}
		if (offset != null) {
			sql.append((limit != null) ? "" : NO_LIMIT).append(" OFFSET ").parameter(offset);
		}
		return sql.build();
	}

	String selectByKey(List<ColumnSchema> columns) {
		return select(columns) + " WHERE " + keyCondition();
	}

	/**
	 * A query for what is there now, and not when the transaction began: an UPDATE sees
	 * that too.
	 */
	String lockByKey(List<ColumnSchema> columns) {
		return selectByKey(columns) + " FOR UPDATE";
	}

	String selectByKeys(List<ColumnSchema> columns, int keys) {
		return select(columns) + " WHERE " + keysCondition(keys);
	}

	String existsByKey() {
		return "SELECT 1 FROM " + this.table + " WHERE " + keyCondition();
	}

	String deleteByKeys(int keys) {
		return "DELETE FROM " + this.table + " WHERE " + keysCondition(keys);
	}

	SqlStatement count(@Nullable SqlStatement condition) {
		return where("SELECT COUNT(*) FROM " + this.table, condition).build();
	}

	SqlStatement exists(@Nullable SqlStatement condition) {
		return where("SELECT 1 FROM " + this.table, condition).append(" LIMIT 1").build();
	}

	private static SqlBuilder where(String sql, @Nullable SqlStatement condition) {
		SqlBuilder builder = new SqlBuilder().append(sql);
		return (condition != null) ? builder.append(" WHERE ").append(condition) : builder;
	}

	/**
	 * A query for what is known of rows without reading their texts and vectors, which
	 * may be large: the key; then, for each vector, a digest of the text that it is made
	 * from, and whether it is there.
	 * @param vectors vectors that are made from texts
	 * @param keys how many rows are asked for
	 * @param locking whether the rows stay as they are until the transaction ends
	 * @return the statement
	 */
	String selectSources(List<ColumnSchema> vectors, int keys, boolean locking) {
		StringBuilder sql = new StringBuilder("SELECT ").append(names(this.schema.key()));
		for (ColumnSchema vector : vectors) {
			ColumnSchema source = Objects.requireNonNull(vector.source());
			sql.append(", SHA2(CONVERT(%s USING utf8mb4), 256), %s IS NOT NULL".formatted(source.name().quoted(),
					vector.name().quoted()));
		}
		return sql.append(" FROM ")
			.append(this.table)
			.append(" WHERE ")
			.append(keysCondition(keys))
			.append(locking ? " FOR UPDATE" : "")
			.toString();
	}

	private String keysCondition(int keys) {
		List<ColumnSchema> key = this.schema.key();
		if (key.size() == 1) {
			return key.get(0).name().quoted() + " IN (" + String.join(", ", Collections.nCopies(keys, "?")) + ")";
		}
		List<String> tuples = new ArrayList<>(
				Collections.nCopies(keys, "(" + String.join(", ", Collections.nCopies(key.size(), "?")) + ")"));
		return "(" + names(key) + ") IN (" + String.join(", ", tuples) + ")";
	}

	private String keyCondition() {
		return this.schema.key()
			.stream()
			.map((column) -> column.name().quoted() + " = ?")
			.collect(Collectors.joining(" AND "));
	}

	private static String assignments(Collection<ColumnSchema> columns) {
		return columns.stream().map((column) -> column.name().quoted() + " = ?").collect(Collectors.joining(", "));
	}

	private static String names(List<ColumnSchema> columns) {
		return columns.stream().map((column) -> column.name().quoted()).collect(Collectors.joining(", "));
	}

}
