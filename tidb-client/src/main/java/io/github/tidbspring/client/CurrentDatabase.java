package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import com.mysql.cj.jdbc.JdbcConnection;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The current database of a connection. Only through the driver is it changed: it keeps
 * prepared statements by it.
 */
final class CurrentDatabase {

	private static final boolean DRIVER_PRESENT = ClassUtils.isPresent("com.mysql.cj.jdbc.JdbcConnection",
			CurrentDatabase.class.getClassLoader());

	private final Connection connection;

	private final boolean isSchema;

	private boolean none;

	private CurrentDatabase(Connection connection, boolean isSchema) {
		this.connection = connection;
		this.isSchema = isSchema;
	}

	/**
	 * Look at a connection. With {@code databaseTerm=SCHEMA}, Connector/J has no catalogs
	 * and ignores them: what is called a database is a schema then.
	 */
	static CurrentDatabase of(Connection connection) throws SQLException {
		return new CurrentDatabase(connection, connection.getCatalog() == null && connection.getSchema() != null);
	}

	/** The name, or {@code null} where there is none. */
	@Nullable String name() throws SQLException {
		if (isConnectorJ()) {
			return ofSession();
		}
		String name = this.isSchema ? this.connection.getSchema() : this.connection.getCatalog();
		return (name == null || name.isEmpty()) ? null : name;
	}

	private boolean isConnectorJ() throws SQLException {
		return DRIVER_PRESENT && this.connection.isWrapperFor(JdbcConnection.class);
	}

	/**
	 * Connector/J remembers what it was told itself. What a statement has changed since,
	 * as {@code USE} or an initial statement of the pool does, only the server knows.
	 */
	private @Nullable String ofSession() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet answer = statement.executeQuery("SELECT DATABASE()")) {
			return answer.next() ? answer.getString(1) : null;
		}
	}

	/**
	 * The name by which one comes back later, or {@code null} where there is none: no
	 * statement leaves a database for none, and the driver cannot change to each name.
	 */
	@Nullable String wayBack() throws SQLException {
		String name = name();
		this.none = (name == null);
		try {
			return (name != null) ? Identifier.ofDatabase(name).name() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** Whether there was none when the way back was asked for. */
	boolean wasNone() {
		return this.none;
	}

	void change(String name) throws SQLException {
		if (isConnectorJ() && name.equals(this.isSchema ? this.connection.getSchema() : this.connection.getCatalog())) {
			// The driver takes it for done, although a statement may have left it since.
			try (Statement statement = this.connection.createStatement()) {
				statement.execute("USE " + Identifier.ofDatabase(name).quoted());
			}
			return;
		}
		if (this.isSchema) {
			this.connection.setSchema(name);
		}
		else {
			this.connection.setCatalog(name);
		}
	}

}
