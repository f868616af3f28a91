package io.github.tidbspring.client.internal.schema;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.row.RowType;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.EmptyResultDataAccessException;

/**
 * The table that a type describes. Complete and checked once it exists.
 *
 * @param <T> the type of the rows
 */
public final class TableSchema<T> {

	private final RowType<T> rowType;

	private final Identifier name;

	private final String comment;

	private final List<ColumnSchema> columns;

	private final ColumnTypes types;

	private final ColumnNames names;

	private final TableKey<T> key;

	private final List<IndexSchema> indexes;

	TableSchema(RowType<T> rowType, Identifier name, String comment, List<ColumnSchema> columns, ColumnTypes types,
			Function<TableSchema<T>, List<IndexSchema>> indexes) {
		this.rowType = rowType;
		this.name = name;
		this.comment = comment;
		this.columns = columns;
		this.types = types;
		this.names = new ColumnNames(columns);
		this.key = new TableKey<>(name, rowType.type(), columns.stream().filter(ColumnSchema::isKey).toList());
		this.indexes = indexes.apply(this);
	}

	public static <T> TableSchema<T> of(Class<T> type) {
		return of(type, ColumnTypes.standard());
	}

	/**
	 * Read what a type describes.
	 * @param <T> the type of the rows
	 * @param type a record or bean
	 * @param types how its values are stored
	 * @return the table
	 * @throws IllegalArgumentException if the type does not describe a table; names the
	 * class and the property
	 */
	public static <T> TableSchema<T> of(Class<T> type, ColumnTypes types) {
		return new AnnotatedTable<>(RowType.of(type), types).schema();
	}

	public RowType<T> rowType() {
		return this.rowType;
	}

	ColumnTypes types() {
		return this.types;
	}

	public Identifier name() {
		return this.name;
	}

	public List<ColumnSchema> columns() {
		return this.columns;
	}

	public List<ColumnSchema> key() {
		return this.key.columns();
	}

	public List<IndexSchema> indexes() {
		return this.indexes;
	}

	public boolean hasUniqueIndexBesideKey() {
		return this.indexes.stream().anyMatch((index) -> index.kind() == IndexSchema.Kind.UNIQUE)
				|| generatedIndex() != null;
	}

	/** The vectors that are made from a text before their row is sent. */
	public List<ColumnSchema> embedded() {
		return this.columns.stream().filter((column) -> column.source() != null && !column.isMadeByServer()).toList();
	}

	/** The indexes on one column alone. */
	public List<IndexSchema> indexesOf(ColumnSchema column) {
		return this.indexes.stream().filter((index) -> index.columns().equals(List.of(column))).toList();
	}

	/**
	 * Return the parameters of a key.
	 * @param id the key, as {@link TableKey#parameters} takes it
	 * @return the parameters, in the order of the key's columns
	 */
	public Object[] keyParameters(Object id) {
		return this.key.parameters(id);
	}

	/** The column whose value the server chooses, if there is one. */
	public @Nullable ColumnSchema generated() {
		return this.columns.stream().filter(ColumnSchema::isGenerated).findFirst().orElse(null);
	}

	/** Whether the server chooses the key, and takes no other one. */
	public boolean isKeyRandom() {
		ColumnSchema chosen = generated();
		return chosen != null && chosen.definition().generation() == ColumnSchema.Generation.AUTO_RANDOM;
	}

	public EmptyResultDataAccessException noSuchKey() {
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
	public ColumnSchema column(String propertyOrColumn) {
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
	public @Nullable ColumnSchema findColumn(String propertyOrColumn) {
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
	public List<IndexSchema> searchIndexes() {
		return this.indexes.stream().filter((index) -> index.isForSearch() && !index.isDeferred()).toList();
	}

	/** The index that a generated column has where it is not the key. */
	public @Nullable IndexSchema generatedIndex() {
		ColumnSchema generated = generated();
		return (generated == null || key().get(0).equals(generated)) ? null
				: IndexSchema.unique("", List.of(generated));
	}

	/** The comment of the table; empty if it has none. */
	public String comment() {
		return this.comment;
	}

	@Override
	public String toString() {
		return this.name.toString();
	}

}
