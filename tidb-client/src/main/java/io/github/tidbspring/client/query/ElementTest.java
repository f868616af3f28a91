package io.github.tidbspring.client.query;

import java.util.Collection;
import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A test whether a list in JSON contains some elements.
 *
 * @param property the property
 * @param elements the elements
 * @param all whether it must contain all of them, and not any
 * @param isExact whether the test is unknown, and not false, for null: TiDB does not use
 * an index for that
 */
record ElementTest(String property, List<Object> elements, boolean all, boolean isExact) implements Predicate {

	/**
	 * Create a test.
	 * @param property the property
	 * @param elements the elements
	 * @param all whether the list must contain all of them, and not any
	 * @return the test
	 * @throws IllegalArgumentException if an element is {@code null}
	 */
	static ElementTest of(String property, Collection<?> elements, boolean all) {
		PropertyName.checked(property, "to filter by");
		Assert.notNull(elements, () -> "'%s' needs a list of elements, not null".formatted(property));
		for (Object element : elements) {
			Assert
				.notNull(element,
						() -> ("'%s' is asked for an element that is null; a list in JSON is asked for "
								+ "strings, numbers, booleans, lists and objects")
							.formatted(PropertyName.shown(property)));
		}
		return new ElementTest(property, List.copyOf(elements), all, false);
	}

	/** The number of conditions in the statement. */
	int conditions() {
		return this.all ? Math.max(1, this.elements.size()) : 1;
	}

	@Override
	public void appendTo(SqlBuilder sql, ColumnScope scope) {
		Operand operand = Operand.of(this.property, scope);
		if (this.elements.isEmpty()) {
			sql.append(this.all ? "TRUE" : "FALSE");
		}
		else if (this.all && this.elements.size() > 1) {
			String before = "(";
			for (Object element : this.elements) {
				operand.contains(sql.append(before), List.of(element), this.isExact);
				before = " AND ";
			}
			sql.append(")");
		}
		else {
			operand.contains(sql, this.elements, this.isExact);
		}
	}

	@Override
	public @Nullable Constant constant() {
		return this.elements.isEmpty() ? (this.all ? Constant.TRUE : Constant.FALSE) : null;
	}

	@Override
	public Predicate exact() {
		return new ElementTest(this.property, this.elements, this.all, true);
	}

	@Override
	public String toString() {
		return "%s CONTAINS %s OF (%s)".formatted(this.property, this.all ? "ALL" : "ANY",
				Membership.placeholders(this.elements.size()));
	}

}
