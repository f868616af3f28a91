package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.sql.DropStatement;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.table.Tables;

import org.springframework.util.Assert;

/**
 * Default implementation of {@link Tables}. Thread-safe.
 */
public final class DefaultTables implements Tables {

	private final Session session;

	private final Map<Class<?>, Table<?>> tables = new ConcurrentHashMap<>();

	public DefaultTables(Session session) {
		this.session = session;
	}

	/**
	 * Return the table of a type, whether or not it exists in the database.
	 * @param <T> the type of the rows
	 * @param type a record or bean
	 * @return the table
	 * @throws IllegalArgumentException if the type does not describe a table; names the
	 * class and the component
	 */
	@SuppressWarnings("unchecked")
	public <T> Table<T> table(Class<T> type) {
		Assert.notNull(type, "'type' must not be null");
		return (Table<T>) this.tables.computeIfAbsent(type,
				(key) -> new DefaultTable<>(MappedTable.of(this.session, this.session.schemas().table(key))));
	}

	@Override
	public List<String> list() {
		return this.session.jdbc()
			.queryForList("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() "
					+ "AND table_type = 'BASE TABLE' ORDER BY table_name", String.class);
	}

	@Override
	public boolean exists(String name) {
		return new ExistingTable(this.session.jdbc(), Identifier.of(name)).exists();
	}

	@Override
	public void drop(String name) {
		drop(Identifier.of(name), false);
	}

	@Override
	public void dropIfExists(String name) {
		drop(Identifier.of(name), true);
	}

	private void drop(Identifier name, boolean ifExists) {
		new ExistingTable(this.session.jdbc(), name).dropFullTextIndexes();
		this.session.jdbc().execute(DropStatement.table(name, ifExists));
	}

}
