package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.tidbspring.client.query.TestColumns.render;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Filter#sql(String, Map)}.
 */
class SqlTextTests {

	@ParameterizedTest
	@MethodSource
	void namedParametersBecomePositional(String text, Map<String, Object> values, String sql, List<Object> parameters) {
		assertThat(render(Filter.sql(text, values))).isEqualTo(new SqlStatement(sql, parameters));
	}

	static Stream<Arguments> namedParametersBecomePositional() {
		return Stream.of(arguments("year > :y", Map.of("y", 2000), "(year > ?)", List.of(2000)),
				arguments("a = :x OR b = :x", Map.of("x", 1), "(a = ? OR b = ?)", List.of(1, 1)),
				arguments("b = :b AND a = :a", Map.of("a", 1, "b", 2), "(b = ? AND a = ?)", List.of(2, 1)),
				arguments("a IN (:l)", Map.of("l", List.of(1, 2, 3)), "(a IN (?, ?, ?))", List.of(1, 2, 3)),
				arguments("a IN (:l)", Map.of("l", new int[] { 1, 2 }), "(a IN (?, ?))", List.of(1, 2)),
				arguments("(a, b) IN (:l)", Map.of("l", List.of(new Object[] { 1, "x" }, new Object[] { 2, "y" })),
						"((a, b) IN ((?, ?), (?, ?)))", List.of(1, "x", 2, "y")),
				arguments("a = ':x' AND `b:c` = 1", Map.of(), "(a = ':x' AND `b:c` = 1)", List.of()),
				arguments("a = '?'", Map.of(), "(a = '?')", List.of()));
	}

	@Test
	void textIsOneConditionAmongOthers() {
		Filter filter = Filter.sql("a = 1 OR b = :b", Map.of("b", 2)).and(Filter.eq("id", 3)).negate();
		assertThat(render(filter)).isEqualTo(new SqlStatement("NOT ((a = 1 OR b = ?) AND `id` = ?)", List.of(2, 3)));
	}

	@Test
	void valueNeverBecomesText() {
		String hostile = "x'; DROP TABLE x; -- :y ?";
		assertThat(render(Filter.sql("a = :x", Map.of("x", hostile))))
			.isEqualTo(new SqlStatement("(a = ?)", List.of(hostile)));
	}

	@Test
	void valuesAreConvertedAndNullStaysNull() {
		UUID uuid = new UUID(0, 1);
		Map<String, Object> values = new HashMap<>();
		values.put("a", uuid);
		values.put("b", null);
		values.put("c", Arrays.asList(uuid, null));
		assertThat(render(Filter.sql("x IN (:a, :b, :c)", values)).parameters()).containsExactly(uuid.toString(), null,
				uuid.toString(), null);
	}

	@Test
	void listIsCopied() {
		List<Integer> list = new ArrayList<>(List.of(1, 2));
		Filter filter = Filter.sql("a IN (:l)", Map.of("l", list));
		list.clear();
		assertThat(render(filter)).isEqualTo(new SqlStatement("(a IN (?, ?))", List.of(1, 2)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
			a > :y            | The filter 'a > :y' has the parameter ':y', but there is no value for it
			a > 1             | There is a value for the parameter ':x', which the filter 'a > 1' does not have
			a = :x OR b = ?   | The filter 'a = :x OR b = ?' has a '?'; its parameters have names
			a = :{x           | The filter 'a = :{x' ends within
			a = :x -          | The filter 'a = :x -' ends within
			""")
	void textAndParametersMustFit(String text, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.sql(text, Map.of("x", 1)))
			.withMessageStartingWith(message);
	}

	@Test
	void positionalParameterIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.sql("a = ?", Map.of()))
			.withMessage("The filter 'a = ?' has a '?'; its parameters have names, such as ':year'");
	}

	@Test
	void emptyListIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.sql("a IN (:l)", Map.of("l", List.of())))
			.withMessage("The parameter ':l' of the filter 'a IN (:l)' is an empty list, which SQL cannot express; "
					+ "Filter.in(…) accepts one");
	}

	@Test
	void emptyTextIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.sql(" ", Map.of()))
			.withMessageContaining("Filter.unrestricted()");
	}

}
