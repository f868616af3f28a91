package io.github.tidbspring.client.internal.schema;

import java.sql.ResultSet;
import java.sql.SQLException;

import io.github.tidbspring.client.internal.schema.ColumnType.Use;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are stored.
 *
 * @param sqlType the SQL type of the column
 * @param kind determines which conditions are possible
 * @param writer converts a value to a parameter
 * @param reader reads a value
 */
public record ColumnType(String sqlType, Kind kind, Writer writer, Reader reader) {

	/**
	 * Kinds of columns that conditions and statements treat differently.
	 */
	public enum Kind {

		PLAIN, JSON, VECTOR

	}

	/**
	 * How a column is compared with a value.
	 */
	public enum Use {

		/** By equality. */
		EQUALITY,

		/** By order. */
		ORDER,

		/** With a pattern that a text matches. */
		PATTERN

	}

	/**
	 * Converts a value to a parameter.
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
		 * Return the parameter for a value that stored values are compared with.
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
	public interface Reader {

		@Nullable Object read(ResultSet row, int index) throws SQLException;

	}

}
