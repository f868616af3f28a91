package io.github.tidbspring.client.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The network timeout of a connection while a transaction or query timeout applies. The
 * driver cancels a statement with a second connection, which also hangs if the server or
 * the network hangs; then the network timeout ends the wait. Not thread-safe.
 */
public final class NetworkTimeout {

	/** The time for the server to cancel the statement and to report it. */
	private static final Duration GRACE = Duration.ofSeconds(5);

	private static final Log logger = TransactionLog.get();

	private final Connection connection;

	private final int before;

	private boolean restored;

	private NetworkTimeout(Connection connection, int before) {
		this.connection = connection;
		this.before = before;
	}

	/**
	 * Set the network timeout of a connection until {@link #restore()}.
	 * @param connection the connection
	 * @param timeout the requested timeout; the network timeout is 5 seconds longer
	 * @return the timeout, or {@code null} if it was not set: the connection has a
	 * shorter one already, or does not support it
	 */
	public static @Nullable NetworkTimeout bound(Connection connection, Duration timeout) {
		int millis = (int) Math.min(timeout.plus(GRACE).toMillis(), Integer.MAX_VALUE);
		try {
			int before = connection.getNetworkTimeout();
			if (before > 0 && before <= millis) {
				return null;
			}
			connection.setNetworkTimeout(Runnable::run, millis);
			return new NetworkTimeout(connection, before);
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not set the network timeout of the connection", ex);
			return null;
		}
	}

	/**
	 * Restore the previous network timeout, once. Has no effect on a broken connection.
	 */
	public void restore() {
		if (this.restored) {
			return;
		}
		this.restored = true;
		try {
			if (!this.connection.isClosed()) {
				this.connection.setNetworkTimeout(Runnable::run, this.before);
			}
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not restore the network timeout of the connection", ex);
		}
	}

}
