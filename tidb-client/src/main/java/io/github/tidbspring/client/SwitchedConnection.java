package io.github.tidbspring.client;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A connection that is in another database until it is closed. It is returned as it was
 * before, or evicted.
 */
final class SwitchedConnection {

	private final Connection connection;

	private final CurrentDatabase current;

	private final @Nullable String before;

	private final DataSource origin;

	private final AtomicBoolean closed = new AtomicBoolean();

	SwitchedConnection(Connection connection, CurrentDatabase current, @Nullable String before, DataSource origin) {
		this.connection = connection;
		this.current = current;
		this.before = before;
		this.origin = origin;
	}

	Connection proxy() {
		return JdbcProxy.of(Connection.class, this::call);
	}

	private @Nullable Object call(Connection proxy, Method method, @Nullable Object[] arguments) throws Throwable {
		if (!method.getName().equals("close")) {
			return JdbcProxy.call(this.connection, proxy, method, arguments);
		}
		if (this.closed.compareAndSet(false, true)) {
			try (this.connection) {
				switchBack();
			}
		}
		return null;
	}

	/**
	 * Switch back. If that is not possible, or the previous database no longer exists,
	 * the connection is evicted. If there was no database before, and the pool cannot
	 * evict, the connection is returned in a database that has no user's tables.
	 */
	void switchBack() {
		try {
			if (this.connection.isClosed()) {
				return;
			}
			if (this.before != null) {
				this.current.change(this.before);
				return;
			}
			if (this.current.wasNone()) {
				if (!Eviction.byPool(this.connection, this.origin)) {
					this.current.change(SharedConnection.NOWHERE);
				}
				return;
			}
		}
		catch (SQLException | RuntimeException ex) {
			// Its state is unknown.
		}
		Eviction.of(this.connection, this.origin);
	}

}
