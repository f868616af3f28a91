package io.github.tidbspring.devserver.datasource;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens the stand-in's own connections, which may do what the user at hand may not.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface OwnConnections {

	/**
	 * Open a connection.
	 * @return a connection that must be closed
	 * @throws SQLException if there is none
	 */
	Connection open() throws SQLException;

}
