package io.github.tidbspring.client.internal.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.tidbspring.client.internal.session.MappedTable;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Sends rows in batches of their statement, and returns the numbers that the server
 * generates. A statement with several rows returns only the first number.
 * {@code AUTO_INCREMENT} counts on from it: TiDB and MySQL reserve the numbers of one
 * statement together. {@code AUTO_RANDOM} does not, because other sessions may insert in
 * between; its rows are sent one by one.
 *
 * @param table the table
 */
record RowSender(MappedTable<?> table) {

	/**
	 * Send rows.
	 * @param statement the statement of all rows
	 * @param rows the rows
	 */
	void send(RowStatement statement, List<? extends PreparedRow<?>> rows) {
		int size = statement.rowsPerStatement(rows.size());
		this.table.jdbc().execute((Connection connection) -> {
			if (size > 1) {
				BatchRewriting.check(this.table.jdbc(), connection);
			}
			try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
				sendBatches(prepared, rows, size, null);
				return true;
			}
		});
	}

	/**
	 * Insert rows.
	 * @param statement the statement of all rows
	 * @param rows the rows
	 * @return the generated numbers, in the order of the rows
	 */
	List<Long> insert(RowStatement statement, List<? extends PreparedRow<?>> rows) {
		boolean together = rows.size() > 1 && isConsecutive();
		return Objects.requireNonNull(this.table.jdbc().execute((Connection connection) -> {
			// In here, because the template may call this twice.
			List<Long> numbers = new ArrayList<>(rows.size());
			try (PreparedStatement prepared = connection.prepareStatement(statement.sql(),
					Statement.RETURN_GENERATED_KEYS)) {
				if (together) {
					BatchRewriting.check(this.table.jdbc(), connection);
					sendBatches(prepared, rows, statement.rowsPerStatement(rows.size()), numbers);
					return numbers;
				}
				for (PreparedRow<?> row : rows) {
					row.setParameters(prepared);
					prepared.executeUpdate();
					addNumbers(prepared, 1, numbers);
				}
				return numbers;
			}
		}));
	}

	/**
	 * Insert rows, except those whose key or value in a unique index is there. A
	 * statement with such a row inserts none of its rows; then they are inserted one by
	 * one.
	 * @param statement the statement of all rows
	 * @param rows the rows
	 * @return the number of rows that were inserted
	 */
	int insertAbsent(RowStatement statement, List<? extends PreparedRow<?>> rows) {
		int size = Math.min(statement.rowsPerStatement(rows.size()), statement.maxRows());
		int inserted = 0;
		for (int from = 0; from < rows.size(); from += size) {
			List<? extends PreparedRow<?>> part = rows.subList(from, Math.min(from + size, rows.size()));
			if (insertTogether(statement, part)) {
				inserted += part.size();
			}
			else if (part.size() > 1) {
				for (PreparedRow<?> row : part) {
					inserted += insertTogether(statement, List.of(row)) ? 1 : 0;
				}
			}
		}
		return inserted;
	}

	/** Insert rows by one statement, and return whether none of them was there. */
	private boolean insertTogether(RowStatement statement, List<? extends PreparedRow<?>> rows) {
		try {
			this.table.jdbc().update(statement.insertOf(rows.size()), (prepared) -> {
				for (int i = 0; i < rows.size(); i++) {
					rows.get(i).setParameters(prepared, i);
				}
			});
			return true;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * Whether the driver can compute the numbers of several rows from the first one: it
	 * uses the increment that was set when the connection was opened.
	 */
	private boolean isConsecutive() {
		return !this.table.schema().isKeyRandom() && Objects.equals(1L,
				this.table.jdbc().queryForObject("SELECT @@`auto_increment_increment`", Long.class));
	}

	private void sendBatches(PreparedStatement statement, List<? extends PreparedRow<?>> rows, int size,
			@Nullable List<Long> numbers) throws SQLException {
		for (int from = 0; from < rows.size(); from += size) {
			List<? extends PreparedRow<?>> part = rows.subList(from, Math.min(from + size, rows.size()));
			for (PreparedRow<?> row : part) {
				row.setParameters(statement);
				statement.addBatch();
			}
			statement.executeBatch();
			if (numbers != null) {
				addNumbers(statement, part.size(), numbers);
			}
		}
	}

	private void addNumbers(PreparedStatement statement, int expected, List<Long> numbers) throws SQLException {
		int before = numbers.size();
		try (ResultSet keys = statement.getGeneratedKeys()) {
			while (keys.next()) {
				numbers.add(keys.getLong(1));
			}
		}
		if (numbers.size() != before + expected) {
			throw unexpectedKeys(numbers.size() - before, expected);
		}
	}

	InvalidDataAccessResourceUsageException unexpectedKeys(int keys, int rows) {
		return new InvalidDataAccessResourceUsageException(
				("The server generated %s keys for %s rows of %s: is the table's key AUTO_RANDOM or AUTO_INCREMENT? "
						+ "schema().validate() compares the table with the type")
					.formatted(keys, rows, this.table.name()));
	}

}
