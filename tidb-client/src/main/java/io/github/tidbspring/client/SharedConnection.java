package io.github.tidbspring.client;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The connection of a running transaction, in another database. Other code uses it at the
 * same time, between two statements and while rows are read. It is therefore switched for
 * each call that depends on the current database, and switched back at once.
 */
final class SharedConnection {

	/**
	 * The database of a connection that had none before: until its transaction ends, or
	 * permanently if its pool cannot evict it. Every server has this database, every user
	 * may use it, and it has no user's tables.
	 */
	static final String NOWHERE = "information_schema";

	/** Connector/J's fetch size for reading row by row. */
	private static final int ROW_BY_ROW = Integer.MIN_VALUE;

	private final Connection connection;

	private final CurrentDatabase current;

	private final DataSource origin;

	private final AtomicBoolean closed = new AtomicBoolean();

	private String database;

	private SharedConnection(String database, Connection connection, DataSource origin) throws SQLException {
		this.database = database;
		this.connection = connection;
		this.current = CurrentDatabase.of(connection);
		this.origin = origin;
	}

	/**
	 * Return the connection of a transaction in another database.
	 * @param database the database
	 * @param shared the connection of the transaction
	 * @param origin the {@code DataSource} that the transaction is bound to
	 * @return a proxy of the connection
	 * @throws SQLException if there is no such database
	 */
	static Connection in(String database, Connection shared, DataSource origin) throws SQLException {
		SharedConnection connection = new SharedConnection(database, shared, origin);
		// A missing database fails here, as for any other connection.
		connection.visit();
		return JdbcProxy.of(Connection.class, connection::call);
	}

	private @Nullable Object call(Connection proxy, Method method, @Nullable Object[] arguments) throws Throwable {
		return switch (method.getName()) {
			case "close" -> {
				if (this.closed.compareAndSet(false, true)) {
					DataSourceUtils.releaseConnection(this.connection, this.origin);
				}
				yield null;
			}
			case "getCatalog", "getSchema" ->
				(JdbcProxy.invoke(this.connection, method, arguments) != null) ? this.database : null;
			case "setCatalog", "setSchema", "setDatabase" -> {
				changeDatabase(String.valueOf(arguments[0]));
				yield null;
			}
			case "commit", "abort" -> throw belongsToOthers();
			case "rollback" -> {
				if (arguments.length == 0) {
					throw belongsToOthers();
				}
				yield JdbcProxy.invoke(this.connection, method, arguments);
			}
			case "unwrap" -> unwrapped(method, arguments);
			default -> JdbcProxy.returnsStatement(method) ? statement(proxy, method, arguments)
					: JdbcProxy.invoke(this.connection, method, arguments);
		};
	}

	private void changeDatabase(String name) throws SQLException {
		String before = this.database;
		this.database = name;
		try {
			visit();
		}
		catch (SQLException | RuntimeException ex) {
			this.database = before;
			throw ex;
		}
	}

	/** Return a statement whose executions take place in the database. */
	private @Nullable Statement statement(Connection proxy, Method method, @Nullable Object[] arguments)
			throws Throwable {
		Statement statement = (Statement) switched(() -> JdbcProxy.invoke(this.connection, method, arguments));
		return (statement == null) ? null : JdbcProxy.of(JdbcProxy.typeOf(statement), (self, called, values) -> {
			String name = called.getName();
			if (name.equals("getConnection")) {
				return proxy;
			}
			if (!name.startsWith("execute")) {
				return JdbcProxy.invoke(statement, called, values);
			}
			return switched(() -> JdbcProxy.invoke(statement, called, values),
					name.equals("executeQuery") && statement.getFetchSize() == ROW_BY_ROW);
		});
	}

	/**
	 * The unwrapped connection of the driver prepares statements too. Without a proxy it
	 * would do so in the other database.
	 */
	private @Nullable Object unwrapped(Method method, @Nullable Object[] arguments) throws Throwable {
		Object target = JdbcProxy.invoke(this.connection, method, arguments);
		if (target instanceof Connection driver && arguments[0] instanceof Class<?> type && type.isInterface()) {
			return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					(proxy, called, values) -> JdbcProxy.returnsStatement(called)
							? switched(() -> JdbcProxy.invoke(driver, called, values))
							: JdbcProxy.invoke(driver, called, values));
		}
		return target;
	}

	private static SQLException belongsToOthers() {
		return new SQLException("The transaction that runs on this thread belongs to the DataSource below the one of "
				+ "withDatabase(…), and is ended where it began; for a separate one, use that DataSource's "
				+ "transaction manager, or inTransaction of the client", "25000");
	}

	private void visit() throws SQLException {
		String before = this.current.wayBack();
		if (!this.database.equals(before)) {
			switchOver(before);
			goBack(before, null);
		}
	}

	private @Nullable Object switched(Call call) throws Throwable {
		return switched(call, false);
	}

	/**
	 * Execute a call in the database.
	 * @param rowByRow whether Connector/J reads rows one by one. It executes no other
	 * statement meanwhile: the connection can be switched back only after all rows are
	 * read, and nothing else can use it before
	 */
	private @Nullable Object switched(Call call, boolean rowByRow) throws Throwable {
		String before = this.current.wayBack();
		if (this.database.equals(before)) {
			return call.run();
		}
		switchOver(before);
		Object result;
		try {
			result = call.run();
		}
		catch (Throwable ex) {
			goBack(before, ex);
			throw ex;
		}
		if (rowByRow && result instanceof ResultSet rows) {
			return goingBackAfter(rows, before);
		}
		goBack(before, null);
		return result;
	}

	private ResultSet goingBackAfter(ResultSet rows, @Nullable String before) {
		AtomicBoolean back = new AtomicBoolean();
		return JdbcProxy.of(ResultSet.class, (self, method, arguments) -> {
			Object answer = JdbcProxy.invoke(rows, method, arguments);
			boolean read = method.getName().equals("close")
					|| (method.getName().equals("next") && !Boolean.TRUE.equals(answer));
			if (read && back.compareAndSet(false, true)) {
				goBack(before, null);
			}
			return answer;
		});
	}

	private void switchOver(@Nullable String before) throws SQLException {
		this.current.change(this.database);
		if (before == null && TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager
				.registerSynchronization(new EvictionAfterCompletion(this.connection, this.origin));
		}
	}

	/** Other users of the connection must never find it in this database. */
	private void goBack(@Nullable String before, @Nullable Throwable failure) throws SQLException {
		try {
			this.current.change((before != null) ? before : NOWHERE);
		}
		catch (SQLException | RuntimeException ex) {
			Eviction.of(this.connection, this.origin);
			if (failure == null) {
				throw ex;
			}
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Work while the connection is in the database.
	 */
	@FunctionalInterface
	private interface Call {

		@Nullable Object run() throws Throwable;

	}

	/**
	 * Evicts a connection after its transaction.
	 */
	private record EvictionAfterCompletion(Connection connection,
			DataSource origin) implements TransactionSynchronization {

		@Override
		public void afterCompletion(int status) {
			Eviction.byPool(this.connection, this.origin);
		}

	}

}
