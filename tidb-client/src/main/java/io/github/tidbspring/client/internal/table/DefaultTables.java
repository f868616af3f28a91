package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.github.tidbspring.client.internal.schema.DescribedTable;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.sql.DropStatement;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.table.TableDefinition;
import io.github.tidbspring.client.table.Tables;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Default implementation of {@link Tables}. Thread-safe.
 */
public final class DefaultTables implements Tables {

	private final Session session;

	private final Map<Class<?>, Table<?>> tables = new ConcurrentHashMap<>();

	/**
	 * By type and name. Names may be those of tenants, of which there is no end: an entry
	 * is removed when memory is needed.
	 */
	private final Map<List<Object>, Table<?>> named = new ConcurrentReferenceHashMap<>();

	public DefaultTables(Session session) {
		this.session = session;
	}

	/**
	 * Return the table of a type, whether or not it exists in the database.
	 * @param <T> the type of the rows
	 * @param type a record, a bean or a type with a constructor
	 * @return the table
	 * @throws IllegalArgumentException if the type does not describe a table; names the
	 * class and the component
	 */
	@SuppressWarnings("unchecked")
	public <T> Table<T> table(Class<T> type) {
		Assert.notNull(type, "'type' must not be null");
		return (Table<T>) this.tables.computeIfAbsent(type, (key) -> table(this.session.schemas().table(key)));
	}

	/**
	 * Return a table that a type describes, with another name.
	 * @param <T> the type of the rows
	 * @param type a record, a bean or a type with a constructor
	 * @param name the name of the table
	 * @return the table
	 * @throws IllegalArgumentException if the type does not describe a table, or TiDB
	 * does not accept the name
	 */
	@SuppressWarnings("unchecked")
	public <T> Table<T> table(Class<T> type, String name) {
		Assert.notNull(type, "'type' must not be null");
		Identifier table = Identifier.of(name);
		return (Table<T>) this.named.computeIfAbsent(List.of(type, name),
				(key) -> table(this.session.schemas().table(type).named(table)));
	}

	/**
	 * Return a table that is described in code.
	 * @param name the name of the table
	 * @param columns describes its columns
	 * @return the table
	 * @throws IllegalArgumentException if the description is not consistent, or TiDB does
	 * not accept a name in it
	 */
	public Table<Map<String, @Nullable Object>> table(String name, Consumer<TableDefinition.Builder> columns) {
		Assert.notNull(columns, "'columns' must not be null");
		DescribedTable described = DescribedTable.of(Identifier.of(name));
		columns.accept(new DefaultTableDefinition(described));
		return table(described.schema(this.session.schemas().types()));
	}

	@Override
	public Table<Map<String, @Nullable Object>> open(String name) {
		OpenedTable opened = new OpenedTable(this.session.jdbc(), Identifier.of(name));
		return table(opened.schema(this.session.schemas().types()));
	}

	private <T> Table<T> table(TableSchema<T> schema) {
		return new DefaultTable<>(MappedTable.of(this.session, schema));
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
