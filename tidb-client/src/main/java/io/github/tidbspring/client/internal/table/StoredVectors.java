package io.github.tidbspring.client.internal.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnVersion;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.TableEmbeddings;

import org.springframework.util.StringUtils;

/**
 * Determines which vectors of rows that are saved without them stay as they are stored:
 * those that are computed from no text, or from one that has not changed.
 *
 * @param <T> the type of the rows
 */
final class StoredVectors<T> {

	private final MappedTable<T> table;

	private final TableSchema<T> schema;

	private final TableStatements statements;

	private final List<ColumnSchema> embedded;

	StoredVectors(MappedTable<T> table, TableStatements statements) {
		this.table = table;
		this.schema = table.schema();
		this.statements = statements;
		this.embedded = this.schema.embedded();
	}

	/**
	 * Determine the statements of rows that may exist.
	 * @param rows the rows, in the order in which they are written, each with a statement
	 * that leaves out the vectors that it does not have
	 * @param names the names of the rows in messages
	 * @param saving makes a statement that leaves out some columns
	 * @return the rows, each with a statement that leaves out the vectors that stay
	 * @throws IllegalArgumentException if a row has no vector and needs one
	 */
	List<PreparedRow<T>> settle(List<PreparedRow<T>> rows, TableEmbeddings.Rows names,
			Function<Set<ColumnSchema>, RowStatement> saving) {
		if (rows.stream().noneMatch(StoredVectors::dependsOnStored)) {
			return rows;
		}
		Map<RowKey, StoredRow> stored = read(rows, this.table.session().isInTransaction());
		List<PreparedRow<T>> settled = new ArrayList<>(rows.size());
		for (PreparedRow<T> row : rows) {
			PreparedRow<T> after = row;
			if (row.isSaved()) {
				StoredRow before = before(row, stored);
				after = dependsOnStored(row) ? settle(row, before, saving, settled.size(), names) : row;
				before.written(after.row(), this.embedded, after.statement().leftOut());
			}
			settled.add(after);
		}
		return settled;
	}

	/**
	 * Return whether the vectors that rows leave out may still stay, and lock the rows
	 * until the transaction ends.
	 * @param rows the rows
	 * @return {@code false} if another transaction has changed a text
	 */
	boolean isCurrent(List<PreparedRow<T>> rows) {
		if (rows.stream().noneMatch(PreparedRow::keepsVector)) {
			return true;
		}
		Map<RowKey, StoredRow> stored = read(rows, true);
		for (PreparedRow<T> row : rows) {
			if (row.isSaved()) {
				StoredRow before = before(row, stored);
				if (row.keptVectors().anyMatch((vector) -> !before.keeps(vector, row.row()))) {
					return false;
				}
				before.written(row.row(), this.embedded, row.statement().leftOut());
			}
		}
		return true;
	}

	/** Whether the row's statement depends on the stored row. */
	private static boolean dependsOnStored(PreparedRow<?> row) {
		return row.keepsVector() || (row.isSaved() && row.statement().needsRow() != null);
	}

	private PreparedRow<T> settle(PreparedRow<T> row, StoredRow before,
			Function<Set<ColumnSchema>, RowStatement> saving, int number, TableEmbeddings.Rows names) {
		ColumnVersion version = this.schema.version();
		if (!before.isThere() && version != null && !version.mayBeNew(row.row())) {
			throw version.stale(null);
		}
		if (!before.isThere() && this.schema.isKeyRandom()) {
			throw this.schema.noSuchKey();
		}
		Set<ColumnSchema> leftOut = new LinkedHashSet<>(row.statement().leftOut());
		leftOut.removeIf((column) -> column.source() != null && !before.keeps(column, row.row()));
		RowStatement statement = saving.apply(leftOut);
		try {
			ColumnSchema needed = statement.needsRow();
			if (needed != null && !before.isThere()) {
				throw noVector(needed);
			}
			return row.writtenBy(statement);
		}
		catch (IllegalArgumentException ex) {
			if (names == TableEmbeddings.Rows.ONE) {
				throw ex;
			}
			throw new IllegalArgumentException(
					"%s: %s".formatted(StringUtils.capitalize(names.name(number, number)), ex.getMessage()), ex);
		}
	}

	static IllegalArgumentException noVector(ColumnSchema column) {
		return column.property()
			.invalid(("is null, and its column %s is not: without a vector only an existing row can be saved, "
					+ "and there is none with this key; give it a vector")
				.formatted(column.name()));
	}

	private StoredRow before(PreparedRow<T> row, Map<RowKey, StoredRow> stored) {
		return stored.computeIfAbsent(key(row), (key) -> new StoredRow(false));
	}

	private RowKey key(PreparedRow<T> row) {
		return new RowKey(this.schema.keyOf(row.row()));
	}

	private Map<RowKey, StoredRow> read(List<PreparedRow<T>> rows, boolean locking) {
		List<RowKey> keys = rows.stream().filter(PreparedRow::isSaved).map(this::key).distinct().toList();
		Map<RowKey, StoredRow> stored = new HashMap<>();
		TableStatements.parts(keys).forEach((part) -> read(part, locking, stored));
		if (!new HashSet<>(keys).containsAll(stored.keySet())) {
			// The server takes different keys as the same, such as "a" and "A".
			Map<RowKey, StoredRow> others = new HashMap<>();
			for (RowKey key : keys) {
				if (!stored.containsKey(key)) {
					read(List.of(key), locking, stored).forEach((found) -> others.put(key, found));
				}
			}
			stored.putAll(others);
		}
		return stored;
	}

	/** Read rows, except those that are known already, and return those that exist. */
	private Collection<StoredRow> read(List<RowKey> keys, boolean locking, Map<RowKey, StoredRow> stored) {
		Object[] parameters = keys.stream().flatMap((key) -> Stream.of(key.values())).toArray();
		return this.table.jdbc()
			.query(this.statements.selectSources(this.embedded, keys.size(), locking),
					(row, number) -> stored.merge(storedKey(row), stored(row), (known, same) -> known), parameters);
	}

	private StoredRow stored(ResultSet row) throws SQLException {
		StoredRow stored = new StoredRow(true);
		int index = this.schema.key().size() + 1;
		for (ColumnSchema vector : this.embedded) {
			stored.found(vector, row.getString(index), row.getBoolean(index + 1));
			index += 2;
		}
		return stored;
	}

	private RowKey storedKey(ResultSet row) throws SQLException {
		List<ColumnSchema> key = this.schema.key();
		Object[] values = new Object[key.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = key.get(i).conditionParameter(Objects.requireNonNull(key.get(i).read(row, i + 1)));
		}
		return new RowKey(values);
	}

}
