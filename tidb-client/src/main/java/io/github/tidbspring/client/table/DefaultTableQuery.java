package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.tidbspring.client.query.Columns;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.query.SqlFragment;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * A query for rows.
 *
 * @param <S> the type of the table's rows
 * @param <T> the type of the results
 */
final class DefaultTableQuery<S, T> implements TableQuery<T> {

	private static final int NO_LIMIT = -1;

	private final Source<S> source;

	private final Projection<T> projection;

	private final Filter filter;

	private final List<SortOrder> sorts;

	private final int limit;

	private final long offset;

	private final @Nullable Page<T> page;

	private DefaultTableQuery(Source<S> source, Projection<T> projection, Filter filter, List<SortOrder> sorts,
			int limit, long offset, @Nullable Page<T> page) {
		this.source = source;
		this.projection = projection;
		this.filter = filter;
		this.sorts = sorts;
		this.limit = limit;
		this.offset = offset;
		this.page = page;
	}

	static <T> TableQuery<T> of(Source<T> source, Projection<T> projection, Filter filter) {
		return new DefaultTableQuery<>(source, projection, filter, List.of(), NO_LIMIT, 0, null);
	}

	@Override
	public TableQuery<T> where(Filter filter) {
		Assert.notNull(filter, "'filter' must not be null");
		return new DefaultTableQuery<>(this.source, this.projection, this.filter.and(filter), this.sorts, this.limit,
				this.offset, this.page);
	}

	@Override
	public TableQuery<T> orderBy(SortOrder... orders) {
		List<SortOrder> list = List.of(orders);
		// Now, and not when the query runs: the mistake is here.
		list.forEach((sort) -> sort.toSql(this.source.columns(), null));
		return new DefaultTableQuery<>(this.source, this.projection, this.filter, list, this.limit, this.offset,
				this.page);
	}

	@Override
	public TableQuery<T> limit(int limit) {
		Assert.isTrue(limit >= 0, () -> "A limit is 0 or more, not " + limit);
		return new DefaultTableQuery<>(this.source, this.projection, this.filter, this.sorts, limit, this.offset,
				this.page);
	}

	@Override
	public TableQuery<T> offset(long offset) {
		Assert.isTrue(offset >= 0, () -> "An offset is 0 or more, not " + offset);
		return new DefaultTableQuery<>(this.source, this.projection, this.filter, this.sorts, this.limit, offset,
				this.page);
	}

	@Override
	public TableQuery<T> after(@Nullable T row) {
		return new DefaultTableQuery<>(this.source, this.projection, this.filter, this.sorts, this.limit, this.offset,
				new Page<>(row));
	}

	@Override
	public <R> TableQuery<R> into(Class<R> type) {
		Assert.state(this.page == null, "into(type) comes before after(row), which takes a row of that type");
		return new DefaultTableQuery<>(this.source, Projection.of(this.source.schema(), type), this.filter, this.sorts,
				this.limit, this.offset, null);
	}

	@Override
	public <R> List<@Nullable R> values(String property, Class<R> type) {
		ColumnSchema column = this.source.schema().column(property);
		Query query = query(List.of(column), this.limit);
		Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(type);
		ColumnType.Reader reader = column.readerOf(wanted);
		List<@Nullable R> values = new ArrayList<>();
		this.source.jdbc().query(query.sql(), (row) -> {
			@SuppressWarnings("unchecked")
			R cast = (R) wanted.cast(reader.read(row, 1));
			values.add(cast);
		}, query.parameters());
		return values;
	}

	@Override
	public List<T> list() {
		Query query = query(this.limit);
		return this.source.jdbc().query(query.sql(), this.projection.reader(), query.parameters());
	}

	@Override
	public Optional<T> first() {
		Query query = query((this.limit == 0) ? 0 : 1);
		return this.source.jdbc().query(query.sql(), this.projection.reader(), query.parameters()).stream().findFirst();
	}

	@Override
	public Optional<T> one() {
		// Two are enough to know that there are several.
		Query query = query((this.limit == NO_LIMIT) ? 2 : Math.min(this.limit, 2));
		return Optional.ofNullable(DataAccessUtils
			.singleResult(this.source.jdbc().query(query.sql(), this.projection.reader(), query.parameters())));
	}

	@Override
	public Stream<T> stream() {
		Query query = query(this.limit);
		return RowStream.open(this.source.jdbc(), query.sql(), query.parameters(), this.projection.reader());
	}

	@Override
	public long count() {
		SqlFragment condition = condition();
		return Objects.requireNonNull(this.source.jdbc()
			.queryForObject(this.source.statements().count(text(condition)), Long.class, parameters(condition)));
	}

	@Override
	public boolean exists() {
		SqlFragment condition = condition();
		return !this.source.jdbc()
			.queryForList(this.source.statements().exists(text(condition)), Integer.class, parameters(condition))
			.isEmpty();
	}

	private Query query(int limit) {
		return query(this.projection.columns(), limit);
	}

	private Query query(List<ColumnSchema> columns, int limit) {
		SqlFragment condition = condition();
		List<SqlFragment> orders = sorts().stream().map((sort) -> sort.toSql(this.source.columns(), null)).toList();
		List<@Nullable Object> parameters = new ArrayList<>(Arrays.asList(parameters(condition)));
		orders.forEach((order) -> parameters.addAll(order.parameters()));
		boolean limited = limit != NO_LIMIT;
		if (limited) {
			parameters.add(limit);
		}
		boolean skipping = this.offset > 0;
		if (skipping) {
			parameters.add(this.offset);
		}
		String sql = this.source.statements()
			.find(columns, text(condition), orders.stream().map(SqlFragment::sql).toList(), limited, skipping);
		return new Query(sql, parameters.toArray());
	}

	private @Nullable SqlFragment condition() {
		T last = (this.page != null) ? this.page.last() : null;
		Filter whole = (last != null)
				? this.filter.and(KeysetPage.condition(this.source.schema(), sorts(), this.projection, last))
				: this.filter;
		return whole.isUnrestricted() ? null : whole.toSql(this.source.columns(), null);
	}

	private List<SortOrder> sorts() {
		return (this.page != null) ? KeysetPage.sorts(this.source.schema(), this.sorts) : this.sorts;
	}

	private static @Nullable String text(@Nullable SqlFragment condition) {
		return (condition != null) ? condition.sql() : null;
	}

	private static Object[] parameters(@Nullable SqlFragment condition) {
		return (condition != null) ? condition.parameters().toArray() : new Object[0];
	}

	/**
	 * The table.
	 *
	 * @param <S> the type of its rows
	 * @param jdbc runs the query
	 * @param schema describes the table
	 * @param statements its statements
	 * @param columns what conditions may name
	 */
	record Source<S>(JdbcOperations jdbc, TableSchema<S> schema, TableStatements statements, Columns columns) {

	}

	/**
	 * The page after a row, or the first one.
	 */
	private record Page<T>(@Nullable T last) {

	}

	private record Query(String sql, Object[] parameters) {

	}

}
