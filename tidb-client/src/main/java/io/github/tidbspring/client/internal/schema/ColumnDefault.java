package io.github.tidbspring.client.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The default of a column: a literal, or an expression. A server reports {@code DEFAULT
 * TRUE} as 1, and a date with its time: {@link #isEqualTo} compares the values.
 *
 * @param text the value of the literal, or the normalized expression
 * @param isLiteral whether it is a literal
 * @see <a href= "https://docs.pingcap.com/tidb/stable/data-type-default-values/">Default
 * values</a>
 */
public record ColumnDefault(String text, boolean isLiteral) {

	private static final Pattern TEXT = Pattern.compile("(?s)(?:([bx]) )?'(.*)'");

	private static final Pattern NUMBER = Pattern.compile("[-+]?\\s?(?:\\d|\\. ?\\d)[\\w. +-]*");

	private static final Pattern HEXADECIMAL = Pattern.compile("0x([0-9a-f]*)");

	/**
	 * Read a default in SQL.
	 * @param sql the text after DEFAULT
	 * @return the default
	 */
	public static ColumnDefault declared(String sql) {
		String text = SqlExpression.ofDefault(sql).text();
		Matcher literal = TEXT.matcher(text);
		if (literal.matches() && !literal.group(2).replace("''", "").contains("'")) {
			String value = literal.group(2).replace("''", "'").replaceAll("(?s)\\\\(.)", "$1");
			return (literal.group(1) == null) ? new ColumnDefault(value, true) : ofBits(literal.group(1), value);
		}
		Matcher hexadecimal = HEXADECIMAL.matcher(text);
		if (hexadecimal.matches()) {
			return ofBits("x", hexadecimal.group(1));
		}
		return NUMBER.matcher(text).matches() ? new ColumnDefault(text.replace(" ", ""), true)
				: new ColumnDefault(text, false);
	}

	private static ColumnDefault ofBits(String radix, String digits) {
		if (radix.equals("b")) {
			return new ColumnDefault(digits.isEmpty() ? "0" : new BigInteger(digits, 2).toString(), true);
		}
		String even = (digits.length() % 2 == 0) ? digits : "0" + digits;
		return new ColumnDefault(new String(HexFormat.of().parseHex(even), StandardCharsets.ISO_8859_1), true);
	}

	/**
	 * Read a default that TiDB reports.
	 * @param value the value in the information schema
	 * @param computed whether it is reported as an expression
	 * @param type the type of the column
	 * @return the default
	 */
	public static ColumnDefault reported(String value, boolean computed, String type) {
		boolean now = isTemporal(type) && value.toUpperCase(Locale.ROOT).startsWith("CURRENT_");
		return (computed || now || type.toLowerCase(Locale.ROOT).startsWith("bit")) ? declared(value)
				: new ColumnDefault(value, true);
	}

	/**
	 * Return whether both are the same value in a column.
	 * @param other the other default
	 * @param type the type of the column
	 * @return {@code true} if they are
	 */
	public boolean isEqualTo(ColumnDefault other, String type) {
		if (this.isLiteral != other.isLiteral) {
			return false;
		}
		return this.isLiteral ? value(type).equals(other.value(type)) : this.text.equals(other.text);
	}

	private Object value(String type) {
		if (isTemporal(type)) {
			return time(type.toLowerCase(Locale.ROOT));
		}
		boolean number = type.toLowerCase(Locale.ROOT)
			.matches("(?s)(tinyint|smallint|mediumint|int|bigint|decimal|float|double|bit|year)\\b.*");
		try {
			return number ? new BigDecimal(this.text).stripTrailingZeros() : this.text;
		}
		catch (NumberFormatException ex) {
			return this.text;
		}
	}

	private String time(String type) {
		String time = this.text.replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", "").replace('T', ' ');
		if (!type.startsWith("date(") && !type.equals("date") && time.matches("\\d+-\\d+-\\d+")) {
			return time + " 00:00:00";
		}
		return time.matches("\\d+:\\d+") ? time + ":00" : time;
	}

	private static boolean isTemporal(String type) {
		return type.toLowerCase(Locale.ROOT).matches("(?s)(date|datetime|timestamp|time)\\b.*");
	}

	@Override
	public String toString() {
		return this.isLiteral ? "'" + this.text + "'" : this.text;
	}

}
