package io.github.tidbspring.devserver.comparison;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.devserver.Servers;
import io.github.tidbspring.devserver.TiDBDevServer;

/**
 * Asks a server what a comparison asks, in a database of its own.
 */
final class Questioning implements AutoCloseable {

	private static final String DATABASE = "comparison";

	private final TiDBDevServer server;

	private final Map<Client, Connection> connections = new EnumMap<>(Client.class);

	Questioning(TiDBDevServer server) throws SQLException {
		this.server = server;
		Servers.execute(Servers.wrapped(server), "DROP DATABASE IF EXISTS " + DATABASE, "CREATE DATABASE " + DATABASE);
	}

	/**
	 * Ask all there is to ask.
	 * @param comparison what to ask
	 * @return the answers, one for each question
	 * @throws SQLException if a statement that prepares something fails
	 */
	List<Answered> ask(Comparison comparison) throws SQLException {
		List<Answered> answers = new ArrayList<>();
		for (Step step : comparison.steps()) {
			if (step.asks()) {
				answers.add(ask(step));
			}
			else {
				execute(connection(step.client()), step);
			}
		}
		return answers;
	}

	Answered ask(Step step) throws SQLException {
		Connection connection = connection(step.client());
		String answer;
		try {
			answer = execute(connection, step);
		}
		catch (SQLException ex) {
			answer = Answer.of(ex);
		}
		return new Answered(step.label(), step.normalise(answer));
	}

	private static String execute(Connection connection, Step step) throws SQLException {
		if (step.parameters().isEmpty() && step.client() != Client.PREPARING) {
			try (Statement statement = connection.createStatement()) {
				boolean rows = statement.execute(step.sql());
				return Answer.ofResult(statement, rows, step.columns()) + warnings(statement);
			}
		}
		try (PreparedStatement statement = connection.prepareStatement(step.sql())) {
			for (int i = 0; i < step.parameters().size(); i++) {
				statement.setObject(i + 1, step.parameters().get(i));
			}
			boolean rows = statement.execute();
			return Answer.ofResult(statement, rows, step.columns()) + warnings(statement);
		}
	}

	/**
	 * The driver knows whether there are any, and the server which of them are no more
	 * than notes.
	 */
	private static String warnings(Statement origin) throws SQLException {
		StringBuilder warnings = new StringBuilder();
		if (origin.getWarnings() == null) {
			return "";
		}
		try (Statement statement = origin.getConnection().createStatement();
				ResultSet result = statement.executeQuery("SHOW WARNINGS")) {
			while (result.next()) {
				if (!result.getString("Level").equals("Note")) {
					warnings.append("; warning ")
						.append(result.getInt("Code"))
						.append(": ")
						.append(Answer.oneLine(result.getString("Message")));
				}
			}
		}
		return warnings.toString();
	}

	private Connection connection(Client client) throws SQLException {
		Connection connection = this.connections.get(client);
		if (connection == null) {
			connection = switch (client) {
				case PLAIN -> Servers.plain(this.server, DATABASE, "").getConnection();
				case PREPARING ->
					this.server.wrap(Servers.plain(this.server, DATABASE, "?useServerPrepStmts=true")).getConnection();
				case WRAPPED, OTHER -> this.server.wrap(Servers.plain(this.server, DATABASE, "")).getConnection();
			};
			this.connections.put(client, connection);
		}
		return connection;
	}

	@Override
	public void close() throws SQLException {
		for (Connection connection : this.connections.values()) {
			connection.close();
		}
		Servers.execute(Servers.wrapped(this.server), "DROP DATABASE " + DATABASE);
	}

}
