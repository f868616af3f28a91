package io.github.tidbspring.client.internal.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.tidbspring.client.internal.error.ErrorCodes;
import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnType;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.session.TableEmbeddings;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.util.Assert;

/**
 * Writes rows, one by one or in a batch.
 *
 * @param <T> the type of the rows
 */
final class RowWriter<T> {

	/**
	 * A column that a statement does not name has no default, or is generated from one
	 * that is NULL then.
	 */
	private static final Set<Integer> LACKING = Set.of(ErrorCodes.NO_DEFAULT, ErrorCodes.COLUMN_CANNOT_BE_NULL);

	private final Session session;

	private final TableSchema<T> schema;

	private final TableEmbeddings embeddings;

	private final List<ColumnSchema> madeByServer;

	private final @Nullable ColumnSchema generated;

	/** The vectors that a row can be saved without. */
	private final List<ColumnSchema> vectors;

	private final TableStatements statements;

	private final StoredVectors<T> stored;

	private final GeneratedKeys generatedKeys;

	private final Map<Variant, RowStatement> variants = new ConcurrentHashMap<>();

	private final String selectKey;

	/**
	 * Whether an upsert can only mean the row with that key. Another unique index would
	 * let it change another row; and TiDB inserts no row with a chosen key where it
	 * chooses them at random.
	 */
	private final boolean upsertIsSafe;

	/**
	 * Whether the table has turned out to have a column that the type does not, and that
	 * no new row can do without. The server refuses an upsert then, also of a row that is
	 * there, so from then on such rows are updated.
	 */
	private volatile boolean lacksColumns;

	RowWriter(MappedTable<T> table, TableStatements statements) {
		this.session = table.session();
		this.schema = table.schema();
		this.statements = statements;
		this.embeddings = table.embeddings();
		this.stored = new StoredVectors<>(this.session, this.schema, statements);
		this.generatedKeys = new GeneratedKeys(this.session, this.schema);
		this.madeByServer = this.schema.columns().stream().filter(ColumnSchema::isMadeByServer).toList();
		this.vectors = this.schema.columns()
			.stream()
			.filter((column) -> column.type().kind() == ColumnType.Kind.VECTOR && !column.isMadeByServer())
			.toList();
		this.generated = this.schema.generated();
		this.selectKey = statements.lockByKey(this.schema.key());
		this.upsertIsSafe = !this.schema.isKeyRandom() && !this.schema.hasUniqueIndexBesideKey();
	}

	T insert(T row) {
		Assert.notNull(row, "'row' must not be null");
		return insertEmbedded(toInsert(row));
	}

	private T insertEmbedded(PreparedRow<T> row) {
		PreparedRow<T> prepared = embedded(List.of(row), TableEmbeddings.Rows.ONE).get(0);
		return written(prepared, insertPrepared(prepared));
	}

	/** Make the vectors that rows lack. */
	private List<PreparedRow<T>> embedded(List<PreparedRow<T>> rows, TableEmbeddings.Rows numbers) {
		List<Map<ColumnSchema, float[]>> vectors = this.embeddings.make(rows.size(),
				(row, column) -> rows.get(row).textToEmbed(column), numbers);
		return IntStream.range(0, rows.size()).mapToObj((row) -> rows.get(row).with(vectors.get(row))).toList();
	}

	/** Insert a row, and return the value that the server chose, if it did. */
	private @Nullable Long insertPrepared(PreparedRow<T> row) {
		if (leavesOutGenerated(row)) {
			return this.generatedKeys.insert(row);
		}
		this.session.jdbc().update(row.statement().sql(), row.parameters());
		return null;
	}

	private boolean leavesOutGenerated(PreparedRow<T> row) {
		return this.generated != null && row.statement().leftOut().contains(this.generated);
	}

	PreparedRow<T> toInsert(T row) {
		ColumnSchema chosen = this.generated;
		Set<ColumnSchema> leftOut = (chosen != null && isUnset(row)) ? Set.of(chosen) : Set.of();
		return prepare(row, statement(RowStatement.Kind.INSERT, leftOut));
	}

	/**
	 * Prepare a row that may be there. The vectors that it does not have are left out at
	 * first; {@link #complete} knows which of them are to be made.
	 */
	PreparedRow<T> toSave(T row) {
		ColumnSchema chosen = this.generated;
		boolean unset = isUnset(row);
		if (chosen != null && unset && chosen.isKey()) {
			return toInsert(row);
		}
		Set<ColumnSchema> leftOut = new HashSet<>();
		if (chosen != null && unset) {
			leftOut.add(chosen);
		}
		this.vectors.stream().filter((vector) -> vector.property().value(row) == null).forEach(leftOut::add);
		return prepare(row, saving(leftOut));
	}

	private RowStatement saving(Set<ColumnSchema> leftOut) {
		// An INSERT without a column that is NOT NULL fails also where it would update.
		boolean upsert = this.upsertIsSafe && !this.lacksColumns && leftOut.stream().allMatch(ColumnSchema::isNullable);
		return statement(upsert ? RowStatement.Kind.UPSERT : RowStatement.Kind.UPDATE, leftOut);
	}

	private RowStatement statement(RowStatement.Kind kind, Set<ColumnSchema> leftOut) {
		return this.variants.computeIfAbsent(new Variant(kind, Set.copyOf(leftOut)),
				(variant) -> this.statements.write(variant.kind(), variant.leftOut()));
	}

	private PreparedRow<T> prepare(T row, RowStatement statement) {
		for (ColumnSchema column : this.madeByServer) {
			if (column.property().value(row) != null) {
				throw column.madeByServer();
			}
		}
		return PreparedRow.of(row, statement);
	}

	/**
	 * Make the vectors that rows lack and that do not stay as they are stored.
	 * @param rows the rows
	 * @param numbers what they are called
	 * @return the rows, ready to be written
	 */
	List<PreparedRow<T>> complete(List<PreparedRow<T>> rows, TableEmbeddings.Rows numbers) {
		return embedded(this.stored.settle(rows, numbers, this::saving), numbers);
	}

	/** Whether what rows leave out may still stay. Inside the transaction. */
	boolean isCurrent(List<PreparedRow<T>> rows) {
		return this.stored.isCurrent(rows);
	}

	T save(T row) {
		Assert.notNull(row, "'row' must not be null");
		PreparedRow<T> given = toSave(row);
		if (given.statement().kind() == RowStatement.Kind.INSERT) {
			return insertEmbedded(given);
		}
		Saved<T> saved = WriteAttempts.run(this.session, this.schema, this::isSingleStatement,
				() -> complete(List.of(given), TableEmbeddings.Rows.ONE), this::isCurrent,
				(rows) -> new Saved<>(rows.get(0), write(rows.get(0))));
		return written(saved.row(), saved.chosen());
	}

	/**
	 * Whether a row is written by one statement. That is also so where no new row can be
	 * inserted anyway.
	 */
	private boolean isSingleStatement(List<PreparedRow<T>> rows) {
		return rows.stream()
			.allMatch((row) -> (row.statement().kind() == RowStatement.Kind.UPSERT
					|| (this.upsertIsSafe && this.lacksColumns && StoredVectors.needsRow(row.statement()) == null))
					&& !StoredVectors.keepsVector(row));
	}

	/** Write a row, and return the value that the server chose for it, now or once. */
	private @Nullable Long write(PreparedRow<T> row) {
		if (row.statement().kind() != RowStatement.Kind.UPDATE) {
			upsert(row);
			return null;
		}
		if (!update(row)) {
			return insertPrepared(insertionOf(row));
		}
		ColumnSchema chosen = this.generated;
		return (chosen != null && leavesOutGenerated(row)) ? stored(chosen, row) : null;
	}

	private void upsert(PreparedRow<T> row) {
		try {
			this.session.jdbc().update(row.statement().sql(), row.parameters());
		}
		catch (DataAccessException ex) {
			// A row that is not there cannot be inserted: that is what the server said.
			if (!mayLackColumn(ex) || !update(asUpdate(row))) {
				throw ex;
			}
			this.lacksColumns = true;
		}
	}

	private static boolean mayLackColumn(DataAccessException failure) {
		return failure.getMostSpecificCause() instanceof SQLException error && LACKING.contains(error.getErrorCode());
	}

	private PreparedRow<T> asUpdate(PreparedRow<T> row) {
		return row.writtenBy(statement(RowStatement.Kind.UPDATE, row.statement().leftOut()));
	}

	private long stored(ColumnSchema column, PreparedRow<T> row) {
		return Objects.requireNonNull(this.session.jdbc()
			.queryForObject(this.statements.lockByKey(List.of(column)), Long.class,
					this.schema.keyParameters(row.row())));
	}

	/**
	 * Write a batch.
	 * @param rows the rows, each with the statement that writes it
	 */
	void write(List<PreparedRow<T>> rows) {
		write(rows, this::writeGroups);
	}

	/**
	 * Write a batch, and find out which values the server has chosen.
	 * @param rows the rows, each with the statement that writes it
	 * @return the values by row; rows are compared by identity
	 */
	Map<PreparedRow<T>, Long> writeReturning(List<PreparedRow<T>> rows) {
		Map<PreparedRow<T>, Long> chosen = new IdentityHashMap<>();
		write(rows, (inserted) -> groups(inserted).forEach((statement, group) -> {
			List<Long> keys = this.generatedKeys.insert(statement, group);
			for (int i = 0; i < keys.size(); i++) {
				chosen.put(group.get(i), keys.get(i));
			}
		}));
		ColumnSchema column = this.generated;
		for (PreparedRow<T> row : rows) {
			if (column != null && row.statement().kind() == RowStatement.Kind.UPDATE && leavesOutGenerated(row)) {
				chosen.put(row, stored(column, row));
			}
		}
		return chosen;
	}

	private void write(List<PreparedRow<T>> rows, Consumer<List<PreparedRow<T>>> insertion) {
		List<PreparedRow<T>> together = new ArrayList<>();
		Map<RowKey, Object> keys = new HashMap<>();
		boolean several = rows.stream().map(RowWriter::group).distinct().count() > 1;
		for (PreparedRow<T> row : rows) {
			// Rows of one key are written in their order, whatever statement each has.
			if (several && row.statement().kind() != RowStatement.Kind.INSERT) {
				Object group = group(row);
				Object before = keys.put(key(row), group);
				if (before != null && !before.equals(group)) {
					writeTogether(together, insertion);
					together.clear();
					keys.clear();
					keys.put(key(row), group);
				}
			}
			together.add(row);
		}
		writeTogether(together, insertion);
	}

	/** What is the same for rows that are written in their order. */
	private static Object group(PreparedRow<?> row) {
		return (row.statement().kind() == RowStatement.Kind.UPDATE) ? RowStatement.Kind.UPDATE : row.statement();
	}

	private RowKey key(PreparedRow<T> row) {
		return RowKey.lenient(this.schema.keyParameters(row.row()));
	}

	/**
	 * Write rows in any order.
	 * @param rows the rows
	 * @param insertion inserts those for which the server chooses a value
	 */
	private void writeTogether(List<PreparedRow<T>> rows, Consumer<List<PreparedRow<T>>> insertion) {
		// Rows with keys of their own come before those whose keys the server counts up.
		writeGroups(rows.stream().filter((row) -> isInsertion(row) && !leavesOutGenerated(row)).toList());
		insertion.accept(rows.stream().filter((row) -> isInsertion(row) && leavesOutGenerated(row)).toList());
		upsert(rows.stream().filter((row) -> row.statement().kind() == RowStatement.Kind.UPSERT).toList());
		updateOrInsert(rows.stream().filter((row) -> row.statement().kind() == RowStatement.Kind.UPDATE).toList());
	}

	private static boolean isInsertion(PreparedRow<?> row) {
		return row.statement().kind() == RowStatement.Kind.INSERT;
	}

	private void upsert(List<PreparedRow<T>> rows) {
		if (!this.lacksColumns) {
			try {
				writeGroups(rows);
				return;
			}
			catch (DataAccessException ex) {
				if (!mayLackColumn(ex)) {
					throw ex;
				}
			}
		}
		// All of them, in their order: one that is in already becomes what it is.
		updateOrInsert(rows.stream().map(this::asUpdate).toList());
		if (!rows.isEmpty()) {
			this.lacksColumns = true;
		}
	}

	private void writeGroups(Collection<PreparedRow<T>> rows) {
		groups(rows).forEach(this::writeBatch);
	}

	private static <T> Map<RowStatement, List<PreparedRow<T>>> groups(Collection<PreparedRow<T>> rows) {
		Map<RowStatement, List<PreparedRow<T>>> groups = new LinkedHashMap<>();
		rows.forEach((row) -> groups.computeIfAbsent(row.statement(), (statement) -> new ArrayList<>()).add(row));
		return groups;
	}

	private void writeBatch(RowStatement statement, List<PreparedRow<T>> rows) {
		int size = statement.rowsPerStatement(rows.size());
		this.session.jdbc().execute((Connection connection) -> {
			if (size > 1) {
				BatchRewriting.check(this.session.jdbc(), connection);
			}
			try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
				for (int from = 0; from < rows.size(); from += size) {
					for (PreparedRow<T> row : rows.subList(from, Math.min(from + size, rows.size()))) {
						row.setParameters(prepared);
						prepared.addBatch();
					}
					prepared.executeBatch();
				}
				return true;
			}
		});
	}

	/*
	 * One by one: batched updates become several statements in one text, which TiDB takes
	 * only when it is told to.
	 */
	private void updateOrInsert(List<PreparedRow<T>> rows) {
		Map<RowKey, PreparedRow<T>> missing = new LinkedHashMap<>();
		for (PreparedRow<T> row : rows) {
			RowKey key = key(row);
			if (missing.containsKey(key)) {
				writeGroups(missing.values());
				missing.clear();
			}
			if (!update(row)) {
				missing.put(key, insertionOf(row));
			}
		}
		writeGroups(missing.values());
	}

	/** Update a row, and return whether it is there. */
	private boolean update(PreparedRow<T> row) {
		int count = this.session.jdbc().update(row.statement().sql(), row.parameters());
		// A driver may count only rows that have changed.
		return count > 0 || isThere(row.row());
	}

	/** A row that is not there. */
	private PreparedRow<T> insertionOf(PreparedRow<T> row) {
		if (this.schema.isKeyRandom()) {
			throw this.schema.noSuchKey();
		}
		ColumnSchema needed = StoredVectors.needsRow(row.statement());
		if (needed != null) {
			throw StoredVectors.noVector(needed);
		}
		return row.writtenBy(statement(RowStatement.Kind.INSERT, row.statement().leftOut()));
	}

	private boolean isThere(Object row) {
		return !this.session.jdbc()
			.query(this.selectKey, (result, number) -> true, this.schema.keyParameters(row))
			.isEmpty();
	}

	/**
	 * Give a row that is in what it did not have: its vectors, and the key if the server
	 * chose it.
	 */
	T written(PreparedRow<T> prepared, @Nullable Long chosenKey) {
		T row = prepared.row();
		for (Map.Entry<ColumnSchema, float[]> vector : prepared.vectors().entrySet()) {
			row = this.schema.rowType().with(row, this.schema.columns().indexOf(vector.getKey()), vector.getValue());
		}
		return withKey(row, chosenKey);
	}

	private T withKey(T row, @Nullable Long key) {
		ColumnSchema chosen = this.generated;
		if (chosen == null || key == null) {
			return row;
		}
		Class<?> type = chosen.property().type();
		Object value = (type == int.class || type == Integer.class) ? (Object) Math.toIntExact(key) : key;
		return this.schema.rowType().with(row, this.schema.columns().indexOf(chosen), value);
	}

	private boolean isUnset(T row) {
		ColumnSchema chosen = this.generated;
		Object value = (chosen != null) ? chosen.property().value(row) : null;
		return chosen != null && (value == null || ((Number) value).longValue() == 0);
	}

	private record Variant(RowStatement.Kind kind, Set<ColumnSchema> leftOut) {

	}

	/**
	 * A row that is in, and the value that the server has chosen for it.
	 */
	private record Saved<T>(PreparedRow<T> row, @Nullable Long chosen) {

	}

}
