package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Converts conditions in the format of pytidb and MongoDB: nested maps with operators
 * that start with {@code $}.
 */
final class FilterMap {

	private static final int MAX_DEPTH = 100;

	private static final String OPERATORS = "$eq, $ne, $gt, $gte, $lt, $lte, $in, $nin";

	private FilterMap() {
	}

	static Filter read(Map<?, ?> map) {
		return read(map, 0);
	}

	private static Filter read(Map<?, ?> map, int depth) {
		if (depth > MAX_DEPTH) {
			throw new IllegalArgumentException("A filter map may be nested at most %s deep".formatted(MAX_DEPTH));
		}
		List<Filter> conditions = new ArrayList<>();
		map.forEach((key, value) -> conditions.add(readEntry(name(key), value, depth)));
		return Filter.allOf(conditions);
	}

	private static Filter readEntry(String key, @Nullable Object value, int depth) {
		if (!key.startsWith("$")) {
			return (value instanceof Map<?, ?> operators) ? readOperators(key, operators) : Filter.eq(key, value);
		}
		return switch (key.toLowerCase(Locale.ROOT)) {
			case "$and" -> Filter.allOf(readConditions(key, value, depth));
			case "$or" -> readAlternatives(key, value, depth);
			default -> throw new IllegalArgumentException(
					"Unknown operator '%s' between conditions; there are $and and $or, and for one property %s"
						.formatted(PropertyName.shown(key), OPERATORS));
		};
	}

	private static List<Filter> readConditions(String key, @Nullable Object value, int depth) {
		List<Filter> conditions = new ArrayList<>();
		for (Object element : list("'%s' takes a list of maps".formatted(key), value)) {
			if (!(element instanceof Map<?, ?> map)) {
				throw new IllegalArgumentException("'%s' takes a list of maps, but there is %s in it".formatted(key,
						ValueShape.describe(element)));
			}
			conditions.add(read(map, depth + 1));
		}
		return conditions;
	}

	/**
	 * Read an {@code $or}. An empty list is rejected, since pytidb and logic give it a
	 * different meaning.
	 */
	private static Filter readAlternatives(String key, @Nullable Object value, int depth) {
		List<Filter> alternatives = readConditions(key, value, depth);
		if (alternatives.isEmpty()) {
			throw new IllegalArgumentException(
					"'%s' needs at least one condition, but its list is empty".formatted(key));
		}
		if (alternatives.contains(Filter.unrestricted())) {
			throw new IllegalArgumentException(
					"'%s' has an empty map in its list, which would be true for each row".formatted(key));
		}
		return Filter.anyOf(alternatives);
	}

	private static Filter readOperators(String property, Map<?, ?> operators) {
		if (operators.isEmpty()) {
			throw new IllegalArgumentException(
					"'%s' has an empty map; the operators are %s".formatted(PropertyName.shown(property), OPERATORS));
		}
		List<Filter> conditions = new ArrayList<>();
		operators.forEach((key, value) -> conditions.add(readOperator(property, name(key), value)));
		return Filter.allOf(conditions);
	}

	private static Filter readOperator(String property, String operator, @Nullable Object value) {
		return switch (operator.toLowerCase(Locale.ROOT)) {
			case "$eq" -> Filter.eq(property, value);
			case "$ne" -> Filter.ne(property, value);
			case "$gt" -> Filter.compare(property, Operator.GT, value);
			case "$gte" -> Filter.compare(property, Operator.GTE, value);
			case "$lt" -> Filter.compare(property, Operator.LT, value);
			case "$lte" -> Filter.compare(property, Operator.LTE, value);
			case "$in" ->
				Filter.in(property, list("'$in' for '%s' takes a list".formatted(PropertyName.shown(property)), value));
			case "$nin" -> Filter.notIn(property,
					list("'$nin' for '%s' takes a list".formatted(PropertyName.shown(property)), value));
			default -> throw new IllegalArgumentException("Unknown operator '%s' for '%s'; the operators are %s"
				.formatted(PropertyName.shown(operator), PropertyName.shown(property), OPERATORS));
		};
	}

	private static String name(@Nullable Object key) {
		if (key instanceof String name && !name.isEmpty()) {
			return name;
		}
		throw new IllegalArgumentException("A key of a filter map is a name or an operator, but there is %s"
			.formatted((key instanceof String) ? "an empty one" : ValueShape.describe(key)));
	}

	private static List<@Nullable Object> list(String rule, @Nullable Object value) {
		List<@Nullable Object> elements = ValueShape.elements(value);
		if (elements == null) {
			throw new IllegalArgumentException(rule + ", not " + ValueShape.describe(value));
		}
		return elements;
	}

}
