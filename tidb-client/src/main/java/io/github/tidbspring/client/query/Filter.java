package io.github.tidbspring.client.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnExpression;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A condition on the columns of a table, for searches, queries, updates and deletes.
 * Filters can be combined: <pre class="code">
 * eq("meta.lang", "en").and(gt("createdAt", yesterday), not(in("author", blocked)))
 * </pre>
 * <p>
 * <b>Names.</b> A property has its name in Java or that of its column. A path names a
 * value in a JSON column: {@code meta.author.name}, {@code meta.tags[0]},
 * {@code meta."any key"}. For keys that are not known in advance, use {@link #path}.
 * <p>
 * <b>Values of columns.</b> A value that is compared with a property has the type of the
 * property, or another type that is compared exactly: another number for a number, a text
 * in ISO 8601 format for a date or time (with an offset for a point in time), the name of
 * a constant for an enum. Any other value, such as a text for a number or a number for a
 * text, leads to an {@link IllegalArgumentException} when the filter is used: the server
 * would convert it, and compare something else. The collation of the column determines
 * which strings are equal.
 * <p>
 * <b>Values in JSON.</b> Strings, numbers and booleans are compared with values of the
 * same JSON type only; strings by their exact characters. A string is neither equal to a
 * number, nor greater or less. Other values, such as dates, times and enum constants, are
 * compared in the form that the JSON mapper writes for the column. Texts are ordered as
 * texts. Therefore these comparisons lead to an {@link IllegalArgumentException}: by
 * order with a time whose texts do not sort as the times do, such as an {@code Instant};
 * and of a single value with a list or an object, as declared by the Java type of the
 * column.
 * <p>
 * <b>Null</b> is SQL's NULL, and in JSON also a missing value and JSON's null. A
 * comparison of NULL with a value is neither true nor false, and neither is its negation:
 * {@code ne("author", "Ann")} and {@code not(eq("author", "Ann"))} exclude rows without
 * an author.
 * <p>
 * Values are always sent as parameters, and {@link #toString()} does not show them.
 * Immutable and thread-safe if the values are.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/expression-syntax/">Expressions</a>
 * @see <a href="https://docs.pingcap.com/tidb/stable/json-functions/">JSON functions</a>
 */
public final class Filter extends ColumnExpression {

	/** With this depth, the stack overflows neither in the client nor in the server. */
	private static final int MAX_DEPTH = 200;

	private static final int MAX_CONDITIONS = 10_000;

	private static final Filter UNRESTRICTED = new Filter(Constant.TRUE);

	private final Predicate predicate;

	private final int depth;

	private final int conditions;

	private Filter(Predicate predicate) {
		this(predicate, 1, 1);
	}

	private Filter(Predicate predicate, int depth, int conditions) {
		if (depth > MAX_DEPTH) {
			throw new IllegalArgumentException(("A filter may be nested at most %s deep; allOf(…) and anyOf(…) "
					+ "join any number of conditions without nesting them")
				.formatted(MAX_DEPTH));
		}
		if (conditions > MAX_CONDITIONS) {
			throw new IllegalArgumentException(("A filter may join at most %s conditions; in(…) compares one property "
					+ "with any number of values")
				.formatted(MAX_CONDITIONS));
		}
		this.predicate = predicate;
		this.depth = depth;
		this.conditions = conditions;
	}

	/**
	 * The property is equal to a value; with {@code null}, the property is null.
	 * @param property the name of a property or column, or a path
	 * @param value the value, or {@code null}
	 * @return the filter
	 * @throws IllegalArgumentException if the value is a list or a map
	 */
	public static Filter eq(String property, @Nullable Object value) {
		return (value != null) ? compare(property, Operator.EQ, value) : isNull(property);
	}

	/**
	 * The property is not equal to a value; with {@code null}, the property is not null.
	 * Rows in which the property is null are excluded.
	 * @param property the name of a property or column, or a path
	 * @param value the value, or {@code null}
	 * @return the filter
	 * @throws IllegalArgumentException if the value is a list or a map
	 */
	public static Filter ne(String property, @Nullable Object value) {
		return (value != null) ? compare(property, Operator.NE, value) : isNotNull(property);
	}

	/**
	 * The property is greater than a value.
	 * @param property the name of a property or column, or a path
	 * @param value the value
	 * @return the filter
	 * @throws IllegalArgumentException if the value is {@code null}, a list or a map
	 */
	public static Filter gt(String property, Object value) {
		return compare(property, Operator.GT, value);
	}

	/**
	 * The property is greater than or equal to a value.
	 * @param property the name of a property or column, or a path
	 * @param value the value
	 * @return the filter
	 * @throws IllegalArgumentException if the value is {@code null}, a list or a map
	 */
	public static Filter gte(String property, Object value) {
		return compare(property, Operator.GTE, value);
	}

	/**
	 * The property is less than a value.
	 * @param property the name of a property or column, or a path
	 * @param value the value
	 * @return the filter
	 * @throws IllegalArgumentException if the value is {@code null}, a list or a map
	 */
	public static Filter lt(String property, Object value) {
		return compare(property, Operator.LT, value);
	}

	/**
	 * The property is less than or equal to a value.
	 * @param property the name of a property or column, or a path
	 * @param value the value
	 * @return the filter
	 * @throws IllegalArgumentException if the value is {@code null}, a list or a map
	 */
	public static Filter lte(String property, Object value) {
		return compare(property, Operator.LTE, value);
	}

	/**
	 * The property is between two values, inclusive.
	 * @param property the name of a property or column, or a path
	 * @param lowest the lowest value
	 * @param highest the highest value
	 * @return the filter
	 * @throws IllegalArgumentException if a value is {@code null}, a list or a map
	 */
	public static Filter between(String property, Object lowest, Object highest) {
		return gte(property, lowest).and(lte(property, highest));
	}

	/**
	 * The property is one of some values.
	 * @param property the name of a property or column, or a path
	 * @param values the values; {@code null} among them also selects rows in which the
	 * property is null
	 * @return the filter; without values, it is true for no row
	 * @throws IllegalArgumentException if a value is a list or a map
	 */
	public static Filter in(String property, @Nullable Object... values) {
		return in(property, Arrays.asList(values));
	}

	/**
	 * The property is one of some values.
	 * @param property the name of a property or column, or a path
	 * @param values the values; {@code null} among them also selects rows in which the
	 * property is null
	 * @return the filter; without values, it is true for no row
	 * @throws IllegalArgumentException if a value is a list or a map
	 */
	public static Filter in(String property, Collection<? extends @Nullable Object> values) {
		return new Filter(Membership.of(property, values, false));
	}

	/**
	 * The property is equal to none of some values. Rows in which the property is null
	 * are excluded, unless there are no values.
	 * @param property the name of a property or column, or a path
	 * @param values the values
	 * @return the filter; without values, it is true for each row
	 * @throws IllegalArgumentException if a value is a list or a map
	 */
	public static Filter notIn(String property, @Nullable Object... values) {
		return notIn(property, Arrays.asList(values));
	}

	/**
	 * The property is equal to none of some values. Rows in which the property is null
	 * are excluded, unless there are no values.
	 * @param property the name of a property or column, or a path
	 * @param values the values
	 * @return the filter; without values, it is true for each row
	 * @throws IllegalArgumentException if a value is a list or a map
	 */
	public static Filter notIn(String property, Collection<? extends @Nullable Object> values) {
		return new Filter(Membership.of(property, values, true));
	}

	/**
	 * The property matches a pattern: {@code %} stands for any characters, {@code _} for
	 * one character, and a backslash makes the character after it literal.
	 * @param property the name of a property or column, or a path
	 * @param pattern the pattern
	 * @return the filter
	 * @throws IllegalArgumentException if the pattern is {@code null}
	 * @see <a href="https://docs.pingcap.com/tidb/stable/string-functions/">String
	 * functions</a>
	 */
	public static Filter like(String property, String pattern) {
		Assert.notNull(pattern, () -> "'%s' cannot be like null".formatted(property));
		return new Filter(new PatternMatch(name(property), pattern, ""));
	}

	/**
	 * The property starts with a text. No character of it is a wildcard.
	 * @param property the name of a property or column, or a path
	 * @param text the text
	 * @return the filter
	 * @throws IllegalArgumentException if the text is {@code null}
	 */
	public static Filter startsWith(String property, String text) {
		Assert.notNull(text, () -> "'%s' cannot start with null".formatted(property));
		return new Filter(PatternMatch.ofText(name(property), "", text, "%"));
	}

	/**
	 * The property ends with a text. No character of it is a wildcard.
	 * @param property the name of a property or column, or a path
	 * @param text the text
	 * @return the filter
	 * @throws IllegalArgumentException if the text is {@code null}
	 */
	public static Filter endsWith(String property, String text) {
		Assert.notNull(text, () -> "'%s' cannot end with null".formatted(property));
		return new Filter(PatternMatch.ofText(name(property), "%", text, ""));
	}

	/**
	 * The property contains a text. No character of it is a wildcard. For an element of a
	 * list in JSON, use {@link #containsElement(String, Object)}.
	 * @param property the name of a property or column, or a path
	 * @param text the text
	 * @return the filter
	 * @throws IllegalArgumentException if the text is {@code null}
	 */
	public static Filter contains(String property, String text) {
		Assert.notNull(text, () -> "'%s' cannot contain null".formatted(property));
		return new Filter(PatternMatch.ofText(name(property), "%", text, "%"));
	}

	/**
	 * A list in JSON contains an element, such as {@code "java"} in {@code meta.tags}. An
	 * element is equal to a value of the same JSON type; a number to an equal number; a
	 * list to a list with the same elements in the same order; an object to one with the
	 * same members. Elements of elements are not examined. A value that is not a list
	 * counts as a list of this value.
	 * <p>
	 * TiDB can use a multi-valued index on the list, such as
	 * <code>((CAST(meta->'$.tags' AS CHAR(64) ARRAY)))</code>.
	 * @param property the name of a JSON column, or a path
	 * @param element a string, a number, a boolean, or what else the JSON mapper writes:
	 * a time, an enum constant, a list, a map, an object
	 * @return the filter
	 * @throws IllegalArgumentException if the element is {@code null}
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/sql-statement-create-index/#multi-valued-indexes">Multi-valued
	 * indexes</a>
	 */
	public static Filter containsElement(String property, Object element) {
		return containsElements(property, Collections.singletonList(element), true);
	}

	/**
	 * A list in JSON contains at least one of some elements, see
	 * {@link #containsElement(String, Object)}.
	 * @param property the name of a JSON column, or a path
	 * @param elements the elements
	 * @return the filter; without elements, it is true for no row
	 * @throws IllegalArgumentException if an element is {@code null}
	 */
	public static Filter containsAnyElement(String property, Collection<?> elements) {
		return containsElements(property, elements, false);
	}

	/**
	 * A list in JSON contains all of some elements, in any order, see
	 * {@link #containsElement(String, Object)}.
	 * @param property the name of a JSON column, or a path
	 * @param elements the elements; each counts as a condition
	 * @return the filter; without elements, it is true for each row
	 * @throws IllegalArgumentException if an element is {@code null}, or there are more
	 * than 10,000
	 */
	public static Filter containsAllElements(String property, Collection<?> elements) {
		return containsElements(property, elements, true);
	}

	private static Filter containsElements(String property, Collection<?> elements, boolean all) {
		ElementTest test = ElementTest.of(property, elements, all);
		return new Filter(test, 1, test.conditions());
	}

	/**
	 * The property is null. In JSON, the value is missing or JSON's null.
	 * @param property the name of a property or column, or a path
	 * @return the filter
	 */
	public static Filter isNull(String property) {
		return new Filter(new NullTest(name(property), false));
	}

	/**
	 * The property is not null.
	 * @param property the name of a property or column, or a path
	 * @return the filter
	 */
	public static Filter isNotNull(String property) {
		return new Filter(new NullTest(name(property), true));
	}

	/**
	 * Negate a filter. If the filter is neither true nor false for a row, as with a null,
	 * the negation is not true either.
	 * @param filter the filter
	 * @return the negation
	 * @throws IllegalArgumentException if filters are nested more than 200 deep
	 */
	public static Filter not(Filter filter) {
		return filter.negate();
	}

	/**
	 * All of the filters are true.
	 * @param filters the filters
	 * @return the filter; without filters, it is true for each row
	 * @throws IllegalArgumentException if there are more than 10,000 conditions in them,
	 * or they are nested more than 200 deep
	 */
	public static Filter allOf(Filter... filters) {
		return allOf(Arrays.asList(filters));
	}

	/**
	 * All of the filters are true.
	 * @param filters the filters
	 * @return the filter; without filters, it is true for each row
	 * @throws IllegalArgumentException if there are more than 10,000 conditions in them,
	 * or they are nested more than 200 deep
	 */
	public static Filter allOf(Collection<? extends Filter> filters) {
		return join(Junction.Kind.AND, filters);
	}

	/**
	 * At least one of the filters is true.
	 * @param filters the filters
	 * @return the filter; without filters, it is true for no row
	 * @throws IllegalArgumentException if there are more than 10,000 conditions in them,
	 * or they are nested more than 200 deep
	 */
	public static Filter anyOf(Filter... filters) {
		return anyOf(Arrays.asList(filters));
	}

	/**
	 * At least one of the filters is true.
	 * @param filters the filters
	 * @return the filter; without filters, it is true for no row
	 * @throws IllegalArgumentException if there are more than 10,000 conditions in them,
	 * or they are nested more than 200 deep
	 */
	public static Filter anyOf(Collection<? extends Filter> filters) {
		return join(Junction.Kind.OR, filters);
	}

	/**
	 * Return the filter that is true for each row.
	 * @return the filter
	 */
	public static Filter unrestricted() {
		return UNRESTRICTED;
	}

	/**
	 * Convert a map in the format of pytidb and MongoDB, such as
	 * <code>{"meta.lang": "en", "year": {"$gte": 2000, "$lt": 2010}}</code>. All entries
	 * must be true. An operator means what the method of its name means: for a property
	 * {@code $eq}, {@code $ne}, {@code $gt}, {@code $gte}, {@code $lt}, {@code $lte},
	 * {@code $between}, {@code $in}, {@code $notIn} (also {@code $nin}), {@code $like},
	 * {@code $startsWith}, {@code $endsWith}, {@code $contains},
	 * {@code $containsElement}, {@code $containsAnyElement} and
	 * {@code $containsAllElements}. {@code $exists} with {@code true} is
	 * {@link #isNotNull}, with {@code false} {@link #isNull}. {@code $not} negates a map
	 * of operators or of conditions, and {@code $and} and {@code $or} join a list of
	 * maps.
	 * @param map the map; if it is empty, the filter is true for each row
	 * @return the filter
	 * @throws IllegalArgumentException if an operator is unknown, a value or a list is
	 * not allowed at its place, or maps are nested more than 100 deep
	 */
	public static Filter of(Map<String, ? extends @Nullable Object> map) {
		Assert.notNull(map, "'map' must not be null");
		return FilterMap.read(map);
	}

	/**
	 * A condition in SQL, for conditions that the other methods cannot express. The text
	 * is inserted into the statement unchanged, in parentheses. It contains the names of
	 * columns, not of properties. <b>Never build it from user input</b>: pass values as
	 * parameters, such as {@code :year}. A list is expanded to a parameter for each
	 * element. An enum constant is sent as its name, a point in time in UTC.
	 * @param text the condition
	 * @param parameters the value of each parameter in the text
	 * @return the filter
	 * @throws IllegalArgumentException if a parameter has no value, a value has no
	 * parameter, or a list is empty
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/expression-syntax/">Expressions</a>
	 */
	public static Filter sql(String text, Map<String, ? extends @Nullable Object> parameters) {
		return new Filter(SqlText.of(text, parameters));
	}

	/**
	 * Return the path of a value in a JSON column. The keys may contain any character,
	 * including dots and brackets.
	 * @param property the name of the property or column
	 * @param keys the keys, the outermost first
	 * @return the path, for the other methods of this class
	 */
	public static String path(String property, String... keys) {
		return JsonPath.format(name(property), Arrays.asList(keys));
	}

	/**
	 * This filter and all of the others are true.
	 * @param other another filter
	 * @param more more filters
	 * @return the filter
	 */
	public Filter and(Filter other, Filter... more) {
		return join(Junction.Kind.AND, list(other, more));
	}

	/**
	 * This filter or any of the others is true.
	 * @param other another filter
	 * @param more more filters
	 * @return the filter
	 */
	public Filter or(Filter other, Filter... more) {
		return join(Junction.Kind.OR, list(other, more));
	}

	/**
	 * Negate this filter.
	 * @return the negation
	 * @throws IllegalArgumentException if filters are nested more than 200 deep
	 * @see #not(Filter)
	 */
	public Filter negate() {
		return new Filter(new Negation(this.predicate), this.depth + 1, this.conditions);
	}

	/**
	 * Return whether this filter is true for each row regardless of its values, as
	 * {@link #unrestricted()}, an empty map and a {@code notIn} without values are. The
	 * text of {@link #sql} is not examined.
	 * @return {@code true} if it restricts nothing
	 */
	public boolean isUnrestricted() {
		return this.predicate.constant() == Constant.TRUE;
	}

	@Override
	protected void appendTo(SqlBuilder sql, ColumnScope scope) {
		this.predicate.appendTo(sql, scope);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Filter filter && this.predicate.equals(filter.predicate);
	}

	@Override
	public int hashCode() {
		return this.predicate.hashCode();
	}

	/**
	 * Return the names and operators, without values.
	 */
	@Override
	public String toString() {
		return this.predicate.toString();
	}

	static Filter compare(String property, Operator operator, @Nullable Object value) {
		return new Filter(Comparison.of(name(property), operator, value));
	}

	private List<Filter> list(Filter other, Filter... more) {
		return Stream.concat(Stream.of(this, other), Arrays.stream(more)).toList();
	}

	private static Filter join(Junction.Kind kind, Collection<? extends Filter> filters) {
		Assert.notNull(filters, "'filters' must not be null");
		Assert.noNullElements(filters,
				"A filter to join must not be null; Filter.unrestricted() is the one that restricts nothing");
		Predicate joined = Junction.of(kind, filters.stream().map((Filter filter) -> filter.predicate).toList());
		int depth = 1;
		int conditions = 0;
		for (Filter filter : filters) {
			boolean nested = joined instanceof Junction && !Junction.isOf(kind, filter.predicate);
			depth = Math.max(depth, filter.depth + (nested ? 1 : 0));
			conditions += filter.conditions;
		}
		return new Filter(joined, depth, conditions);
	}

	private static String name(String property) {
		return PropertyName.checked(property, "to filter by");
	}

}
