package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SqlFragment;
import io.github.tidbspring.client.search.Search;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.Assert;

/**
 * A table: its statements, run on a session.
 *
 * @param <T> the type of the rows
 */
final class DefaultTable<T> implements Table<T> {

	/** Keys in one statement: more would make its plan large. */
	private static final int KEYS_PER_STATEMENT = 1000;

	private final TableSession session;

	private final TableSchema<T> schema;

	private final TableStatements statements;

	private final TableColumns columns;

	private final RowWriter<T> writer;

	private final Projection<T> projection;

	private final String selectByKey;

	private final TableEmbeddings embeddings;

	private final Search<T> search;

	private final IndexAvailability availability;

	private final TableRemarks remarks;

	DefaultTable(TableSession session, TableSchema<T> schema) {
		this(session, schema, new TableEmbeddings(schema, session), new IndexAvailability(session),
				new TableRemarks(session, schema));
	}

	private DefaultTable(TableSession session, TableSchema<T> schema, TableEmbeddings embeddings,
			IndexAvailability availability, TableRemarks remarks) {
		this.session = session;
		this.schema = schema;
		this.availability = availability;
		this.remarks = remarks;
		this.embeddings = embeddings;
		this.statements = new TableStatements(schema);
		this.columns = new TableColumns(schema);
		this.writer = new RowWriter<>(session, schema, this.statements, embeddings);
		this.projection = Projection.of(schema);
		this.search = Search.in(TableSearchTarget.of(session, schema, this.columns, embeddings, this.projection));
		this.selectByKey = this.statements.selectByKey(schema.columns());
	}

	@Override
	public String name() {
		return this.schema.name().name();
	}

	@Override
	public SchemaOperations<T> schema() {
		return new DefaultSchemaOperations<>(this, this.session, this.schema, this.availability, this.remarks);
	}

	@Override
	public T insert(T row) {
		return this.writer.insert(row);
	}

	@Override
	public List<T> insertAll(Iterable<? extends T> rows) {
		return new AtomicWrite<>(this.session, this.schema, RowBatches.inserting(this.writer)).write(rows);
	}

	@Override
	public T save(T row) {
		return this.writer.save(row);
	}

	@Override
	public List<T> saveAll(Iterable<? extends T> rows) {
		return new AtomicWrite<>(this.session, this.schema, RowBatches.saving(this.writer)).write(rows);
	}

	@Override
	public BulkWrite<T> bulk() {
		return new DefaultBulkWrite<>(this.session, this.schema, this.writer);
	}

	@Override
	public int update(Filter filter, Map<String, ? extends @Nullable Object> values) {
		refuseUnconditional(filter, "update", "updateAll(values) changes all rows");
		return updateWhere(filter, values);
	}

	@Override
	public int updateAll(Map<String, ? extends @Nullable Object> values) {
		return updateWhere(Filter.unrestricted(), values);
	}

	private int updateWhere(Filter filter, Map<String, ? extends @Nullable Object> values) {
		Assert.notEmpty(values, "An update needs at least one new value: a map from properties to values");
		Map<ColumnSchema, @Nullable Object> given = new LinkedHashMap<>();
		values.forEach((property, value) -> {
			ColumnSchema column = this.schema.column(property);
			column.parameterOfUpdate(value);
			if (given.containsKey(column)) {
				throw column.property().invalid("is given two values");
			}
			given.put(column, value);
		});
		// All that can be wrong is found before a model is called.
		SqlFragment condition = filter.toSql(this.columns, null);
		List<ColumnSchema> changed = new ArrayList<>();
		List<@Nullable Object> parameters = new ArrayList<>();
		this.embeddings.complete(given).forEach((column, value) -> {
			changed.add(column);
			parameters.add(column.parameterOfUpdate(value));
		});
		parameters.addAll(condition.parameters());
		return jdbc().update(this.statements.update(changed, condition.sql()), parameters.toArray());
	}

	@Override
	public int delete(Filter filter) {
		refuseUnconditional(filter, "delete", "deleteAll() deletes all rows");
		SqlFragment condition = filter.toSql(this.columns, null);
		return jdbc().update(this.statements.delete(condition.sql()), condition.parameters().toArray());
	}

	private static void refuseUnconditional(Filter filter, String verb, String instead) {
		Assert.notNull(filter, "'filter' must not be null");
		if (filter.isUnrestricted()) {
			throw new IllegalArgumentException(
					"The condition of this %s is met by every row; %s".formatted(verb, instead));
		}
	}

	@Override
	public boolean deleteById(Object id) {
		return jdbc().update(this.statements.deleteByKey(), this.schema.keyParameters(id)) > 0;
	}

	@Override
	public int deleteAll() {
		return jdbc().update(this.statements.delete(null));
	}

	@Override
	public int deleteAllById(Iterable<?> ids) {
		List<Object[]> keys = keys(ids);
		if (keys.size() <= KEYS_PER_STATEMENT) {
			return deleteByKeys(keys);
		}
		return this.session.inTransaction(() -> parts(keys).mapToInt(this::deleteByKeys).sum());
	}

	private int deleteByKeys(List<Object[]> keys) {
		return keys.isEmpty() ? 0 : jdbc().update(this.statements.deleteByKeys(keys.size()), parameters(keys));
	}

	@Override
	public Optional<T> findById(Object id) {
		return Optional.ofNullable(DataAccessUtils
			.singleResult(jdbc().query(this.selectByKey, this.projection.reader(), this.schema.keyParameters(id))));
	}

	@Override
	public List<T> findAllById(Iterable<?> ids) {
		// An id may be given twice, and its row come from two statements.
		Map<RowKey, T> rows = new LinkedHashMap<>();
		parts(keys(ids)).forEach((part) -> jdbc()
			.query(this.statements.selectByKeys(this.schema.columns(), part.size()), this.projection.reader(),
					parameters(part))
			.forEach((row) -> rows.putIfAbsent(new RowKey(this.schema.keyParameters(row)), row)));
		return new ArrayList<>(rows.values());
	}

	@Override
	public boolean existsById(Object id) {
		return !jdbc().queryForList(this.statements.existsByKey(), Integer.class, this.schema.keyParameters(id))
			.isEmpty();
	}

	private List<Object[]> keys(Iterable<?> ids) {
		Assert.notNull(ids, "'ids' must not be null");
		List<Object[]> keys = new ArrayList<>();
		ids.forEach((id) -> keys.add(this.schema.keyParameters(id)));
		return keys;
	}

	private static Stream<List<Object[]>> parts(List<Object[]> keys) {
		return IntStream.iterate(0, (from) -> from < keys.size(), (from) -> from + KEYS_PER_STATEMENT)
			.mapToObj((from) -> keys.subList(from, Math.min(from + KEYS_PER_STATEMENT, keys.size())));
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
		DefaultTableQuery.Source<T> source = new DefaultTableQuery.Source<>(jdbc(), this.schema, this.statements,
				this.columns);
		return DefaultTableQuery.of(source, this.projection, filter);
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
		return new DefaultTable<>(this.session, this.schema, this.embeddings.with(function), this.availability,
				this.remarks);
	}

	@Override
	public Table<T> withEmbeddingFunction(String property, EmbeddingFunction function) {
		Assert.notNull(function, "'function' must not be null");
		return new DefaultTable<>(this.session, this.schema, this.embeddings.with(property, function),
				this.availability, this.remarks);
	}

	private JdbcOperations jdbc() {
		return this.session.jdbc();
	}

	@Override
	public String toString() {
		return "Table " + this.schema.name().quoted() + " of " + this.schema.rowType().type().getSimpleName();
	}

}
