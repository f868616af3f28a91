package io.github.tidbspring.client.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;

/**
 * Makes rows of results whose columns are those of the type, in their order: all of them,
 * or all but the vectors.
 *
 * @param <T> the type of the rows
 */
final class RowReader<T> implements RowMapper<T> {

	private static final String MISFIT = "A row does not fit %s: %s";

	private static final String MISFIT_WITHOUT_VECTORS = "A row without its vectors does not fit %s: %s. "
			+ "withVectors() reads them too";

	private final RowType<T> rowType;

	/** The columns of the type; {@code null} for those that the results do not have. */
	private final @Nullable ColumnSchema[] columns;

	private final String misfit;

	RowReader(RowType<T> rowType, List<ColumnSchema> columns) {
		this(rowType, columns.toArray(ColumnSchema[]::new), MISFIT);
	}

	private RowReader(RowType<T> rowType, @Nullable ColumnSchema[] columns, String misfit) {
		this.rowType = rowType;
		this.columns = columns;
		this.misfit = misfit;
	}

	/** Reads results without the vectors, which are {@code null} in the rows. */
	RowReader<T> withoutVectors() {
		@Nullable ColumnSchema[] others = this.columns.clone();
		for (int i = 0; i < others.length; i++) {
			ColumnSchema column = others[i];
			others[i] = (column != null && column.type().kind() != ColumnType.Kind.VECTOR) ? column : null;
		}
		return new RowReader<>(this.rowType, others, MISFIT_WITHOUT_VECTORS);
	}

	/** The columns that the results have, in their order. */
	List<ColumnSchema> columns() {
		return Stream.of(this.columns).filter(Objects::nonNull).toList();
	}

	@Override
	public T mapRow(ResultSet row, int number) throws SQLException {
		@Nullable Object[] values = new Object[this.columns.length];
		int index = 1;
		for (int i = 0; i < values.length; i++) {
			ColumnSchema column = this.columns[i];
			if (column != null) {
				values[i] = column.read(row, index++);
			}
		}
		try {
			return this.rowType.instantiate(values);
		}
		catch (RuntimeException ex) {
			throw new DataRetrievalFailureException(
					this.misfit.formatted(this.rowType.type().getSimpleName(), ex.getMessage()), ex);
		}
	}

}
