package io.github.tidbspring.client.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;

/**
 * Makes rows of results whose columns are those of the type, in their order.
 *
 * @param <T> the type of the rows
 */
final class RowReader<T> implements RowMapper<T> {

	private final RowType<T> rowType;

	private final ColumnSchema[] columns;

	RowReader(RowType<T> rowType, List<ColumnSchema> columns) {
		this.rowType = rowType;
		this.columns = columns.toArray(ColumnSchema[]::new);
	}

	@Override
	public T mapRow(ResultSet row, int number) throws SQLException {
		@Nullable Object[] values = new Object[this.columns.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = this.columns[i].read(row, i + 1);
		}
		try {
			return this.rowType.instantiate(values);
		}
		catch (RuntimeException ex) {
			throw new DataRetrievalFailureException(
					"A row does not fit %s: %s".formatted(this.rowType.type().getSimpleName(), ex.getMessage()), ex);
		}
	}

}
