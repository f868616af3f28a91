package io.github.tidbspring.client.internal.driver;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection pool of the client's own, and what no other pool can be asked for.
 */
public interface ClientPool {

	/**
	 * Close a connection when it is returned, instead of lending it again: its state was
	 * changed and cannot be restored.
	 * @param connection a connection of the pool
	 * @throws SQLException if the connection cannot be unwrapped
	 */
	void retire(Connection connection) throws SQLException;

	/**
	 * Return whether the time zone of the sessions is UTC, for the server and for the
	 * driver.
	 * @return {@code false} if it may be another one
	 */
	boolean isInUtc();

}
