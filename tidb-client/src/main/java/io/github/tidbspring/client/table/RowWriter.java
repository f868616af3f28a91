package io.github.tidbspring.client.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.util.Assert;

/**
 * Writes rows, one by one or in a batch.
 *
 * @param <T> the type of the rows
 */
final class RowWriter<T> {

	private final TableSession session;

	private final TableSchema<T> schema;

	private final TableEmbeddings embeddings;

	private final List<ColumnSchema> madeByServer;

	private final @Nullable ColumnSchema generated;

	private final RowStatement insertWithKey;

	private final RowStatement insertWithoutKey;

	private final RowStatement upsert;

	private final RowStatement updateByKey;

	private final String selectKey;

	/**
	 * Whether an upsert can only mean the row with that key. Another unique index would
	 * let it change another row; and TiDB inserts no row with a chosen key where it
	 * chooses them at random.
	 */
	private final boolean upsertIsSafe;

	RowWriter(TableSession session, TableSchema<T> schema, TableStatements statements, TableEmbeddings embeddings) {
		this.session = session;
		this.schema = schema;
		this.embeddings = embeddings;
		this.madeByServer = schema.columns().stream().filter(ColumnSchema::isMadeByServer).toList();
		this.generated = schema.generated();
		List<ColumnSchema> all = statements.inserted(true);
		List<ColumnSchema> given = statements.inserted(false);
		this.insertWithKey = new RowStatement(statements.insert(all), all);
		this.insertWithoutKey = new RowStatement(statements.insert(given), given);
		this.upsert = new RowStatement(statements.upsert(all), all);
		List<ColumnSchema> others = all.stream().filter((column) -> !column.isKey()).toList();
		List<ColumnSchema> changed = others.isEmpty() ? schema.key() : others;
		List<ColumnSchema> changedAndKey = new ArrayList<>(changed);
		changedAndKey.addAll(schema.key());
		this.updateByKey = new RowStatement(statements.updateByKey(changed), changedAndKey);
		this.selectKey = statements.selectByKey(schema.key());
		this.upsertIsSafe = !isRandom() && !schema.hasUniqueIndexBesideKey();
	}

	private boolean isRandom() {
		return this.generated != null && this.generated.generation() == ColumnSchema.Generation.AUTO_RANDOM;
	}

	TableEmbeddings embeddings() {
		return this.embeddings;
	}

	T insert(T row) {
		Assert.notNull(row, "'row' must not be null");
		PreparedRow<T> prepared = this.embeddings.complete(toInsert(row));
		return written(prepared, insertPrepared(prepared));
	}

	/** Insert a row, and return the key if the server chose it. */
	OptionalLong insertPrepared(PreparedRow<T> row) {
		if (row.statement() == this.insertWithKey) {
			this.session.jdbc().update(row.statement().sql(), row.parameters());
			return OptionalLong.empty();
		}
		OptionalLong key = this.session.jdbc().execute((Connection connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(row.statement().sql(),
					Statement.RETURN_GENERATED_KEYS)) {
				return insert(statement, row.parameters());
			}
		});
		return OptionalLong.of(Objects.requireNonNull(key).orElseThrow(this::noKey));
	}

	PreparedRow<T> toInsert(T row) {
		return prepare(row, isUnset(row) ? this.insertWithoutKey : this.insertWithKey);
	}

	PreparedRow<T> toSave(T row) {
		if (isUnset(row)) {
			return toInsert(row);
		}
		return prepare(row, this.upsertIsSafe ? this.upsert : this.updateByKey);
	}

	private PreparedRow<T> prepare(T row, RowStatement statement) {
		for (ColumnSchema column : this.madeByServer) {
			if (column.property().value(row) != null) {
				throw VectorSource.madeByServer(column);
			}
		}
		return PreparedRow.of(row, statement);
	}

	T save(T row) {
		Assert.notNull(row, "'row' must not be null");
		PreparedRow<T> prepared = this.embeddings.complete(toSave(row));
		if (prepared.statement() == this.upsert) {
			this.session.jdbc().update(prepared.statement().sql(), prepared.parameters());
			return written(prepared, OptionalLong.empty());
		}
		if (prepared.statement() == this.updateByKey) {
			this.session.inTransaction(() -> {
				updateOrInsert(List.of(prepared));
				return true;
			});
			return written(prepared, OptionalLong.empty());
		}
		return written(prepared, insertPrepared(prepared));
	}

	/**
	 * Write a batch.
	 * @param rows the rows, each with the statement that writes it
	 */
	void write(List<PreparedRow<T>> rows) {
		for (RowStatement statement : List.of(this.insertWithKey, this.insertWithoutKey, this.upsert)) {
			writeBatch(statement, rowsOf(statement, rows));
		}
		updateOrInsert(rowsOf(this.updateByKey, rows));
	}

	private List<PreparedRow<T>> rowsOf(RowStatement statement, List<PreparedRow<T>> rows) {
		return rows.stream().filter((row) -> row.statement() == statement).toList();
	}

	private void writeBatch(RowStatement statement, List<PreparedRow<T>> rows) {
		if (rows.isEmpty()) {
			return;
		}
		int size = statement.rowsPerStatement(rows.size());
		this.session.jdbc().execute((Connection connection) -> {
			try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
				for (int from = 0; from < rows.size(); from += size) {
					for (PreparedRow<T> row : rows.subList(from, Math.min(from + size, rows.size()))) {
						set(prepared, row.parameters());
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
		List<PreparedRow<T>> missing = new ArrayList<>();
		for (PreparedRow<T> row : rows) {
			int count = this.session.jdbc().update(row.statement().sql(), row.parameters());
			// A driver may count only rows that have changed.
			if (count == 0 && !isThere(row.row())) {
				if (isRandom()) {
					throw new EmptyResultDataAccessException(
							"%s has no row with this key, and TiDB chooses the keys of new ones"
								.formatted(this.schema.name()),
							1);
				}
				missing.add(row.writtenBy(this.insertWithKey));
			}
		}
		writeBatch(this.insertWithKey, missing);
	}

	private boolean isThere(Object row) {
		return !this.session.jdbc()
			.query(this.selectKey, (result, number) -> true, this.schema.keyParameters(row))
			.isEmpty();
	}

	private static OptionalLong insert(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
		set(statement, parameters);
		statement.executeUpdate();
		try (ResultSet keys = statement.getGeneratedKeys()) {
			return keys.next() ? OptionalLong.of(keys.getLong(1)) : OptionalLong.empty();
		}
	}

	private static void set(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
		for (int i = 0; i < parameters.length; i++) {
			if (parameters[i] == null) {
				statement.setNull(i + 1, Types.NULL);
			}
			else {
				statement.setObject(i + 1, parameters[i]);
			}
		}
	}

	private InvalidDataAccessResourceUsageException noKey() {
		return new InvalidDataAccessResourceUsageException(
				"The server chose no key for a row of %s: is the table's key AUTO_RANDOM or AUTO_INCREMENT?"
					.formatted(this.schema.name()));
	}

	/**
	 * Give a row that is in what it did not have: its vectors, and the key if the server
	 * chose it.
	 */
	T written(PreparedRow<T> prepared, OptionalLong chosenKey) {
		T row = prepared.row();
		for (Map.Entry<ColumnSchema, float[]> vector : prepared.vectors().entrySet()) {
			row = this.schema.rowType().with(row, this.schema.columns().indexOf(vector.getKey()), vector.getValue());
		}
		return withKey(row, chosenKey);
	}

	private T withKey(T row, OptionalLong chosenKey) {
		ColumnSchema chosen = this.generated;
		if (chosen == null || chosenKey.isEmpty()) {
			return row;
		}
		long key = chosenKey.getAsLong();
		Class<?> type = chosen.property().type();
		Object value = (type == int.class || type == Integer.class) ? (Object) Math.toIntExact(key) : (Object) key;
		return this.schema.rowType().with(row, this.schema.columns().indexOf(chosen), value);
	}

	private boolean isUnset(T row) {
		ColumnSchema chosen = this.generated;
		Object value = (chosen != null) ? chosen.property().value(row) : null;
		return chosen != null && (value == null || ((Number) value).longValue() == 0);
	}

}
