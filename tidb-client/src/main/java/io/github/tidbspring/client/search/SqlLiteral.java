package io.github.tidbspring.client.search;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Values as they stand in SQL, for people to read. What is run has parameters.
 */
final class SqlLiteral {

	private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS",
			Locale.ROOT);

	private SqlLiteral() {
	}

	static String of(@Nullable Object value) {
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
		if (value instanceof Instant || value instanceof OffsetDateTime || value instanceof ZonedDateTime) {
			return value.toString();
		}
		return (value instanceof VectorLiteral vector) ? vector.text() : value.toString();
	}

	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder(text.length() + 2).append('\'');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '\'' -> quoted.append("''");
				case '\\' -> quoted.append("\\\\");
				case '\0' -> quoted.append("\\0");
				case '\n' -> quoted.append("\\n");
				case '\r' -> quoted.append("\\r");
				default -> quoted.append(c);
			}
		}
		return quoted.append('\'').toString();
	}

}
