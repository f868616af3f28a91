package io.github.tidbspring.client.query;

/**
 * A condition that is the same for each row.
 */
enum Constant implements Predicate {

	TRUE, FALSE;

	@Override
	public void appendTo(FragmentBuilder sql, Scope scope) {
		sql.append(name());
	}

	@Override
	public boolean isAlways() {
		return this == TRUE;
	}

	@Override
	public boolean isNever() {
		return this == FALSE;
	}

}
