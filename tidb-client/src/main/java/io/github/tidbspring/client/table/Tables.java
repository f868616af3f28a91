package io.github.tidbspring.client.table;

import java.util.List;

/**
 * The tables of the current database, by name, whoever made them.
 * {@code TiDBClient.table(type)} returns the table of a type.
 * <p>
 * Names are given without quotes. One that TiDB cannot take, such as an empty one, is an
 * {@link IllegalArgumentException}. What drops a table commits a running transaction.
 * <p>
 * Thread-safe. Applications do not implement this interface: it may get more methods.
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
