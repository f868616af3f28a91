package io.github.tidbspring.devserver.datasource;

import java.sql.SQLException;

/**
 * Installs the stored functions in a database. It uses a separate connection, because
 * creating a function would commit the transaction of the application's connection.
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
