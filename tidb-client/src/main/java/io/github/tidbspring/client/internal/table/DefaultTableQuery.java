package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.schema.ColumnType;
import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.table.TableQuery;
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

	private final MappedTable<S> table;

	private final TableStatements statements;

	private final RowMapping<T> rows;

	private final Filter filter;

	private final List<SortOrder> sorts;

	private final int limit;

	private final long offset;

	private final @Nullable Page<T> page;

	private DefaultTableQuery(MappedTable<S> table, TableStatements statements, RowMapping<T> rows, Filter filter,
			List<SortOrder> sorts, int limit, long offset, @Nullable Page<T> page) {
		this.table = table;
		this.statements = statements;
		this.rows = rows;
		this.filter = filter;
		this.sorts = sorts;
		this.limit = limit;
		this.offset = offset;
		this.page = page;
	}

	static <T> TableQuery<T> of(MappedTable<T> table, TableStatements statements, Filter filter) {
		return new DefaultTableQuery<>(table, statements, table.rows(), filter, List.of(), NO_LIMIT, 0, null);
	}

	@Override
	public TableQuery<T> where(Filter filter) {
		Assert.notNull(filter, "'filter' must not be null");
		return new DefaultTableQuery<>(this.table, this.statements, this.rows, this.filter.and(filter), this.sorts,
				this.limit, this.offset, this.page);
	}

	@Override
	public TableQuery<T> orderBy(SortOrder... orders) {
		List<SortOrder> list = List.of(orders);
		// Now, and not when the query runs: the mistake is here.
		list.forEach(ColumnScope.of(this.table.schema())::write);
		return new DefaultTableQuery<>(this.table, this.statements, this.rows, this.filter, list, this.limit,
				this.offset, this.page);
	}

	@Override
	public TableQuery<T> limit(int limit) {
		Assert.isTrue(limit >= 0, () -> "A limit is 0 or more, not " + limit);
		return new DefaultTableQuery<>(this.table, this.statements, this.rows, this.filter, this.sorts, limit,
				this.offset, this.page);
	}

	@Override
	public TableQuery<T> offset(long offset) {
		Assert.isTrue(offset >= 0, () -> "An offset is 0 or more, not " + offset);
		return new DefaultTableQuery<>(this.table, this.statements, this.rows, this.filter, this.sorts, this.limit,
				offset, this.page);
	}

	@Override
	public TableQuery<T> after(@Nullable T row) {
		return new DefaultTableQuery<>(this.table, this.statements, this.rows, this.filter, this.sorts, this.limit,
				this.offset, new Page<>(row));
	}

	@Override
	public <R> TableQuery<R> into(Class<R> type) {
		Assert.state(this.page == null, "into(type) comes before after(row), which takes a row of that type");
		return new DefaultTableQuery<>(this.table, this.statements, RowMapping.of(this.table.schema(), type),
				this.filter, this.sorts, this.limit, this.offset, null);
	}

	@Override
	public <R> List<@Nullable R> values(String property, Class<R> type) {
		ColumnSchema column = this.table.schema().column(property);
		SqlStatement query = query(List.of(column), this.limit);
		Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(type);
		ColumnType.Reader reader = column.readerOf(wanted);
		List<@Nullable R> values = new ArrayList<>();
		jdbc().query(query.text(), (row) -> {
			@SuppressWarnings("unchecked")
			R cast = (R) wanted.cast(reader.read(row, 1));
			values.add(cast);
		}, query.arguments());
		return values;
	}

	@Override
	public List<T> list() {
		return list(this.limit);
	}

	@Override
	public Optional<T> first() {
		return list((this.limit == 0) ? 0 : 1).stream().findFirst();
	}

	@Override
	public Optional<T> one() {
		// Two are enough to know that there are several.
		return Optional
			.ofNullable(DataAccessUtils.singleResult(list((this.limit == NO_LIMIT) ? 2 : Math.min(this.limit, 2))));
	}

	private List<T> list(int limit) {
		SqlStatement query = query(this.rows.columns(), limit);
		return jdbc().query(query.text(), this.rows, query.arguments());
	}

	@Override
	public Stream<T> stream() {
		return this.table.session().stream(query(this.rows.columns(), this.limit), this.rows);
	}

	@Override
	public long count() {
		SqlStatement count = this.statements.count(condition());
		return Objects.requireNonNull(jdbc().queryForObject(count.text(), Long.class, count.arguments()));
	}

	@Override
	public boolean exists() {
		SqlStatement exists = this.statements.exists(condition());
		return !jdbc().queryForList(exists.text(), Integer.class, exists.arguments()).isEmpty();
	}

	private SqlStatement query(List<ColumnSchema> columns, int limit) {
		List<SqlStatement> orders = sorts().stream().map(ColumnScope.of(this.table.schema())::write).toList();
		return this.statements.find(columns, condition(), orders, (limit != NO_LIMIT) ? limit : null,
				(this.offset > 0) ? this.offset : null);
	}

	private @Nullable SqlStatement condition() {
		T last = (this.page != null) ? this.page.last() : null;
		Filter whole = (last != null)
				? this.filter.and(KeysetPage.condition(this.table.schema(), sorts(), this.rows, last)) : this.filter;
		return whole.isUnrestricted() ? null : ColumnScope.of(this.table.schema()).write(whole);
	}

	private List<SortOrder> sorts() {
		return (this.page != null) ? KeysetPage.sorts(this.table.schema(), this.sorts) : this.sorts;
	}

	private JdbcOperations jdbc() {
		return this.table.session().jdbc();
	}

	/**
	 * The page after a row, or the first one.
	 */
	private record Page<T>(@Nullable T last) {
	}

}
