package io.github.tidbspring.standin.sql;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Finds the constraints of columns that exist already.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ColumnConstraints {

	/**
	 * Find a column's constraint.
	 * @param database the database, or {@code null} for the current one
	 * @param table the table
	 * @param column the column
	 * @return the constraint, an empty text if the column has none, {@code null} if there
	 * is no such column
	 * @throws SQLException if the server cannot be asked
	 */
	@Nullable String find(@Nullable String database, String table, String column) throws SQLException;

}
