package io.github.tidbspring.client.internal.schema;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The values that a column can store, by its SQL type.
 *
 * @param family the kind of values
 * @param size the bits of an integer, the digits of a decimal, the fractional digits of a
 * second, the length of a text; 0 where there is none
 * @param scale the digits after the decimal point, or {@link #ANY_SCALE}
 * @param unsigned whether there are no negative numbers
 * @see <a href="https://docs.pingcap.com/tidb/stable/data-type-overview/">Data types</a>
 */
record ColumnDomain(Family family, int size, int scale, boolean unsigned) {

	/** A number with as many digits after the point as it needs. */
	static final int ANY_SCALE = -1;

	private static final Pattern TYPE = Pattern.compile("([a-z]+)(?:\\((.*)\\))?( unsigned)?", Pattern.DOTALL);

	private static final Map<String, Integer> BITS = Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32,
			"bigint", 64);

	/**
	 * The kind of values that a column stores.
	 */
	enum Family {

		INTEGER, DECIMAL, FLOAT, DOUBLE, BIT, YEAR, DATE, DATE_TIME, TIME,

		/** Texts that lose trailing spaces. */
		CHAR,

		TEXT,

		/** Bytes that are padded with zeros. */
		BINARY,

		BYTES,

		/**
		 * Values that are compared with no value of a Java type, such as those of a SET,
		 * which stores its elements in another order.
		 */
		OTHER

	}

	/**
	 * Read a type.
	 * @param definition the type, with attributes or without, in any case
	 * @return the domain; of the family {@link Family#OTHER} if the type is not known
	 */
	static ColumnDomain of(String definition) {
		Matcher matcher = TYPE.matcher(SqlType.declared(definition, null).text());
		if (!matcher.matches()) {
			return of(Family.OTHER, 0);
		}
		String name = matcher.group(1);
		boolean unsigned = matcher.group(3) != null;
		Integer bits = BITS.get(name);
		return (bits != null) ? new ColumnDomain(Family.INTEGER, bits, 0, unsigned)
				: of(name, matcher.group(2), unsigned);
	}

	private static ColumnDomain of(String name, @Nullable String arguments, boolean unsigned) {
		return switch (name) {
			case "decimal" ->
				new ColumnDomain(Family.DECIMAL, argument(arguments, 0, 10), argument(arguments, 1, 0), unsigned);
			case "float" -> new ColumnDomain(Family.FLOAT, 0, argument(arguments, 1, ANY_SCALE), unsigned);
			case "double" -> new ColumnDomain(Family.DOUBLE, 0, argument(arguments, 1, ANY_SCALE), unsigned);
			case "bit" -> new ColumnDomain(Family.BIT, argument(arguments, 0, 1), 0, true);
			case "year" -> of(Family.YEAR, 0);
			case "date" -> of(Family.DATE, 0);
			case "datetime", "timestamp" -> of(Family.DATE_TIME, argument(arguments, 0, 0));
			case "time" -> of(Family.TIME, argument(arguments, 0, 0));
			case "char" -> of(Family.CHAR, argument(arguments, 0, 1));
			case "varchar", "tinytext", "text", "mediumtext", "longtext", "enum" -> of(Family.TEXT, 0);
			case "binary" -> of(Family.BINARY, argument(arguments, 0, 1));
			case "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> of(Family.BYTES, 0);
			default -> of(Family.OTHER, 0);
		};
	}

	private static ColumnDomain of(Family family, int size) {
		return new ColumnDomain(family, size, ANY_SCALE, false);
	}

	private static int argument(@Nullable String arguments, int index, int otherwise) {
		String[] all = (arguments != null) ? arguments.split(",") : new String[0];
		String argument = (index < all.length) ? all[index].strip() : "";
		return argument.matches("[0-9]{1,9}") ? Integer.parseInt(argument) : otherwise;
	}

}
