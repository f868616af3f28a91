package io.github.tidbspring.client.internal.schema;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables that the types of an application describe, for one client and those derived
 * from it. The annotations of each type are read once. Thread-safe.
 */
public final class Schemas {

	private final ColumnTypes types;

	private final Map<Class<?>, TableSchema<?>> tables = new ConcurrentHashMap<>();

	/** By the type of the table's rows and the type of the results. */
	private final Map<List<Class<?>>, RowMapping<?>> results = new ConcurrentHashMap<>();

	/**
	 * Create it; reads nothing.
	 * @param types the conversions between Java values and columns
	 */
	public Schemas(ColumnTypes types) {
		this.types = types;
	}

	public ColumnTypes types() {
		return this.types;
	}

	/**
	 * Return the table that a type describes.
	 * @param <T> the type of the rows
	 * @param type a record, a bean or a type with a constructor
	 * @return the table
	 * @throws IllegalArgumentException if the type does not describe a table; the message
	 * names the class and the property
	 */
	@SuppressWarnings("unchecked")
	public <T> TableSchema<T> table(Class<T> type) {
		return (TableSchema<T>) this.tables.computeIfAbsent(type, (key) -> TableSchema.of(key, this.types));
	}

	/**
	 * Return the mapping of a table's rows into another type.
	 * @param <R> the type of the results
	 * @param table the table
	 * @param type the type, whose properties are some of the table's
	 * @return the mapping
	 * @throws IllegalArgumentException if a property is none of the table's
	 */
	@SuppressWarnings("unchecked")
	public <R> RowMapping<R> results(TableSchema<?> table, Class<R> type) {
		if (!table.rowType().isOfOneTable()) {
			return RowMapping.of(table, type);
		}
		return (RowMapping<R>) this.results.computeIfAbsent(List.of(table.rowType().type(), type),
				(key) -> RowMapping.of(table, type));
	}

}
