package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Filter#of(Map)}.
 */
class FilterOfMapTests {

	@ParameterizedTest
	@MethodSource
	void mapIsRead(Map<String, Object> map, Filter filter) {
		assertThat(Filter.of(map)).isEqualTo(filter);
	}

	static Stream<Arguments> mapIsRead() {
		return Stream.of(arguments(Map.of(), Filter.unrestricted()), arguments(map("a", 1), Filter.eq("a", 1)),
				arguments(map("a", null), Filter.isNull("a")),
				arguments(map("a", 1, "b", "x"), Filter.eq("a", 1).and(Filter.eq("b", "x"))),
				arguments(map("a", map("$eq", 1)), Filter.eq("a", 1)),
				arguments(map("a", map("$eq", null)), Filter.isNull("a")),
				arguments(map("a", map("$ne", 1)), Filter.ne("a", 1)),
				arguments(map("a", map("$ne", null)), Filter.isNotNull("a")),
				arguments(map("a", map("$gt", 1)), Filter.gt("a", 1)),
				arguments(map("a", map("$gte", 1)), Filter.gte("a", 1)),
				arguments(map("a", map("$lt", 1)), Filter.lt("a", 1)),
				arguments(map("a", map("$lte", 1)), Filter.lte("a", 1)),
				arguments(map("meta.key", map("$gt", 5, "$lt", 9)),
						Filter.gt("meta.key", 5).and(Filter.lt("meta.key", 9))),
				arguments(map("a", map("$in", List.of(1, 2))), Filter.in("a", 1, 2)),
				arguments(map("a", map("$in", Set.of(1))), Filter.in("a", 1)),
				arguments(map("a", map("$in", new int[] { 1, 2 })), Filter.in("a", 1, 2)),
				arguments(map("a", map("$in", Arrays.asList(1, null))), Filter.in("a", 1, null)),
				arguments(map("a", map("$in", List.of())), Filter.in("a")),
				arguments(map("a", map("$nin", List.of(1, 2))), Filter.notIn("a", 1, 2)),
				arguments(map("a", map("$nin", List.of())), Filter.notIn("a")),
				arguments(map("a", map("$notIn", List.of(1, 2))), Filter.notIn("a", 1, 2)),
				arguments(map("a", map("$between", List.of(1, 2))), Filter.between("a", 1, 2)),
				arguments(map("a", map("$like", "x%")), Filter.like("a", "x%")),
				arguments(map("a", map("$startsWith", "x%")), Filter.startsWith("a", "x%")),
				arguments(map("a", map("$endsWith", "x")), Filter.endsWith("a", "x")),
				arguments(map("a", map("$contains", 'x')), Filter.contains("a", "x")),
				arguments(map("m.a", map("$containsElement", "x")), Filter.containsElement("m.a", "x")),
				arguments(map("m.a", map("$containsElement", List.of(1))), Filter.containsElement("m.a", List.of(1))),
				arguments(map("m.a", map("$containsAnyElement", List.of("x", 1))),
						Filter.containsAnyElement("m.a", List.of("x", 1))),
				arguments(map("m.a", map("$containsAllElements", new int[] { 1, 2 })),
						Filter.containsAllElements("m.a", List.of(1, 2))),
				arguments(map("a", map("$exists", true)), Filter.isNotNull("a")),
				arguments(map("a", map("$exists", false)), Filter.isNull("a")),
				arguments(map("a", map("$not", map("$like", "x%", "$ne", "y"))),
						Filter.not(Filter.like("a", "x%").and(Filter.ne("a", "y")))),
				arguments(map("a", map("$not", map("$not", map("$gt", 1)))), Filter.not(Filter.not(Filter.gt("a", 1)))),
				arguments(map("$not", map("a", 1, "b", 2)), Filter.not(Filter.eq("a", 1).and(Filter.eq("b", 2)))),
				arguments(map("$and", List.of(map("a", 1), map("b", 2))), Filter.eq("a", 1).and(Filter.eq("b", 2))),
				arguments(map("$AND", List.of(map("a", map("$GT", 1)))), Filter.gt("a", 1)),
				arguments(map("$and", List.of()), Filter.unrestricted()),
				arguments(map("$or", List.of(map("a", 1), map("a", 2))), Filter.eq("a", 1).or(Filter.eq("a", 2))),
				arguments(map("x", 0, "$or", List.of(map("a", 1, "b", 2), map("$and", List.of(map("c", 3))))),
						Filter.eq("x", 0).and(Filter.eq("a", 1).and(Filter.eq("b", 2)).or(Filter.eq("c", 3)))));
	}

	@ParameterizedTest
	@MethodSource
	void wrongMapIsAnErrorThatNamesTheKey(Map<String, Object> map, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.of(map)).withMessageContaining(message);
	}

	static Stream<Arguments> wrongMapIsAnErrorThatNamesTheKey() {
		return Stream.of(arguments(map("a", map("$regex", "x")),
				"Unknown operator '$regex' for 'a'; the operators are $eq, $ne, $gt, $gte, $lt, $lte, $between, $in, "
						+ "$nin, $notIn, $like, $startsWith, $endsWith, $contains, $containsElement, "
						+ "$containsAnyElement, $containsAllElements, $exists, $not"),
				arguments(map("a", map("$like", 1)), "'$like' for 'a' takes a text, not a value of type"),
				arguments(map("a", map("$contains", null)), "'$contains' for 'a' takes a text, not null"),
				arguments(map("a", map("$exists", "true")), "'$exists' for 'a' takes true or false, not a value of"),
				arguments(map("a", map("$not", "x")), "'$not' for 'a' takes a map of operators, not a value of type"),
				arguments(map("a", map("$not", map())), "'a' has an empty map; the operators are"),
				arguments(map("a", map("$between", List.of(1))), "'$between' for 'a' takes a list of two values, not"),
				arguments(map("a", map("$between", Arrays.asList(1, null))), "'a <=' needs a value to compare with"),
				arguments(map("a", map("$containsElement", null)), "'$containsElement' for 'a' takes an element, not"),
				arguments(map("a", map("$containsAnyElement", "x")), "'$containsAnyElement' for 'a' takes a list, not"),
				arguments(map("a", map("$containsAllElements", Arrays.asList(1, null))), "'a' is asked for an element"),
				arguments(map("$not", map()), "'$not' takes a map with at least one condition, not an empty one"),
				arguments(map("$not", List.of()), "'$not' takes a map with at least one condition, not a list"),
				arguments(map("meta", map("author", "x")), "Unknown operator 'author' for 'meta'"),
				arguments(map("$nor", List.of()),
						"Unknown operator '$nor' between conditions; there are $and, $or and $not"),
				arguments(map("$gt", 1), "Unknown operator '$gt' between conditions"),
				arguments(map("a", map("$and", List.of())), "Unknown operator '$and' for 'a'"),
				arguments(map("a", map()), "'a' has an empty map; the operators are"),
				arguments(map("a", List.of(1)), "'a' is compared with one value, not with a list"),
				arguments(map("a", map("$eq", List.of(1))), "'a' is compared with one value, not with a list"),
				arguments(map("a", map("$gt", map("$gt", 1))), "'a' is compared with one value, not with a map"),
				arguments(map("a", map("$gt", null)), "'a >' needs a value to compare with, not null"),
				arguments(map("a", map("$in", "x")),
						"'$in' for 'a' takes a list, not a value of type java.lang.String"),
				arguments(map("a", map("$nin", null)), "'$nin' for 'a' takes a list, not null"),
				arguments(map("$and", map("a", 1)), "'$and' takes a list of maps, not a map"),
				arguments(map("$and", List.of("a")), "'$and' takes a list of maps, but there is a value of type"),
				arguments(map("$or", null), "'$or' takes a list of maps, not null"),
				arguments(map("$or", List.of()), "'$or' needs at least one condition, but its list is empty"),
				arguments(map("$or", List.of(map(), map("a", 1))), "'$or' has an empty map in its list"),
				arguments(map("", 1), "there is an empty one"), arguments(map("a", Map.of(1, 2)), "java.lang.Integer"));
	}

	@Test
	void messageShowsNoValue() {
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.of(map("a", map("$in", "secret"))))
			.withMessageNotContaining("secret");
	}

	@Test
	void nestingHasAnEnd() {
		Map<String, Object> map = map("a", 1);
		for (int i = 0; i < 50_000; i++) {
			map = map("$and", List.of(map));
		}
		Map<String, Object> deep = map;
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.of(deep))
			.withMessage("A filter map may be nested at most 100 deep");
	}

	@Test
	void nestingOfOperatorsHasAnEnd() {
		Map<String, Object> map = map("$eq", 1);
		for (int i = 0; i < 50_000; i++) {
			map = map("$not", map);
		}
		Map<String, Object> deep = map("a", map);
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.of(deep))
			.withMessage("A filter map may be nested at most 100 deep");
	}

	@Test
	void nullKeyIsAnError() {
		Map<String, Object> map = new HashMap<>();
		map.put(null, 1);
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.of(map)).withMessageContaining("there is null");
	}

	@Test
	void laterChangesOfTheMapHaveNoEffect() {
		List<Object> list = new ArrayList<>(List.of(1));
		Filter filter = Filter.of(map("a", map("$in", list)));
		list.add(2);
		assertThat(filter).isEqualTo(Filter.in("a", 1));
	}

	@Test
	void hostileKeyIsJustAName() {
		Filter filter = Filter.of(map(TestColumns.HOSTILE, 1));
		assertThat(TestColumns.sql(filter)).isEqualTo("`a``; DROP TABLE x; --` = ?");
		assertThatIllegalArgumentException().isThrownBy(() -> TestColumns.sql(Filter.of(map("1=1 OR id", 1))))
			.withMessageContaining("There is no property or column '1=1 OR id'");
	}

	private static Map<String, Object> map(@Nullable Object... entries) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put(String.valueOf(entries[i]), entries[i + 1]);
		}
		return map;
	}

}
