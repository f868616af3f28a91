package io.github.tidbspring.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A connection that is in another database until it is closed. It goes back as it came,
 * or not at all.
 */
final class SwitchedConnection implements InvocationHandler {

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
		return (Connection) Proxy.newProxyInstance(SwitchedConnection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, this);
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		switch (method.getName()) {
			case "equals" -> {
				return arguments != null && proxy == arguments[0];
			}
			case "hashCode" -> {
				return System.identityHashCode(proxy);
			}
			case "close" -> {
				if (this.closed.compareAndSet(false, true)) {
					try (this.connection) {
						switchBack();
					}
				}
				return null;
			}
			default -> {
				return StatementOfConnection.call(this.connection, proxy, method, arguments);
			}
		}
	}

	/**
	 * Switches back. Where there is no way back, or the database before is gone, nobody
	 * else may get the connection; a pool that cannot be told so gets it in a database
	 * that has nothing of anyone's, if there was none before.
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
			// Its state is not known: the same as without a way back.
		}
		Eviction.of(this.connection, this.origin);
	}

}
