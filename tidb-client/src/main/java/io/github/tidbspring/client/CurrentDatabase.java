package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.tidbspring.client.internal.driver.ConnectorJ;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The current database of a connection. It is changed through the driver, which caches
 * prepared statements by database.
 */
final class CurrentDatabase {

	private final Connection connection;

	private final boolean isSchema;

	private boolean none;

	private CurrentDatabase(Connection connection, boolean isSchema) {
		this.connection = connection;
		this.isSchema = isSchema;
	}

	/**
	 * Inspect a connection. With {@code databaseTerm=SCHEMA}, Connector/J calls a
	 * database a schema and ignores catalogs.
	 */
	static CurrentDatabase of(Connection connection) throws SQLException {
		return new CurrentDatabase(connection, connection.getCatalog() == null && connection.getSchema() != null);
	}

	/** Return the name, or {@code null} if there is none. */
	@Nullable String name() throws SQLException {
		if (ConnectorJ.isDriverOf(this.connection)) {
			return ofSession();
		}
		String name = known();
		return (name == null || name.isEmpty()) ? null : name;
	}

	private @Nullable String known() throws SQLException {
		return this.isSchema ? this.connection.getSchema() : this.connection.getCatalog();
	}

	/**
	 * Connector/J knows only changes through its own methods, not those by statements
	 * such as {@code USE} or the initial statement of a pool.
	 */
	private @Nullable String ofSession() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet answer = statement.executeQuery("SELECT DATABASE()")) {
			return answer.next() ? answer.getString(1) : null;
		}
	}

	/**
	 * Return the name with which the connection can be switched back, or {@code null} if
	 * there is none: no statement deselects a database, and the driver cannot switch to
	 * each name.
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

	/** Return whether there was no database when {@link #wayBack()} was called. */
	boolean wasNone() {
		return this.none;
	}

	void change(String name) throws SQLException {
		if (ConnectorJ.isDriverOf(this.connection) && name.equals(known())) {
			// The driver would send nothing, although a statement may have changed it.
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
