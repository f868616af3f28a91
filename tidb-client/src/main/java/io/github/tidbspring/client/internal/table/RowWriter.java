package io.github.tidbspring.client.internal.table;

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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.error.ErrorCodes;
import io.github.tidbspring.client.internal.error.TiDBErrors;
import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnType;
import io.github.tidbspring.client.internal.schema.ColumnVersion;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.TableEmbeddings;
import io.github.tidbspring.client.internal.table.RowStatement.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

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

	/** A save that fails so often competes with writers that never pause. */
	private static final int MAX_ATTEMPTS = 5;

	private final MappedTable<T> table;

	private final TableSchema<T> schema;

	private final List<ColumnSchema> madeByServer;

	private final @Nullable ColumnSchema generated;

	private final @Nullable ColumnVersion version;

	/** The columns without which a row is written if it has no value for them. */
	private final List<ColumnSchema> filled;

	/** The vectors without which a row can be saved. */
	private final List<ColumnSchema> vectors;

	private final TableStatements statements;

	private final StoredVectors<T> stored;

	private final RowSender sender;

	private final Map<Variant, RowStatement> variants = new ConcurrentHashMap<>();

	private final String selectKey;

	/**
	 * Whether an upsert can only change the row with the given key. With another unique
	 * index it could change another row; and TiDB does not insert a row with a given key
	 * if it generates random keys.
	 */
	private final boolean upsertIsSafe;

	/**
	 * Whether the table has a column that the type does not have, and that each new row
	 * needs. The server then rejects an upsert even of an existing row. Once this is
	 * known, rows are updated instead.
	 */
	private volatile boolean lacksColumns;

	RowWriter(MappedTable<T> table, TableStatements statements) {
		this.table = table;
		this.schema = table.schema();
		this.statements = statements;
		this.stored = new StoredVectors<>(table, statements);
		this.sender = new RowSender(table);
		this.madeByServer = this.schema.columns().stream().filter(ColumnSchema::isMadeByServer).toList();
		this.vectors = this.schema.columns()
			.stream()
			.filter((column) -> column.type().kind() == ColumnType.Kind.VECTOR
					&& (column.isInserted() || column.isUpdated()))
			.toList();
		this.filled = this.schema.columns()
			.stream()
			.filter((column) -> column.isFilledIfNull() && !column.definition().isVersion())
			.toList();
		this.generated = this.schema.generated();
		this.version = this.schema.version();
		this.selectKey = statements.lockByKey(this.schema.key());
		// An upsert can only set a column to the value that it inserts.
		boolean upsertSetsAll = this.schema.columns()
			.stream()
			.allMatch((column) -> column.isInserted() || !column.isUpdated());
		this.upsertIsSafe = !this.schema.isKeyRandom() && !this.schema.hasUniqueIndexBesideKey() && upsertSetsAll;
	}

	MappedTable<T> table() {
		return this.table;
	}

	T insert(T row) {
		Assert.notNull(row, "'row' must not be null");
		return insertEmbedded(toInsert(row));
	}

	private T insertEmbedded(PreparedRow<T> row) {
		PreparedRow<T> prepared = embedded(List.of(row), TableEmbeddings.Rows.ONE).get(0);
		return written(prepared, insertPrepared(prepared));
	}

	/**
	 * Insert a row, unless its key or value in a unique index is there.
	 * @param row the row
	 * @return the inserted row
	 */
	Optional<T> insertIfAbsent(T row) {
		Assert.notNull(row, "'row' must not be null");
		PreparedRow<T> prepared = toInsert(row);
		boolean embeds = this.schema.embedded().stream().anyMatch((vector) -> prepared.sourceToEmbed(vector) != null);
		if (embeds && absent(List.of(prepared)).isEmpty()) {
			return Optional.empty();
		}
		try {
			return Optional.of(insertEmbedded(prepared));
		}
		catch (DuplicateKeyException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Find the rows that are not in the table.
	 * @param rows the rows
	 * @return their positions
	 */
	List<Integer> absent(List<PreparedRow<T>> rows) {
		return new AbsentRows<>(this.table, this.statements).positions(rows);
	}

	/**
	 * Insert those rows of a batch whose keys and values in unique indexes are not there.
	 * @param rows the rows
	 * @return the number of rows that were inserted
	 */
	long writeAbsent(List<PreparedRow<T>> rows) {
		return groups(rows).entrySet()
			.stream()
			.mapToLong((group) -> this.sender.insertAbsent(group.getKey(), group.getValue()))
			.sum();
	}

	/** Insert a row, and return its generated value, if it has one. */
	private @Nullable Long insertPrepared(PreparedRow<T> row) {
		if (!row.statement().leavesOutGenerated()) {
			this.table.jdbc().update(row.statement().sql(), row.parameters());
			return null;
		}
		KeyHolder keys = new GeneratedKeyHolder();
		this.table.jdbc().update(row::prepareReturningKeys, keys);
		Number key = keys.getKey();
		if (key == null) {
			throw this.sender.unexpectedKeys(0, 1);
		}
		return key.longValue();
	}

	PreparedRow<T> toInsert(T row) {
		T complete = this.schema.rowType().complete(row);
		return prepare(complete, statement(Kind.INSERT, unset(complete)));
	}

	/**
	 * Prepare a row that may exist. All vectors that it does not have are left out at
	 * first; {@link #complete} determines which of them are to be computed.
	 */
	PreparedRow<T> toSave(T row) {
		T complete = this.schema.rowType().complete(row);
		Set<ColumnSchema> leftOut = new HashSet<>(unset(complete));
		boolean isNew = this.version != null && this.version.isNew(complete) && !this.schema.isKeyRandom();
		if (isNew || leftOut.stream().anyMatch(ColumnSchema::isKey)) {
			return toInsert(complete);
		}
		this.vectors.stream().filter((vector) -> vector.property().value(complete) == null).forEach(leftOut::add);
		return prepare(complete, saving(leftOut));
	}

	/** The columns that the database fills, because the row has no value for them. */
	private Set<ColumnSchema> unset(T row) {
		if (this.generated == null && this.filled.isEmpty()) {
			return Set.of();
		}
		Set<ColumnSchema> unset = new HashSet<>();
		for (ColumnSchema column : this.filled) {
			if (column.property().value(row) == null && column.sourceToEmbed(row) == null) {
				unset.add(column);
			}
		}
		if (this.generated != null && this.generated.isUnset(row)) {
			unset.add(this.generated);
		}
		return unset;
	}

	private RowStatement saving(Set<ColumnSchema> leftOut) {
		// An INSERT without a column that is NOT NULL fails also where it would update.
		boolean upsert = this.version == null && this.upsertIsSafe && !this.lacksColumns
				&& leftOut.stream().allMatch(ColumnSchema::isOptional);
		return statement(upsert ? Kind.UPSERT : Kind.UPDATE, leftOut);
	}

	private RowStatement statement(Kind kind, Set<ColumnSchema> leftOut) {
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
	 * Compute the missing vectors of rows, except those whose stored vectors stay.
	 * @param rows the rows
	 * @param names the names of the rows in messages
	 * @return the rows, ready to be written
	 */
	List<PreparedRow<T>> complete(List<PreparedRow<T>> rows, TableEmbeddings.Rows names) {
		return embedded(this.stored.settle(rows, names, this::saving), names);
	}

	private List<PreparedRow<T>> embedded(List<PreparedRow<T>> rows, TableEmbeddings.Rows names) {
		Map<Integer, Map<ColumnSchema, float[]>> vectors = this.table.embeddings()
			.make(rows.size(), (row, column) -> rows.get(row).sourceToEmbed(column), names);
		return vectors.isEmpty() ? rows
				: IntStream.range(0, rows.size())
					.mapToObj((row) -> rows.get(row).with(vectors.getOrDefault(row, Map.of())))
					.toList();
	}

	T save(T row) {
		Assert.notNull(row, "'row' must not be null");
		PreparedRow<T> given = toSave(row);
		return savingVersions(List.of(given), () -> save(given));
	}

	/**
	 * Save rows. A new row whose key is there is stale, as a row is that was changed.
	 * @param <R> the type of the result
	 * @param rows the rows
	 * @param save saves the rows
	 * @return its result
	 * @throws OptimisticLockingFailureException if the key of a new row is there
	 */
	<R> R savingVersions(List<PreparedRow<T>> rows, Supplier<R> save) {
		try {
			return save.get();
		}
		catch (DuplicateKeyException ex) {
			if (this.version != null && (TiDBErrors.isOfPrimaryKey(ex) || isAnyThere(rows, this.version))) {
				throw this.version.stale(ex);
			}
			throw ex;
		}
	}

	/** If there is a duplicate in a unique index too, TiDB may report that one. */
	private boolean isAnyThere(List<PreparedRow<T>> rows, ColumnVersion versions) {
		List<Object[]> keys = rows.stream()
			.map(PreparedRow::row)
			.filter((row) -> versions.mayBeNew(row) && unset(row).stream().noneMatch(ColumnSchema::isKey))
			.map(this.schema::keyOf)
			.toList();
		return TableStatements.parts(keys)
			.anyMatch((part) -> !this.table.jdbc()
				.query(this.statements.selectByKeys(this.schema.key(), part.size()), (result, number) -> true,
						part.stream().flatMap(Stream::of).toArray())
				.isEmpty());
	}

	private T save(PreparedRow<T> given) {
		if (given.kind() == Kind.INSERT) {
			return insertEmbedded(given);
		}
		Saved<T> saved = attempt(List.of(given), TableEmbeddings.Rows.ONE, this::isSingleStatement,
				(rows) -> new Saved<>(rows.get(0), write(rows.get(0))));
		return written(saved.row(), saved.generated());
	}

	/**
	 * Complete rows, and write them in a transaction. Vectors are computed before the
	 * transaction begins, because that may call a model. If a vector that was to stay has
	 * become outdated meanwhile, the rows are completed again.
	 * @param <R> the type of the result
	 * @param rows the rows
	 * @param names the names of the rows in messages
	 * @param single whether completed rows are one statement that is correct in any case,
	 * and needs no transaction
	 * @param write writes completed rows
	 * @return the result
	 */
	<R> R attempt(List<PreparedRow<T>> rows, TableEmbeddings.Rows names, Predicate<List<PreparedRow<T>>> single,
			Function<List<PreparedRow<T>>, R> write) {
		// In a running transaction, the stored rows are locked when they are read.
		boolean outer = this.table.session().isInTransaction();
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			List<PreparedRow<T>> completed = complete(rows, names);
			if (single.test(completed)) {
				return write.apply(completed);
			}
			Optional<R> result = this.table.session()
				.inTransaction(() -> (outer || this.stored.isCurrent(completed)) ? Optional.of(write.apply(completed))
						: Optional.empty());
			if (result.isPresent()) {
				return result.get();
			}
		}
		throw new OptimisticLockingFailureException(
				"The texts that vectors of %s are made from were changed by others %s times while rows were saved"
					.formatted(this.schema.name(), MAX_ATTEMPTS));
	}

	/** Whether a row is written by one statement. */
	private boolean isSingleStatement(List<PreparedRow<T>> rows) {
		// If no new row can be inserted, an update does not become an insert.
		return rows.stream()
			.allMatch((row) -> (row.kind() == Kind.UPSERT || isUpdateOfVersion(row)
					|| (this.upsertIsSafe && this.lacksColumns && row.statement().needsRow() == null))
					&& !row.keepsVector());
	}

	/** Whether a row is updated, or it is stale, and nothing else is read or written. */
	private boolean isUpdateOfVersion(PreparedRow<T> row) {
		return this.version != null && row.kind() == Kind.UPDATE && !this.version.mayBeNew(row.row())
				&& !row.statement().leavesOutGenerated();
	}

	/** Write a row, and return the value that the server generated, now or before. */
	private @Nullable Long write(PreparedRow<T> row) {
		if (row.kind() != Kind.UPDATE) {
			upsert(row);
			return null;
		}
		return update(row) ? storedGenerated(row) : insertPrepared(insertionOf(row));
	}

	private void upsert(PreparedRow<T> row) {
		try {
			this.table.jdbc().update(row.statement().sql(), row.parameters());
		}
		catch (DataAccessException ex) {
			// If the row does not exist, the error is why it cannot be inserted.
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
		return row.writtenBy(statement(Kind.UPDATE, row.statement().leftOut()));
	}

	/** The stored value of the generated column, if the row does not have it. */
	private @Nullable Long storedGenerated(PreparedRow<T> row) {
		if (this.generated == null || !row.statement().leavesOutGenerated()) {
			return null;
		}
		return Objects.requireNonNull(this.table.jdbc()
			.queryForObject(this.statements.lockByKey(List.of(this.generated)), Long.class,
					this.schema.keyOf(row.row())));
	}

	/**
	 * Write a batch.
	 * @param rows the rows, each with the statement that writes it
	 */
	void write(List<PreparedRow<T>> rows) {
		write(rows, this::writeGroups);
	}

	/**
	 * Write a batch, and return the values that the server has generated.
	 * @param rows the rows, each with the statement that writes it
	 * @return the values by row; rows are compared by identity
	 */
	Map<PreparedRow<T>, Long> writeReturning(List<PreparedRow<T>> rows) {
		Map<PreparedRow<T>, Long> generated = new IdentityHashMap<>();
		write(rows, (inserted) -> groups(inserted).forEach((statement, group) -> {
			List<Long> values = this.sender.insert(statement, group);
			for (int i = 0; i < values.size(); i++) {
				generated.put(group.get(i), values.get(i));
			}
		}));
		for (PreparedRow<T> row : rows) {
			Long stored = (row.kind() == Kind.UPDATE) ? storedGenerated(row) : null;
			if (stored != null) {
				generated.put(row, stored);
			}
		}
		return generated;
	}

	private void write(List<PreparedRow<T>> rows, Consumer<List<PreparedRow<T>>> insertion) {
		List<PreparedRow<T>> together = new ArrayList<>();
		Map<RowKey, Object> keys = new HashMap<>();
		boolean several = rows.stream().map(RowWriter::group).distinct().count() > 1;
		for (PreparedRow<T> row : rows) {
			// Rows with the same key are written in their order, also by different
			// statements.
			if (several && row.kind() != Kind.INSERT) {
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

	/** Equal for rows that are written in their order. */
	private static Object group(PreparedRow<?> row) {
		return (row.kind() == Kind.UPDATE) ? Kind.UPDATE : row.statement();
	}

	private RowKey key(PreparedRow<T> row) {
		return RowKey.lenient(this.schema.keyOf(row.row()));
	}

	/**
	 * Write rows in any order.
	 * @param rows the rows
	 * @param insertion inserts those for which the server generates a value
	 */
	private void writeTogether(List<PreparedRow<T>> rows, Consumer<List<PreparedRow<T>>> insertion) {
		Map<Kind, List<PreparedRow<T>>> byKind = rows.stream().collect(Collectors.groupingBy(PreparedRow::kind));
		List<PreparedRow<T>> inserts = byKind.getOrDefault(Kind.INSERT, List.of());
		// Given keys come before those that the server counts up.
		writeGroups(inserts.stream().filter((row) -> !row.statement().leavesOutGenerated()).toList());
		insertion.accept(inserts.stream().filter((row) -> row.statement().leavesOutGenerated()).toList());
		upsert(byKind.getOrDefault(Kind.UPSERT, List.of()));
		updateOrInsert(byKind.getOrDefault(Kind.UPDATE, List.of()));
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
		// All of them, in their order: to update a row that has been written changes
		// nothing.
		updateOrInsert(rows.stream().map(this::asUpdate).toList());
		if (!rows.isEmpty()) {
			this.lacksColumns = true;
		}
	}

	private void writeGroups(Collection<PreparedRow<T>> rows) {
		groups(rows).forEach(this.sender::send);
	}

	private static <T> Map<RowStatement, List<PreparedRow<T>>> groups(Collection<PreparedRow<T>> rows) {
		return rows.stream()
			.collect(Collectors.groupingBy(PreparedRow::statement, LinkedHashMap::new, Collectors.toList()));
	}

	/*
	 * One by one: batched updates become several statements in one text, which TiDB
	 * accepts only with a setting.
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

	/**
	 * Update a row, and return whether it exists; if rows have versions, with the given
	 * one.
	 */
	private boolean update(PreparedRow<T> row) {
		int count = this.table.jdbc().update(row.statement().sql(), row.parameters());
		if (this.version != null) {
			return count > 0;
		}
		// A driver may count only rows that have changed.
		return count > 0 || !this.table.jdbc()
			.query(this.selectKey, (result, number) -> true, this.schema.keyOf(row.row()))
			.isEmpty();
	}

	/** Prepare the insertion of a row that does not exist. */
	private PreparedRow<T> insertionOf(PreparedRow<T> row) {
		if (this.version != null && (this.schema.isKeyRandom() || !this.version.mayBeNew(row.row()))) {
			throw this.version.stale(null);
		}
		if (this.schema.isKeyRandom()) {
			throw this.schema.noSuchKey();
		}
		ColumnSchema needed = row.statement().needsRow();
		if (needed != null) {
			throw StoredVectors.noVector(needed);
		}
		return row.writtenBy(statement(Kind.INSERT, row.statement().leftOut()));
	}

	/**
	 * Return a written row with the values that it did not have.
	 * @param prepared the row
	 * @param generatedValue the value that the server generated, or {@code null}
	 * @return a new record, or the same bean
	 */
	T written(PreparedRow<T> prepared, @Nullable Long generatedValue) {
		T row = prepared.row();
		for (Map.Entry<ColumnSchema, float[]> vector : prepared.vectors().entrySet()) {
			row = with(row, vector.getKey(), vector.getValue());
		}
		if (this.version != null && prepared.version() != null) {
			row = with(row, this.version.column(), prepared.version());
		}
		if (this.generated == null || generatedValue == null) {
			return row;
		}
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(this.generated.property().type());
		return with(row, this.generated,
				(type == Integer.class) ? (Object) Math.toIntExact(generatedValue) : generatedValue);
	}

	private T with(T row, ColumnSchema column, Object value) {
		return this.schema.rowType().with(row, this.schema.columns().indexOf(column), value);
	}

	private record Variant(Kind kind, Set<ColumnSchema> leftOut) {

	}

	/**
	 * A written row, and the value that the server generated for it.
	 */
	private record Saved<T>(PreparedRow<T> row, @Nullable Long generated) {

	}

}
