package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Access to the definitions of existing tables.
 *
 * @since 0.1
 */
public interface ExistingTables {

	/**
	 * Return the current database.
	 * @return the database, or {@code null} if none is selected
	 * @throws SQLException if the server cannot be asked
	 */
	@Nullable String currentDatabase() throws SQLException;

	/**
	 * Return the check constraint of a column.
	 * @param database the database, or {@code null} for the current one
	 * @param table the table
	 * @param column the column
	 * @return the constraint, an empty text if the column has none, {@code null} if the
	 * column does not exist
	 * @throws SQLException if the server cannot be asked
	 */
	@Nullable String constraint(@Nullable String database, String table, String column) throws SQLException;

	/**
	 * Return whether a table has an index.
	 * @param database the database, or {@code null} for the current one
	 * @param table the table
	 * @param column a column of the index, or {@code null} for any
	 * @param type the index type as in {@code INFORMATION_SCHEMA.STATISTICS}, or
	 * {@code null} for any
	 * @return {@code true} if there is such an index
	 * @throws SQLException if the server cannot be asked
	 */
	boolean hasIndex(@Nullable String database, String table, @Nullable String column, @Nullable String type)
			throws SQLException;

}
