package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.tidbspring.client.query.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The current database of a connection, as the driver knows it. Only through the driver
 * is it changed: it keeps prepared statements by it.
 */
final class CurrentDatabase {

	private final Connection connection;

	private final boolean isSchema;

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
		String name = this.isSchema ? this.connection.getSchema() : this.connection.getCatalog();
		return (name == null || name.isEmpty()) ? null : name;
	}

	/**
	 * The name by which one comes back later, or {@code null} where there is none: no
	 * statement leaves a database for none, and the driver cannot change to each name.
	 */
	@Nullable String wayBack() throws SQLException {
		String name = name();
		try {
			return (name != null) ? Identifier.ofDatabase(name).name() : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	void change(String name) throws SQLException {
		if (this.isSchema) {
			this.connection.setSchema(name);
		}
		else {
			this.connection.setCatalog(name);
		}
	}

}
