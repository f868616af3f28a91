package io.github.tidbspring.client.internal.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.TableEmbeddings;
import io.github.tidbspring.client.internal.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Decides which vectors of rows that are saved without them stay as they are stored:
 * those that are made from no text, or from one that has not changed.
 *
 * @param <T> the type of the rows
 */
final class StoredVectors<T> {

	private static final int KEYS_PER_STATEMENT = 1000;

	private final Session session;

	private final TableSchema<T> schema;

	private final TableStatements statements;

	private final List<ColumnSchema> embedded;

	StoredVectors(Session session, TableSchema<T> schema, TableStatements statements) {
		this.session = session;
		this.schema = schema;
		this.statements = statements;
		this.embedded = schema.embedded();
	}

	/**
	 * Find the statements of rows that may be there already.
	 * @param rows the rows, in the order in which they are written, each with a statement
	 * that leaves out the vectors that it does not have
	 * @param numbers what they are called
	 * @param saving makes a statement that leaves out some columns
	 * @return the rows, each with a statement that leaves out the vectors that stay
	 * @throws IllegalArgumentException if a row has no vector where it needs one
	 */
	List<PreparedRow<T>> settle(List<PreparedRow<T>> rows, TableEmbeddings.Rows numbers,
			Function<Set<ColumnSchema>, RowStatement> saving) {
		if (rows.stream().noneMatch(StoredVectors::isOpen)) {
			return rows;
		}
		Map<RowKey, StoredRow> stored = read(rows, this.session.isInTransaction());
		List<PreparedRow<T>> settled = new ArrayList<>(rows.size());
		for (PreparedRow<T> row : rows) {
			if (!isSaved(row)) {
				settled.add(row);
				continue;
			}
			StoredRow before = before(row, stored);
			PreparedRow<T> after = isOpen(row) ? settle(row, before, saving, settled.size(), numbers) : row;
			before.written(after.row(), this.embedded, after.statement().leftOut());
			settled.add(after);
		}
		return settled;
	}

	/**
	 * Return whether the vectors that rows leave out may still stay, and keep others from
	 * changing that until the transaction ends.
	 * @param rows the rows
	 * @return {@code false} if somebody else has changed a text meanwhile
	 */
	boolean isCurrent(List<PreparedRow<T>> rows) {
		if (rows.stream().noneMatch(StoredVectors::keepsVector)) {
			return true;
		}
		Map<RowKey, StoredRow> stored = read(rows, true);
		for (PreparedRow<T> row : rows) {
			if (isSaved(row)) {
				StoredRow before = before(row, stored);
				if (sourced(row).anyMatch((vector) -> !before.keeps(vector, row.row()))) {
					return false;
				}
				before.written(row.row(), this.embedded, row.statement().leftOut());
			}
		}
		return true;
	}

	/** Whether a vector that is made from a text is left out: only while that stays. */
	static boolean keepsVector(PreparedRow<?> row) {
		return isSaved(row) && sourced(row).findAny().isPresent();
	}

	private static Stream<ColumnSchema> sourced(PreparedRow<?> row) {
		return row.statement().leftOut().stream().filter((column) -> column.source() != null);
	}

	/** Whether the row's statement depends on what is stored. */
	private static boolean isOpen(PreparedRow<?> row) {
		return keepsVector(row) || (isSaved(row) && needsRow(row.statement()) != null);
	}

	private static boolean isSaved(PreparedRow<?> row) {
		return row.statement().kind() != RowStatement.Kind.INSERT;
	}

	/** A vector that only a row that is there already can be written without. */
	static @Nullable ColumnSchema needsRow(RowStatement statement) {
		return statement.leftOut()
			.stream()
			.filter((column) -> !column.isNullable() && !column.isGenerated())
			.findFirst()
			.orElse(null);
	}

	private PreparedRow<T> settle(PreparedRow<T> row, StoredRow before,
			Function<Set<ColumnSchema>, RowStatement> saving, int number, TableEmbeddings.Rows numbers) {
		if (!before.isThere() && this.schema.isKeyRandom()) {
			throw this.schema.noSuchKey();
		}
		Set<ColumnSchema> leftOut = new LinkedHashSet<>(row.statement().leftOut());
		leftOut.removeIf((column) -> column.source() != null && !before.keeps(column, row.row()));
		RowStatement statement = saving.apply(leftOut);
		try {
			ColumnSchema needed = needsRow(statement);
			if (needed != null && !before.isThere()) {
				throw noVector(needed);
			}
			return row.writtenBy(statement);
		}
		catch (IllegalArgumentException ex) {
			if (numbers == TableEmbeddings.Rows.ONE) {
				throw ex;
			}
			throw new IllegalArgumentException(
					"%s: %s".formatted(StringUtils.capitalize(numbers.name(number, number)), ex.getMessage()), ex);
		}
	}

	static IllegalArgumentException noVector(ColumnSchema column) {
		return column.property()
			.invalid(("is null, and its column %s is not: that leaves the vector of a row alone that is there already, "
					+ "and there is none with this key; give it a vector")
				.formatted(column.name()));
	}

	private StoredRow before(PreparedRow<T> row, Map<RowKey, StoredRow> stored) {
		return stored.computeIfAbsent(key(row), (key) -> new StoredRow());
	}

	private RowKey key(PreparedRow<T> row) {
		return new RowKey(this.schema.keyParameters(row.row()));
	}

	private Map<RowKey, StoredRow> read(List<PreparedRow<T>> rows, boolean locking) {
		Set<RowKey> asked = new LinkedHashSet<>();
		rows.stream().filter(StoredVectors::isSaved).map(this::key).forEach(asked::add);
		List<RowKey> keys = new ArrayList<>(asked);
		Map<RowKey, StoredRow> stored = new HashMap<>();
		for (int from = 0; from < keys.size(); from += KEYS_PER_STATEMENT) {
			read(keys.subList(from, Math.min(from + KEYS_PER_STATEMENT, keys.size())), locking, stored);
		}
		if (!asked.containsAll(stored.keySet())) {
			// To the server two keys are one that are two here, such as "a" and "A".
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

	/** Read rows, unless they are known already, and return those that are there. */
	private Collection<StoredRow> read(List<RowKey> keys, boolean locking, Map<RowKey, StoredRow> stored) {
		Object[] parameters = keys.stream().flatMap((key) -> Stream.of(key.values())).toArray();
		return this.session.jdbc()
			.query(this.statements.selectSources(this.embedded, keys.size(), locking),
					(row, number) -> stored.merge(storedKey(row), stored(row), (known, same) -> known), parameters);
	}

	private StoredRow stored(ResultSet row) throws SQLException {
		StoredRow stored = new StoredRow();
		stored.found();
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
