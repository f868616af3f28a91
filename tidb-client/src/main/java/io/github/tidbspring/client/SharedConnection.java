package io.github.tidbspring.client;

import java.lang.reflect.InvocationHandler;
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
 * The connection of a running transaction, seen from another database. Others use it at
 * the same time, between two statements and also while rows of one are read: so it is
 * switched over for each call that looks at the current database, and back at once.
 */
final class SharedConnection implements InvocationHandler {

	/**
	 * Where a connection waits that has no database to go back to, until its transaction
	 * ends, or for good in a pool that cannot be told to give it up. Every server has it,
	 * everybody may use it, and it has no table of anyone's.
	 */
	static final String NOWHERE = "information_schema";

	/** What Connector/J takes for "row by row". */
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
	 * Take part in a transaction.
	 * @param database the database to be in
	 * @param shared the connection of the transaction
	 * @param origin what the transaction is known by
	 * @return the same connection in that database
	 * @throws SQLException if there is no such database
	 */
	static Connection in(String database, Connection shared, DataSource origin) throws SQLException {
		SharedConnection handler = new SharedConnection(database, shared, origin);
		// A database that is missing is found out here, as for any other connection.
		handler.visit();
		return proxy(Connection.class, handler);
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(SharedConnection.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		String name = method.getName();
		switch (name) {
			case "equals" -> {
				return arguments != null && proxy == arguments[0];
			}
			case "hashCode" -> {
				return System.identityHashCode(proxy);
			}
			case "close" -> {
				if (this.closed.compareAndSet(false, true)) {
					DataSourceUtils.releaseConnection(this.connection, this.origin);
				}
				return null;
			}
			case "getCatalog", "getSchema" -> {
				return (StatementOfConnection.invoke(this.connection, method, arguments) != null) ? this.database
						: null;
			}
			case "setCatalog", "setSchema", "setDatabase" -> {
				String before = this.database;
				this.database = String.valueOf((arguments != null) ? arguments[0] : null);
				try {
					visit();
					return null;
				}
				catch (SQLException | RuntimeException ex) {
					this.database = before;
					throw ex;
				}
			}
			case "commit", "abort" -> throw belongsToOthers();
			case "rollback" -> {
				if (arguments == null || arguments.length == 0) {
					throw belongsToOthers();
				}
				return StatementOfConnection.invoke(this.connection, method, arguments);
			}
			case "unwrap" -> {
				return unwrapped(method, arguments);
			}
			default -> {
				if (returnsStatement(method)) {
					Object statement = switched(() -> StatementOfConnection.invoke(this.connection, method, arguments));
					return (statement != null) ? switching((Connection) proxy, (Statement) statement) : null;
				}
				return StatementOfConnection.invoke(this.connection, method, arguments);
			}
		}
	}

	/**
	 * The driver's own connection prepares statements too; past this it would do so in
	 * the other database.
	 */
	private @Nullable Object unwrapped(Method method, Object @Nullable [] arguments) throws Throwable {
		Object target = StatementOfConnection.invoke(this.connection, method, arguments);
		if (target instanceof Connection driver && arguments != null && arguments[0] instanceof Class<?> type
				&& type.isInterface()) {
			return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					(proxy, called, values) -> returnsStatement(called)
							? switched(() -> StatementOfConnection.invoke(driver, called, values))
							: StatementOfConnection.invoke(driver, called, values));
		}
		return target;
	}

	private static SQLException belongsToOthers() {
		return new SQLException("The transaction that runs on this thread belongs to the DataSource below the one of "
				+ "withDatabase(…), and is ended by whoever began it; for one of its own, use that DataSource's "
				+ "transaction manager, or inTransaction of the client", "25000");
	}

	private static boolean returnsStatement(Method method) {
		return Statement.class.isAssignableFrom(method.getReturnType());
	}

	/** A statement of which each execution takes place in the database. */
	private Statement switching(Connection proxy, Statement statement) {
		return proxy(StatementOfConnection.typeOf(statement), (self, method, arguments) -> {
			String name = method.getName();
			if (name.equals("getConnection")) {
				return proxy;
			}
			if (name.equals("equals")) {
				return arguments != null && self == arguments[0];
			}
			if (name.equals("executeQuery") && statement.getFetchSize() == ROW_BY_ROW) {
				return rowByRow(() -> StatementOfConnection.invoke(statement, method, arguments));
			}
			return name.startsWith("execute")
					? switched(() -> StatementOfConnection.invoke(statement, method, arguments))
					: StatementOfConnection.invoke(statement, method, arguments);
		});
	}

	private void visit() throws SQLException {
		String before = this.current.wayBack();
		if (!this.database.equals(before)) {
			switchOver(before);
			goBack(before, null);
		}
	}

	private @Nullable Object switched(Call call) throws Throwable {
		String before = this.current.wayBack();
		if (this.database.equals(before)) {
			return call.run();
		}
		switchOver(before);
		Throwable failure = null;
		try {
			return call.run();
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			goBack(before, failure);
		}
	}

	/**
	 * While Connector/J reads row by row it takes no other statement, so nobody else can
	 * use the connection before the rows are read, and there is no way back until then.
	 */
	private @Nullable Object rowByRow(Call call) throws Throwable {
		String before = this.current.wayBack();
		if (this.database.equals(before)) {
			return call.run();
		}
		switchOver(before);
		Object rows;
		try {
			rows = call.run();
		}
		catch (Throwable ex) {
			goBack(before, ex);
			throw ex;
		}
		AtomicBoolean back = new AtomicBoolean();
		return (rows instanceof ResultSet result) ? proxy(ResultSet.class, (self, method, arguments) -> {
			if (method.getName().equals("equals")) {
				return arguments != null && self == arguments[0];
			}
			Object answer = StatementOfConnection.invoke(result, method, arguments);
			boolean read = method.getName().equals("close")
					|| (method.getName().equals("next") && !Boolean.TRUE.equals(answer));
			if (read && back.compareAndSet(false, true)) {
				goBack(before, null);
			}
			return answer;
		}) : rows;
	}

	private void switchOver(@Nullable String before) throws SQLException {
		this.current.change(this.database);
		if (before == null) {
			giveUpAfterwards();
		}
	}

	/** Whoever else uses it must not find it in this database, whatever happens. */
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

	private void giveUpAfterwards() {
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.registerSynchronization(new GivingUp(this.connection, this.origin));
		}
	}

	/**
	 * What is done while the connection is in the database.
	 */
	@FunctionalInterface
	private interface Call {

		@Nullable Object run() throws Throwable;

	}

	/**
	 * Ends the life of a connection with its transaction.
	 */
	private record GivingUp(Connection connection, DataSource origin) implements TransactionSynchronization {

		@Override
		public void afterCompletion(int status) {
			Eviction.byPool(this.connection, this.origin);
		}

	}

}
