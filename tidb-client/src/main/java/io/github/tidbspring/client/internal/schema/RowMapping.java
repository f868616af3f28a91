package io.github.tidbspring.client.internal.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.row.RowType;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;

/**
 * Maps rows to instances of a type. The columns of the results are those of the mapping,
 * in their order.
 *
 * @param <T> the type of the results
 */
public final class RowMapping<T> implements RowMapper<T> {

	private static final String MISFIT = "A row does not fit %s: %s";

	private static final String MISFIT_WITHOUT_VECTORS = "A row without its vectors does not fit %s: %s. "
			+ "withVectors() reads them too";

	private final RowType<T> rowType;

	/** By property: the column; {@code null} if the results do not have it. */
	private final @Nullable ColumnSchema[] columns;

	private final String misfit;

	private RowMapping(RowType<T> rowType, @Nullable ColumnSchema[] columns, String misfit) {
		this.rowType = rowType;
		this.columns = columns;
		this.misfit = misfit;
	}

	/**
	 * Return the mapping of whole rows.
	 * @param <T> the type of the rows
	 * @param schema the table
	 * @return the mapping
	 */
	public static <T> RowMapping<T> of(TableSchema<T> schema) {
		return new RowMapping<>(schema.rowType(), schema.columns().toArray(ColumnSchema[]::new), MISFIT);
	}

	/**
	 * Return the mapping of rows into another type.
	 * @param <R> the type of the results
	 * @param schema the table
	 * @param type the type, whose properties are some of the table's
	 * @return the mapping
	 * @throws IllegalArgumentException if a property is none of the table's
	 */
	public static <R> RowMapping<R> of(TableSchema<?> schema, Class<R> type) {
		RowType<R> rowType = BeanUtils.isSimpleProperty(type) ? null : RowType.of(type);
		if (rowType == null || rowType.properties().isEmpty()) {
			throw new IllegalArgumentException(
					"%s has no properties that could be columns; values(property, type) reads a single column"
						.formatted(type.getSimpleName()));
		}
		return new RowMapping<>(rowType,
				rowType.properties().stream().map((property) -> column(schema, property)).toArray(ColumnSchema[]::new),
				MISFIT);
	}

	private static ColumnSchema column(TableSchema<?> schema, RowProperty property) {
		String name = property.column().name();
		// A name in the annotation is that of a column, as in the type of the rows.
		return (name.isEmpty() ? schema.column(property.name()) : schema.columnOfName(name)).readBy(property);
	}

	/**
	 * Return a mapping that does not read vectors, which are {@code null} in the rows.
	 * @return the mapping
	 */
	public RowMapping<T> withoutVectors() {
		@Nullable ColumnSchema[] others = this.columns.clone();
		for (int i = 0; i < others.length; i++) {
			ColumnSchema column = others[i];
			others[i] = (column != null && column.type().kind() != ColumnType.Kind.VECTOR) ? column : null;
		}
		return new RowMapping<>(this.rowType, others, MISFIT_WITHOUT_VECTORS);
	}

	/**
	 * Return the columns that are read.
	 * @return the columns, in the order of the results
	 */
	public List<ColumnSchema> columns() {
		return Stream.of(this.columns).filter(Objects::nonNull).toList();
	}

	/**
	 * Return the value of a property of a result.
	 * @param result the result
	 * @param column the table's column
	 * @return the value
	 * @throws IllegalArgumentException if the type does not have the property
	 */
	public @Nullable Object value(T result, ColumnSchema column) {
		return columns().stream()
			.filter((each) -> each.name().equals(column.name()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("%s does not have %s, which the query is ordered by"
				.formatted(this.rowType.name(), column.property().name())))
			.property()
			.value(this.rowType.complete(result));
	}

	@Override
	public T mapRow(ResultSet row, int number) throws SQLException {
		return map(row, (position) -> position);
	}

	/**
	 * Map a row of a result whose columns are in another order.
	 * @param row the result
	 * @param index converts the position of a column of this mapping, from 1, to its
	 * position in the result
	 * @return the instance
	 * @throws SQLException if the connection fails
	 */
	T map(ResultSet row, IntUnaryOperator index) throws SQLException {
		@Nullable Object[] values = new Object[this.columns.length];
		int position = 1;
		for (int i = 0; i < values.length; i++) {
			ColumnSchema column = this.columns[i];
			if (column != null) {
				values[i] = column.read(row, index.applyAsInt(position++));
			}
		}
		try {
			return this.rowType.instantiate(values);
		}
		catch (RuntimeException ex) {
			throw new DataRetrievalFailureException(this.misfit.formatted(this.rowType.name(), ex.getMessage()), ex);
		}
	}

}
