package io.github.tidbspring.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The databases of a server.
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
	 * @throws org.springframework.dao.DataAccessException if there is one already
	 */
	void create(String name);

	/**
	 * Create a database if there is none of that name.
	 * @param name its name
	 */
	void createIfAbsent(String name);

	/**
	 * Drop a database with all its tables.
	 * @param name its name
	 * @throws org.springframework.dao.DataAccessException if there is none
	 */
	void drop(String name);

	/**
	 * Drop a database with all its tables if there is one.
	 * @param name its name
	 */
	void dropIfExists(String name);

	/**
	 * Return whether there is a database.
	 * @param name its name
	 * @return {@code true} if there is
	 */
	boolean exists(String name);

	/**
	 * Return the names of all databases that the user may see, the system's included.
	 * @return the names, in alphabetical order
	 */
	List<String> list();

	/**
	 * Return the current database.
	 * @return its name, or {@code null} where there is none
	 */
	@Nullable String current();

}
