package io.github.tidbspring.client.internal.schema;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.RowMapper;

/**
 * Maps the rows of a table in the results of a statement of the application, which may
 * have other columns too, in any order: a column is found by its label.
 *
 * @param <T> the type of the rows
 */
public final class LabelledRowMapper<T> implements RowMapper<@Nullable T> {

	private final RowMapping<T> rows;

	private final List<ColumnSchema> columns;

	private final String prefix;

	private final boolean mayBeAbsent;

	private LabelledRowMapper(RowMapping<T> rows, String prefix, boolean mayBeAbsent) {
		this.rows = rows;
		this.columns = rows.columns();
		this.prefix = prefix;
		this.mayBeAbsent = mayBeAbsent;
	}

	/**
	 * Return a mapper of rows that are in each row of the results.
	 * @param <T> the type of the rows
	 * @param rows the mapping of the table's rows
	 * @return the mapper, which returns no {@code null}
	 */
	@SuppressWarnings("unchecked")
	public static <T> RowMapper<T> of(RowMapping<T> rows) {
		return (RowMapper<T>) new LabelledRowMapper<>(rows, "", false);
	}

	/**
	 * Return a mapper of rows that an outer join may not have found.
	 * @param <T> the type of the rows
	 * @param rows the mapping of the table's rows
	 * @param prefix what the labels begin with
	 * @return the mapper, which returns {@code null} if all columns are NULL
	 */
	public static <T> RowMapper<@Nullable T> of(RowMapping<T> rows, String prefix) {
		return new LabelledRowMapper<>(rows, prefix, true);
	}

	// NullAway does not look at the type argument of RowMapper.
	@Override
	@SuppressWarnings("NullAway")
	public @Nullable T mapRow(ResultSet row, int number) throws SQLException {
		int[] positions = positions(row.getMetaData());
		return (this.mayBeAbsent && isAbsent(row, positions)) ? null
				: this.rows.map(row, (position) -> positions[position - 1]);
	}

	private int[] positions(ResultSetMetaData results) throws SQLException {
		int[] positions = new int[this.columns.size()];
		for (int i = 0; i < positions.length; i++) {
			positions[i] = position(results, this.columns.get(i));
		}
		return positions;
	}

	/** The only column with a label: of several, {@code ResultSet} finds the first. */
	private int position(ResultSetMetaData results, ColumnSchema column) throws SQLException {
		String label = this.prefix + column.name().name();
		int found = 0;
		for (int position = 1; position <= results.getColumnCount(); position++) {
			if (results.getColumnLabel(position).equalsIgnoreCase(label)) {
				if (found > 0) {
					throw new DataRetrievalFailureException(("The result has several columns '%s', one of which is for "
							+ "%s; selectList(alias, prefix) and rowMapper(prefix) tell the columns of joined tables apart")
						.formatted(label, column.property()));
				}
				found = position;
			}
		}
		if (found == 0) {
			throw new DataRetrievalFailureException(
					"The result has no column '%s' for %s; %s returns all columns of the table".formatted(label,
							column.property(), this.prefix.isEmpty() ? "selectList(alias)"
									: "selectList(alias, \"%s\")".formatted(this.prefix)));
		}
		return found;
	}

	private static boolean isAbsent(ResultSet row, int[] positions) throws SQLException {
		for (int position : positions) {
			if (row.getObject(position) != null) {
				return false;
			}
		}
		return true;
	}

}
