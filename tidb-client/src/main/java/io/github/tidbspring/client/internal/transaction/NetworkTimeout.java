package io.github.tidbspring.client.internal.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how long a connection waits for an answer of its server while a timeout is in
 * force. The driver cancels a statement by a second connection, which hangs too where the
 * server or the network has stopped: then this one ends the waiting. For one thread.
 */
public final class NetworkTimeout {

	/** Leaves the server time to cancel the statement, and to say so. */
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
	 * Bound a connection until {@link #restore()}.
	 * @param connection the connection
	 * @param timeout what was asked for; the connection waits 5 seconds longer
	 * @return what puts things back, or {@code null} if there is nothing to put back: the
	 * connection waits no longer already, or it cannot be bounded
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
			logger.debug("Could not bound the time that a connection waits for its server", ex);
			return null;
		}
	}

	/**
	 * Put back what was there before, once. Harmless on a connection that broke.
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
			logger.debug("Could not put back the time that a connection waits for its server", ex);
		}
	}

}
