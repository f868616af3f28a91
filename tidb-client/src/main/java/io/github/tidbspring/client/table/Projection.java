package io.github.tidbspring.client.table;

import java.util.List;

import io.github.tidbspring.client.annotation.TiDBColumn;
import org.jspecify.annotations.Nullable;

/**
 * What is read of each row, and into which type.
 *
 * @param <T> the type of the results
 * @param rowType the type
 * @param columns the columns, in the order of its properties
 * @param reader reads them
 */
record Projection<T>(RowType<T> rowType, List<ColumnSchema> columns, RowReader<T> reader) {

	static <T> Projection<T> of(TableSchema<T> schema) {
		return new Projection<>(schema.rowType(), schema.columns(),
				new RowReader<>(schema.rowType(), schema.columns()));
	}

	static <R> Projection<R> of(TableSchema<?> schema, Class<R> type) {
		RowType<R> rowType = RowType.of(type);
		if (rowType.properties().isEmpty()) {
			throw new IllegalArgumentException(
					"%s has no properties that could be columns; values(property, type) reads a single column"
						.formatted(type.getSimpleName()));
		}
		List<ColumnSchema> columns = rowType.properties().stream().map((property) -> column(schema, property)).toList();
		return new Projection<>(rowType, columns, new RowReader<>(rowType, columns));
	}

	private static ColumnSchema column(TableSchema<?> schema, RowProperty property) {
		TiDBColumn annotation = property.annotation(TiDBColumn.class);
		boolean named = annotation != null && !annotation.name().isEmpty();
		// What names its column means the column, as it does in the type of the rows.
		ColumnSchema column = (annotation != null && named) ? schema.columnOfName(annotation.name())
				: schema.column(property.name());
		return column.readBy(property);
	}

	/**
	 * Return the value of a result's property.
	 * @param result the result
	 * @param column the table's column
	 * @return the value
	 */
	@Nullable Object value(T result, ColumnSchema column) {
		return this.columns.stream()
			.filter((each) -> each.name().equals(column.name()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("%s does not have %s, which the query is ordered by"
				.formatted(this.rowType.type().getSimpleName(), column.property().name())))
			.property()
			.value(result);
	}

}
