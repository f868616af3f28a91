package io.github.tidbspring.client.internal.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The one place that writes values into SQL: for people to read, for those that a driver
 * which puts parameters into the text may write wrongly, and for DDL, which takes no
 * parameters.
 */
public final class SqlLiteral {

	private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS",
			Locale.ROOT);

	private SqlLiteral() {
	}

	/**
	 * Whether a driver that puts this into the text has to escape something. It does so
	 * as the {@code sql_mode} says that it has seen when it connected, which may not be
	 * the session's any more; and where that is {@code NO_BACKSLASH_ESCAPES}, Connector/J
	 * sends a text with a quote as a binary one, which compares otherwise.
	 */
	public static boolean dependsOnMode(@Nullable Object value) {
		if (value instanceof CharSequence || value instanceof Character) {
			return value.toString().chars().anyMatch((c) -> c == '\\' || c == '\'' || c == '"' || c < ' ');
		}
		return value instanceof byte[];
	}

	public static String of(@Nullable Object value) {
		if (value == null) {
			return "NULL";
		}
		if (value instanceof Boolean || value instanceof Integer || value instanceof Long || value instanceof Short
				|| value instanceof Byte || value instanceof Double || value instanceof Float
				|| value instanceof BigInteger) {
			return value.toString();
		}
		if (value instanceof BigDecimal decimal) {
			return decimal.toPlainString();
		}
		if (value instanceof byte[] bytes) {
			return "x'" + HexFormat.of().formatHex(bytes) + "'";
		}
		return quoted(text(value));
	}

	/**
	 * Return a text in DDL, such as a comment, whose grammar takes nothing but quotes.
	 * @param text the text
	 * @return the literal
	 */
	public static String ofDdl(String text) {
		return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
	}

	private static String text(Object value) {
		if (value instanceof LocalDateTime time) {
			return DATE_TIME.format(time);
		}
		if (value instanceof Timestamp time) {
			return DATE_TIME.format(time.toLocalDateTime());
		}
		if (value instanceof LocalTime time) {
			return DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).format(time);
		}
		return value.toString();
	}

	/**
	 * A text as it is in every {@code sql_mode}. Whether a backslash in quotes escapes
	 * depends on {@code NO_BACKSLASH_ESCAPES}, and TiDB sends no word of a change of it,
	 * so a text with one is written as its bytes; a literal of utf8mb4 like any other, by
	 * its introducer.
	 */
	private static String quoted(String text) {
		if (text.chars().noneMatch((c) -> c == '\\' || c < ' ')) {
			return '\'' + text.replace("'", "''") + '\'';
		}
		return "_utf8mb4 x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
	}

}
