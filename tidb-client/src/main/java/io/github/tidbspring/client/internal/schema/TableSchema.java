package io.github.tidbspring.client.internal.schema;

import java.util.List;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.row.RowType;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.util.StringUtils;

/**
 * The table that a type describes, complete and checked. Immutable and thread-safe.
 *
 * @param <T> the type of the rows
 * @param rowType the type of the rows
 * @param name the name of the table
 * @param options the options of the table
 * @param columns the columns
 * @param types the types of the client
 * @param names finds columns by their names
 * @param primaryKey the primary key
 * @param indexes the indexes besides the primary key
 * @param constraints the other constraints
 */
public record TableSchema<T extends Object>(RowType<T> rowType, Identifier name, TableOptions options,
		List<ColumnSchema> columns, ColumnTypes types, ColumnNames names, TableKey<T> primaryKey,
		List<IndexSchema> indexes, TableConstraints constraints) {

	/** Create a table without indexes and constraints. */
	static <T> TableSchema<T> of(RowType<T> rowType, Identifier name, TableOptions options, List<ColumnSchema> columns,
			ColumnTypes types) {
		TableKey<T> key = new TableKey<>(name, rowType, columns.stream().filter(ColumnSchema::isKey).toList());
		return new TableSchema<>(rowType, name, options, columns, types, new ColumnNames(columns), key, List.of(),
				TableConstraints.NONE);
	}

	/** Return this table with indexes and constraints. */
	TableSchema<T> with(List<IndexSchema> indexes, TableConstraints constraints) {
		return new TableSchema<>(this.rowType, this.name, this.options, this.columns, this.types, this.names,
				this.primaryKey, indexes, constraints);
	}

	/**
	 * Return the same table with another name.
	 * @param name the name
	 * @return the table
	 */
	public TableSchema<T> named(Identifier name) {
		return of(this.rowType, name, this.options, this.columns, this.types).with(this.indexes,
				this.constraints.renamed(this.name, name));
	}

	public static <T> TableSchema<T> of(Class<T> type) {
		return of(type, ColumnTypes.standard());
	}

	/**
	 * Read the table that a type describes.
	 * @param <T> the type of the rows
	 * @param type a record, a bean or a type with a constructor
	 * @param types the types of the client
	 * @return the table
	 * @throws IllegalArgumentException if the type does not describe a table; the message
	 * names the class and the property
	 */
	public static <T> TableSchema<T> of(Class<T> type, ColumnTypes types) {
		return new AnnotatedTable<>(RowType.of(type), types).schema();
	}

	/**
	 * Return what describes the table. Only for messages that are shown: it loads the
	 * class that encloses the type.
	 * @return the simple name of the type of the rows, or a term
	 */
	public String typeName() {
		return this.rowType.name();
	}

	public List<ColumnSchema> key() {
		return this.primaryKey.columns();
	}

	public boolean hasUniqueIndexBesideKey() {
		return this.indexes.stream().anyMatch((index) -> index.kind() == IndexSchema.Kind.UNIQUE)
				|| generatedIndex() != null;
	}

	/** The vectors that the client computes from a text before a row is sent. */
	public List<ColumnSchema> embedded() {
		return this.columns.stream().filter((column) -> column.source() != null && !column.isMadeByServer()).toList();
	}

	/** The indexes on one column alone, and those that its property declares. */
	public List<IndexSchema> indexesOf(ColumnSchema column) {
		return this.indexes.stream().filter((index) -> index.isOf(column)).toList();
	}

	/**
	 * Return the parameters of a key.
	 * @param id the key, see {@link TableKey#parameters}
	 * @return the parameters, in the order of the key's columns
	 */
	public Object[] keyParameters(Object id) {
		return this.primaryKey.parameters(id);
	}

	/**
	 * Return the key of a row that is stored, or is checked before it is.
	 * @param row the row
	 * @return the parameters, in the order of the key's columns
	 */
	public Object[] keyOf(T row) {
		return this.primaryKey.of(row);
	}

	/** The column that the server generates, if there is one. */
	public @Nullable ColumnSchema generated() {
		return this.columns.stream().filter(ColumnSchema::isGenerated).findFirst().orElse(null);
	}

	/** The versions of the rows, if the table has them. */
	public @Nullable ColumnVersion version() {
		return this.columns.stream()
			.filter((column) -> column.definition().isVersion())
			.findFirst()
			.map(ColumnVersion::new)
			.orElse(null);
	}

	/** Whether the key is AUTO_RANDOM, so that the server accepts no explicit one. */
	public boolean isKeyRandom() {
		ColumnSchema generated = generated();
		return generated != null && generated.definition().generation() == ColumnSchema.Generation.AUTO_RANDOM;
	}

	public EmptyResultDataAccessException noSuchKey() {
		return new EmptyResultDataAccessException(
				"%s has no row with this key, and TiDB generates the keys of new rows".formatted(this.name), 1);
	}

	/**
	 * Find a column.
	 * @param propertyOrColumn the name of the property, or of the column where no
	 * property has that name
	 * @return the column
	 * @throws IllegalArgumentException if there is none; the message lists the columns
	 */
	public ColumnSchema column(String propertyOrColumn) {
		return known(this.names.find(propertyOrColumn), propertyOrColumn);
	}

	/**
	 * Find a column by its own name.
	 * @param name the name of the column, or of the property where no column has that
	 * name
	 * @return the column
	 * @throws IllegalArgumentException if there is none; the message lists the columns
	 */
	ColumnSchema columnOfName(String name) {
		return known(this.names.findColumn(name), name);
	}

	/** Find a column; {@code null} if there is none, as for a path in JSON. */
	public @Nullable ColumnSchema findColumn(String propertyOrColumn) {
		return this.names.find(propertyOrColumn);
	}

	private ColumnSchema known(@Nullable ColumnSchema column, String name) {
		if (column == null) {
			throw new IllegalArgumentException("%s has no column '%s'; it has %s".formatted(
					StringUtils.capitalize(typeName()), name,
					this.columns.stream().map((each) -> each.property().name()).collect(Collectors.joining(", "))));
		}
		return column;
	}

	/** The vector and full-text indexes that the table is created with. */
	public List<IndexSchema> searchIndexes() {
		return this.indexes.stream().filter((index) -> index.isForSearch() && !index.isDeferred()).toList();
	}

	/** The index of a generated column that does not begin the key. */
	public @Nullable IndexSchema generatedIndex() {
		ColumnSchema generated = generated();
		return (generated == null || key().get(0).equals(generated)) ? null
				: IndexSchema.of(IndexSchema.Kind.UNIQUE, "", List.of(IndexPart.of(generated)), generated);
	}

	@Override
	public String toString() {
		return this.name.toString();
	}

}
