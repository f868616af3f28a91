package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import org.jspecify.annotations.Nullable;

/**
 * Keyset paging: by the values of the last row of the page before, not by an offset.
 */
final class KeysetPage {

	private KeysetPage() {
	}

	/** Add the key to the orders, so that the order of the rows is total. */
	static List<SortOrder> sorts(TableSchema<?> schema, List<SortOrder> sorts) {
		List<SortOrder> all = new ArrayList<>(sorts);
		for (ColumnSchema key : schema.key()) {
			if (sorts.stream().noneMatch((sort) -> key.equals(schema.findColumn(sort.property())))) {
				all.add(SortOrder.asc(key.property().name()));
			}
		}
		return List.copyOf(all);
	}

	/**
	 * Return the condition that a row comes after another one: its first value does, or
	 * its first value is equal and its second value does, and so on.
	 */
	static <T> Filter condition(TableSchema<?> schema, List<SortOrder> sorts, RowMapping<T> rows, T row) {
		Filter later = Filter.anyOf();
		Filter same = Filter.unrestricted();
		for (SortOrder sort : sorts) {
			ColumnSchema column = schema.column(sort.property());
			Object value = rows.value(row, column);
			later = later.or(same.and(later(column, sort.isAscending(), value)));
			same = same.and(Filter.eq(column.property().name(), value));
		}
		return later;
	}

	/** NULL is smaller than any value. */
	private static Filter later(ColumnSchema column, boolean ascending, @Nullable Object value) {
		String property = column.property().name();
		if (ascending) {
			return (value != null) ? Filter.gt(property, value) : Filter.isNotNull(property);
		}
		if (value == null) {
			return Filter.anyOf();
		}
		return column.isNullable() ? Filter.lt(property, value).or(Filter.isNull(property))
				: Filter.lt(property, value);
	}

}
