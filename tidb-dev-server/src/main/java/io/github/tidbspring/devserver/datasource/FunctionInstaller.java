package io.github.tidbspring.devserver.datasource;

import java.sql.SQLException;

/**
 * Installs the stored functions in a database, on a connection of its own: creating a
 * function would commit the work of whoever is connected.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface FunctionInstaller {

	/**
	 * Install the functions.
	 * @param database the database
	 * @throws SQLException if they cannot be installed
	 */
	void install(String database) throws SQLException;

}
