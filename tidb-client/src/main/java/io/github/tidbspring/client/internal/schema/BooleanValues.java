package io.github.tidbspring.client.internal.schema;

import io.github.tidbspring.client.internal.row.RowProperty;

/**
 * Checks booleans for a column. Numbers are rejected: 2 is neither true nor false.
 */
final class BooleanValues extends ColumnValues {

	BooleanValues(RowProperty property, ColumnDomain type) {
		super(property, type);
	}

	@Override
	public Object write(Object value) {
		if (!(value instanceof Boolean)) {
			throw misfit("true or false", value);
		}
		return value;
	}

}
