package io.github.tidbspring.client.internal.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.Session;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Inserts rows without the number that the server chooses for each, and returns those
 * numbers. A statement with several rows reports the first number only.
 * {@code AUTO_INCREMENT} counts on from it: TiDB and MySQL reserve the numbers of one
 * statement together. {@code AUTO_RANDOM} does not, since others may insert in between,
 * and its rows are sent one by one.
 */
final class GeneratedKeys {

	private final Session session;

	private final TableSchema<?> schema;

	GeneratedKeys(Session session, TableSchema<?> schema) {
		this.session = session;
		this.schema = schema;
	}

	/** Insert a row, and return the number that the server chose. */
	long insert(PreparedRow<?> row) {
		return insert(row.statement(), List.of(row)).get(0);
	}

	/**
	 * Insert rows, and return the numbers that the server chose.
	 * @param statement the statement of all rows
	 * @param rows the rows
	 * @return the numbers, in the order of the rows
	 */
	List<Long> insert(RowStatement statement, List<? extends PreparedRow<?>> rows) {
		boolean together = rows.size() > 1 && isConsecutive();
		return Objects.requireNonNull(this.session.jdbc().execute((Connection connection) -> {
			try (PreparedStatement prepared = connection.prepareStatement(statement.sql(),
					Statement.RETURN_GENERATED_KEYS)) {
				if (!together) {
					return insertOneByOne(prepared, rows);
				}
				BatchRewriting.check(this.session.jdbc(), connection);
				return insertTogether(prepared, rows, statement.rowsPerStatement(rows.size()));
			}
		}));
	}

	/**
	 * Whether the driver can tell the numbers of several rows from the first one: it
	 * takes the step that was set when the connection was opened.
	 */
	private boolean isConsecutive() {
		return !this.schema.isKeyRandom() && Objects.equals(1L,
				this.session.jdbc().queryForObject("SELECT @@`auto_increment_increment`", Long.class));
	}

	private List<Long> insertOneByOne(PreparedStatement statement, List<? extends PreparedRow<?>> rows)
			throws SQLException {
		List<Long> numbers = new ArrayList<>(rows.size());
		for (PreparedRow<?> row : rows) {
			row.setParameters(statement);
			statement.executeUpdate();
			addNumbers(statement, 1, numbers);
		}
		return numbers;
	}

	private List<Long> insertTogether(PreparedStatement statement, List<? extends PreparedRow<?>> rows, int size)
			throws SQLException {
		List<Long> numbers = new ArrayList<>(rows.size());
		for (int from = 0; from < rows.size(); from += size) {
			List<? extends PreparedRow<?>> part = rows.subList(from, Math.min(from + size, rows.size()));
			for (PreparedRow<?> row : part) {
				row.setParameters(statement);
				statement.addBatch();
			}
			statement.executeBatch();
			addNumbers(statement, part.size(), numbers);
		}
		return numbers;
	}

	private void addNumbers(PreparedStatement statement, int expected, List<Long> numbers) throws SQLException {
		int before = numbers.size();
		try (ResultSet keys = statement.getGeneratedKeys()) {
			while (keys.next()) {
				numbers.add(keys.getLong(1));
			}
		}
		if (numbers.size() != before + expected) {
			throw new InvalidDataAccessResourceUsageException(
					("The server chose %s keys for %s rows of %s: is the table's key AUTO_RANDOM or AUTO_INCREMENT? "
							+ "schema().validate() compares the table with the type")
						.formatted(numbers.size() - before, expected, this.schema.name()));
		}
	}

}
