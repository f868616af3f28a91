package io.github.tidbspring.client.internal.table;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnVersion;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a table: the only place where their text is written.
 */
final class TableStatements {

	/** The maximum number of keys in a statement; with more, its plan becomes large. */
	static final int KEYS_PER_STATEMENT = 1000;

	/** An OFFSET needs a LIMIT. */
	private static final String NO_LIMIT = " LIMIT " + Long.MAX_VALUE;

	private final String table;

	private final TableSchema<?> schema;

	private final @Nullable ColumnVersion version;

	TableStatements(TableSchema<?> schema) {
		this.table = schema.name().quoted();
		this.schema = schema;
		this.version = schema.version();
	}

	/**
	 * Split keys by statement.
	 * @param <K> the type of the keys
	 * @param keys the keys
	 * @return the keys of each statement
	 */
	static <K> Stream<List<K>> parts(List<K> keys) {
		return IntStream.iterate(0, (from) -> from < keys.size(), (from) -> from + KEYS_PER_STATEMENT)
			.mapToObj((from) -> keys.subList(from, Math.min(from + KEYS_PER_STATEMENT, keys.size())));
	}

	/**
	 * Return a statement that writes a row.
	 * @param kind the kind of statement
	 * @param leftOut the columns that it does not write, none of them of the key if it
	 * updates; columns that the database alone fills are never written
	 * @return the statement
	 */
	RowStatement write(RowStatement.Kind kind, Set<ColumnSchema> leftOut) {
		List<ColumnSchema> given = this.schema.columns()
			.stream()
			.filter((column) -> !leftOut.contains(column))
			.toList();
		List<ColumnSchema> inserted = given.stream().filter(ColumnSchema::isInserted).toList();
		return switch (kind) {
			case INSERT -> new RowStatement(kind, insert(inserted), inserted, leftOut, this.version);
			case UPSERT -> new RowStatement(kind, upsert(inserted), inserted, leftOut, this.version);
			case UPDATE -> update(given, leftOut);
		};
	}

	private RowStatement update(List<ColumnSchema> written, Set<ColumnSchema> leftOut) {
		List<ColumnSchema> changed = changed(written);
		List<ColumnSchema> condition = (this.version != null)
				? Stream.concat(this.schema.key().stream(), Stream.of(this.version.column())).toList()
				: this.schema.key();
		return new RowStatement(RowStatement.Kind.UPDATE,
				"UPDATE " + this.table + " SET " + assignments(changed, ", ") + " WHERE "
						+ assignments(condition, " AND "),
				Stream.concat(changed.stream(), condition.stream()).toList(), leftOut, this.version);
	}

	/**
	 * The columns that an update changes. If there are none, the key, because a SET
	 * clause cannot be empty.
	 */
	private List<ColumnSchema> changed(List<ColumnSchema> given) {
		List<ColumnSchema> changed = given.stream().filter(ColumnSchema::isUpdated).toList();
		return changed.isEmpty() ? this.schema.key() : changed;
	}

	String insert(List<ColumnSchema> columns) {
		return "INSERT INTO " + this.table + " (" + names(columns) + ") VALUES (" + placeholders("?", columns.size())
				+ ")";
	}

	/**
	 * Return an upsert in the form that Connector/J sends as a multi-row statement if it
	 * is batched.
	 * @param columns the columns
	 * @return the statement
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/sql-statement-insert/">INSERT</a>
	 */
	String upsert(List<ColumnSchema> columns) {
		return insert(columns) + " ON DUPLICATE KEY UPDATE "
				+ changed(columns).stream()
					.map((column) -> column.name().quoted() + " = VALUES(" + column.name().quoted() + ")")
					.collect(Collectors.joining(", "));
	}

	/**
	 * Return an update of some of the rows.
	 * @param changes the columns that change, and what they become
	 * @param condition the condition of the rows
	 * @return the statement
	 */
	SqlStatement update(Map<ColumnSchema, SqlStatement> changes, SqlStatement condition) {
		SqlBuilder sql = new SqlBuilder().append("UPDATE " + this.table);
		String separator = " SET ";
		for (Map.Entry<ColumnSchema, SqlStatement> change : changes.entrySet()) {
			sql.append(separator + change.getKey().name().quoted() + " = ").append(change.getValue());
			separator = ", ";
		}
		return sql.append(" WHERE ").append(condition).build();
	}

	String deleteByKey() {
		return "DELETE FROM " + this.table + " WHERE " + keyCondition();
	}

	SqlStatement delete(@Nullable SqlStatement condition) {
		return where("DELETE FROM " + this.table, condition).build();
	}

	/**
	 * Return all columns for a statement of the application.
	 * @param alias the alias of the table in that statement
	 * @param prefix what the labels begin with; {@code null} for the names of the columns
	 * @return the columns, separated by commas
	 */
	String selectList(Identifier alias, @Nullable String prefix) {
		return this.schema.columns().stream().map((column) -> {
			String qualified = alias.quoted() + "." + column.name().quoted();
			return (prefix != null) ? qualified + " AS " + Identifier.of(prefix + column.name().name()).quoted()
					: qualified;
		}).collect(Collectors.joining(", "));
	}

	private String select(List<ColumnSchema> columns) {
		return "SELECT " + names(columns) + " FROM " + this.table;
	}

	/**
	 * Return a query for some of the rows.
	 * @param columns the columns that are read
	 * @param condition the condition of the rows; {@code null} for all rows
	 * @param orders the orders
	 * @param limit the maximum number of rows; negative without a limit
	 * @param offset the number of rows that are skipped
	 * @param lock the locking clause; empty if the rows are not locked
	 * @return the statement
	 */
	SqlStatement find(List<ColumnSchema> columns, @Nullable SqlStatement condition, List<SqlStatement> orders,
			int limit, long offset, String lock) {
		SqlBuilder sql = where(select(columns), condition);
		String separator = " ORDER BY ";
		for (SqlStatement order : orders) {
			sql.append(separator).append(order);
			separator = ", ";
		}
		if (limit >= 0) {
			sql.append(" LIMIT ").parameter(limit);
		}
		if (offset > 0) {
			sql.append((limit >= 0) ? "" : NO_LIMIT).append(" OFFSET ").parameter(offset);
		}
		return sql.append(lock).build();
	}

	String selectByKey(List<ColumnSchema> columns) {
		return select(columns) + " WHERE " + keyCondition();
	}

	/**
	 * Return a query for the current row, as an UPDATE sees it, and not as it was when
	 * the transaction began.
	 */
	String lockByKey(List<ColumnSchema> columns) {
		return selectByKey(columns) + " FOR UPDATE";
	}

	String selectByKeys(List<ColumnSchema> columns, int keys) {
		return selectByKeys(columns, this.schema.key(), keys);
	}

	String selectByKeys(List<ColumnSchema> columns, List<ColumnSchema> key, int keys) {
		return select(columns) + " WHERE " + keysCondition(key, keys);
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
	 * Return a query for the state of vectors, which reads no texts and vectors, because
	 * they may be large: the key; then, for each vector, a digest of the text that it is
	 * computed from, and whether it is not NULL.
	 * @param vectors vectors that are computed from texts
	 * @param keys the number of rows
	 * @param locking whether the rows are locked until the transaction ends
	 * @return the statement
	 */
	String selectSources(List<ColumnSchema> vectors, int keys, boolean locking) {
		String states = vectors.stream()
			.map((vector) -> ", SHA2(%s, 256), %s IS NOT NULL"
				.formatted(source(vector, Objects.requireNonNull(vector.source())), vector.name().quoted()))
			.collect(Collectors.joining());
		return "SELECT " + names(this.schema.key()) + states + " FROM " + this.table + " WHERE " + keysCondition(keys)
				+ (locking ? " FOR UPDATE" : "");
	}

	private static String source(ColumnSchema vector, ColumnSchema source) {
		String column = source.name().quoted();
		return vector.isMadeFromBytes() ? column : "CONVERT(" + column + " USING utf8mb4)";
	}

	private String keysCondition(int keys) {
		return keysCondition(this.schema.key(), keys);
	}

	private static String keysCondition(List<ColumnSchema> key, int keys) {
		if (key.size() == 1) {
			return names(key) + " IN (" + placeholders("?", keys) + ")";
		}
		return "(" + names(key) + ") IN (" + placeholders("(" + placeholders("?", key.size()) + ")", keys) + ")";
	}

	private static String placeholders(String one, int number) {
		return String.join(", ", Collections.nCopies(number, one));
	}

	private String keyCondition() {
		return assignments(this.schema.key(), " AND ");
	}

	private static String assignments(Collection<ColumnSchema> columns, String separator) {
		return columns.stream().map((column) -> column.name().quoted() + " = ?").collect(Collectors.joining(separator));
	}

	private static String names(List<ColumnSchema> columns) {
		return columns.stream().map((column) -> column.name().quoted()).collect(Collectors.joining(", "));
	}

}
