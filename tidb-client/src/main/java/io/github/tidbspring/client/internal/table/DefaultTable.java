package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnChanges;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.schema.LabelledRowMapper;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.search.DefaultSearch;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.query.Change;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.Search;
import io.github.tidbspring.client.table.BulkWrite;
import io.github.tidbspring.client.table.SchemaOperations;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.table.TableQuery;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.util.Assert;

/**
 * Default implementation of {@link Table}.
 *
 * @param <T> the type of the rows
 */
final class DefaultTable<T> implements Table<T> {

	private final MappedTable<T> table;

	private final TableSchema<T> schema;

	private final TableStatements statements;

	private final RowWriter<T> writer;

	private final String selectByKey;

	private final Search<T> search;

	/** Shared by the copies of a table, so that warnings are logged once. */
	private final TableCreation creation;

	DefaultTable(MappedTable<T> table) {
		this(table, TableCreation.of(table));
	}

	private DefaultTable(MappedTable<T> table, TableCreation creation) {
		this.table = table;
		this.schema = table.schema();
		this.creation = creation;
		this.statements = new TableStatements(this.schema);
		this.writer = new RowWriter<>(table, this.statements);
		this.search = new DefaultSearch<>(table);
		this.selectByKey = this.statements.selectByKey(this.schema.columns());
	}

	@Override
	public String name() {
		return this.schema.name().name();
	}

	@Override
	public SchemaOperations<T> schema() {
		return new DefaultSchemaOperations<>(this, this.creation, false);
	}

	@Override
	public T insert(T row) {
		return this.writer.insert(row);
	}

	@Override
	public Optional<T> insertIfAbsent(T row) {
		return this.writer.insertIfAbsent(row);
	}

	@Override
	public List<T> insertAll(Iterable<? extends T> rows) {
		return BatchWrite.inserting(this.writer).writeAll(rows);
	}

	@Override
	public T save(T row) {
		return this.writer.save(row);
	}

	@Override
	public List<T> saveAll(Iterable<? extends T> rows) {
		return BatchWrite.saving(this.writer).writeAll(rows);
	}

	@Override
	public BulkWrite<T> bulk() {
		return new DefaultBulkWrite<>(this.writer);
	}

	@Override
	public T refresh(T row) {
		Assert.notNull(row, "'row' must not be null");
		return findById(row).orElseThrow(() -> new EmptyResultDataAccessException(
				"%s has no row with the key of the row that is to be read again".formatted(this.schema.name()), 1));
	}

	@Override
	public List<T> refreshAll(Iterable<? extends T> rows) {
		Assert.notNull(rows, "'rows' must not be null");
		Map<RowKey, T> stored = new HashMap<>();
		findAllById(rows).forEach((row) -> stored.put(new RowKey(this.schema.keyOf(row)), row));
		List<T> refreshed = new ArrayList<>();
		for (T row : rows) {
			// A key that the server takes as equal, such as "a" for "A", is another one
			// here.
			T found = stored.get(new RowKey(this.schema.keyParameters(row)));
			refreshed.add((found != null) ? found : refresh(row));
		}
		return refreshed;
	}

	@Override
	public int update(Filter filter, Map<String, ? extends @Nullable Object> values) {
		refuseUnconditional(filter, "update", "updateAll(values) changes all rows");
		return updateWhere(filter, changes(values));
	}

	@Override
	public int update(Filter filter, Change change, Change... more) {
		refuseUnconditional(filter, "update", "updateAll(changes) changes all rows");
		return updateWhere(filter, changes(change, more));
	}

	@Override
	public int updateAll(Map<String, ? extends @Nullable Object> values) {
		return updateWhere(Filter.unrestricted(), changes(values));
	}

	@Override
	public int updateAll(Change change, Change... more) {
		return updateWhere(Filter.unrestricted(), changes(change, more));
	}

	private static List<Change> changes(Map<String, ? extends @Nullable Object> values) {
		Assert.notEmpty(values, "An update needs at least one new value: a map from properties to values");
		List<Change> changes = new ArrayList<>();
		values.forEach((property, value) -> changes.add(Change.set(property, value)));
		return changes;
	}

	private static List<Change> changes(Change change, Change... more) {
		List<Change> changes = new ArrayList<>();
		changes.add(change);
		changes.addAll(Arrays.asList(more));
		Assert.noNullElements(changes, "A change must not be null; Change.set(property, null) sets NULL");
		return changes;
	}

	private int updateWhere(Filter filter, List<Change> given) {
		ColumnChanges changes = ColumnChanges.of(this.schema, given);
		// Everything is checked before a model is called.
		SqlStatement condition = condition(filter);
		return run(this.statements.update(changes.assignments(this.table.embeddings().complete(changes.values())),
				condition));
	}

	@Override
	public int delete(Filter filter) {
		refuseUnconditional(filter, "delete", "deleteAll() deletes all rows");
		return run(this.statements.delete(condition(filter)));
	}

	private int run(SqlStatement statement) {
		return this.table.jdbc().update(statement.text(), statement.arguments());
	}

	private SqlStatement condition(Filter filter) {
		return ColumnScope.of(this.schema).write(filter);
	}

	private static void refuseUnconditional(Filter filter, String verb, String instead) {
		Assert.notNull(filter, "'filter' must not be null");
		Assert.isTrue(!filter.isUnrestricted(),
				() -> "The condition of this %s is met by every row; %s".formatted(verb, instead));
	}

	@Override
	public boolean deleteById(Object id) {
		return this.table.jdbc().update(this.statements.deleteByKey(), this.schema.keyParameters(id)) > 0;
	}

	@Override
	public int deleteAll() {
		return run(this.statements.delete(null));
	}

	@Override
	public int deleteAllById(Iterable<?> ids) {
		List<Object[]> keys = keys(ids);
		if (keys.size() <= TableStatements.KEYS_PER_STATEMENT) {
			return deleteByKeys(keys);
		}
		return this.table.session().inTransaction(() -> TableStatements.parts(keys).mapToInt(this::deleteByKeys).sum());
	}

	private int deleteByKeys(List<Object[]> keys) {
		return keys.isEmpty() ? 0
				: this.table.jdbc().update(this.statements.deleteByKeys(keys.size()), parameters(keys));
	}

	@Override
	public Optional<T> findById(Object id) {
		return Optional.ofNullable(DataAccessUtils
			.singleResult(this.table.jdbc().query(this.selectByKey, this.table.rows(), this.schema.keyParameters(id))));
	}

	@Override
	public List<T> findAllById(Iterable<?> ids) {
		// An id may be given twice, in two statements.
		Map<RowKey, T> rows = new LinkedHashMap<>();
		TableStatements.parts(keys(ids))
			.forEach((part) -> this.table.jdbc()
				.query(this.statements.selectByKeys(this.schema.columns(), part.size()), this.table.rows(),
						parameters(part))
				.forEach((row) -> rows.putIfAbsent(new RowKey(this.schema.keyOf(row)), row)));
		return new ArrayList<>(rows.values());
	}

	@Override
	public boolean existsById(Object id) {
		return !this.table.jdbc()
			.queryForList(this.statements.existsByKey(), Integer.class, this.schema.keyParameters(id))
			.isEmpty();
	}

	private List<Object[]> keys(Iterable<?> ids) {
		Assert.notNull(ids, "'ids' must not be null");
		List<Object[]> keys = new ArrayList<>();
		ids.forEach((id) -> keys.add(this.schema.keyParameters(id)));
		return keys;
	}

	private static Object[] parameters(List<Object[]> keys) {
		return keys.stream().flatMap(Stream::of).toArray();
	}

	@Override
	public TableQuery<T> find() {
		return find(Filter.unrestricted());
	}

	@Override
	public TableQuery<T> find(Filter filter) {
		Assert.notNull(filter, "'filter' must not be null");
		return DefaultTableQuery.of(this.table, this.statements, filter);
	}

	@Override
	public Search<T> search() {
		return this.search;
	}

	@Override
	public long count() {
		return find().count();
	}

	@Override
	public long count(Filter filter) {
		return find(filter).count();
	}

	@Override
	public boolean exists(Filter filter) {
		return find(filter).exists();
	}

	@Override
	public Table<T> withEmbeddingFunction(EmbeddingFunction function) {
		Assert.notNull(function, "'function' must not be null");
		return new DefaultTable<>(this.table.with(this.table.embeddings().with(function)), this.creation);
	}

	@Override
	public Table<T> withEmbeddingFunction(String property, EmbeddingFunction function) {
		Assert.notNull(function, "'function' must not be null");
		return new DefaultTable<>(this.table.with(this.table.embeddings().with(property, function)), this.creation);
	}

	@Override
	public RowMapper<T> rowMapper() {
		return LabelledRowMapper.of(this.table.rows());
	}

	@Override
	public RowMapper<@Nullable T> rowMapper(String prefix) {
		return LabelledRowMapper.of(this.table.rows(), checkedPrefix(prefix));
	}

	@Override
	public String selectList(String alias) {
		return this.statements.selectList(Identifier.of(alias), null);
	}

	@Override
	public String selectList(String alias, String prefix) {
		return this.statements.selectList(Identifier.of(alias), checkedPrefix(prefix));
	}

	private static String checkedPrefix(String prefix) {
		Assert.hasLength(prefix, "'prefix' must not be empty");
		return prefix;
	}

	@Override
	public String toString() {
		return "Table " + this.schema.name().quoted() + " of " + this.schema.typeName();
	}

}
