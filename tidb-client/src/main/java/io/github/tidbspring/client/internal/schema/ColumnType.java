package io.github.tidbspring.client.internal.schema;

import java.sql.ResultSet;
import java.sql.SQLException;

import io.github.tidbspring.client.internal.schema.ColumnType.Use;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are stored.
 *
 * @param sqlType the column's type in SQL
 * @param kind what conditions on the column may do
 * @param writer makes a parameter of a value
 * @param reader reads a value
 */
public record ColumnType(String sqlType, Kind kind, Writer writer, Reader reader) {

	/**
	 * What a column is to conditions and statements.
	 */
	public enum Kind {

		PLAIN, JSON, VECTOR

	}

	/**
	 * How a column is compared with a value.
	 */
	public enum Use {

		/** Whether it is equal. */
		EQUALITY,

		/** Whether it is less or greater. */
		ORDER,

		/** Whether it matches, as a text does a pattern. */
		PATTERN

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
	public interface Reader {

		@Nullable Object read(ResultSet row, int index) throws SQLException;

	}

}
