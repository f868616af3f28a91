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
 * Formats values as SQL literals: for messages, for DDL, which has no parameters, and for
 * values that a driver would format wrongly if it inserts parameters into the text.
 */
public final class SqlLiteral {

	private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS",
			Locale.ROOT);

	private SqlLiteral() {
	}

	/**
	 * Whether a driver that inserts a value into the text must escape it. Connector/J
	 * escapes according to the {@code sql_mode} at the time of connecting, which may have
	 * changed since. With {@code NO_BACKSLASH_ESCAPES}, it sends a text with a quote as a
	 * binary string, which is compared differently.
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
	 * Return a text for DDL, such as a comment, whose grammar allows only quoted strings.
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
	 * A text that is the same in every {@code sql_mode}. Whether a backslash is an escape
	 * character depends on {@code NO_BACKSLASH_ESCAPES}, and TiDB does not report its
	 * changes. Therefore a text with a backslash is written as bytes, with the introducer
	 * of utf8mb4.
	 */
	private static String quoted(String text) {
		if (text.chars().noneMatch((c) -> c == '\\' || c < ' ')) {
			return '\'' + text.replace("'", "''") + '\'';
		}
		return "_utf8mb4 x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
	}

}
