package io.github.tidbspring.client.table;

import java.util.Arrays;

/**
 * The key of a row that is there, as the server returns it.
 *
 * @param values the values of its columns; arrays among them are compared by content
 */
record RowKey(Object[] values) {

	@Override
	public boolean equals(Object other) {
		return other instanceof RowKey key && Arrays.deepEquals(this.values, key.values);
	}

	@Override
	public int hashCode() {
		return Arrays.deepHashCode(this.values);
	}

}
