package io.github.tidbspring.client.query;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A test whether a property is one of some values.
 *
 * @param property the property
 * @param values the values, possibly none
 * @param negated whether it must be none of them
 */
record Membership(String property, List<Object> values, boolean negated) implements Predicate {

	private static final int SHOWN = 5;

	/**
	 * Create a test. NULL is tested separately: SQL's {@code IN} is never true for it,
	 * and {@code NOT IN} is never true if its list contains it.
	 * @param property the property
	 * @param values the values, possibly with {@code null}
	 * @param negated whether it must be none of them
	 * @return the test
	 */
	static Predicate of(String property, Collection<? extends @Nullable Object> values, boolean negated) {
		PropertyName.checked(property, "to filter by");
		Assert.notNull(values, () -> "'%s' needs a list to be compared with, not null".formatted(property));
		List<Object> present = values.stream()
			.filter(Objects::nonNull)
			.map((value) -> element(property, value))
			.toList();
		if (present.size() == values.size()) {
			return new Membership(property, present, negated);
		}
		Predicate nullTest = new NullTest(property, negated);
		if (present.isEmpty()) {
			return nullTest;
		}
		return Junction.of(negated ? Junction.Kind.AND : Junction.Kind.OR,
				List.of(new Membership(property, present, negated), nullTest));
	}

	private static Object element(String property, Object value) {
		if (ValueShape.elements(value) != null) {
			throw new IllegalArgumentException(
					("'%s' is compared with each of the values that are given, and one of them "
							+ "is a list or an array itself; give its elements, or a collection of them")
						.formatted(property));
		}
		return ValueShape.single(property, value);
	}

	@Override
	public void appendTo(SqlBuilder sql, ColumnScope scope) {
		Operand.of(this.property, scope).in(sql, this.values, this.negated);
	}

	@Override
	public @Nullable Constant constant() {
		return this.values.isEmpty() ? (this.negated ? Constant.TRUE : Constant.FALSE) : null;
	}

	@Override
	public String toString() {
		return this.property + (this.negated ? " NOT IN (" : " IN (") + placeholders(this.values.size()) + ")";
	}

	/** The list of values in a text that shows none of them. */
	static String placeholders(int values) {
		return (values > SHOWN) ? "?, … " + values + " values" : String.join(", ", Collections.nCopies(values, "?"));
	}

}
