package io.github.tidbspring.client.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.tidbspring.client.query.TestColumns.render;
import static io.github.tidbspring.client.query.TestColumns.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Filter}.
 */
class FilterTests {

	@ParameterizedTest
	@MethodSource
	void filterIsRendered(Filter filter, String sql, List<?> parameters) {
		assertThat(render(filter)).isEqualTo(new SqlStatement(sql, new ArrayList<>(parameters)));
	}

	static Stream<Arguments> filterIsRendered() {
		Filter a = Filter.eq("id", 1);
		Filter b = Filter.eq("title", "x");
		return Stream.of(arguments(Filter.eq("title", "x"), "`title` = ?", List.of("x")),
				arguments(Filter.ne("title", "x"), "`title` <> ?", List.of("x")),
				arguments(Filter.gt("id", 1L), "`id` > ?", List.of(1L)),
				arguments(Filter.gte("id", 1L), "`id` >= ?", List.of(1L)),
				arguments(Filter.lt("id", 1L), "`id` < ?", List.of(1L)),
				arguments(Filter.lte("id", 1L), "`id` <= ?", List.of(1L)),
				arguments(Filter.between("id", 1, 9), "`id` >= ? AND `id` <= ?", List.of(1, 9)),
				arguments(Filter.eq("title", null), "`title` IS NULL", List.of()),
				arguments(Filter.ne("title", null), "`title` IS NOT NULL", List.of()),
				arguments(Filter.isNull("title"), "`title` IS NULL", List.of()),
				arguments(Filter.isNotNull("title"), "`title` IS NOT NULL", List.of()),
				arguments(Filter.isNull("embedding"), "`embedding` IS NULL", List.of()),
				arguments(Filter.in("id", 1, 2), "`id` IN (?, ?)", List.of(1, 2)),
				arguments(Filter.in("id", List.of(1)), "`id` IN (?)", List.of(1)),
				arguments(Filter.in("id", 1, null), "`id` IN (?) OR `id` IS NULL", List.of(1)),
				arguments(Filter.in("id", Collections.singleton(null)), "`id` IS NULL", List.of()),
				arguments(Filter.in("id", List.of()), "FALSE", List.of()),
				arguments(Filter.notIn("id", 1, 2), "`id` NOT IN (?, ?)", List.of(1, 2)),
				arguments(Filter.notIn("id", null, 2), "`id` NOT IN (?) AND `id` IS NOT NULL", List.of(2)),
				arguments(Filter.notIn("id", Arrays.asList(null, null)), "`id` IS NOT NULL", List.of()),
				arguments(Filter.notIn("id"), "TRUE", List.of()),
				arguments(Filter.like("title", "a\\_%"), "`title` LIKE ?", List.of("a\\_%")),
				arguments(Filter.startsWith("title", "50%_!\\"), "`title` LIKE ? ESCAPE '!'", List.of("50!%!_!!\\%")),
				arguments(Filter.endsWith("title", "50%"), "`title` LIKE ? ESCAPE '!'", List.of("%50!%")),
				arguments(Filter.contains("title", "50%"), "`title` LIKE ? ESCAPE '!'", List.of("%50!%%")),
				arguments(Filter.unrestricted(), "TRUE", List.of()), arguments(Filter.anyOf(), "FALSE", List.of()),
				arguments(a.and(b), "`id` = ? AND `title` = ?", List.of(1, "x")),
				arguments(a.or(b), "`id` = ? OR `title` = ?", List.of(1, "x")),
				arguments(a.and(b, a), "`id` = ? AND `title` = ? AND `id` = ?", List.of(1, "x", 1)),
				arguments(a.and(b).and(a), "`id` = ? AND `title` = ? AND `id` = ?", List.of(1, "x", 1)),
				arguments(a.and(b).or(a), "(`id` = ? AND `title` = ?) OR `id` = ?", List.of(1, "x", 1)),
				arguments(a.or(b).and(a), "(`id` = ? OR `title` = ?) AND `id` = ?", List.of(1, "x", 1)),
				arguments(a.and(Filter.in("id", 1, null)), "`id` = ? AND (`id` IN (?) OR `id` IS NULL)", List.of(1, 1)),
				arguments(Filter.not(a.or(b)), "NOT (`id` = ? OR `title` = ?)", List.of(1, "x")),
				arguments(a.negate().and(b), "NOT (`id` = ?) AND `title` = ?", List.of(1, "x")),
				arguments(Filter.allOf(List.of()), "TRUE", List.of()),
				arguments(Filter.anyOf(List.of()), "FALSE", List.of()),
				arguments(Filter.allOf(List.of(a)), "`id` = ?", List.of(1)),
				arguments(Filter.allOf(), "TRUE", List.of()),
				arguments(Filter.allOf(a, b), "`id` = ? AND `title` = ?", List.of(1, "x")),
				arguments(Filter.anyOf(a, b, a), "`id` = ? OR `title` = ? OR `id` = ?", List.of(1, "x", 1)),
				arguments(Filter.unrestricted().and(a), "`id` = ?", List.of(1)),
				arguments(Filter.anyOf().or(a), "`id` = ?", List.of(1)),
				arguments(Filter.anyOf().and(a), "FALSE AND `id` = ?", List.of(1)));
	}

	@Test
	void propertyAndColumnNamesAreBothKnown() {
		Instant yesterday = Instant.parse("2026-01-01T00:00:00Z");
		assertThat(render(Filter.gt("createdAt", yesterday))).isEqualTo(render(Filter.gt("created_at", yesterday)))
			.isEqualTo(new SqlStatement("`created_at` > ?", List.of(yesterday)));
	}

	@Test
	void columnsAreQualifiedByAnAlias() {
		Filter filter = Filter.eq("title", "x").and(Filter.isNull("meta.a"));
		assertThat(TestColumns.render(filter, "n").text())
			.isEqualTo("`n`.`title` = ? AND COALESCE(JSON_TYPE(JSON_EXTRACT(`n`.`meta_data`, ?)), 'NULL') = 'NULL'");
	}

	@Test
	void valuesAreConvertedToWhatTheColumnStores() {
		assertThat(render(Filter.eq("status", TestColumns.Status.PUBLISHED)).parameters()).containsExactly("PUBLISHED");
		assertThat(render(Filter.in("status", List.of(TestColumns.Status.values()))).parameters())
			.containsExactly("DRAFT", "PUBLISHED");
		assertThat(render(Filter.like("status", "DR%")).parameters()).containsExactly("DR%");
	}

	@ParameterizedTest
	@ValueSource(strings = { "titel", "created", "nothing.here", "nothing[0]", ".", "[", "`title`", "title;" })
	void unknownNameIsAnErrorThatListsTheKnownOnes(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> render(Filter.eq(name, 1)))
			.withMessage("There is no property or column '" + name + "' in table `notes`; there are: "
					+ "id, title, createdAt, status, meta, embedding, hostile, oddName, oddJson");
	}

	@Test
	void unknownNameIsAnErrorWhereTheConditionNeedsNoName() {
		List<Filter> filters = List.of(Filter.in("titel", List.of()), Filter.notIn("titel"), Filter.isNull("titel"),
				Filter.anyOf().and(Filter.eq("titel", 1)), Filter.unrestricted().or(Filter.eq("titel", 1)));
		assertThat(filters).allSatisfy((filter) -> assertThatIllegalArgumentException().isThrownBy(() -> render(filter))
			.withMessageContaining("'titel'"));
	}

	@Test
	void pathIntoAColumnThatIsNotJsonIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> render(Filter.eq("title.x", 1)))
			.withMessage("'title' in table `notes` is not JSON, so there is no 'title.x'");
	}

	@Test
	void vectorIsOnlyNullOrNot() {
		List<Filter> filters = List.of(Filter.eq("embedding", "[1]"), Filter.gt("embedding", 1), Filter.in("embedding"),
				Filter.like("embedding", "%"));
		assertThat(filters).allSatisfy((filter) -> assertThatIllegalArgumentException().isThrownBy(() -> render(filter))
			.withMessage("'embedding' is a vector column: a filter can only test whether it is null, "
					+ "and rows cannot be ordered by it; search by distance instead"));
	}

	@Test
	void oneValueIsNotAListOrAMap() {
		List<Object> values = List.of(List.of(1), new int[] { 1 }, new String[0], Map.of("a", 1));
		assertThat(values).allSatisfy((value) -> {
			assertThatIllegalArgumentException().isThrownBy(() -> Filter.eq("title", value))
				.withMessageMatching("'title' is compared with one value, not with a (list|map); only 'in' .*");
			assertThatIllegalArgumentException().isThrownBy(() -> Filter.in("title", List.of("a", value)));
		});
		assertThat(sql(Filter.eq("title", new byte[] { 1 }))).isEqualTo("`title` = ?");
	}

	@Test
	void arrayOfNumbersIsNotTakenForTheNumbers() {
		for (Object array : List.of(new int[] { 1 }, new long[0], List.of(1), new String[] { "a" })) {
			assertThatIllegalArgumentException().isThrownBy(() -> Filter.in("id", 7, array))
				.withMessage("'id' is compared with each of the values that are given, and one of them is a list or an "
						+ "array itself; give its elements, or a collection of them");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.notIn("id", new int[] { 1 }))
			.withMessageContaining("'id' is compared with each of the values");
		assertThat(sql(Filter.in("title", "a", new byte[] { 1 }))).isEqualTo("`title` IN (?, ?)");
	}

	@Test
	@SuppressWarnings("NullAway")
	void whatIsMissingIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.gt("title", null))
			.withMessage("'title >' needs a value to compare with, not null");
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.between("title", "a", null))
			.withMessageContaining("'title <='");
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.like("title", null))
			.withMessageContaining("'title'");
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.in("title", (List<Object>) null))
			.withMessageContaining("'title'");
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.eq("", 1)).withMessageContaining("empty");
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.in("", 1)).withMessageContaining("empty");
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.allOf(Collections.singleton(null)))
			.withMessageContaining("Filter.unrestricted()");
	}

	@Test
	void listIsCopied() {
		List<Integer> ids = new ArrayList<>(List.of(1, 2));
		Filter filter = Filter.in("id", ids);
		ids.clear();
		assertThat(render(filter).parameters()).containsExactly(1, 2);
	}

	@Test
	void hostileNamesAndValuesAreJustNamesAndValues() {
		Filter filter = Filter.eq(TestColumns.HOSTILE, "'; DROP TABLE x; --")
			.and(Filter.eq("meta." + TestColumns.HOSTILE, "\" OR 1=1"));
		SqlStatement fragment = render(filter);
		assertThat(fragment.text()).startsWith("`a``; DROP TABLE x; --` = ? AND CASE WHEN ").doesNotContain("OR 1=1");
		assertThat(fragment.text().replace("`a``; DROP TABLE x; --`", "")).doesNotContain("DROP");
		assertThat(fragment.parameters()).contains("'; DROP TABLE x; --", "$.\"a`; DROP TABLE x; --\"", "\" OR 1=1");
	}

	@Test
	void textShowsNamesAndOperatorsButNoValues() {
		Filter filter = Filter.eq("title", "secret")
			.and(Filter.in("id", 7001, 7002).or(Filter.like("meta.lang", "secret%")),
					Filter.notIn("id", 7001, 7002, 7003, 7004, 7005, 7006), Filter.isNull("createdAt"),
					Filter.sql("year > :y", Map.of("y", 7001)), Filter.anyOf().negate());
		assertThat(filter).hasToString("title = ? AND (id IN (?, ?) OR meta.lang LIKE ?) AND id NOT IN (?, … 6 values)"
				+ " AND createdAt IS NULL AND (year > :y) AND NOT (FALSE)");
		assertThat(render(Filter.eq("title", "secret"))).hasToString("`title` = ? (parameters: 1)");
	}

	@Test
	void filtersOfOneMeaningAreEqual() {
		assertThat(Filter.eq("a", 1).and(Filter.isNull("b")))
			.isEqualTo(Filter.of(Map.of("a", 1)).and(Filter.eq("b", null)))
			.hasSameHashCodeAs(Filter.eq("a", 1).and(Filter.isNull("b")))
			.isNotEqualTo(Filter.eq("a", 2).and(Filter.isNull("b")));
	}

	@Test
	void whatRestrictsNothingIsUnrestricted() {
		Filter some = Filter.eq("id", 1);
		assertThat(List.of(Filter.unrestricted(), Filter.of(Map.of()), Filter.allOf(List.of()),
				Filter.unrestricted().and(Filter.unrestricted()), Filter.notIn("id"),
				Filter.notIn("id").and(Filter.unrestricted()), Filter.unrestricted().or(some),
				some.or(Filter.notIn("id")), Filter.not(Filter.anyOf()), Filter.not(Filter.in("id")),
				Filter.not(some.and(Filter.anyOf())), Filter.not(Filter.not(Filter.unrestricted()))))
			.allMatch(Filter::isUnrestricted);
		assertThat(List.of(Filter.anyOf(), some, Filter.in("id"), Filter.not(Filter.unrestricted()),
				some.and(Filter.unrestricted()), some.or(some), Filter.not(some), Filter.sql("TRUE", Map.of()),
				Filter.isNotNull("id")))
			.noneMatch(Filter::isUnrestricted);
	}

	@Test
	void manyFiltersAreJoinedFlat() {
		Filter filter = Filter.anyOf();
		for (int i = 0; i < 2_000; i++) {
			filter = filter.or(Filter.eq("id", i));
		}
		assertThat(sql(filter)).doesNotContain("(");
		assertThat(render(filter).parameters()).hasSize(2_000);
	}

}
