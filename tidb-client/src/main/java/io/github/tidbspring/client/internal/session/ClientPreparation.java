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
 * the setting of the connection is. Prepared on the server, a vector would be a
 * parameter, and TiDB documents its vector index for a constant.
 * <p>
 * The statement is prepared on the given connection, not on the driver's connection
 * behind it. So a pool knows the state of the transaction, the open statement, and errors
 * that break the connection, and a proxy of the {@code DataSource} sees the statement.
 * The text has a {@code ?} for the vector: in a statement cache, all searches of a kind
 * are one statement.
 * <p>
 * A connection that cannot be unwrapped, such as that of another driver, prepares the
 * statement by its own rules.
 *
 * @param statement the statement, with the text of the vector among its parameters
 */
record ClientPreparation(SqlStatement statement) implements PreparedStatementCreator, SqlProvider {

	@Override
	public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
		List<@Nullable Object> parameters = this.statement.parameters();
		List<@Nullable Object> bound = parameters.stream().filter((value) -> !SqlLiteral.dependsOnMode(value)).toList();
		// Looked at only where it is needed: the text of a vector is long.
		String sql = (bound.size() == parameters.size()) ? this.statement.text()
				: Placeholders.replace(this.statement.text(), (index) -> {
					Object value = parameters.get(index);
					return SqlLiteral.dependsOnMode(value) ? SqlLiteral.of(value) : null;
				});
		PreparedStatement prepared = ConnectorJ.prepareOnClient(connection, sql);
		try {
			new ArgumentPreparedStatementSetter(bound.toArray()).setValues(prepared);
			return prepared;
		}
		catch (SQLException | RuntimeException ex) {
			prepared.close();
			throw ex;
		}
	}

	// For exception messages: without values.
	@Override
	public String getSql() {
		return this.statement.text();
	}

}
