package io.github.tidbspring.client;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
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

import io.github.tidbspring.client.connection.TiDBSQLExceptionOverride;
import io.github.tidbspring.client.internal.driver.ConnectorJ;
import io.github.tidbspring.client.internal.error.ErrorCodes;
import io.github.tidbspring.client.internal.sql.WellFormedText;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * A prepared statement of the client. It writes instants exactly: Connector/J converts an
 * {@code Instant} to the local time of the JVM, which is ambiguous in the hour that a
 * clock change repeats. It rejects texts with unpaired surrogates.
 * <p>
 * It is prepared again if the server answers 8113: the table was renamed or dropped after
 * the statement was prepared. The driver caches such a statement for the life of the
 * connection, so that each execution would fail, even if a table of that name exists
 * again. The failed statement has had no effect.
 */
final class ClientStatement {

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
	 * @return a proxy of the connection
	 */
	static Connection on(Connection connection) {
		return JdbcProxy.of(Connection.class, (proxy, method, arguments) -> {
			Call call = new Call(method, arguments);
			Object result = call.on(connection);
			return (method.getName().equals("prepareStatement") && result instanceof PreparedStatement prepared)
					? JdbcProxy.of(PreparedStatement.class, new ClientStatement(connection, call, prepared)::call)
					: result;
		});
	}

	private @Nullable Object call(PreparedStatement proxy, Method method, @Nullable Object[] arguments)
			throws Throwable {
		Call given = new Call(method, arguments);
		checkText(given);
		Call call = exact(given);
		if (!method.getName().startsWith("execute")) {
			Object result = call.on(this.statement);
			remember(method.getName(), call);
			return result;
		}
		Object result = execute(call);
		if (method.getName().endsWith("Batch")) {
			this.batch.clear();
		}
		return result;
	}

	/** The driver would replace an unpaired surrogate with a question mark. */
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
			// Spring passes a Calendar, and the driver would convert to its time zone.
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
					// The first of several arguments is the index of a parameter.
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
			return withoutEviction(execution);
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
	 * Execute a statement, and let {@link TiDBSQLExceptionOverride} keep the connection
	 * if it is outdated: it is prepared again on the same connection.
	 */
	private @Nullable Object withoutEviction(Call execution) throws Throwable {
		if (TransactionSynchronizationManager.hasResource(TiDBSQLExceptionOverride.class)) {
			return execution.on(this.statement);
		}
		TransactionSynchronizationManager.bindResource(TiDBSQLExceptionOverride.class, this);
		try {
			return execution.on(this.statement);
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

	/** Return whether no parameter is a stream, which can be read once only. */
	private boolean isRepeatable() {
		return this.parameters.values().stream().allMatch(Call::isRepeatable)
				&& this.batch.stream().flatMap(List::stream).allMatch(Call::isRepeatable);
	}

	private @Nullable Object again(Call execution) throws Throwable {
		// Otherwise the driver would cache it and return it again.
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
	 * For a batch, the driver prepares further statements and caches them too, but not if
	 * it prepares on the client.
	 */
	private PreparedStatement prepareAgain() throws Throwable {
		return this.batch.isEmpty() ? prepared() : ConnectorJ.prepareOnClient(this.connection, this::prepared);
	}

	private PreparedStatement prepared() throws Throwable {
		PreparedStatement prepared = (PreparedStatement) this.preparation.on(this.connection);
		Assert.state(prepared != null, "A connection prepares, or fails");
		return prepared;
	}

	/**
	 * A call that can be repeated.
	 */
	private record Call(Method method, @Nullable Object[] arguments) {

		@Nullable Object on(Object target) throws Throwable {
			return JdbcProxy.invoke(target, this.method, this.arguments);
		}

		boolean isRepeatable() {
			return Arrays.stream(this.arguments)
				.noneMatch((argument) -> argument instanceof InputStream || argument instanceof Reader);
		}

	}

}
