package io.github.tidbspring.client.table;

import java.util.List;

/**
 * The tables of the current database, by name.
 *
 * @since 0.1
 */
public interface Tables {

	/**
	 * Return a table for a type, whether or not it exists in the database yet.
	 * @param <T> the type of the rows
	 * @param type a record or bean, see
	 * {@link io.github.tidbspring.client.annotation.TiDBTable}
	 * @return the table
	 * @throws IllegalArgumentException if the type does not describe a table; names the
	 * class and the component
	 */
	<T> Table<T> of(Class<T> type);

	/**
	 * Return the names of all tables.
	 * @return the names, in alphabetical order
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

	/**
	 * Return the tables that a session sees.
	 * @param session what runs the statements
	 * @return the tables
	 */
	static Tables on(TableSession session) {
		return new DefaultTables(session);
	}

}
