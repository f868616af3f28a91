package io.github.tidbspring.client.internal.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.tidbspring.client.internal.schema.SqlType;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundColumn;
import org.jspecify.annotations.Nullable;

/**
 * The Java type of the values in a column that is found in the database.
 *
 * @param javaType the type of the values
 * @param definition the SQL type for DDL
 * @param dimensions the number of dimensions of a vector; 0 for any other column
 * @param isJson whether it is a JSON column
 * @see <a href="https://docs.pingcap.com/tidb/stable/data-type-overview/">Data types</a>
 */
record FoundType(Class<?> javaType, String definition, int dimensions, boolean isJson) {

	private static final Pattern TYPE = Pattern.compile("(\\w+)(?:\\((.*)\\))?( unsigned)?", Pattern.DOTALL);

	/** The most bits of a BIT that a {@code long} holds. */
	private static final int MAX_LONG_BITS = 63;

	/**
	 * Find the type of a column.
	 * @param column the column
	 * @param generated whether the server generates its numbers
	 * @return the type
	 */
	static FoundType of(FoundColumn column, boolean generated) {
		Matcher type = TYPE.matcher(SqlType.reported(column.type()).text());
		if (!type.matches()) {
			return plain(String.class, column);
		}
		String name = type.group(1);
		String argument = type.group(2);
		if (name.equals("json")) {
			return new FoundType(Object.class, column.type(), 0, true);
		}
		// A vector without dimensions, which may have any number of them, is a text.
		if (name.equals("vector") && argument != null) {
			return new FoundType(float[].class, column.type(), Integer.parseInt(argument), false);
		}
		return plain(plain(name, argument, type.group(3) != null, generated), column);
	}

	private static FoundType plain(Class<?> type, FoundColumn column) {
		// A server reports what it stores, and DDL has escapes.
		String definition = column.type().replace("\\", "\\\\");
		String collation = (column.collation() != null && type == String.class)
				? " CHARACTER SET %s COLLATE %s".formatted(column.charset(), column.collation()) : "";
		return new FoundType(type, definition + collation, 0, false);
	}

	private static Class<?> plain(String name, @Nullable String argument, boolean unsigned, boolean generated) {
		return switch (name) {
			case "tinyint" -> ("1".equals(argument) && !generated) ? Boolean.class : Integer.class;
			case "smallint", "mediumint", "year" -> Integer.class;
			case "int" -> unsigned ? Long.class : Integer.class;
			// Generated numbers do not reach the upper half.
			case "bigint" -> (unsigned && !generated) ? BigInteger.class : Long.class;
			case "bit" -> bits(Integer.parseInt((argument != null) ? argument : "1"));
			case "decimal" -> BigDecimal.class;
			case "float" -> Float.class;
			case "double" -> Double.class;
			case "date" -> LocalDate.class;
			case "time" -> LocalTime.class;
			case "datetime" -> LocalDateTime.class;
			case "timestamp" -> Instant.class;
			case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> byte[].class;
			default -> String.class;
		};
	}

	private static Class<?> bits(int bits) {
		return (bits == 1) ? Boolean.class : ((bits <= MAX_LONG_BITS) ? Long.class : BigInteger.class);
	}

}
