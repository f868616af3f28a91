package io.github.tidbspring.client.table;

import java.util.List;

/**
 * All tables of the current database, by name, also those that no type describes.
 * {@code TiDBClient.table(type)} returns the table of a type.
 * <p>
 * Names have no quotes. An invalid name, such as an empty one, leads to an
 * {@link IllegalArgumentException}. To drop a table commits a running transaction.
 * <p>
 * Thread-safe. Applications do not implement this interface: methods may be added to it.
 *
 * @since 0.1
 */
public interface Tables {

	/**
	 * Return the names of all tables.
	 * @return the names, in alphabetical order, without views
	 */
	List<String> list();

	/**
	 * Return whether there is a table.
	 * @param name its name
	 * @return {@code true} if there is
	 */
	boolean exists(String name);

	/**
	 * Drop a table with all its rows.
	 * @param name its name
	 * @throws org.springframework.dao.DataAccessException if there is none
	 */
	void drop(String name);

	/**
	 * Drop a table with all its rows if there is one.
	 * @param name its name
	 */
	void dropIfExists(String name);

}
