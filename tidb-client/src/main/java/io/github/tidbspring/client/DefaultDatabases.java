package io.github.tidbspring.client;

import java.util.List;

import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * The databases of a server.
 */
final class DefaultDatabases implements Databases {

	private final JdbcOperations jdbc;

	DefaultDatabases(JdbcOperations jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void create(String name) {
		this.jdbc.execute("CREATE DATABASE " + Identifier.of(name).quoted());
	}

	@Override
	public void createIfAbsent(String name) {
		this.jdbc.execute("CREATE DATABASE IF NOT EXISTS " + Identifier.of(name).quoted());
	}

	@Override
	public void drop(String name) {
		this.jdbc.execute("DROP DATABASE " + Identifier.of(name).quoted());
	}

	@Override
	public void dropIfExists(String name) {
		this.jdbc.execute("DROP DATABASE IF EXISTS " + Identifier.of(name).quoted());
	}

	@Override
	public boolean exists(String name) {
		Identifier database = Identifier.of(name);
		// Compared here, since the collation of the names equates others too.
		return list().stream().anyMatch(database::isSameAs);
	}

	@Override
	public List<String> list() {
		return this.jdbc.queryForList("SELECT schema_name FROM information_schema.schemata ORDER BY schema_name",
				String.class);
	}

	@Override
	public @Nullable String current() {
		return this.jdbc.queryForObject("SELECT DATABASE()", String.class);
	}

}
