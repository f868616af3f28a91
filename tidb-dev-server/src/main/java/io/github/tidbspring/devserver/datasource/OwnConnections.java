package io.github.tidbspring.devserver.datasource;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens administrative connections to the stand-in, with privileges that the
 * application's user may lack.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface OwnConnections {

	/**
	 * Open a connection.
	 * @return a connection that must be closed
	 * @throws SQLException if it cannot be opened
	 */
	Connection open() throws SQLException;

}
