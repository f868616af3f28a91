package io.github.tidbspring.client.internal.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.row.RowType;
import io.github.tidbspring.client.internal.sql.Identifier;

import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.StringUtils;

/**
 * Reads the description of a table from the annotations of a type.
 *
 * @param <T> the type of the rows
 * @param rowType the type
 * @param types the types of the client
 */
record AnnotatedTable<T>(RowType<T> rowType, ColumnTypes types) {

	/**
	 * Return the table.
	 * @return the table, complete and checked
	 * @throws IllegalArgumentException if the annotations are not consistent
	 */
	TableSchema<T> schema() {
		TiDBTable annotation = this.rowType.annotation(TiDBTable.class);
		TiDBTable table = (annotation != null) ? annotation : AnnotationUtils.synthesizeAnnotation(TiDBTable.class);
		List<AnnotatedColumn> annotated = this.rowType.properties().stream().map(AnnotatedColumn::of).toList();
		List<ColumnSchema> described = annotated.stream().map((column) -> column.schema(this.types)).toList();
		List<ColumnSchema> columns = new ArrayList<>();
		for (AnnotatedColumn column : annotated) {
			columns.add(column.resolve(described.get(columns.size()), described));
		}
		checkColumns(columns);
		checkKey(columns);
		TableSchema<T> schema = TableSchema.of(this.rowType, name(table), table.comment(), List.copyOf(columns),
				this.types);
		return schema.with(indexes(schema));
	}

	private Identifier name(TiDBTable table) {
		String name = !table.value().isEmpty() ? table.value()
				: JdbcUtils.convertPropertyNameToUnderscoreName(StringUtils.uncapitalize(this.rowType.name()));
		try {
			return Identifier.of(name);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"%s has a table name that TiDB does not accept. %s".formatted(this.rowType.name(), ex.getMessage()),
					ex);
		}
	}

	private void checkColumns(List<ColumnSchema> columns) {
		if (columns.isEmpty()) {
			throw invalid("has no property that could be a column");
		}
		Map<String, ColumnSchema> byName = new HashMap<>();
		for (ColumnSchema column : columns) {
			ColumnSchema other = byName.put(column.name().name().toLowerCase(Locale.ROOT), column);
			if (other != null) {
				throw column.property()
					.invalid("and %s are the same column %s".formatted(other.property(), column.name()));
			}
		}
	}

	private void checkKey(List<ColumnSchema> columns) {
		long keys = columns.stream().filter(ColumnSchema::isKey).count();
		if (keys == 0) {
			throw invalid("has no @PrimaryKey");
		}
		List<ColumnSchema> generated = columns.stream().filter(ColumnSchema::isGenerated).toList();
		if (generated.size() > 1) {
			throw generated.get(1)
				.property()
				.invalid("and %s cannot both be generated".formatted(generated.get(0).property()));
		}
		for (ColumnSchema column : generated) {
			if (column.definition().generation() == ColumnSchema.Generation.AUTO_RANDOM && keys > 1) {
				throw column.property().invalid("is @AutoRandom and therefore the only @PrimaryKey");
			}
		}
	}

	private List<IndexSchema> indexes(TableSchema<T> table) {
		List<IndexSchema> indexes = new ArrayList<>();
		for (ColumnSchema column : table.columns()) {
			indexes.addAll(indexes(column));
		}
		MergedAnnotations.from(this.rowType.element())
			.stream(TiDBIndex.class)
			.map(MergedAnnotation::synthesize)
			.forEach((index) -> {
				List<ColumnSchema> columns = Arrays.stream(index.value()).map(table::column).toList();
				if (columns.isEmpty()) {
					throw invalid("has a @TiDBIndex without columns");
				}
				indexes.add(index(index, columns));
			});
		return List.copyOf(indexes);
	}

	private static List<IndexSchema> indexes(ColumnSchema column) {
		List<IndexSchema> indexes = new ArrayList<>();
		RowProperty property = column.property();
		for (TiDBIndex index : property.annotations(TiDBIndex.class)) {
			if (index.value().length > 0) {
				throw property
					.invalid("has a @TiDBIndex that names columns; declare an index of several columns on the type");
			}
			indexes.add(index(index, List.of(column)));
		}
		VectorColumn vector = property.annotation(VectorColumn.class);
		if (vector != null && vector.index()) {
			indexes.add(IndexSchema.vector(vector.indexName(), column, vector.distanceMetric()));
		}
		FullTextColumn fullText = property.annotation(FullTextColumn.class);
		if (fullText != null) {
			indexes.add(IndexSchema.fullText(fullText.indexName(), column, fullText.parser(), !fullText.index()));
		}
		return indexes;
	}

	private static IndexSchema index(TiDBIndex index, List<ColumnSchema> columns) {
		return IndexSchema.of(index.unique() ? IndexSchema.Kind.UNIQUE : IndexSchema.Kind.PLAIN, index.name(), columns);
	}

	private IllegalArgumentException invalid(String problem) {
		return new IllegalArgumentException(StringUtils.capitalize(this.rowType.name()) + " " + problem);
	}

}
