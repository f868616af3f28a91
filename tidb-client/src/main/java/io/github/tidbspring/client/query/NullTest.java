package io.github.tidbspring.client.query;

/**
 * Whether a property is null.
 *
 * @param property the property
 * @param negated whether it must not be
 */
record NullTest(String property, boolean negated) implements Predicate {

	@Override
	public void appendTo(FragmentBuilder sql, Scope scope) {
		scope.operand(this.property).isNull(sql, this.negated);
	}

	@Override
	public String toString() {
		return this.property + (this.negated ? " IS NOT NULL" : " IS NULL");
	}

}
