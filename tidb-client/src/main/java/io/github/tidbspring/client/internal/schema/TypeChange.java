package io.github.tidbspring.client.internal.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of the type of a column, as TiDB supports it.
 *
 * @param from the present type
 * @param to the new type
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/sql-statement-modify-column/">MODIFY COLUMN</a>
 */
public record TypeChange(SqlType from, SqlType to) {

	private static final Pattern TYPE = Pattern.compile("(\\w+)(?:\\((.*)\\))?( unsigned)?", Pattern.DOTALL);

	private static final Pattern ARGUMENT = Pattern.compile("'(?:[^']|'')*'|[^,]+");

	private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "int", "bigint");

	/** The digits of the largest value. */
	private static final List<Integer> DIGITS = List.of(3, 5, 8, 10, 20);

	private static final Map<String, Long> TEXTS = Map.of("tinytext", 0xFFL, "text", 0xFFFFL, "mediumtext", 0xFFFFFFL,
			"longtext", 0xFFFFFFFFL);

	private static final Map<String, Long> BLOBS = Map.of("tinyblob", 0xFFL, "blob", 0xFFFFL, "mediumblob", 0xFFFFFFL,
			"longblob", 0xFFFFFFFFL);

	private static final int BYTES_OF_CHARACTER = 4;

	/** Whether the new type holds each value of the present one. */
	public boolean isLossless() {
		Parsed one = Parsed.of(this.from);
		Parsed other = Parsed.of(this.to);
		if (one.isInteger()) {
			return integerFits(one, other);
		}
		return switch (one.name()) {
			case "decimal" -> other.name().equals("decimal") && isSigned(one, other) && other.number(1) >= one.number(1)
					&& other.number(0) - other.number(1) >= one.number(0) - one.number(1);
			case "float" -> one.arguments().isEmpty() && other.name().equals("double") && other.arguments().isEmpty();
			case "char" -> isLonger(one, other, List.of("char", "varchar"), TEXTS, BYTES_OF_CHARACTER);
			case "varchar" -> isLonger(one, other, List.of("varchar"), TEXTS, BYTES_OF_CHARACTER);
			case "binary", "varbinary" -> isLonger(one, other, List.of("varbinary"), BLOBS, 1);
			case "tinytext", "text", "mediumtext" -> isLarger(one, other, TEXTS);
			case "tinyblob", "blob", "mediumblob" -> isLarger(one, other, BLOBS);
			case "datetime", "timestamp", "time", "bit" ->
				other.name().equals(one.name()) && other.number(0) >= one.number(0);
			case "date" -> other.name().equals("datetime");
			case "enum" -> enumerationFits(one, other);
			case "set" -> other.name().equals("set") && new HashSet<>(other.arguments()).containsAll(one.arguments());
			// TiDB checks each vector.
			case "vector" ->
				other.name().equals("vector") && (one.arguments().isEmpty() || other.arguments().isEmpty());
			default -> false;
		};
	}

	/**
	 * Return whether TiDB changes the description of the column only, and no rows, which
	 * is the only change of a key that it supports.
	 * @return {@code false} if rows may have to be written anew
	 */
	public boolean isOfDescription() {
		Parsed one = Parsed.of(this.from);
		Parsed other = Parsed.of(this.to);
		return (one.isInteger() && other.isInteger()) || (one.name().equals(other.name())
				&& List.of("varchar", "varbinary", "datetime", "timestamp", "time").contains(one.name()));
	}

	/** Whether the new type can only be in an index with a length. */
	public boolean isToLargeObject() {
		String name = Parsed.of(this.to).name();
		return TEXTS.containsKey(name) || BLOBS.containsKey(name) || name.equals("json");
	}

	private static boolean isSigned(Parsed one, Parsed other) {
		return one.unsigned() || !other.unsigned();
	}

	private static boolean integerFits(Parsed one, Parsed other) {
		int rank = INTEGERS.indexOf(one.name());
		if (other.isInteger()) {
			// A signed type would hold the values of a smaller unsigned one, but TiDB 8.5
			// then reads 4294967295 as -1.
			return one.unsigned() == other.unsigned() && INTEGERS.indexOf(other.name()) >= rank;
		}
		return switch (other.name()) {
			case "decimal" -> isSigned(one, other) && other.number(0) - other.number(1) >= DIGITS.get(rank);
			case "double" -> other.arguments().isEmpty() && rank < INTEGERS.indexOf("bigint");
			default -> false;
		};
	}

	private static boolean isLonger(Parsed one, Parsed other, List<String> same, Map<String, Long> large,
			int bytesOfCharacter) {
		return same.contains(other.name()) ? other.number(0) >= one.number(0)
				: large.getOrDefault(other.name(), 0L) >= one.number(0) * bytesOfCharacter;
	}

	private static boolean isLarger(Parsed one, Parsed other, Map<String, Long> large) {
		return large.getOrDefault(other.name(), 0L) >= large.getOrDefault(one.name(), Long.MAX_VALUE);
	}

	private static boolean enumerationFits(Parsed one, Parsed other) {
		if (other.name().equals("varchar")) {
			// With the quotes, an argument is longer than the value.
			return one.arguments().stream().allMatch((value) -> value.length() - 2 <= other.number(0));
		}
		return other.name().equals("enum") && new HashSet<>(other.arguments()).containsAll(one.arguments());
	}

	private record Parsed(String name, List<String> arguments, boolean unsigned) {

		static Parsed of(SqlType type) {
			Matcher matcher = TYPE.matcher(type.text());
			if (!matcher.matches()) {
				return new Parsed(type.text(), List.of(), false);
			}
			List<String> arguments = new ArrayList<>();
			Matcher argument = ARGUMENT.matcher((matcher.group(2) != null) ? matcher.group(2) : "");
			while (argument.find()) {
				arguments.add(argument.group().strip());
			}
			return new Parsed(matcher.group(1), arguments, matcher.group(3) != null);
		}

		boolean isInteger() {
			return INTEGERS.contains(this.name);
		}

		long number(int index) {
			try {
				return (index < this.arguments.size()) ? Long.parseLong(this.arguments.get(index)) : 0;
			}
			catch (NumberFormatException ex) {
				return 0;
			}
		}

	}

}
