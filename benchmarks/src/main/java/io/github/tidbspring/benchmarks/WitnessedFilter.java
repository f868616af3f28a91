package io.github.tidbspring.benchmarks;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.tidbspring.client.query.Filter;
import org.jspecify.annotations.Nullable;

/**
 * A filter in three forms.
 *
 * @param typed the filter built with the methods of {@code Filter}
 * @param map the filter as a map for {@code Filter.of}
 * @param pytidb the filter as a map for pytidb
 */
record WitnessedFilter(Filter typed, Map<String, ?> map, Map<String, ?> pytidb) {

	private static final int COMBINATIONS = 60;

	static List<WitnessedFilter> all() {
		List<WitnessedFilter> filters = new ArrayList<>(onColumns());
		filters.addAll(onTimes());
		filters.addAll(onNull());
		filters.addAll(onJson());
		Random random = new Random(7);
		List<WitnessedFilter> simple = List.copyOf(filters);
		for (int i = 0; i < COMBINATIONS; i++) {
			filters.add(combination(simple, random, 2));
		}
		return filters;
	}

	private static List<WitnessedFilter> onColumns() {
		return List.of(of(Filter.eq("title", "Zürich 日本 🚀"), Map.of("title", "Zürich 日本 🚀")),
				of(Filter.eq("title", ""), Map.of("title", Map.of("$eq", ""))),
				of(Filter.gt("title", "m"), Map.of("title", Map.of("$gt", "m"))),
				of(Filter.in("title", "It's", "%_\\", "none"),
						Map.of("title", Map.of("$in", List.of("It's", "%_\\", "none")))),
				of(Filter.eq("flag", true), Map.of("flag", true)), of(Filter.ne("small", 3), ne("small", 3)),
				of(Filter.gt("small", 3), Map.of("small", Map.of("$gt", 3))),
				of(Filter.gte("small", 3), Map.of("small", Map.of("$gte", 3))),
				of(Filter.lt("small", 3), Map.of("small", Map.of("$lt", 3))),
				of(Filter.lte("small", 3), Map.of("small", Map.of("$lte", 3))),
				of(Filter.between("small", 2, 5), Map.of("small", Map.of("$gte", 2, "$lte", 5))),
				of(Filter.in("small", 1, 4, 99), Map.of("small", Map.of("$in", List.of(1, 4, 99)))),
				of(Filter.notIn("small", 1, 4), Map.of("small", Map.of("$nin", List.of(1, 4)))),
				of(Filter.in("small", List.of()), Map.of("small", Map.of("$in", List.of()))),
				of(Filter.notIn("small", List.of()), Map.of("small", Map.of("$nin", List.of()))),
				of(Filter.eq("large", (1L << 53) + 1), Map.of("large", (1L << 53) + 1)),
				of(Filter.lt("large", Long.MIN_VALUE + 1), Map.of("large", Map.of("$lt", Long.MIN_VALUE + 1))),
				of(Filter.eq("ratio", 0.1), Map.of("ratio", 0.1)),
				of(Filter.gt("ratio", Math.nextDown(0.1)), Map.of("ratio", Map.of("$gt", Math.nextDown(0.1)))),
				of(Filter.gte("single", 0.5f), Map.of("single", Map.of("$gte", 0.5f))),
				of(Filter.lte("price", new BigDecimal("0.0000000001")),
						Map.of("price", Map.of("$lte", new BigDecimal("0.0000000001")))));
	}

	private static List<WitnessedFilter> onTimes() {
		Instant time = Instant.parse("2024-02-29T23:59:59.999999Z");
		LocalDate day = LocalDate.of(1999, 12, 31);
		LocalTime clock = LocalTime.of(12, 0, 0, 1000);
		return List.of(of(Filter.eq("createdAt", time), Map.of("created_at", time)),
				of(Filter.gt("createdAt", time.minusNanos(1000)),
						Map.of("created_at", Map.of("$gt", time.minusNanos(1000)))),
				of(Filter.lte("day", day), Map.of("day", Map.of("$lte", day))),
				of(Filter.gte("clock", clock), Map.of("clock", Map.of("$gte", clock))));
	}

	private static List<WitnessedFilter> onNull() {
		return List.of(of(Filter.isNull("author"), Collections.singletonMap("author", null)),
				of(Filter.isNotNull("author"), ne("author", null)), of(Filter.ne("author", "Ann"), ne("author", "Ann")),
				of(Filter.eq("answer", false), Map.of("answer", false)),
				of(Filter.notIn("author", "Ann", "ann"), Map.of("author", Map.of("$nin", List.of("Ann", "ann")))),
				of(Filter.gt("reading", 0), Map.of("reading", Map.of("$gt", 0))));
	}

	private static List<WitnessedFilter> onJson() {
		return List.of(of(Filter.eq("meta.size", 3), Map.of("meta.size", 3)),
				of(Filter.ne("meta.size", 3), ne("meta.size", 3)),
				of(Filter.gt("meta.size", 2.5), Map.of("meta.size", Map.of("$gt", 2.5))),
				of(Filter.gte("meta.size", 3).and(Filter.lt("meta.size", 8)),
						Map.of("meta.size", Map.of("$gte", 3, "$lt", 8))),
				of(Filter.lte("meta.share", 0.1), Map.of("meta.share", Map.of("$lte", 0.1))),
				of(Filter.in("meta.size", 1, 5, 9), Map.of("meta.size", Map.of("$in", List.of(1, 5, 9)))),
				of(Filter.notIn("meta.size", 1, 5, 9), Map.of("meta.size", Map.of("$nin", List.of(1, 5, 9)))),
				of(Filter.eq("meta.lang", "ja"), Map.of("meta.lang", "ja")),
				// pytidb compares the result of JSON_EXTRACT. With IN, MariaDB keeps the
				// quotes of a string.
				new WitnessedFilter(Filter.in("meta.lang", "en", "de"),
						Map.of("meta.lang", Map.of("$in", List.of("en", "de"))),
						Map.of("meta.lang", Map.of("$in", List.of("\"en\"", "\"de\"")))));
	}

	private static WitnessedFilter combination(List<WitnessedFilter> simple, Random random, int depth) {
		List<WitnessedFilter> parts = new ArrayList<>();
		for (int i = 0; i < 2 + random.nextInt(2); i++) {
			boolean leaf = depth == 0 || random.nextBoolean();
			parts.add(leaf ? simple.get(random.nextInt(simple.size())) : combination(simple, random, depth - 1));
		}
		List<Filter> typed = parts.stream().map(WitnessedFilter::typed).toList();
		boolean and = random.nextBoolean();
		String operator = and ? "$and" : "$or";
		return new WitnessedFilter(and ? Filter.allOf(typed) : Filter.anyOf(typed),
				Map.of(operator, parts.stream().map(WitnessedFilter::map).toList()),
				Map.of(operator, parts.stream().map(WitnessedFilter::pytidb).toList()));
	}

	private static WitnessedFilter of(Filter typed, Map<String, ?> map) {
		return new WitnessedFilter(typed, map, map);
	}

	private static Map<String, ?> ne(String property, @Nullable Object value) {
		return Map.of(property, Collections.singletonMap("$ne", value));
	}

}
