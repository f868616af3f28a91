package io.github.tidbspring.client.table;

import java.sql.ResultSet;
import java.sql.SQLException;

import io.github.tidbspring.client.query.ColumnReference.Use;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are stored.
 *
 * @param sqlType the column's type in SQL
 * @param kind what conditions on the column may do
 * @param writer makes a parameter of a value
 * @param reader reads a value
 */
record ColumnType(String sqlType, Kind kind, Writer writer, Reader reader) {

	/**
	 * What a column is to conditions and statements.
	 */
	enum Kind {

		PLAIN, JSON, VECTOR

	}

	/**
	 * Makes a parameter of a value.
	 */
	@FunctionalInterface
	interface Writer {

		/**
		 * Return the parameter for a value that is stored.
		 * @param value the value
		 * @return the parameter
		 * @throws IllegalArgumentException if the value does not fit
		 */
		Object write(Object value);

		/**
		 * Return the parameter for a value that is compared with what is stored.
		 * @param value the value
		 * @param use how they are compared
		 * @return the parameter
		 * @throws IllegalArgumentException if the value does not fit
		 */
		default Object compare(Object value, Use use) {
			return write(value);
		}

	}

	/**
	 * Reads a value from the current row.
	 */
	@FunctionalInterface
	interface Reader {

		@Nullable Object read(ResultSet row, int index) throws SQLException;

	}

}
