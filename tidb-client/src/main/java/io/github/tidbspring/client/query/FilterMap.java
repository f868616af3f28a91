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

	private static final String OPERATORS = "$eq, $ne, $gt, $gte, $lt, $lte, $between, $in, $nin, $notIn, $like, "
			+ "$startsWith, $endsWith, $contains, $containsElement, $containsAnyElement, $containsAllElements, "
			+ "$exists, $not";

	private FilterMap() {
	}

	static Filter read(Map<?, ?> map) {
		return read(map, 0);
	}

	private static Filter read(Map<?, ?> map, int depth) {
		checkDepth(depth);
		List<Filter> conditions = new ArrayList<>();
		map.forEach((key, value) -> conditions.add(readEntry(name(key), value, depth)));
		return Filter.allOf(conditions);
	}

	private static void checkDepth(int depth) {
		if (depth > MAX_DEPTH) {
			throw new IllegalArgumentException("A filter map may be nested at most %s deep".formatted(MAX_DEPTH));
		}
	}

	private static Filter readEntry(String key, @Nullable Object value, int depth) {
		if (!key.startsWith("$")) {
			return (value instanceof Map<?, ?> operators) ? readOperators(key, operators, depth + 1)
					: Filter.eq(key, value);
		}
		return switch (key.toLowerCase(Locale.ROOT)) {
			case "$and" -> Filter.allOf(readConditions(key, value, depth));
			case "$or" -> readAlternatives(key, value, depth);
			case "$not" -> readNegation(key, value, depth);
			default -> throw new IllegalArgumentException(
					"Unknown operator '%s' between conditions; there are $and, $or and $not, and for one property %s"
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

	private static Filter readNegation(String key, @Nullable Object value, int depth) {
		if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
			throw new IllegalArgumentException("'%s' takes a map with at least one condition, not %s".formatted(key,
					(value instanceof Map<?, ?>) ? "an empty one" : ValueShape.describe(value)));
		}
		return Filter.not(read(map, depth + 1));
	}

	private static Filter readOperators(String property, Map<?, ?> operators, int depth) {
		checkDepth(depth);
		if (operators.isEmpty()) {
			throw new IllegalArgumentException(
					"'%s' has an empty map; the operators are %s".formatted(PropertyName.shown(property), OPERATORS));
		}
		List<Filter> conditions = new ArrayList<>();
		operators.forEach((key, value) -> conditions.add(readOperator(property, name(key), value, depth)));
		return Filter.allOf(conditions);
	}

	private static Filter readOperator(String property, String operator, @Nullable Object value, int depth) {
		Argument argument = new Argument(property, operator, value);
		return switch (operator.toLowerCase(Locale.ROOT)) {
			case "$eq" -> Filter.eq(property, value);
			case "$ne" -> Filter.ne(property, value);
			case "$gt" -> Filter.compare(property, Operator.GT, value);
			case "$gte" -> Filter.compare(property, Operator.GTE, value);
			case "$lt" -> Filter.compare(property, Operator.LT, value);
			case "$lte" -> Filter.compare(property, Operator.LTE, value);
			case "$between" -> readRange(argument);
			case "$in" -> Filter.in(property, argument.list());
			case "$nin", "$notin" -> Filter.notIn(property, argument.list());
			case "$like" -> Filter.like(property, argument.text());
			case "$startswith" -> Filter.startsWith(property, argument.text());
			case "$endswith" -> Filter.endsWith(property, argument.text());
			case "$contains" -> Filter.contains(property, argument.text());
			case "$containselement" -> Filter.containsElement(property, argument.present());
			case "$containsanyelement" -> Filter.containsAnyElement(property, argument.list());
			case "$containsallelements" -> Filter.containsAllElements(property, argument.list());
			case "$exists" -> argument.flag() ? Filter.isNotNull(property) : Filter.isNull(property);
			case "$not" -> Filter.not(readOperators(property, argument.map(), depth + 1));
			default -> throw new IllegalArgumentException("Unknown operator '%s' for '%s'; the operators are %s"
				.formatted(PropertyName.shown(operator), PropertyName.shown(property), OPERATORS));
		};
	}

	private static Filter readRange(Argument argument) {
		List<@Nullable Object> bounds = argument.list();
		if (bounds.size() != 2) {
			throw argument.invalid("a list of two values", "one of " + bounds.size());
		}
		return Filter.allOf(Filter.compare(argument.property(), Operator.GTE, bounds.get(0)),
				Filter.compare(argument.property(), Operator.LTE, bounds.get(1)));
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

	/**
	 * The value after the operator of a property.
	 *
	 * @param property the property
	 * @param operator the operator, as written
	 * @param value the value
	 */
	private record Argument(String property, String operator, @Nullable Object value) {

		private List<@Nullable Object> list() {
			return FilterMap.list("%s takes a list".formatted(this), this.value);
		}

		private String text() {
			if (this.value instanceof CharSequence || this.value instanceof Character) {
				return this.value.toString();
			}
			throw invalid("a text", ValueShape.describe(this.value));
		}

		private boolean flag() {
			if (this.value instanceof Boolean flag) {
				return flag;
			}
			throw invalid("true or false", ValueShape.describe(this.value));
		}

		private Map<?, ?> map() {
			if (this.value instanceof Map<?, ?> map) {
				return map;
			}
			throw invalid("a map of operators", ValueShape.describe(this.value));
		}

		private Object present() {
			if (this.value != null) {
				return this.value;
			}
			throw invalid("an element", "null");
		}

		private IllegalArgumentException invalid(String expected, String actual) {
			return new IllegalArgumentException("%s takes %s, not %s".formatted(this, expected, actual));
		}

		@Override
		public String toString() {
			return "'%s' for '%s'".formatted(PropertyName.shown(this.operator), PropertyName.shown(this.property));
		}

	}

}
