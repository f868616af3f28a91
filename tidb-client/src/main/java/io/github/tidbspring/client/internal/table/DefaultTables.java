package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.tidbspring.client.internal.schema.ColumnTypes;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.table.Tables;

import org.springframework.util.Assert;

/**
 * The tables that a session sees. For the client; applications have no need to.
 *
 * @since 0.1
 */
public final class DefaultTables implements Tables {

	private final Session session;

	private final ColumnTypes types;

	private final Map<Class<?>, Table<?>> tables = new ConcurrentHashMap<>();

	/**
	 * Create them.
	 * @param session runs the statements
	 */
	public DefaultTables(Session session) {
		this.session = session;
		this.types = session.types();
	}

	/**
	 * Return the table of a type, whether or not it exists in the database yet. A type is
	 * read once.
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
				(key) -> new DefaultTable<>(this.session, TableSchema.of(key, this.types)));
	}

	@Override
	public List<String> list() {
		return this.session.jdbc()
			.queryForList("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() "
					+ "AND table_type = 'BASE TABLE' ORDER BY table_name", String.class);
	}

	@Override
	public boolean exists(String name) {
		return ExistingTable.exists(this.session.jdbc(), Identifier.of(name));
	}

	@Override
	public void drop(String name) {
		dropFullTextIndexes(Identifier.of(name));
		this.session.jdbc().execute("DROP TABLE " + Identifier.of(name).quoted());
	}

	@Override
	public void dropIfExists(String name) {
		dropFullTextIndexes(Identifier.of(name));
		this.session.jdbc().execute("DROP TABLE IF EXISTS " + Identifier.of(name).quoted());
	}

	/** While one stands, TiDB Cloud refuses to drop its table. */
	private void dropFullTextIndexes(Identifier name) {
		ExistingTable table = new ExistingTable(this.session.jdbc(), name);
		if (table.exists()) {
			table.dropFullTextIndexes();
		}
	}

}
