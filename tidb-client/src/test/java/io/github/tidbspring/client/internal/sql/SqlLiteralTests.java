package io.github.tidbspring.client.internal.sql;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.stream.Stream;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@NullMarked
class SqlLiteralTests {

	@ParameterizedTest
	@MethodSource("values")
	void valueIsWrittenAsSqlHasIt(@Nullable Object value, String literal) {
		assertThat(SqlLiteral.of(value)).isEqualTo(literal);
	}

	static Stream<Arguments> values() {
		return Stream.of(arguments(null, "NULL"), arguments(7, "7"), arguments(-7L, "-7"), arguments(0.5, "0.5"),
				arguments(1e300, "1.0E300"), arguments(true, "true"), arguments(new BigDecimal("1E+3"), "1000"),
				arguments("it's", "'it''s'"), arguments("a\\b\n\r\0", "_utf8mb4 x'615c620a0d00'"),
				arguments("\\' OR 1=1 -- ", "_utf8mb4 x'5c27204f5220313d31202d2d20'"), arguments("\"'¥", "'\"''¥'"),
				arguments("ä\\🐬", "_utf8mb4 x'c3a45cf09f90ac'"), arguments(new byte[] { 1, -1 }, "x'01ff'"),
				arguments(LocalDate.of(2026, 1, 2), "'2026-01-02'"),
				arguments(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6000), "'2026-01-02 03:04:05.000006'"),
				arguments(Timestamp.valueOf("2026-01-02 03:04:05.5"), "'2026-01-02 03:04:05.500000'"),
				arguments(LocalTime.of(3, 4, 5), "'03:04:05.000000'"), arguments("[1.0]", "'[1.0]'"));
	}

}
