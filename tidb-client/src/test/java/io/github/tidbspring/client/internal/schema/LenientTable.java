package io.github.tidbspring.client.internal.schema;

import java.util.List;

import io.github.tidbspring.client.internal.row.RowType;

/**
 * A table whose plain columns take any value as it is, for tests of the SQL and not of
 * what fits a column.
 */
public final class LenientTable {

	private LenientTable() {
	}

	/**
	 * Return the table of a type.
	 * @param <T> the type
	 * @param type a record with annotations
	 * @return the table
	 */
	public static <T> TableSchema<T> of(Class<T> type) {
		TableSchema<T> schema = TableSchema.of(type);
		List<ColumnSchema> columns = schema.columns().stream().map(LenientTable::lenient).toList();
		return TableSchema.of(RowType.of(type), schema.name(), TableOptions.NONE, columns, schema.types());
	}

	private static ColumnSchema lenient(ColumnSchema column) {
		ColumnType type = column.type();
		return (type.kind() != ColumnType.Kind.PLAIN) ? column
				: new ColumnSchema(column.property(), column.name(), new ColumnType(type.sqlType(), type.kind(),
						(value) -> (value instanceof Enum<?> constant) ? constant.name() : value, type.reader()),
						column.isKey(), column.isNullable(), column.definition(), null, ColumnTypes.standard());
	}

}
