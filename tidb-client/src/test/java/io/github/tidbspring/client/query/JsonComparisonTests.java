package io.github.tidbspring.client.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.tidbspring.client.query.TestColumns.render;
import static io.github.tidbspring.client.query.TestColumns.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link JsonOperand} and {@link JsonScalars}.
 */
class JsonComparisonTests {

	private static final String VALUE = "JSON_EXTRACT(`meta_data`, ?)";

	private static final String STRING = "CASE WHEN JSON_TYPE(v) = 'STRING' THEN CAST(JSON_UNQUOTE(v) AS BINARY) END";

	private static final String BOOLEAN = "CASE WHEN JSON_TYPE(v) = 'BOOLEAN' THEN CAST(JSON_UNQUOTE(v) AS BINARY) END";

	private static final String NUMBER = "CAST(CASE WHEN JSON_TYPE(v) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE')"
			+ " THEN v END AS DOUBLE)";

	private static final String DOUBLE = "CAST(CASE WHEN JSON_TYPE(v) = 'DOUBLE' THEN v END AS DOUBLE)";

	private static final String INTEGER = "CAST(CASE WHEN JSON_TYPE(v) IN ('INTEGER', 'UNSIGNED INTEGER')"
			+ " THEN JSON_UNQUOTE(v) END AS DECIMAL(65, 0))";

	private static final String LIKE = "CASE WHEN JSON_TYPE(v) = 'STRING'"
			+ " THEN CONVERT(JSON_UNQUOTE(v) USING utf8mb4) COLLATE utf8mb4_bin END LIKE ?";

	@ParameterizedTest
	@MethodSource
	void comparisonIsRendered(Filter filter, String sql) {
		assertThat(sql(filter).replace(VALUE, "v")).isEqualTo(sql);
	}

	static Stream<Arguments> comparisonIsRendered() {
		return Stream.of(arguments(Filter.eq("meta.a", "x"), test(STRING + " = ?")),
				arguments(Filter.gt("meta.a", "x"), test(STRING + " > ?")),
				arguments(Filter.ne("meta.a", "x"), "NOT (" + test(STRING + " = ?") + ")"),
				arguments(Filter.eq("meta.a", true), test(BOOLEAN + " = ?")),
				arguments(Filter.eq("meta.a", 5), test(NUMBER + " = ?")),
				arguments(Filter.lte("meta.a", 1.5), test(NUMBER + " <= ?")),
				arguments(Filter.ne("meta.a", 5), "NOT (" + test(NUMBER + " = ?") + ")"),
				arguments(Filter.eq("meta.a", 1L << 53), test(INTEGER + " = ?, " + DOUBLE + " = ?")),
				arguments(Filter.in("meta.a", "x", 1, "y", false),
						test(STRING + " IN (?, ?), " + BOOLEAN + " IN (?), " + NUMBER + " IN (?)")),
				arguments(Filter.in("meta.a", 1, 1.5, Long.MAX_VALUE),
						test(INTEGER + " IN (?, ?), " + DOUBLE + " IN (?, ?, ?)")),
				arguments(Filter.notIn("meta.a", 1), "NOT (" + test(NUMBER + " IN (?)") + ")"),
				arguments(Filter.in("meta.a"), "FALSE"), arguments(Filter.notIn("meta.a"), "TRUE"),
				arguments(Filter.in("meta.a", 1, null),
						test(NUMBER + " IN (?)") + " OR COALESCE(JSON_TYPE(v), 'NULL') = 'NULL'"),
				arguments(Filter.like("meta.a", "x%"), test(LIKE)),
				arguments(Filter.contains("meta.a", "x"), test(LIKE + " ESCAPE '!'")),
				arguments(Filter.isNull("meta.a"), "COALESCE(JSON_TYPE(v), 'NULL') = 'NULL'"),
				arguments(Filter.eq("meta.a", null), "COALESCE(JSON_TYPE(v), 'NULL') = 'NULL'"),
				arguments(Filter.isNotNull("meta.a"), "COALESCE(JSON_TYPE(v), 'NULL') <> 'NULL'"));
	}

	@Test
	void parametersFollowTheText() {
		assertThat(render(Filter.in("meta.a", "x", 1, true)).parameters()).containsExactly("$.a", "$.a", "$.a", "x",
				"$.a", "$.a", "true", "$.a", "$.a", 1L);
	}

	@ParameterizedTest
	@MethodSource
	void valueIsSentAsJsonHasIt(Object value, List<Object> sent) {
		List<Object> parameters = new ArrayList<>(render(Filter.eq("meta.a", value)).parameters());
		parameters.removeIf("$.a"::equals);
		assertThat(parameters).isEqualTo(sent);
	}

	static Stream<Arguments> valueIsSentAsJsonHasIt() {
		UUID uuid = UUID.fromString("00000000-0000-0000-0000-00000000000a");
		Instant instant = Instant.parse("2026-01-02T03:04:05Z");
		return Stream.of(arguments("5", List.of("5")), arguments(new StringBuilder("x"), List.of("x")),
				arguments('c', List.of("c")), arguments(true, List.of("true")), arguments(false, List.of("false")),
				arguments(TestColumns.Status.DRAFT, List.of("DRAFT")), arguments(uuid, List.of(uuid.toString())),
				arguments(instant, List.of("2026-01-02T03:04:05Z")),
				arguments(Date.from(instant), List.of("2026-01-02T03:04:05.000Z")),
				arguments(java.sql.Timestamp.from(instant), List.of("2026-01-02T03:04:05.000Z")),
				arguments(new byte[] { 1 }, List.of("AQ==")),
				arguments(LocalDate.of(2026, 1, 2), List.of("2026-01-02")),
				arguments(instant.atZone(ZoneId.of("Europe/Berlin")), List.of("2026-01-02T04:04:05+01:00")),
				arguments((byte) 5, List.of(5L)), arguments(-5, List.of(-5L)), arguments(0, List.of(0L)),
				arguments(5.0, List.of(5L)), arguments(0.1f, List.of(0.1)), arguments(1e300, List.of(1e300)),
				arguments(new BigDecimal("1.50"), List.of(1.5)), arguments(new BigDecimal("100"), List.of(100L)),
				arguments(new AtomicInteger(7), List.of(7L)), arguments((1L << 53) - 1, List.of(9007199254740991L)),
				arguments((1L << 53) + 1, List.of(new BigDecimal("9007199254740993"), 9007199254740992.0)),
				arguments(Long.MIN_VALUE, List.of(new BigDecimal("-9223372036854775808"), -9223372036854775808.0)),
				arguments(BigInteger.TEN.pow(20), List.of(new BigDecimal("100000000000000000000"), 1e20)));
	}

	@Test
	void whatJsonDoesNotHaveIsAnError() {
		assertThat(List.of(Optional.empty(), new Point(1, 2))).allSatisfy(
				(value) -> assertThatIllegalArgumentException().isThrownBy(() -> render(Filter.eq("meta.a", value)))
					.withMessageStartingWith(
							"'meta.a' is a value in a JSON document: it can be compared with a string,")
					.withMessageContaining(value.getClass().getName()));
		assertThat(List.of(Double.NaN, Float.NEGATIVE_INFINITY)).allSatisfy(
				(value) -> assertThatIllegalArgumentException().isThrownBy(() -> render(Filter.gt("meta.a", value)))
					.withMessageContaining("which is no number in JSON"));
		assertThat(List.of(new BigDecimal("1e400"), new BigDecimal("1e999999999")))
			.allSatisfy((value) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> render(Filter.gt("meta.a", value)))
				.withMessageContaining("'meta.a' is a value in a JSON document, and JSON has no number such as the "));
	}

	private static String test(String test) {
		return "CASE WHEN COALESCE(JSON_TYPE(v), 'NULL') <> 'NULL' THEN COALESCE(" + test + ", FALSE) END";
	}

	record Point(int x, int y) {
	}

}
