package io.github.tidbspring.client.internal.schema;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnDomain.Family;
import io.github.tidbspring.client.internal.schema.ColumnType.Use;

/**
 * Checks bytes for a column.
 */
final class BinaryValues extends ColumnValues {

	BinaryValues(RowProperty property, ColumnDomain type) {
		super(property, type);
	}

	@Override
	public Object write(Object value) {
		byte[] bytes = bytes(value);
		if (type().family() == Family.BINARY && bytes.length != type().size()) {
			throw unfit(value, "has %s bytes, and BINARY(%s) fills up with zeros what has not %s; VARBINARY does not"
				.formatted(bytes.length, type().size(), type().size()));
		}
		return bytes;
	}

	@Override
	Object comparand(Object value, Use use) {
		return bytes(value);
	}

	private byte[] bytes(Object value) {
		if (!(value instanceof byte[] bytes)) {
			throw misfit("a byte[]", value);
		}
		return bytes;
	}

}
