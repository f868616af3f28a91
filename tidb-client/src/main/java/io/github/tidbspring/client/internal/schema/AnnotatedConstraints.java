package io.github.tidbspring.client.internal.schema;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.tidbspring.client.annotation.TiDBCheck;
import io.github.tidbspring.client.annotation.TiDBForeignKey;
import io.github.tidbspring.client.annotation.TiDBForeignKey.Action;
import io.github.tidbspring.client.internal.row.RowType;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Reads the foreign keys and CHECK constraints of a table from the annotations of its
 * type.
 *
 * @param table the table without them
 */
record AnnotatedConstraints(TableSchema<?> table) {

	/**
	 * Return the constraints.
	 * @return the constraints
	 * @throws IllegalArgumentException if the annotations are not consistent
	 */
	TableConstraints constraints() {
		List<ForeignKeySchema> foreignKeys = new ArrayList<>();
		List<CheckSchema> checks = new ArrayList<>();
		for (ColumnSchema column : this.table.columns()) {
			for (TiDBForeignKey key : column.property().annotations(TiDBForeignKey.class)) {
				if (key.value().length > 0) {
					throw column.property()
						.invalid(
								"has a @TiDBForeignKey that names columns; declare a key of several columns on the type");
				}
				foreignKeys.add(foreignKey(key, List.of(column), column.property()::invalid));
			}
			for (TiDBCheck check : column.property().annotations(TiDBCheck.class)) {
				checks.add(check(check, column.name().name(), checks));
			}
		}
		onType(TiDBForeignKey.class).forEach((key) -> {
			List<ColumnSchema> columns = Arrays.stream(key.value()).<ColumnSchema>map(this.table::column).toList();
			foreignKeys.add(foreignKey(key, columns, this::invalid));
		});
		onType(TiDBCheck.class).forEach((check) -> checks.add(check(check, null, checks)));
		return new TableConstraints(List.copyOf(foreignKeys), List.copyOf(checks));
	}

	private <A extends Annotation> List<A> onType(Class<A> annotation) {
		return MergedAnnotations.from(this.table.rowType().element())
			.stream(annotation)
			.map(MergedAnnotation::synthesize)
			.toList();
	}

	private CheckSchema check(TiDBCheck check, @Nullable String column, List<CheckSchema> others) {
		if (check.value().isBlank()) {
			throw invalid("has a @TiDBCheck without a condition");
		}
		String name = TableConstraints.CHECK + this.table.name().name() + "_"
				+ ((column != null) ? column : others.size() + 1);
		boolean taken = others.stream().anyMatch((other) -> other.name().name().equals(name));
		return new CheckSchema(IndexSchema.name(check.name(), taken ? name + "_" + (others.size() + 1) : name),
				check.value());
	}

	private ForeignKeySchema foreignKey(TiDBForeignKey key, List<ColumnSchema> columns,
			Function<String, IllegalArgumentException> invalid) {
		boolean byType = key.references() != void.class;
		if (byType != key.table().isEmpty()) {
			throw invalid.apply("has a @TiDBForeignKey that needs a table: references = (a type) or table = (a name), "
					+ "and not both");
		}
		if (columns.isEmpty()) {
			throw invalid.apply("has a @TiDBForeignKey without columns");
		}
		TableSchema<?> type = byType
				? new AnnotatedTable<>(RowType.of(key.references()), this.table.types()).referenced() : null;
		List<Identifier> referenced = referenced(key, type);
		if (referenced.size() != columns.size()) {
			throw invalid.apply("has a @TiDBForeignKey of %s to %s columns; both need the same number: columns = …"
				.formatted(columns.size(), referenced.size()));
		}
		if ((key.onDelete() == Action.SET_NULL || key.onUpdate() == Action.SET_NULL)
				&& !columns.stream().allMatch(ColumnSchema::isNullable)) {
			throw invalid.apply("has a @TiDBForeignKey with SET_NULL, and its column is NOT NULL");
		}
		String name = TableConstraints.FOREIGN_KEY + this.table.name().name()
				+ columns.stream().map((column) -> "_" + column.name().name()).collect(Collectors.joining());
		return new ForeignKeySchema(IndexSchema.name(key.name(), name),
				columns.stream().map(ColumnSchema::name).toList(),
				(type != null) ? type.name() : Identifier.of(key.table()), referenced, key.onDelete(), key.onUpdate());
	}

	private static List<Identifier> referenced(TiDBForeignKey key, @Nullable TableSchema<?> type) {
		if (type == null) {
			return Arrays.stream(key.columns()).map(Identifier::of).toList();
		}
		return (key.columns().length == 0) ? type.key().stream().map(ColumnSchema::name).toList()
				: Arrays.stream(key.columns()).map((name) -> type.column(name).name()).toList();
	}

	private IllegalArgumentException invalid(String problem) {
		return new IllegalArgumentException(this.table.typeName() + " " + problem);
	}

}
