package io.github.tidbspring.client;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import io.github.tidbspring.client.connection.TiDBSQLExceptionOverride;
import io.github.tidbspring.client.internal.error.ErrorCodes;
import io.github.tidbspring.client.internal.sql.WellFormedText;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * A prepared statement of the client. It writes instants as they are: Connector/J takes
 * an {@code Instant} through the local time of the JVM, which loses the hour that clocks
 * show twice. And it refuses texts with half a character in them.
 * <p>
 * And it is prepared once more when the server answers 8113: the table that it was
 * prepared for was renamed or dropped. The driver keeps such a statement for the life of
 * its connection, so without this the answer would be the same each time, also where
 * there is a table of that name again. Nothing of the statement was executed then.
 */
final class ClientStatement implements InvocationHandler {

	private static final boolean DRIVER_PRESENT = ClassUtils.isPresent("com.mysql.cj.jdbc.JdbcConnection",
			ClientStatement.class.getClassLoader());

	/** The types by which an instant is bound as one. */
	private static final Set<Object> TIMES = Set.of(Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE, JDBCType.TIMESTAMP,
			JDBCType.TIMESTAMP_WITH_TIMEZONE);

	private static final Method SET_TIMESTAMP = ClassUtils.getMethod(PreparedStatement.class, "setTimestamp", int.class,
			Timestamp.class);

	private final Connection connection;

	private final Call preparation;

	private final Map<String, Call> settings = new LinkedHashMap<>();

	private final Map<Object, Call> parameters = new LinkedHashMap<>();

	private final List<List<Call>> batch = new ArrayList<>();

	private PreparedStatement statement;

	private ClientStatement(Connection connection, Call preparation, PreparedStatement statement) {
		this.connection = connection;
		this.preparation = preparation;
		this.statement = statement;
	}

	/**
	 * Return a connection that prepares such statements.
	 * @param connection the connection
	 * @return one that is the same in all else
	 */
	static Connection on(Connection connection) {
		return (Connection) Proxy.newProxyInstance(ClientStatement.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("equals")) {
						return arguments != null && proxy == arguments[0];
					}
					Call call = new Call(method, arguments);
					Object result = call.on(connection);
					return (method.getName().equals("prepareStatement") && result instanceof PreparedStatement prepared)
							? new ClientStatement(connection, call, prepared).proxy() : result;
				});
	}

	private Object proxy() {
		return Proxy.newProxyInstance(ClientStatement.class.getClassLoader(),
				new Class<?>[] { PreparedStatement.class }, this);
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		String name = method.getName();
		if (name.equals("equals")) {
			return arguments != null && proxy == arguments[0];
		}
		Call given = new Call(method, arguments);
		checkText(given);
		Call call = exact(given);
		if (!name.startsWith("execute")) {
			Object result = call.on(this.statement);
			remember(name, call);
			return result;
		}
		Object result = execute(call);
		if (name.endsWith("Batch")) {
			this.batch.clear();
		}
		return result;
	}

	/** The driver would send a question mark for half a character. */
	private static void checkText(Call call) {
		@Nullable Object[] arguments = call.arguments();
		boolean isText = call.method().getName().startsWith("set") && arguments.length > 1
				&& (arguments[1] instanceof CharSequence || arguments[1] instanceof Character);
		String problem = isText ? WellFormedText.problem(String.valueOf(arguments[1])) : null;
		if (problem != null) {
			throw new IllegalArgumentException(
					"The text for parameter %s of the statement %s".formatted(arguments[0], problem));
		}
	}

	private static Call exact(Call call) {
		@Nullable Object[] arguments = call.arguments();
		if (call.method().getName().equals("setTimestamp") && arguments.length == 3) {
			// Spring gives the zone of a Calendar, and the driver would write in it.
			return new Call(SET_TIMESTAMP, new @Nullable Object[] { arguments[0], arguments[1] });
		}
		if (!call.method().getName().equals("setObject") || (arguments.length > 2 && !TIMES.contains(arguments[2]))) {
			return call;
		}
		Instant instant = instant(arguments[1]);
		return (instant != null)
				? new Call(SET_TIMESTAMP, new @Nullable Object[] { arguments[0], Timestamp.from(instant) }) : call;
	}

	private static @Nullable Instant instant(@Nullable Object value) {
		if (value instanceof OffsetDateTime time) {
			return time.toInstant();
		}
		if (value instanceof ZonedDateTime time) {
			return time.toInstant();
		}
		return (value instanceof Instant instant) ? instant : null;
	}

	private void remember(String name, Call call) {
		switch (name) {
			case "addBatch" -> this.batch.add(List.copyOf(this.parameters.values()));
			case "clearBatch" -> this.batch.clear();
			case "clearParameters" -> this.parameters.clear();
			default -> {
				if (name.startsWith("set")) {
					// The first of two or more is the number of a parameter.
					if (call.arguments().length > 1) {
						this.parameters.put(call.arguments()[0], call);
					}
					else {
						this.settings.put(name, call);
					}
				}
			}
		}
	}

	private @Nullable Object execute(Call execution) throws Throwable {
		try {
			return undisturbed(() -> execution.on(this.statement));
		}
		catch (SQLException ex) {
			if (!isOutdated(ex) || !isRepeatable()) {
				throw ex;
			}
			try {
				return again(execution);
			}
			catch (SQLException next) {
				next.addSuppressed(ex);
				throw next;
			}
		}
	}

	/**
	 * Executes while the pool is told to leave the connection alone: it is in order, and
	 * needed.
	 */
	private static @Nullable Object undisturbed(Execution execution) throws Throwable {
		if (TransactionSynchronizationManager.hasResource(TiDBSQLExceptionOverride.class)) {
			return execution.run();
		}
		TransactionSynchronizationManager.bindResource(TiDBSQLExceptionOverride.class, execution);
		try {
			return execution.run();
		}
		finally {
			TransactionSynchronizationManager.unbindResource(TiDBSQLExceptionOverride.class);
		}
	}

	private static boolean isOutdated(SQLException failure) {
		if (failure instanceof BatchUpdateException partly
				&& Arrays.stream(partly.getLargeUpdateCounts()).anyMatch((count) -> count >= 0)) {
			return false;
		}
		for (SQLException error = failure; error != null; error = error.getNextException()) {
			if (error.getErrorCode() == ErrorCodes.PREPARED_STATEMENT_OUTDATED) {
				return true;
			}
		}
		return false;
	}

	/** What is read from a stream is gone. */
	private boolean isRepeatable() {
		return this.parameters.values().stream().allMatch(Call::isRepeatable)
				&& this.batch.stream().flatMap(List::stream).allMatch(Call::isRepeatable);
	}

	private @Nullable Object again(Call execution) throws Throwable {
		// Or the driver would keep it, and give it back.
		this.statement.setPoolable(false);
		this.statement.close();
		this.statement = prepareAgain();
		for (Call setting : this.settings.values()) {
			setting.on(this.statement);
		}
		for (List<Call> row : this.batch) {
			for (Call parameter : row) {
				parameter.on(this.statement);
			}
			this.statement.addBatch();
		}
		for (Call parameter : this.parameters.values()) {
			parameter.on(this.statement);
		}
		return execution.on(this.statement);
	}

	/**
	 * The driver prepares statements of its own for a batch, and keeps them too. On the
	 * client there are none.
	 */
	private PreparedStatement prepareAgain() throws Throwable {
		RuntimeProperty<Boolean> onServer = this.batch.isEmpty() ? null : onServer();
		if (onServer == null || !onServer.getValue()) {
			return prepared(this.preparation);
		}
		onServer.setValue(false);
		try {
			return prepared(this.preparation);
		}
		finally {
			onServer.setValue(true);
		}
	}

	private @Nullable RuntimeProperty<Boolean> onServer() throws SQLException {
		return (DRIVER_PRESENT && this.connection.isWrapperFor(JdbcConnection.class))
				? this.connection.unwrap(JdbcConnection.class)
					.getPropertySet()
					.getBooleanProperty(PropertyKey.useServerPrepStmts)
				: null;
	}

	private PreparedStatement prepared(Call preparation) throws Throwable {
		PreparedStatement prepared = (PreparedStatement) preparation.on(this.connection);
		Assert.state(prepared != null, "A connection prepares, or fails");
		return prepared;
	}

	/**
	 * A call that can be made once more.
	 */
	private record Call(Method method, @Nullable Object[] arguments) {

		private static final Object[] NONE = {};

		Call(Method method, @Nullable Object @Nullable [] arguments) {
			this.method = method;
			this.arguments = (arguments != null) ? arguments : NONE;
		}

		@Nullable Object on(Object target) throws Throwable {
			try {
				return this.method.invoke(target, this.arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

		boolean isRepeatable() {
			return Arrays.stream(this.arguments)
				.noneMatch((argument) -> argument instanceof InputStream || argument instanceof Reader);
		}

	}

	/**
	 * What is done while the pool looks away.
	 */
	@FunctionalInterface
	private interface Execution {

		@Nullable Object run() throws Throwable;

	}

}
