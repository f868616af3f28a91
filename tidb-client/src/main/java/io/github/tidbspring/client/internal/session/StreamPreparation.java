package io.github.tidbspring.client.internal.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.github.tidbspring.client.internal.driver.ConnectorJ;
import io.github.tidbspring.client.internal.sql.SqlStatement;

import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.SqlProvider;

/**
 * Prepares a query whose result may be too large for the memory.
 *
 * @param statement the query
 */
record StreamPreparation(SqlStatement statement) implements PreparedStatementCreator, SqlProvider {

	/** Connector/J then reads row by row; with other values it reads all rows at once. */
	private static final int ROW_BY_ROW = Integer.MIN_VALUE;

	private static final int ROWS_AT_A_TIME = 1000;

	@Override
	public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
		PreparedStatement prepared = connection.prepareStatement(this.statement.text(), ResultSet.TYPE_FORWARD_ONLY,
				ResultSet.CONCUR_READ_ONLY);
		new ArgumentPreparedStatementSetter(this.statement.arguments()).setValues(prepared);
		prepared.setFetchSize(fetchSize(connection));
		return prepared;
	}

	/*
	 * With a cursor the connection is free between two reads. Without one, Connector/J
	 * can only read row by row, and rejects other statements until it has read the last
	 * row.
	 */
	private static int fetchSize(Connection connection) throws SQLException {
		boolean rowByRow = ConnectorJ.isDriverOf(connection) && !ConnectorJ.isOn(connection, "useCursorFetch");
		return rowByRow ? ROW_BY_ROW : ROWS_AT_A_TIME;
	}

	@Override
	public String getSql() {
		return this.statement.text();
	}

}
