package io.github.tidbspring.client;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.devserver.TiDBDevServer;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Looks at the stand-in from outside: prepares users and databases, and counts what is
 * there. None of its statements is part of what is tested.
 */
final class Admin {

	private static final AtomicInteger USERS = new AtomicInteger();

	private final JdbcTemplate jdbc;

	Admin(TiDBDevServer server) {
		DriverManagerDataSource dataSource = new DriverManagerDataSource(
				"jdbc:mysql://%s:%s/".formatted(server.host(), server.port()));
		dataSource.setUsername(server.username());
		dataSource.setPassword(server.password());
		this.jdbc = new JdbcTemplate(dataSource);
	}

	/** Create a user who may do everything in one database, and nothing elsewhere. */
	String createUser(String password, String database) {
		String name = "user" + USERS.incrementAndGet();
		createUser(name, password, database);
		return name;
	}

	void createUser(String name, String password, String database) {
		createUser(name, password, database, "");
	}

	void createUser(String name, String password, String database, String options) {
		this.jdbc.execute("CREATE USER %s IDENTIFIED BY %s %s".formatted(literal(name), literal(password), options));
		this.jdbc.execute("GRANT ALL ON %s.* TO %s".formatted(Identifier.of(database), literal(name)));
	}

	void createDatabase(String name) {
		this.jdbc.execute("CREATE DATABASE " + Identifier.of(name));
	}

	void dropDatabase(String name) {
		this.jdbc.execute("DROP DATABASE IF EXISTS " + Identifier.of(name));
	}

	boolean hasDatabase(String name) {
		return !this.jdbc
			.queryForList("SELECT 1 FROM information_schema.schemata WHERE schema_name = ?", Integer.class, name)
			.isEmpty();
	}

	int connectionsOf(String user) {
		return this.jdbc.queryForList("SELECT id FROM information_schema.processlist WHERE user = ?", Long.class, user)
			.size();
	}

	/** Have the server write down what is sent to it. */
	void logStatements() {
		this.jdbc.execute("SET GLOBAL log_output = 'TABLE'");
		this.jdbc.execute("SET GLOBAL general_log = ON");
	}

	void logNoStatements() {
		this.jdbc.execute("SET GLOBAL general_log = OFF");
	}

	List<String> statementsOf(long connectionId) {
		return this.jdbc.queryForList(
				"SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log "
						+ "WHERE thread_id = ? AND command_type IN ('Query', 'Prepare', 'Execute') ORDER BY event_time",
				String.class, connectionId);
	}

	private static String literal(String text) {
		return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
	}

}
