package io.github.tidbspring.client.internal.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.row.RowType;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.util.Assert;

/**
 * The primary key of a table, and the forms in which an application passes one.
 *
 * @param <T> the type of the rows
 * @param table the name of the table
 * @param rowType the type of the rows
 * @param columns the columns of the key
 */
record TableKey<T extends Object>(Identifier table, RowType<T> rowType, List<ColumnSchema> columns) {

	/**
	 * Return the parameters of a key.
	 * @param id the value of the only column; where there are several, a map or an object
	 * with the properties of the key; or a row
	 * @return the parameters, in the order of the key's columns
	 * @throws IllegalArgumentException if it is not a key of this table
	 */
	Object[] parameters(Object id) {
		Assert.notNull(id, () -> "A key of %s is not null".formatted(this.table));
		if (this.rowType.type().isInstance(id)) {
			@SuppressWarnings("unchecked")
			T row = this.rowType.complete((T) id);
			return parameters((column) -> column.property().value(row));
		}
		if (this.columns.size() == 1) {
			return new Object[] { parameter(this.columns.get(0), single(id)) };
		}
		if (id instanceof Map<?, ?> map) {
			Map<ColumnSchema, @Nullable Object> values = values(map);
			return parameters(values::get);
		}
		BeanWrapper object = PropertyAccessorFactory.forBeanPropertyAccess(id);
		boolean isList = id instanceof Collection<?> || id.getClass().isArray();
		if (isList || !this.columns.stream().allMatch((key) -> object.isReadableProperty(key.property().name()))) {
			throw notAKey(id);
		}
		return parameters((column) -> object.getPropertyValue(column.property().name()));
	}

	/**
	 * Return the key of a row, which is stored, or is checked before it is.
	 * @param row the row
	 * @return the parameters, in the order of the key's columns
	 */
	Object[] of(T row) {
		return this.columns.stream().map((column) -> {
			Object value = column.property().value(row);
			return column.conditionParameter(notNull(column, value));
		}).toArray();
	}

	private Object[] parameters(Function<ColumnSchema, ? extends @Nullable Object> values) {
		return this.columns.stream().map((column) -> parameter(column, values.apply(column))).toArray();
	}

	private Object parameter(ColumnSchema column, @Nullable Object value) {
		return column.keyParameter(notNull(column, value));
	}

	private Object notNull(ColumnSchema column, @Nullable Object value) {
		Assert.notNull(value, () -> "A key of %s is not null: %s is".formatted(this.table, column.property()));
		return value;
	}

	private Object single(Object id) {
		if (id instanceof Collection<?> || id instanceof Map<?, ?>) {
			throw new IllegalArgumentException("A key of %s is one value of %s, and not a %s".formatted(this.table,
					properties(), (id instanceof Map<?, ?>) ? "map" : "list"));
		}
		return id;
	}

	private Map<ColumnSchema, @Nullable Object> values(Map<?, ?> map) {
		ColumnNames names = new ColumnNames(this.columns);
		Map<ColumnSchema, @Nullable Object> values = new HashMap<>();
		map.forEach((name, value) -> {
			ColumnSchema column = (name instanceof String known) ? names.find(known) : null;
			if (column == null || values.containsKey(column)) {
				throw new IllegalArgumentException(
						"The map that is given as a key of %s has an entry that is none of %s, or one of them twice"
							.formatted(this.table, properties()));
			}
			values.put(column, value);
		});
		return values;
	}

	private IllegalArgumentException notAKey(Object id) {
		return new IllegalArgumentException(
				("A key of %s has the properties %s: give a map with them, an object that has them, or a row, and not a %s."
						+ " A list by position is not accepted, since two swapped values would be the key of another row")
					.formatted(this.table, properties(), id.getClass().getSimpleName()));
	}

	private String properties() {
		return this.columns.stream().map((column) -> column.property().name()).collect(Collectors.joining(" and "));
	}

}
