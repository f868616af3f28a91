package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import io.github.tidbspring.client.query.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a table: the one place where their text is made.
 */
final class TableStatements {

	private final String table;

	private final TableSchema<?> schema;

	TableStatements(TableSchema<?> schema) {
		this.table = schema.name().quoted();
		this.schema = schema;
	}

	/**
	 * The columns of an INSERT: all, or all that the server does not choose, but never
	 * those that it makes from others.
	 */
	List<ColumnSchema> inserted(boolean withGenerated) {
		return this.schema.columns()
			.stream()
			.filter((column) -> (withGenerated || !column.isGenerated()) && !column.isMadeByServer())
			.toList();
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

	String update(List<ColumnSchema> changed, String condition) {
		return "UPDATE " + this.table + " SET " + assignments(changed) + " WHERE " + condition;
	}

	String deleteByKey() {
		return "DELETE FROM " + this.table + " WHERE " + keyCondition();
	}

	String delete(@Nullable String condition) {
		return "DELETE FROM " + this.table + where(condition);
	}

	private String select(List<ColumnSchema> columns) {
		return "SELECT " + names(columns) + " FROM " + this.table;
	}

	/**
	 * A query for some of the rows.
	 * @param columns what is read of them
	 * @param condition which ones; {@code null} for all
	 * @param orders what they are ordered by
	 * @param limited whether there is a limit: a parameter behind those of the others
	 * @param skipping whether there is an offset: the last parameter
	 * @return the statement
	 */
	String find(List<ColumnSchema> columns, @Nullable String condition, List<String> orders, boolean limited,
			boolean skipping) {
		return select(columns) + where(condition) + (orders.isEmpty() ? "" : " ORDER BY " + String.join(", ", orders))
				+ (limited ? " LIMIT ?" : "") + (skipping ? " OFFSET ?" : "");
	}

	String selectByKey(List<ColumnSchema> columns) {
		return select(columns) + " WHERE " + keyCondition();
	}

	String selectByKeys(List<ColumnSchema> columns, int keys) {
		List<ColumnSchema> key = this.schema.key();
		if (key.size() == 1) {
			return select(columns) + " WHERE " + key.get(0).name().quoted() + " IN ("
					+ String.join(", ", Collections.nCopies(keys, "?")) + ")";
		}
		List<String> tuples = new ArrayList<>(
				Collections.nCopies(keys, "(" + String.join(", ", Collections.nCopies(key.size(), "?")) + ")"));
		return select(columns) + " WHERE (" + names(key) + ") IN (" + String.join(", ", tuples) + ")";
	}

	String count(@Nullable String condition) {
		return "SELECT COUNT(*) FROM " + this.table + where(condition);
	}

	String exists(@Nullable String condition) {
		return "SELECT 1 FROM " + this.table + where(condition) + " LIMIT 1";
	}

	String drop(boolean ifExists) {
		return "DROP TABLE " + (ifExists ? "IF EXISTS " : "") + this.table;
	}

	String dropIndex(Identifier index) {
		return "DROP INDEX " + index.quoted() + " ON " + this.table;
	}

	String setTiFlashReplicas(int replicas) {
		return "ALTER TABLE " + this.table + " SET TIFLASH REPLICA " + replicas;
	}

	String truncate() {
		return "TRUNCATE TABLE " + this.table;
	}

	private static String where(@Nullable String condition) {
		return (condition != null) ? " WHERE " + condition : "";
	}

	private String keyCondition() {
		return this.schema.key()
			.stream()
			.map((column) -> column.name().quoted() + " = ?")
			.collect(Collectors.joining(" AND "));
	}

	private static String assignments(List<ColumnSchema> columns) {
		return columns.stream().map((column) -> column.name().quoted() + " = ?").collect(Collectors.joining(", "));
	}

	private static String names(List<ColumnSchema> columns) {
		return columns.stream().map((column) -> column.name().quoted()).collect(Collectors.joining(", "));
	}

}
