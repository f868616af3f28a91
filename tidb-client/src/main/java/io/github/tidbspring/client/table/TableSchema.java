package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.StringUtils;

/**
 * The table that a type describes. Complete and checked once it exists.
 *
 * @param <T> the type of the rows
 */
final class TableSchema<T> {

	private final RowType<T> rowType;

	private final Identifier name;

	private final String comment;

	private final List<ColumnSchema> columns;

	private final ColumnTypes types;

	private final ColumnNames names;

	private final TableKey<T> key;

	private final List<IndexSchema> indexes;

	private TableSchema(RowType<T> rowType, ColumnTypes types) {
		this.rowType = rowType;
		this.types = types;
		TiDBTable table = AnnotatedElementUtils.getMergedAnnotation(rowType.type(), TiDBTable.class);
		this.name = name(rowType.type(), table);
		this.comment = (table != null) ? table.comment() : "";
		List<ColumnSchema> columns = rowType.properties()
			.stream()
			.map((property) -> ColumnSchema.of(property, types))
			.toList();
		this.columns = columns.stream().map((column) -> VectorSource.resolve(column, columns)).toList();
		checkColumns();
		this.names = new ColumnNames(this.columns);
		this.key = new TableKey<>(this.name, rowType.type(),
				this.columns.stream().filter(ColumnSchema::isKey).toList());
		checkKey();
		this.indexes = describedIndexes();
	}

	static <T> TableSchema<T> of(Class<T> type) {
		return of(type, ColumnTypes.standard());
	}

	static <T> TableSchema<T> of(Class<T> type, ColumnTypes types) {
		return new TableSchema<>(RowType.of(type), types);
	}

	private static Identifier name(Class<?> type, @Nullable TiDBTable table) {
		String name = (table != null && !table.value().isEmpty()) ? table.value()
				: JdbcUtils.convertPropertyNameToUnderscoreName(StringUtils.uncapitalize(type.getSimpleName()));
		try {
			return Identifier.of(name);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"%s has a table name that TiDB does not take. %s".formatted(type.getSimpleName(), ex.getMessage()),
					ex);
		}
	}

	private void checkColumns() {
		if (this.columns.isEmpty()) {
			throw invalid("has no property that could be a column");
		}
		Map<String, ColumnSchema> byName = new HashMap<>();
		for (ColumnSchema column : this.columns) {
			ColumnSchema other = byName.put(column.name().name().toLowerCase(Locale.ROOT), column);
			if (other != null) {
				throw column.property()
					.invalid("and %s are the same column %s".formatted(other.property(), column.name()));
			}
		}
	}

	private void checkKey() {
		if (key().isEmpty()) {
			throw invalid("has no @PrimaryKey");
		}
		List<ColumnSchema> generated = this.columns.stream().filter(ColumnSchema::isGenerated).toList();
		if (generated.size() > 1) {
			throw generated.get(1)
				.property()
				.invalid("and %s cannot both be generated".formatted(generated.get(0).property()));
		}
		for (ColumnSchema column : generated) {
			if (column.generation() == ColumnSchema.Generation.AUTO_RANDOM && key().size() > 1) {
				throw column.property().invalid("is @AutoRandom and therefore the only @PrimaryKey");
			}
		}
	}

	private List<IndexSchema> describedIndexes() {
		List<IndexSchema> indexes = new ArrayList<>();
		for (ColumnSchema column : this.columns) {
			for (TiDBIndex index : column.property().annotations(TiDBIndex.class)) {
				if (index.value().length > 0) {
					throw column.property()
						.invalid(
								"has a @TiDBIndex that names columns; an index of several columns is said on the type");
				}
				indexes.add(index(index, List.of(column)));
			}
			VectorColumn vector = column.property().annotation(VectorColumn.class);
			if (vector != null && vector.index()) {
				indexes.add(new IndexSchema(indexName(vector.indexName(), "vec_idx", List.of(column)), List.of(column),
						IndexSchema.Kind.VECTOR));
			}
			FullTextColumn fullText = column.property().annotation(FullTextColumn.class);
			if (fullText != null) {
				indexes.add(new IndexSchema(indexName(fullText.indexName(), "fts_idx", List.of(column)),
						List.of(column), IndexSchema.Kind.FULL_TEXT));
			}
		}
		MergedAnnotations.from(this.rowType.type())
			.stream(TiDBIndex.class)
			.map(MergedAnnotation::synthesize)
			.forEach((index) -> {
				List<ColumnSchema> columns = Arrays.stream(index.value()).map(this::column).toList();
				if (columns.isEmpty()) {
					throw invalid("has a @TiDBIndex without columns");
				}
				indexes.add(index(index, columns));
			});
		return List.copyOf(indexes);
	}

	private static IndexSchema index(TiDBIndex index, List<ColumnSchema> columns) {
		return new IndexSchema(indexName(index.name(), index.unique() ? "uk" : "idx", columns), columns,
				index.unique() ? IndexSchema.Kind.UNIQUE : IndexSchema.Kind.PLAIN);
	}

	private static Identifier indexName(String given, String prefix, List<ColumnSchema> columns) {
		String name = given.isEmpty()
				? prefix + columns.stream().map((column) -> "_" + column.name().name()).collect(Collectors.joining())
				: given;
		return Identifier.of((given.isEmpty() && name.length() > Identifier.MAX_LENGTH)
				? name.substring(0, Identifier.MAX_LENGTH - 9) + "_" + Integer.toHexString(name.hashCode()) : name);
	}

	RowType<T> rowType() {
		return this.rowType;
	}

	ColumnTypes types() {
		return this.types;
	}

	Identifier name() {
		return this.name;
	}

	List<ColumnSchema> columns() {
		return this.columns;
	}

	List<ColumnSchema> key() {
		return this.key.columns();
	}

	List<IndexSchema> indexes() {
		return this.indexes;
	}

	boolean hasUniqueIndexBesideKey() {
		return this.indexes.stream().anyMatch((index) -> index.kind() == IndexSchema.Kind.UNIQUE)
				|| generatedIndex() != null;
	}

	/** The vectors that are made from a text before their row is sent. */
	List<ColumnSchema> embedded() {
		return this.columns.stream().filter((column) -> column.source() != null && !column.isMadeByServer()).toList();
	}

	/** The indexes on one column alone. */
	List<IndexSchema> indexesOf(ColumnSchema column) {
		return this.indexes.stream().filter((index) -> index.columns().equals(List.of(column))).toList();
	}

	/**
	 * Return the parameters of a key.
	 * @param id the key, as {@link TableKey#parameters} takes it
	 * @return the parameters, in the order of the key's columns
	 */
	Object[] keyParameters(Object id) {
		return this.key.parameters(id);
	}

	/** The column whose value the server chooses, if there is one. */
	@Nullable ColumnSchema generated() {
		return this.columns.stream().filter(ColumnSchema::isGenerated).findFirst().orElse(null);
	}

	/** Whether the server chooses the key, and takes no other one. */
	boolean isKeyRandom() {
		ColumnSchema chosen = generated();
		return chosen != null && chosen.generation() == ColumnSchema.Generation.AUTO_RANDOM;
	}

	EmptyResultDataAccessException noSuchKey() {
		return new EmptyResultDataAccessException(
				"%s has no row with this key, and TiDB chooses the keys of new ones".formatted(this.name), 1);
	}

	/**
	 * Find a column.
	 * @param propertyOrColumn the name of the property, or of the column where no
	 * property has that name
	 * @return the column
	 * @throws IllegalArgumentException if there is none; lists those that there are
	 */
	ColumnSchema column(String propertyOrColumn) {
		return known(this.names.find(propertyOrColumn), propertyOrColumn);
	}

	/**
	 * Find a column by its own name.
	 * @param name the name of the column, or of the property where no column has that
	 * name
	 * @return the column
	 * @throws IllegalArgumentException if there is none; lists those that there are
	 */
	ColumnSchema columnOfName(String name) {
		return known(this.names.findColumn(name), name);
	}

	/** Find a column, or {@code null}, which a path in JSON is too. */
	@Nullable ColumnSchema findColumn(String propertyOrColumn) {
		return this.names.find(propertyOrColumn);
	}

	private ColumnSchema known(@Nullable ColumnSchema column, String name) {
		if (column == null) {
			throw new IllegalArgumentException("%s has no column '%s'; it has %s".formatted(
					this.rowType.type().getSimpleName(), name,
					this.columns.stream().map((each) -> each.property().name()).collect(Collectors.joining(", "))));
		}
		return column;
	}

	/** The indexes for vectors and words that the table is created with. */
	List<IndexSchema> searchIndexes() {
		return this.indexes.stream().filter((index) -> index.isForSearch() && !index.isMadeLater()).toList();
	}

	/** The index that a generated column has where it is not the key. */
	@Nullable IndexSchema generatedIndex() {
		ColumnSchema generated = generated();
		return (generated == null || key().get(0).equals(generated)) ? null
				: new IndexSchema(indexName("", "uk", List.of(generated)), List.of(generated), IndexSchema.Kind.UNIQUE);
	}

	/**
	 * Return the statement that creates the table.
	 * @param ifNotExists whether a table that exists is left as it is
	 * @return the statement
	 */
	String creation(boolean ifNotExists) {
		return creation(ifNotExists, (index) -> true);
	}

	/**
	 * Return the statement that creates the table without some of its indexes.
	 * @param ifNotExists whether a table that exists is left as it is
	 * @param wanted the indexes that it has
	 * @return the statement
	 */
	String creation(boolean ifNotExists, Predicate<IndexSchema> wanted) {
		List<String> definitions = new ArrayList<>();
		this.columns.forEach((column) -> definitions.add(column.definition()));
		String key = key().stream().map((column) -> column.name().quoted()).collect(Collectors.joining(", "));
		definitions.add("PRIMARY KEY (" + key + ")" + (isKeyRandom() ? " CLUSTERED" : ""));
		IndexSchema generatedIndex = generatedIndex();
		if (generatedIndex != null) {
			definitions.add(generatedIndex.definition());
		}
		this.indexes.stream()
			.filter((index) -> !index.isMadeLater() && wanted.test(index))
			.forEach((index) -> definitions.add(index.definition()));
		return "CREATE TABLE " + (ifNotExists ? "IF NOT EXISTS " : "") + this.name.quoted() + " (\n\t"
				+ String.join(",\n\t", definitions) + "\n)"
				+ (this.comment.isEmpty() ? "" : " COMMENT = " + TextLiteral.of(this.comment));
	}

	private IllegalArgumentException invalid(String problem) {
		return new IllegalArgumentException(this.rowType.type().getSimpleName() + " " + problem);
	}

	@Override
	public String toString() {
		return this.name.toString();
	}

}
