package io.github.tidbspring.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The databases of a server. Thread-safe. Not intended to be implemented by applications.
 *
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/sql-statement-create-database/">CREATE
 * DATABASE</a>
 */
public interface Databases {

	/**
	 * Create a database.
	 * @param name its name
	 * @throws org.springframework.dao.DataAccessException if it exists already
	 * @throws IllegalArgumentException if the name is not a valid identifier
	 */
	void create(String name);

	/**
	 * Create a database if it does not exist.
	 * @param name its name
	 */
	void createIfAbsent(String name);

	/**
	 * Drop a database with all its tables.
	 * @param name its name
	 * @throws org.springframework.dao.DataAccessException if it does not exist
	 */
	void drop(String name);

	/**
	 * Drop a database with all its tables if it exists.
	 * @param name its name
	 */
	void dropIfExists(String name);

	/**
	 * Return whether a database exists.
	 * @param name its name
	 * @return {@code true} if it exists
	 */
	boolean exists(String name);

	/**
	 * Return the names of all databases that the user may see, including system
	 * databases.
	 * @return the names, in alphabetical order
	 */
	List<String> list();

	/**
	 * Return the current database.
	 * @return its name, or {@code null} if there is none
	 */
	@Nullable String current();

}
