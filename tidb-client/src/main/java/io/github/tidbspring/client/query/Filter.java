package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.internal.schema.ColumnExpression;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Which rows are meant: a condition on the columns of a table, shared by tables and
 * search. Filters are values, composed of one another: <pre class="code">
 * eq("meta.lang", "en").and(gt("createdAt", yesterday), not(in("author", blocked)))
 * </pre>
 * <p>
 * A property is named as in Java or as its column. A path names a value in a JSON column:
 * {@code meta.author.name}, {@code meta.tags[0]}, {@code meta."any key"}; for a key that
 * is not known beforehand there is {@link #path}. There, strings, numbers and booleans
 * are compared as such, by their exact characters: a string never equals a number, nor is
 * it greater or less. A date, a time, an enum constant and anything else is compared as
 * what the mapper of the column writes for it. Texts of times have an order of their own:
 * a comparison by order with a time whose texts do not sort as the times do, such as an
 * {@code Instant}'s, is an {@code IllegalArgumentException}, and so is a comparison of
 * one value with what the column's Java type says is a list or an object.
 * <p>
 * A value that is compared with a property of a table has that property's type, or one
 * that is compared exactly: another number for a number, a text by ISO 8601 for a date or
 * time (with its offset for a point in time), the name of a constant for an enum. Any
 * other, such as a text for a number or a number for a text, is an
 * {@link IllegalArgumentException} when the filter is used; the server converts nothing.
 * <p>
 * Null means SQL's NULL, and in JSON also a missing value and JSON's own null. To be
 * equal to null is to be null. A comparison with a value is neither true nor false of a
 * null, and neither is its negation: {@code ne("author", "Ann")} and
 * {@code not(eq("author", "Ann"))} leave out the rows without an author.
 * <p>
 * Whether strings in columns are equal is up to the column's collation. Values are always
 * parameters, and {@link #toString()} does not show them.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/expression-syntax/">Expressions</a>
 * @see <a href="https://docs.pingcap.com/tidb/stable/json-functions/">JSON functions</a>
 */
public final class Filter extends ColumnExpression {

	/** Neither a stack of ours nor one of the server's is exhausted by as many. */
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
			throw new IllegalArgumentException(("A filter may be nested %s deep at most; allOf(…) and anyOf(…) "
					+ "join any number of conditions without nesting them")
				.formatted(MAX_DEPTH));
		}
		if (conditions > MAX_CONDITIONS) {
			throw new IllegalArgumentException(("A filter may join %s conditions at most; in(…) compares one property "
					+ "with any number of values")
				.formatted(MAX_CONDITIONS));
		}
		this.predicate = predicate;
		this.depth = depth;
		this.conditions = conditions;
	}

	/**
	 * The property is equal to a value, or is null where the value is.
	 * @param property the name of a property or column, or a path
	 * @param value the value, or {@code null}
	 * @return the filter
	 * @throws IllegalArgumentException if the value is a list or a map
	 */
	public static Filter eq(String property, @Nullable Object value) {
		return (value != null) ? compare(property, Operator.EQ, value) : isNull(property);
	}

	/**
	 * The property has another value, or is not null where the value is. A property that
	 * is null has no other value.
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
	 * The property is between two values or equal to one of them.
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
	 * @param values the values, {@code null} among them for null
	 * @return the filter; without values, no row
	 * @throws IllegalArgumentException if a value is a list or a map
	 */
	public static Filter in(String property, @Nullable Object... values) {
		return in(property, Arrays.asList(values));
	}

	/**
	 * The property is one of some values.
	 * @param property the name of a property or column, or a path
	 * @param values the values, {@code null} among them for null
	 * @return the filter; without values, no row
	 * @throws IllegalArgumentException if a value is a list or a map
	 */
	public static Filter in(String property, Collection<? extends @Nullable Object> values) {
		return new Filter(Membership.of(property, values, false));
	}

	/**
	 * The property is none of some values. A property that is null is not, unless there
	 * are no values.
	 * @param property the name of a property or column, or a path
	 * @param values the values
	 * @return the filter; without values, each row
	 * @throws IllegalArgumentException if a value is a list or a map
	 */
	public static Filter notIn(String property, @Nullable Object... values) {
		return notIn(property, Arrays.asList(values));
	}

	/**
	 * The property is none of some values. A property that is null is not, unless there
	 * are no values.
	 * @param property the name of a property or column, or a path
	 * @param values the values
	 * @return the filter; without values, each row
	 * @throws IllegalArgumentException if a value is a list or a map
	 */
	public static Filter notIn(String property, Collection<? extends @Nullable Object> values) {
		return new Filter(Membership.of(property, values, true));
	}

	/**
	 * The property matches a pattern, in which {@code %} stands for any characters,
	 * {@code _} for one, and a backslash before them for themselves.
	 * @param property the name of a property or column, or a path
	 * @param pattern the pattern
	 * @return the filter
	 * @see <a href="https://docs.pingcap.com/tidb/stable/string-functions/">String
	 * functions</a>
	 */
	public static Filter like(String property, String pattern) {
		Assert.notNull(pattern, () -> "'%s' cannot be like null".formatted(property));
		return new Filter(new PatternMatch(name(property), pattern, ""));
	}

	/**
	 * The property starts with a text, in which no character is a wildcard.
	 * @param property the name of a property or column, or a path
	 * @param text the text
	 * @return the filter
	 */
	public static Filter startsWith(String property, String text) {
		Assert.notNull(text, () -> "'%s' cannot start with null".formatted(property));
		return new Filter(PatternMatch.ofText(name(property), "", text, "%"));
	}

	/**
	 * The property ends with a text, in which no character is a wildcard.
	 * @param property the name of a property or column, or a path
	 * @param text the text
	 * @return the filter
	 */
	public static Filter endsWith(String property, String text) {
		Assert.notNull(text, () -> "'%s' cannot end with null".formatted(property));
		return new Filter(PatternMatch.ofText(name(property), "%", text, ""));
	}

	/**
	 * The property contains a text, in which no character is a wildcard. A JSON list
	 * contains elements, not a text: see {@link #sql(String, Map)} and
	 * {@code JSON_CONTAINS}.
	 * @param property the name of a property or column, or a path
	 * @param text the text
	 * @return the filter
	 */
	public static Filter contains(String property, String text) {
		Assert.notNull(text, () -> "'%s' cannot contain null".formatted(property));
		return new Filter(PatternMatch.ofText(name(property), "%", text, "%"));
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
	 * The contrary of a filter. Where that is neither true nor false, as of a null, its
	 * contrary is not true either.
	 * @param filter the filter
	 * @return the filter's negation
	 * @throws IllegalArgumentException if filters are nested more than 200 deep
	 */
	public static Filter not(Filter filter) {
		return filter.negate();
	}

	/**
	 * All of some filters are true.
	 * @param filters the filters; without any, each row
	 * @return the filter
	 * @throws IllegalArgumentException if there are more than 10,000 conditions in them,
	 * or they are nested more than 200 deep
	 */
	public static Filter allOf(Filter... filters) {
		return allOf(Arrays.asList(filters));
	}

	/**
	 * All of some filters are true.
	 * @param filters the filters; without any, each row
	 * @return the filter
	 * @throws IllegalArgumentException if there are more than 10,000 conditions in them,
	 * or they are nested more than 200 deep
	 */
	public static Filter allOf(Collection<? extends Filter> filters) {
		return join(Junction.Kind.AND, filters);
	}

	/**
	 * Any of some filters is true.
	 * @param filters the filters; without any, no row
	 * @return the filter
	 * @throws IllegalArgumentException if there are more than 10,000 conditions in them,
	 * or they are nested more than 200 deep
	 */
	public static Filter anyOf(Filter... filters) {
		return anyOf(Arrays.asList(filters));
	}

	/**
	 * Any of some filters is true.
	 * @param filters the filters; without any, no row
	 * @return the filter
	 * @throws IllegalArgumentException if there are more than 10,000 conditions in them,
	 * or they are nested more than 200 deep
	 */
	public static Filter anyOf(Collection<? extends Filter> filters) {
		return join(Junction.Kind.OR, filters);
	}

	/**
	 * Each row.
	 * @return the filter
	 */
	public static Filter unrestricted() {
		return UNRESTRICTED;
	}

	/**
	 * Read the map form that pytidb and MongoDB users know, such as
	 * <code>{"meta.lang": "en", "year": {"$gte": 2000, "$lt": 2010}}</code>. All entries
	 * must be true. The operators are {@code $eq}, {@code $ne}, {@code $gt},
	 * {@code $gte}, {@code $lt}, {@code $lte}, {@code $in} and {@code $nin} for one
	 * property, and {@code $and} and {@code $or} for lists of such maps.
	 * @param map the map; an empty one is each row
	 * @return the filter
	 * @throws IllegalArgumentException if an operator is unknown, or a value or a list is
	 * where it does not belong
	 */
	public static Filter of(Map<String, ? extends @Nullable Object> map) {
		Assert.notNull(map, "'map' must not be null");
		return FilterMap.read(map);
	}

	/**
	 * A condition in SQL, for what the other filters cannot say. The text goes into the
	 * statement as it is, between parentheses, and names columns as the server does; it
	 * must never be made of what a user has entered. What varies is a parameter, such as
	 * {@code :year}; a list becomes as many as it has elements. A value is sent as what
	 * it is: an enum constant as its name, a point in time in UTC.
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
	 * Return how a filter names a value in a JSON column by keys that may hold any
	 * character, a dot or a bracket included.
	 * @param property the name of the property or column
	 * @param keys the keys, from the outermost
	 * @return the path
	 */
	public static String path(String property, String... keys) {
		return JsonPath.format(name(property), Arrays.asList(keys));
	}

	/**
	 * This and other filters are true.
	 * @param other another filter
	 * @param more more filters
	 * @return the filter
	 */
	public Filter and(Filter other, Filter... more) {
		return join(Junction.Kind.AND, list(other, more));
	}

	/**
	 * This or any of other filters is true.
	 * @param other another filter
	 * @param more more filters
	 * @return the filter
	 */
	public Filter or(Filter other, Filter... more) {
		return join(Junction.Kind.OR, list(other, more));
	}

	/**
	 * The contrary of this filter.
	 * @return the filter
	 * @see #not(Filter)
	 */
	public Filter negate() {
		return new Filter(new Negation(this.predicate), this.depth + 1, this.conditions);
	}

	/**
	 * Return whether this filter lets each row through by its form alone, as
	 * {@link #unrestricted()}, an empty map and a {@code notIn} without values do. What a
	 * text in SQL means is not looked into.
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
	 * Return names and operators, without any value.
	 */
	@Override
	public String toString() {
		return this.predicate.toString();
	}

	static Filter compare(String property, Operator operator, @Nullable Object value) {
		return new Filter(Comparison.of(name(property), operator, value));
	}

	private List<Filter> list(Filter other, Filter... more) {
		List<Filter> filters = new ArrayList<>(List.of(this, other));
		filters.addAll(Arrays.asList(more));
		return filters;
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
