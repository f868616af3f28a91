package io.github.tidbspring.client.internal.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.row.RowType;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

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
		TiDBTable table = annotation();
		List<AnnotatedColumn> annotated = this.rowType.properties().stream().map(AnnotatedColumn::of).toList();
		List<ColumnSchema> described = annotated.stream().map((column) -> column.schema(this.types)).toList();
		List<ColumnSchema> columns = new ArrayList<>();
		for (AnnotatedColumn column : annotated) {
			columns.add(column.resolve(described.get(columns.size()), described));
		}
		checkColumns(columns);
		checkKey(columns);
		TableSchema<T> schema = TableSchema.of(this.rowType, name(table),
				new TableOptions(table.comment(), table.ttl(), table.options()), List.copyOf(columns), this.types);
		return schema.with(indexes(schema), new AnnotatedConstraints(schema).constraints());
	}

	/**
	 * Return the table as far as others refer to it, so that tables can refer to each
	 * other.
	 * @return the table without indexes and constraints
	 */
	TableSchema<T> referenced() {
		List<ColumnSchema> columns = this.rowType.properties()
			.stream()
			.map((property) -> AnnotatedColumn.of(property).schema(this.types))
			.toList();
		return TableSchema.of(this.rowType, name(annotation()), TableOptions.NONE, columns, this.types);
	}

	private TiDBTable annotation() {
		TiDBTable annotation = this.rowType.annotation(TiDBTable.class);
		return (annotation != null) ? annotation : AnnotationUtils.synthesizeAnnotation(TiDBTable.class);
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
		List<ColumnSchema> versions = columns.stream().filter((column) -> column.definition().isVersion()).toList();
		if (versions.size() > 1) {
			throw versions.get(1)
				.property()
				.invalid("and %s cannot both be the @VersionColumn".formatted(versions.get(0).property()));
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
				if (index.value().length == 0) {
					throw invalid("has a @TiDBIndex without columns");
				}
				indexes.add(index(index, parts(index, table), null));
			});
		return List.copyOf(indexes);
	}

	private List<IndexPart> parts(TiDBIndex index, TableSchema<T> table) {
		return Arrays.stream(index.value())
			.map((text) -> text.contains("(") ? part(text, table::findColumn, this::invalid)
					: IndexPart.of(table.column(text)))
			.toList();
	}

	private static IndexPart part(String text, Function<String, @Nullable ColumnSchema> columns,
			Function<String, IllegalArgumentException> invalid) {
		IndexPart part = IndexPart.of(text, columns);
		if (part == null) {
			throw invalid.apply("has a @TiDBIndex on '%s', which is no column; an expression stands in parentheses: "
				.formatted(text) + "\"(%s)\"".formatted(text.strip()));
		}
		return part;
	}

	private static List<IndexSchema> indexes(ColumnSchema column) {
		List<IndexSchema> indexes = new ArrayList<>();
		RowProperty property = column.property();
		for (TiDBIndex index : property.annotations(TiDBIndex.class)) {
			indexes.add(index(index, List.of(part(index, column)), column));
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

	/** The part of an index that a property declares: its column, or an expression. */
	private static IndexPart part(TiDBIndex index, ColumnSchema column) {
		if (index.value().length == 0) {
			return IndexPart.of(column);
		}
		if (index.value().length == 1 && index.value()[0].contains("(")) {
			return part(index.value()[0], new ColumnNames(List.of(column))::find, column.property()::invalid);
		}
		throw column.property()
			.invalid("has a @TiDBIndex that names columns; declare an index of several columns on the type");
	}

	private static IndexSchema index(TiDBIndex index, List<IndexPart> parts, @Nullable ColumnSchema owner) {
		for (IndexPart part : parts) {
			ColumnSchema column = part.column();
			if (column != null && !part.isIndexable()) {
				throw column.property()
					.invalid("is a %s, which cannot have a @TiDBIndex".formatted(column.type().sqlType()));
			}
		}
		return IndexSchema.of(index.unique() ? IndexSchema.Kind.UNIQUE : IndexSchema.Kind.PLAIN, index.name(), parts,
				owner);
	}

	private IllegalArgumentException invalid(String problem) {
		return new IllegalArgumentException(StringUtils.capitalize(this.rowType.name()) + " " + problem);
	}

}
