package io.github.tidbspring.client.table;

import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.ColumnReference.Use;
import io.github.tidbspring.client.query.Identifier;
import io.github.tidbspring.client.query.JsonPlace;
import io.github.tidbspring.client.vector.BlankText;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.ClassUtils;

/**
 * A column of a table.
 */
final class ColumnSchema {

	private final RowProperty property;

	private final Identifier name;

	private final ColumnType type;

	private final boolean key;

	private final boolean nullable;

	private final Generation generation;

	/** The column whose text this vector is made from. */
	private final @Nullable ColumnSchema source;

	private final ColumnTypes types;

	private ColumnSchema(RowProperty property, Identifier name, ColumnType type, boolean key, boolean nullable,
			Generation generation, @Nullable ColumnSchema source, ColumnTypes types) {
		this.property = property;
		this.name = name;
		this.type = type;
		this.key = key;
		this.nullable = nullable;
		this.generation = generation;
		this.source = source;
		this.types = types;
	}

	static ColumnSchema of(RowProperty property, ColumnTypes types) {
		boolean key = property.annotation(PrimaryKey.class) != null;
		Generation generation = generation(property, key);
		ColumnType type = types.of(property);
		if (property.annotation(FullTextColumn.class) != null && property.type() != String.class) {
			throw property.invalid("is @FullTextColumn and therefore a String");
		}
		if (key && !isIndexable(type)) {
			throw property.invalid("is a %s, which cannot be part of a primary key".formatted(type.sqlType()));
		}
		if (!property.annotations(TiDBIndex.class).isEmpty() && !isIndexable(type)) {
			throw property.invalid("is a %s, which cannot have a @TiDBIndex".formatted(type.sqlType()));
		}
		// A value that the server chooses is never NULL, even where the row has none yet.
		boolean nullable = !key && generation == Generation.NONE && !property.isNonNull()
				&& isDeclaredNullable(property);
		VectorSource.check(property);
		return new ColumnSchema(property, name(property), type, key, nullable, generation, null, types);
	}

	private static boolean isDeclaredNullable(RowProperty property) {
		TiDBColumn column = property.annotation(TiDBColumn.class);
		return column == null || column.nullable();
	}

	private static boolean isIndexable(ColumnType type) {
		return type.kind() == ColumnType.Kind.PLAIN
				&& !type.sqlType().toUpperCase(Locale.ROOT).matches("(TINY|MEDIUM|LONG)?(TEXT|BLOB)");
	}

	/**
	 * Return this column as another type reads it.
	 * @param property the property of that type
	 * @return the column
	 */
	ColumnSchema readBy(RowProperty property) {
		boolean same = property.genericType().equals(this.property.genericType());
		return new ColumnSchema(property, this.name, same ? this.type : this.types.read(this.type.kind(), property),
				this.key, this.nullable, this.generation, this.source, this.types);
	}

	/**
	 * Return this column as one that is made from another.
	 * @param source the column with the text
	 * @return the column
	 */
	ColumnSchema madeFrom(ColumnSchema source) {
		return new ColumnSchema(this.property, this.name, this.type, this.key, this.nullable, this.generation, source,
				this.types);
	}

	private static Generation generation(RowProperty property, boolean key) {
		boolean random = property.annotation(AutoRandom.class) != null;
		boolean increment = property.annotation(AutoIncrement.class) != null;
		checkBits(property);
		if (random && increment) {
			throw property.invalid("is both @AutoRandom and @AutoIncrement");
		}
		if (random && !key) {
			throw property.invalid("is @AutoRandom and therefore an @PrimaryKey");
		}
		Class<?> type = property.type();
		boolean isLong = type == long.class || type == Long.class;
		if (random && !isLong) {
			throw property.invalid("is @AutoRandom and therefore a long or a Long");
		}
		if (increment && !isLong && type != int.class && type != Integer.class) {
			throw property.invalid("is @AutoIncrement and therefore an int, an Integer, a long or a Long");
		}
		return random ? Generation.AUTO_RANDOM : (increment ? Generation.AUTO_INCREMENT : Generation.NONE);
	}

	private static void checkBits(RowProperty property) {
		AutoRandom random = property.annotation(AutoRandom.class);
		if (random != null && (random.shardBits() < 1 || random.shardBits() > 15 || random.rangeBits() < 32
				|| random.rangeBits() > 64)) {
			throw property
				.invalid("is @AutoRandom with %s shard bits and %s range bits; TiDB takes 1 to 15 and 32 to 64"
					.formatted(random.shardBits(), random.rangeBits()));
		}
	}

	private static Identifier name(RowProperty property) {
		TiDBColumn column = property.annotation(TiDBColumn.class);
		String name = (column != null && !column.name().isEmpty()) ? column.name()
				: JdbcUtils.convertPropertyNameToUnderscoreName(property.name());
		try {
			return Identifier.of(name);
		}
		catch (IllegalArgumentException ex) {
			throw property.invalid("has a column name that TiDB does not take. " + ex.getMessage());
		}
	}

	RowProperty property() {
		return this.property;
	}

	Identifier name() {
		return this.name;
	}

	ColumnType type() {
		return this.type;
	}

	boolean isKey() {
		return this.key;
	}

	boolean isNullable() {
		return this.nullable;
	}

	Generation generation() {
		return this.generation;
	}

	boolean isGenerated() {
		return this.generation != Generation.NONE;
	}

	/** The column whose text this vector is made from, if there is one. */
	@Nullable ColumnSchema source() {
		return this.source;
	}

	/** The number of dimensions of a vector; 0 of any other column. */
	int dimensions() {
		VectorColumn vector = this.property.annotation(VectorColumn.class);
		return (vector != null) ? vector.dimensions() : 0;
	}

	/** Whether TiDB makes the values of this column, and refuses any other. */
	boolean isMadeByServer() {
		VectorColumn vector = this.property.annotation(VectorColumn.class);
		return vector != null && !vector.serverModel().isEmpty();
	}

	/**
	 * Return the text that a row's vector is still to be made from.
	 * @param row the row
	 * @return the text, or {@code null} if the row has a vector, or no text either, or
	 * one that says nothing
	 */
	@Nullable String textToEmbed(Object row) {
		boolean made = this.source != null && !isMadeByServer() && this.property.value(row) == null;
		String text = (this.source != null && made) ? (String) this.source.property().value(row) : null;
		return BlankText.is(text) ? null : text;
	}

	/**
	 * Return the parameter for a row's value.
	 * @param row the row
	 * @return the parameter, or {@code null} for SQL NULL and for a vector that is still
	 * to be made
	 */
	@Nullable Object parameter(Object row) {
		Object value = this.property.value(row);
		if (value == null && !this.nullable && !isGenerated() && textToEmbed(row) == null) {
			String source = (this.source != null) ? ", nor is there a text in " + this.source.property() : "";
			throw this.property.invalid("is null, and its column %s is not".formatted(this.name) + source);
		}
		return (value != null) ? write(value) : null;
	}

	private Object write(Object value) {
		return fitting("cannot be stored", () -> this.type.writer().write(value));
	}

	private Object fitting(String otherwise, Supplier<Object> parameter) {
		try {
			return parameter.get();
		}
		catch (IllegalArgumentException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException("%s %s. %s".formatted(this.property, otherwise, ex.getMessage()), ex);
		}
	}

	/**
	 * Return the parameter for a new value.
	 * @param value the value
	 * @return the parameter, or {@code null} for SQL NULL
	 */
	@Nullable Object parameterOfUpdate(@Nullable Object value) {
		if (isMadeByServer()) {
			throw VectorSource.madeByServer(this);
		}
		if (value == null && !this.nullable) {
			throw this.property.invalid("cannot become null: its column %s is not".formatted(this.name));
		}
		if (value == null) {
			return null;
		}
		if (this.type.kind() != ColumnType.Kind.PLAIN && !this.property.type().isInstance(value)) {
			throw this.property.invalid("cannot become a %s; it is a %s".formatted(value.getClass().getName(),
					this.property.genericType().getTypeName()));
		}
		return write(value);
	}

	/**
	 * Return the parameter for a value that the column is equal to.
	 * @param value the value
	 * @return the parameter
	 * @throws IllegalArgumentException if the value does not fit the column
	 */
	Object conditionParameter(Object value) {
		return conditionParameter(value, Use.EQUALITY);
	}

	/**
	 * Return the parameter for a value that the column is compared with.
	 * @param value the value
	 * @param use how they are compared
	 * @return the parameter
	 * @throws IllegalArgumentException if the value does not fit the column
	 */
	Object conditionParameter(Object value, Use use) {
		return fitting("has no such value to compare with", () -> this.type.writer().compare(value, use));
	}

	/**
	 * Return what is known of a value in this column's JSON.
	 * @param name the name that a filter has for it
	 * @param path the keys and positions that lead to it
	 * @return the place
	 */
	JsonPlace jsonPlace(String name, List<Object> path) {
		return this.types.place(this.property, name, path);
	}

	/**
	 * Read the value of the current row.
	 * @param row the result
	 * @param index the column's position in the result, from 1
	 * @return the value
	 * @throws SQLException if the connection fails
	 * @throws DataRetrievalFailureException if it does not fit the property
	 */
	@Nullable Object read(ResultSet row, int index) throws SQLException {
		Object value = read(row, index, this.type.reader(), this.property.genericType());
		if (value == null && this.property.isNonNull()) {
			throw new DataRetrievalFailureException("The column %s is NULL, and %s (%s) cannot be".formatted(this.name,
					this.property, this.property.genericType().getTypeName()));
		}
		return value;
	}

	/**
	 * Return the type, and what the texts of the annotation say besides.
	 * @param charset the character set that the column has, if it is known
	 * @return the type as declared
	 */
	SqlType declaredType(@Nullable String charset) {
		TiDBColumn column = this.property.annotation(TiDBColumn.class);
		boolean defaulted = column != null && !column.defaultExpression().isEmpty();
		return SqlType.declared(
				this.type.sqlType() + ((column != null && defaulted) ? " DEFAULT " + column.defaultExpression() : ""),
				charset);
	}

	/**
	 * Find how the values of the current row are read into a type, in the same way as a
	 * property of that type is.
	 * @param type the type, not a primitive one
	 * @return what reads them
	 */
	ColumnType.Reader readerOf(Class<?> type) {
		Class<?> own = ClassUtils.resolvePrimitiveIfNecessary(this.property.type());
		if (type == own) {
			return this::read;
		}
		ColumnType.Reader known = (this.type.kind() == ColumnType.Kind.PLAIN) ? this.types.reader(type) : null;
		if (known == null && type.isAssignableFrom(own)) {
			return this::read;
		}
		ColumnType.Reader reader = (known != null) ? known
				: (row, index) -> type.cast(JdbcUtils.getResultSetValue(row, index, type));
		return (row, index) -> read(row, index, reader, type);
	}

	/*
	 * The driver has no exception of its own for a value that it cannot read, such as a
	 * zero date, and its SQL state makes one of a failure that may pass.
	 */
	private @Nullable Object read(ResultSet row, int index, ColumnType.Reader reader, Type type) throws SQLException {
		try {
			return reader.read(row, index);
		}
		catch (SQLException ex) {
			if (isOfConnection(ex)) {
				throw ex;
			}
			throw misfit(type, ex);
		}
		catch (RuntimeException ex) {
			throw misfit(type, ex);
		}
	}

	static boolean isOfConnection(SQLException ex) {
		String state = ex.getSQLState();
		return state != null && (state.startsWith("08") || state.equals("S1000"));
	}

	private DataRetrievalFailureException misfit(Type type, Exception cause) {
		return new DataRetrievalFailureException("The column %s has a value that does not fit %s (%s)"
			.formatted(this.name, this.property, type.getTypeName()), cause);
	}

	/** The column as it stands in a CREATE TABLE. */
	String definition() {
		StringBuilder sql = new StringBuilder(this.name.quoted()).append(' ').append(this.type.sqlType());
		if (this.source != null && isMadeByServer()) {
			sql.append(VectorSource.generation(this, this.source));
		}
		else {
			sql.append(this.nullable ? " NULL" : " NOT NULL");
		}
		switch (this.generation) {
			case AUTO_INCREMENT -> sql.append(" AUTO_INCREMENT");
			case AUTO_RANDOM -> sql.append(autoRandom());
			case NONE -> {
			}
		}
		TiDBColumn column = this.property.annotation(TiDBColumn.class);
		if (column != null && !column.defaultExpression().isEmpty()) {
			sql.append(" DEFAULT ").append(column.defaultExpression());
		}
		if (column != null && !column.comment().isEmpty()) {
			sql.append(" COMMENT ").append(TextLiteral.of(column.comment()));
		}
		return sql.toString();
	}

	private String autoRandom() {
		AutoRandom random = this.property.annotation(AutoRandom.class);
		if (random == null) {
			return "";
		}
		return (random.rangeBits() == 64) ? " AUTO_RANDOM(%s)".formatted(random.shardBits())
				: " AUTO_RANDOM(%s, %s)".formatted(random.shardBits(), random.rangeBits());
	}

	@Override
	public String toString() {
		return definition();
	}

	/**
	 * Who chooses the value of a column.
	 */
	enum Generation {

		NONE, AUTO_INCREMENT, AUTO_RANDOM

	}

}
