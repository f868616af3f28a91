package io.github.tidbspring.client.internal.schema;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.internal.row.MapType;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.Assert;

/**
 * A table that is described at run time, and whose rows are maps. It is described by the
 * annotations that a type would have, so that {@link AnnotatedTable} reads and checks
 * both. Not thread-safe.
 */
public final class DescribedTable {

	private final Identifier name;

	private final Map<String, DescribedColumn> columns = new LinkedHashMap<>();

	private final List<TiDBIndex> indexes = new ArrayList<>();

	private DescribedTable(Identifier name) {
		this.name = name;
	}

	/**
	 * Begin a description.
	 * @param name the name of the table
	 * @return a table without columns
	 */
	public static DescribedTable of(Identifier name) {
		return new DescribedTable(name);
	}

	/**
	 * Add a column.
	 * @param name its name
	 * @param type the type of its values
	 * @return the column, still without further facts
	 * @throws IllegalArgumentException if there is such a column, or the name is not
	 * valid
	 */
	public DescribedColumn column(String name, Class<?> type) {
		Assert.notNull(name, () -> "A column of %s has no name".formatted(this.name));
		Assert.notNull(type, () -> "The type of %s.%s is not null".formatted(this.name.name(), name));
		DescribedColumn column = new DescribedColumn(this.name, name, type);
		if (this.columns.put(name.toLowerCase(Locale.ROOT), column) != null) {
			throw column.invalid("is described twice");
		}
		return column;
	}

	/**
	 * Add an index.
	 * @param unique whether it is unique
	 * @param name its name; empty for the default
	 * @param columns its columns, beginnings of columns, or expressions in parentheses
	 */
	public void index(boolean unique, String name, String... columns) {
		Assert.notEmpty(columns, () -> "An index of %s has at least one column".formatted(this.name));
		this.indexes.add(annotation(TiDBIndex.class, Map.of("value", columns.clone(), "unique", unique, "name", name)));
	}

	/**
	 * Return the table.
	 * @param types the types of the client
	 * @return the table, complete and checked
	 * @throws IllegalArgumentException if the description is not consistent
	 */
	public TableSchema<Map<String, @Nullable Object>> schema(ColumnTypes types) {
		Assert.isTrue(this.columns.values().stream().anyMatch(DescribedColumn::isKey),
				() -> "The definition of %s has no primary key: primaryKey(name, type), autoRandomKey(name) or "
					.formatted(this.name) + "autoIncrementKey(name) describes one");
		List<Annotation> annotations = new ArrayList<>(this.indexes);
		annotations.add(annotation(TiDBTable.class, Map.of("value", this.name.name())));
		return new AnnotatedTable<>(MapType.of(this.name.name(), annotations,
				this.columns.values().stream().map(DescribedColumn::column).toList()), types)
			.schema();
	}

	static <A extends Annotation> A annotation(Class<A> type, Map<String, ?> attributes) {
		return MergedAnnotation.of(type, attributes).synthesize();
	}

}
