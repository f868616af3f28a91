package io.github.tidbspring.client.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;

import io.github.tidbspring.client.connection.ConnectorJ;

import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlProvider;

/**
 * Rows of a result that is too large to hold.
 */
final class RowStream {

	/** What Connector/J takes for "row by row"; it reads all rows at once otherwise. */
	private static final int ROW_BY_ROW = Integer.MIN_VALUE;

	private static final int ROWS_AT_A_TIME = 1000;

	private RowStream() {
	}

	static <T> Stream<T> open(JdbcOperations jdbc, String sql, Object[] parameters, RowMapper<T> mapper) {
		return jdbc.queryForStream(new Preparation(sql, parameters), mapper);
	}

	/*
	 * With a cursor the connection is free between two reads. Without one, Connector/J
	 * can only read row by row, and takes no other statement meanwhile.
	 */
	private static int fetchSize(Connection connection) throws SQLException {
		boolean rowByRow = ConnectorJ.isDriverOf(connection) && !ConnectorJ.isOn(connection, "useCursorFetch");
		return rowByRow ? ROW_BY_ROW : ROWS_AT_A_TIME;
	}

	/**
	 * Prepares the statement, and names it where it fails.
	 */
	private record Preparation(String sql, Object[] parameters) implements PreparedStatementCreator, SqlProvider {

		@Override
		public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
			PreparedStatement statement = connection.prepareStatement(this.sql, ResultSet.TYPE_FORWARD_ONLY,
					ResultSet.CONCUR_READ_ONLY);
			new ArgumentPreparedStatementSetter(this.parameters).setValues(statement);
			statement.setFetchSize(fetchSize(connection));
			return statement;
		}

		@Override
		public String getSql() {
			return this.sql;
		}

	}

}
