package io.github.tidbspring.client.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.tidbspring.client.query.SqlFragment;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;

/**
 * A statement that searches. It is prepared on the client: prepared on the server, its
 * vector would be a parameter, and TiDB's planner wants a constant.
 *
 * @param sql the text, with a {@code ?} for each parameter
 * @param parameters the parameters, the text of the vector among them
 */
record SearchStatement(String sql, List<@Nullable Object> parameters) {

	SearchStatement {
		parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
	}

	/** The text with all values in it, to read. */
	String readable() {
		return Placeholders.replace(this.sql, (index) -> SqlLiteral.of(this.parameters.get(index)));
	}

	SearchStatement explaining() {
		return new SearchStatement("EXPLAIN " + this.sql, this.parameters);
	}

	<R extends @Nullable Object> R query(JdbcOperations jdbc, ResultSetExtractor<R> extractor) {
		return jdbc.query(new Preparation(this), extractor);
	}

	/**
	 * Prepares the statement on a connection.
	 */
	private record Preparation(SearchStatement statement) implements PreparedStatementCreator, SqlProvider {

		@Override
		public PreparedStatement createPreparedStatement(Connection connection) throws SQLException {
			List<@Nullable Object> parameters = this.statement.parameters();
			if (parameters.stream().noneMatch(SqlLiteral::dependsOnMode)) {
				return withParameters(ClientPreparation.prepare(connection, this.statement.sql()), parameters);
			}
			String sql = Placeholders.replace(this.statement.sql(), (index) -> {
				Object value = parameters.get(index);
				return SqlLiteral.dependsOnMode(value) ? SqlLiteral.of(value) : null;
			});
			return withParameters(ClientPreparation.prepare(connection, sql),
					parameters.stream().filter((value) -> !SqlLiteral.dependsOnMode(value)).toList());
		}

		private static PreparedStatement withParameters(PreparedStatement prepared, List<@Nullable Object> parameters)
				throws SQLException {
			try {
				new ArgumentPreparedStatementSetter(parameters.toArray()).setValues(prepared);
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
			return this.statement.sql();
		}

	}

	/**
	 * Puts a statement together.
	 */
	static final class Text {

		private final StringBuilder sql = new StringBuilder();

		private final List<@Nullable Object> parameters = new ArrayList<>();

		Text append(String sql) {
			this.sql.append(sql);
			return this;
		}

		Text append(String sql, Object parameter) {
			this.sql.append(sql);
			this.parameters.add(parameter);
			return this;
		}

		Text append(SqlFragment fragment) {
			this.sql.append(fragment.sql());
			this.parameters.addAll(fragment.parameters());
			return this;
		}

		SearchStatement build() {
			return new SearchStatement(this.sql.toString(), this.parameters);
		}

	}

}
