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
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Default implementation of {@link TableQuery}.
 *
 * @param <T> the type of the results
 * @param table the table
 * @param statements the statements of the table
 * @param rows reads the results
 * @param filter the condition
 * @param sorts the orders
 * @param limit the maximum number of rows, or {@link #NO_LIMIT}
 * @param offset the number of rows that are skipped
 * @param page the page, or {@code null} without keyset paging
 * @param lock whether the rows are locked
 */
record DefaultTableQuery<T>(MappedTable<?> table, TableStatements statements, RowMapping<T> rows, Filter filter,
		List<SortOrder> sorts, int limit, long offset, @Nullable Page<T> page, Lock lock) implements TableQuery<T> {

	static final int NO_LIMIT = -1;

	static <T> TableQuery<T> of(MappedTable<T> table, TableStatements statements, Filter filter) {
		return new DefaultTableQuery<>(table, statements, table.rows(), filter, List.of(), NO_LIMIT, 0, null,
				Lock.NONE);
	}

	private TableQuery<T> with(Filter filter, List<SortOrder> sorts, int limit, long offset, @Nullable Page<T> page) {
		return new DefaultTableQuery<>(this.table, this.statements, this.rows, filter, sorts, limit, offset, page,
				this.lock);
	}

	@Override
	public TableQuery<T> where(Filter filter) {
		Assert.notNull(filter, "'filter' must not be null");
		return with(this.filter.and(filter), this.sorts, this.limit, this.offset, this.page);
	}

	@Override
	public TableQuery<T> orderBy(SortOrder... orders) {
		List<SortOrder> list = List.of(orders);
		// Checked now, so that the stack trace leads to the mistake.
		list.forEach(ColumnScope.of(this.table.schema())::write);
		return with(this.filter, list, this.limit, this.offset, this.page);
	}

	@Override
	public TableQuery<T> limit(int limit) {
		Assert.isTrue(limit >= 0, () -> "A limit is 0 or more, not " + limit);
		return with(this.filter, this.sorts, limit, this.offset, this.page);
	}

	@Override
	public TableQuery<T> offset(long offset) {
		Assert.isTrue(offset >= 0, () -> "An offset is 0 or more, not " + offset);
		return with(this.filter, this.sorts, this.limit, offset, this.page);
	}

	@Override
	public TableQuery<T> after(@Nullable T row) {
		return with(this.filter, this.sorts, this.limit, this.offset, new Page<>(row));
	}

	@Override
	public TableQuery<T> forUpdate() {
		return with(Lock.WAIT);
	}

	@Override
	public TableQuery<T> forUpdateNoWait() {
		return with(Lock.NO_WAIT);
	}

	private TableQuery<T> with(Lock lock) {
		return new DefaultTableQuery<>(this.table, this.statements, this.rows, this.filter, this.sorts, this.limit,
				this.offset, this.page, lock);
	}

	@Override
	public <R> TableQuery<R> into(Class<R> type) {
		Assert.state(this.page == null, "into(type) comes before after(row), which takes a row of that type");
		return new DefaultTableQuery<>(this.table, this.statements, this.table.into(type), this.filter, this.sorts,
				this.limit, this.offset, null, this.lock);
	}

	@Override
	public <R> List<@Nullable R> values(String property, Class<R> type) {
		ColumnSchema column = this.table.schema().column(property);
		SqlStatement query = query(List.of(column), this.limit);
		Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(type);
		ColumnType.Reader reader = column.readerOf(wanted);
		List<@Nullable R> values = new ArrayList<>();
		this.table.jdbc().query(query.text(), (row) -> {
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
		return atMost(1).stream().findFirst();
	}

	@Override
	public Optional<T> one() {
		// Two rows are enough to detect that there are several.
		return Optional.ofNullable(DataAccessUtils.singleResult(atMost(2)));
	}

	private List<T> atMost(int rows) {
		return list((this.limit == NO_LIMIT) ? rows : Math.min(this.limit, rows));
	}

	private List<T> list(int limit) {
		SqlStatement query = query(this.rows.columns(), limit);
		return this.table.jdbc().query(query.text(), this.rows, query.arguments());
	}

	@Override
	public Stream<T> stream() {
		return this.table.session().stream(query(this.rows.columns(), this.limit), this.rows);
	}

	@Override
	public long count() {
		checkNoLock("count()");
		SqlStatement count = this.statements.count(condition());
		return Objects.requireNonNull(this.table.jdbc().queryForObject(count.text(), Long.class, count.arguments()));
	}

	@Override
	public boolean exists() {
		checkNoLock("exists()");
		SqlStatement exists = this.statements.exists(condition());
		return !this.table.jdbc().queryForList(exists.text(), Integer.class, exists.arguments()).isEmpty();
	}

	private void checkNoLock(String method) {
		Assert.state(this.lock == Lock.NONE,
				() -> "%s returns no rows that could be locked; forUpdate() is followed by list(), first(), one(), stream() or values(…)"
					.formatted(method));
	}

	private SqlStatement query(List<ColumnSchema> columns, int limit) {
		Assert.state(this.lock == Lock.NONE || this.table.session().isInTransaction(),
				() -> ("Rows of %s are to be locked until the transaction ends, but no transaction is running, and TiDB "
						+ "would lock nothing: use inTransaction(…) or @Transactional")
					.formatted(this.table.name()));
		List<SqlStatement> orders = totalOrder().stream().map(ColumnScope.of(this.table.schema())::write).toList();
		return this.statements.find(columns, condition(), orders, limit, this.offset, this.lock.sql);
	}

	private @Nullable SqlStatement condition() {
		T last = (this.page != null) ? this.page.last() : null;
		Filter whole = (last != null)
				? this.filter.and(KeysetPage.condition(this.table.schema(), totalOrder(), this.rows, last))
				: this.filter;
		return whole.isUnrestricted() ? null : ColumnScope.of(this.table.schema()).write(whole);
	}

	private List<SortOrder> totalOrder() {
		return (this.page != null) ? KeysetPage.sorts(this.table.schema(), this.sorts) : this.sorts;
	}

	@Override
	public String toString() {
		return "TableQuery of " + this.table.name();
	}

	/**
	 * Whether a query locks the rows.
	 */
	enum Lock {

		NONE(""), WAIT(" FOR UPDATE"), NO_WAIT(" FOR UPDATE NOWAIT");

		private final String sql;

		Lock(String sql) {
			this.sql = sql;
		}

	}

	/**
	 * The page after a row, or the first page.
	 */
	private record Page<T>(@Nullable T last) {
	}

}
