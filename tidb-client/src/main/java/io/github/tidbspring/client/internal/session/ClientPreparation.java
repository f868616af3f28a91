package io.github.tidbspring.client.internal.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import io.github.tidbspring.client.internal.driver.ConnectorJ;
import io.github.tidbspring.client.internal.sql.Placeholders;
import io.github.tidbspring.client.internal.sql.SqlLiteral;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.SqlProvider;

/**
 * Prepares a statement so that Connector/J puts the parameters into its text, whatever
 * the connection's setting is: prepared on the server, a vector would be a parameter, and
 * TiDB documents its vector index for a constant.
 * <p>
 * The statement is prepared on the connection as it was given, and not on the driver's
 * behind it. So a pool knows that a transaction has begun, that the statement is open,
 * and of an error that breaks the connection, and whatever decorates the
 * {@code DataSource} sees the statement. The text has a {@code ?} for the vector: in a
 * cache of statements, all searches of a kind are one.
 * <p>
 * A connection that cannot be unwrapped, such as that of another driver, prepares as it
 * does by itself.
 *
 * @param statement the statement, the text of the vector among its parameters
 */
record ClientPreparation(SqlStatement statement) implements PreparedStatementCreator, SqlProvider {

	@Override
	public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
		List<@Nullable Object> parameters = this.statement.parameters();
		String sql = Placeholders.replace(this.statement.text(), (index) -> {
			Object value = parameters.get(index);
			return SqlLiteral.dependsOnMode(value) ? SqlLiteral.of(value) : null;
		});
		PreparedStatement prepared = ConnectorJ.prepareOnClient(connection, sql);
		try {
			new ArgumentPreparedStatementSetter(
					parameters.stream().filter((value) -> !SqlLiteral.dependsOnMode(value)).toArray())
				.setValues(prepared);
			return prepared;
		}
		catch (SQLException | RuntimeException ex) {
			prepared.close();
			throw ex;
		}
	}

	// For the message of an exception: without any value.
	@Override
	public String getSql() {
		return this.statement.text();
	}

}
