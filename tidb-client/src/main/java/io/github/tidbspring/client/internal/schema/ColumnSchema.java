package io.github.tidbspring.client.internal.schema;

import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Supplier;

import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnType.Use;
import io.github.tidbspring.client.internal.sql.BlankText;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.ClassUtils;

/**
 * A column of a table.
 *
 * @param property the property that the column belongs to
 * @param name the name of the column
 * @param type how the values are stored
 * @param isKey whether it is a column of the primary key
 * @param isNullable whether the column accepts NULL
 * @param definition the rest of the column's definition
 * @param source the column with the text that a vector is computed from, if there is one
 * @param types the types of the client
 */
public record ColumnSchema(RowProperty property, Identifier name, ColumnType type, boolean isKey, boolean isNullable,
		Definition definition, @Nullable ColumnSchema source, ColumnTypes types) {

	/**
	 * Return this column as another type reads it.
	 * @param property the property of that type
	 * @return the column
	 */
	ColumnSchema readBy(RowProperty property) {
		boolean same = property.genericType().equals(this.property.genericType());
		return new ColumnSchema(property, this.name, same ? this.type : this.types.read(this.type.kind(), property),
				this.isKey, this.isNullable, this.definition, this.source, this.types);
	}

	/**
	 * Return this column with a source.
	 * @param source the column with the text
	 * @return the column
	 */
	ColumnSchema madeFrom(ColumnSchema source) {
		return new ColumnSchema(this.property, this.name, this.type, this.isKey, this.isNullable, this.definition,
				source, this.types);
	}

	public boolean isGenerated() {
		return this.definition.generation() != Generation.NONE;
	}

	/** How the database fills the column. */
	public Filling filling() {
		return this.definition.filling();
	}

	/** Whether the value of a row is written when the row is inserted. */
	public boolean isInserted() {
		return !isMadeByServer() && !filling().isComputed() && filling().isInsertable();
	}

	/** Whether the value of a row is written when the row exists. */
	public boolean isUpdated() {
		return !this.isKey && isSettable() && filling().onUpdate().isEmpty();
	}

	private boolean isSettable() {
		return !isMadeByServer() && !filling().isComputed() && filling().isUpdatable();
	}

	/**
	 * Reject a change of the column.
	 * @throws IllegalArgumentException if an update cannot set it
	 */
	void checkSettable() {
		if (isMadeByServer()) {
			throw madeByServer();
		}
		if (!isSettable()) {
			throw this.property.invalid(filling().isComputed()
					? "cannot be set: the database computes its column %s from %s".formatted(this.name,
							filling().generatedAs())
					: "cannot be set: it is declared with @TiDBColumn(updatable = false)");
		}
	}

	/** Whether a row without a value is written without the column. */
	public boolean isFilledIfNull() {
		return !this.isKey && filling().hasDefault() && !filling().isComputed();
	}

	/**
	 * Whether a row can be inserted without the column: a row is only rejected without a
	 * value for a column that is NOT NULL and has no default.
	 */
	public boolean isOptional() {
		return this.isNullable || isFilledIfNull();
	}

	/** Whether all values of the column can be in a key or index. */
	boolean isIndexable() {
		return this.type.kind() == ColumnType.Kind.PLAIN
				&& !this.type.sqlType().toUpperCase(Locale.ROOT).matches("(TINY|MEDIUM|LONG)?(TEXT|BLOB)");
	}

	/** The facts of a vector column; {@code null} for any other column. */
	public @Nullable VectorFacts vector() {
		return this.definition.vector();
	}

	/** Whether the property is a String. */
	public boolean isText() {
		return this.property.type() == String.class;
	}

	/** Whether the property is a full-text column. */
	public boolean isFullText() {
		return this.definition.isFullText();
	}

	/** The number of dimensions of a vector column; 0 for any other column. */
	public int dimensions() {
		VectorFacts vector = vector();
		return (vector != null) ? vector.dimensions() : 0;
	}

	/** Whether the server computes the vectors of this column, and rejects others. */
	public boolean isMadeByServer() {
		VectorFacts vector = vector();
		return vector != null && vector.isMadeByServer();
	}

	/**
	 * Return the exception for a value that is written to a column which the server
	 * computes.
	 * @return the exception
	 */
	public IllegalArgumentException madeByServer() {
		return this.property
			.invalid("is made by the server, which takes no other vector for the column %s; leave it null"
				.formatted(this.name));
	}

	/** Whether vectors are computed from bytes, which have a media type. */
	public boolean isMadeFromBytes() {
		VectorFacts vector = vector();
		return vector != null && vector.sourceMediaType() != null;
	}

	/**
	 * Return what a row's missing vector is to be computed from.
	 * @param row the row
	 * @return the text, or the bytes if the source has a media type; {@code null} if the
	 * row has a vector, or its source is {@code null}, blank or empty
	 */
	public @Nullable Object sourceToEmbed(Object row) {
		if (this.source == null || isMadeByServer() || this.property.value(row) != null) {
			return null;
		}
		if (isMadeFromBytes()) {
			byte[] bytes = this.source.bytes(row);
			return (bytes == null || bytes.length == 0) ? null : bytes;
		}
		String text = this.source.text(row);
		return BlankText.is(text) ? null : text;
	}

	/**
	 * Return the text of a row, in the form in which it is stored.
	 * @param row the row
	 * @return the text, or {@code null} if there is none
	 * @throws IllegalArgumentException if the value is not a text, which only a map can
	 * have
	 */
	public @Nullable String text(Object row) {
		Object value = this.property.value(row);
		return (value == null || value instanceof String) ? (String) value : (String) write(value);
	}

	/**
	 * Return the bytes of a row.
	 * @param row the row
	 * @return the bytes, or {@code null} if there are none
	 * @throws IllegalArgumentException if the value is no array of bytes, which only a
	 * map can have
	 */
	public byte @Nullable [] bytes(Object row) {
		Object value = this.property.value(row);
		return (value == null || value instanceof byte[]) ? (byte[]) value : (byte[]) write(value);
	}

	/**
	 * Return whether a row leaves the value to the server, which generates it.
	 * @param row the row
	 * @return {@code true} if the value is {@code null} or 0
	 */
	public boolean isUnset(Object row) {
		Object value = this.property.value(row);
		return value == null || (value instanceof Number number && number.doubleValue() == 0);
	}

	/**
	 * Return the parameter for a row's value.
	 * @param row the row
	 * @return the parameter, or {@code null} for SQL NULL and for a vector that is still
	 * to be computed
	 */
	public @Nullable Object parameter(Object row) {
		Object value = this.property.value(row);
		if (value == null && !this.isNullable && !isGenerated() && sourceToEmbed(row) == null) {
			String source = (this.source != null)
					? (isMadeFromBytes() ? ", nor are there bytes in " : ", nor is there a text in ")
							+ this.source.property()
					: "";
			throw this.property.invalid("is null, and its column %s is not".formatted(this.name) + source);
		}
		return (value != null) ? write(value) : null;
	}

	private Object write(Object value) {
		return unfolded(fitting("cannot be stored", () -> this.type.writer().write(value)));
	}

	/**
	 * Return the parameter for a value of the key that the application passes.
	 * @param value the value
	 * @return the parameter
	 * @throws IllegalArgumentException if the value does not fit the column, or would be
	 * the key of another row
	 */
	public Object keyParameter(Object value) {
		return unfolded(conditionParameter(value));
	}

	/**
	 * Reject a text that the collation of a key takes for one without its last spaces.
	 */
	private Object unfolded(Object parameter) {
		if (this.isKey && parameter instanceof String text && text.endsWith(" ") && isPadded()) {
			throw this.property.invalid(
					"is in the primary key, and a text for it ends with a space, which the collation of its column "
							+ "ignores: it would be the key of the row without that space. Remove the space, or give the "
							+ "column a collation that does not, such as VARCHAR(100) COLLATE utf8mb4_0900_bin");
		}
		return parameter;
	}

	/**
	 * Return whether texts are compared without the spaces at their end. In TiDB, only
	 * binary ones and those of Unicode 9 are not.
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/character-set-and-collation/">Character sets
	 * and collations</a>
	 */
	private boolean isPadded() {
		String collation = declaredType(null).collation();
		boolean isCharacter = ClassUtils.resolvePrimitiveIfNecessary(this.property.type()) == Character.class;
		// A space is no other character without it.
		return !isCharacter && ColumnValues.isText(this.type.sqlType())
				&& (collation == null || !(collation.contains("0900") || collation.equals("binary")));
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
	 * Return the parameter for a new value in an update.
	 * @param value the value
	 * @return the parameter, or {@code null} for SQL NULL
	 */
	public @Nullable Object parameterOfUpdate(@Nullable Object value) {
		checkSettable();
		if (value == null && !this.isNullable) {
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
	public Object conditionParameter(Object value) {
		return conditionParameter(value, Use.EQUALITY);
	}

	/**
	 * Return the parameter for a value that the column is compared with.
	 * @param value the value
	 * @param use how they are compared
	 * @return the parameter
	 * @throws IllegalArgumentException if the value does not fit the column
	 */
	public Object conditionParameter(Object value, Use use) {
		return fitting("has no such value to compare with", () -> this.type.writer().compare(value, use));
	}

	/**
	 * Return a value in this column's JSON documents.
	 * @param name the name of the value in the filter
	 * @param path the keys and positions that lead to it
	 * @return the place of the value
	 */
	public JsonPlace jsonPlace(String name, JsonSteps path) {
		return this.types.json().place(this.property, name, path);
	}

	/**
	 * Read the value of the current row.
	 * @param row the result
	 * @param index the column's position in the result, from 1
	 * @return the value
	 * @throws SQLException if the connection fails
	 * @throws DataRetrievalFailureException if the value does not fit the property
	 */
	public @Nullable Object read(ResultSet row, int index) throws SQLException {
		Object value = read(row, index, this.type.reader(), this.property.genericType());
		if (value == null && this.property.isNonNull()) {
			throw new DataRetrievalFailureException("The column %s is NULL, and %s (%s) cannot be".formatted(this.name,
					this.property, this.property.genericType().getTypeName()));
		}
		return value;
	}

	/**
	 * Return the declared type, with the attributes that the SQL in the annotation
	 * contains.
	 * @param charset the character set that the column has, if it is known
	 * @return the type as declared
	 */
	public SqlType declaredType(@Nullable String charset) {
		String defaultExpression = filling().defaultExpression();
		return SqlType.declared(
				this.type.sqlType() + (defaultExpression.isEmpty() ? "" : " DEFAULT " + defaultExpression), charset);
	}

	/**
	 * Return a reader for values of a type, which reads as a property of that type does.
	 * @param type the type, not a primitive one
	 * @return the reader
	 */
	public ColumnType.Reader readerOf(Class<?> type) {
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
	 * For a value that it cannot read, such as a zero date, the driver throws a general
	 * SQLException, which Spring would translate to a transient failure.
	 */
	private @Nullable Object read(ResultSet row, int index, ColumnType.Reader reader, Type type) throws SQLException {
		try {
			return reader.read(row, index);
		}
		catch (SQLException | RuntimeException ex) {
			if (ex instanceof SQLException failure && isOfConnection(failure)) {
				throw failure;
			}
			throw new DataRetrievalFailureException("The column %s has a value that does not fit %s (%s)"
				.formatted(this.name, this.property, type.getTypeName()), ex);
		}
	}

	static boolean isOfConnection(SQLException ex) {
		String state = ex.getSQLState();
		return state != null && (state.startsWith("08") || state.equals("S1000"));
	}

	/** Cheap, since columns are keys of maps for each row that is written. */
	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	@Override
	public String toString() {
		return this.name.toString();
	}

	/**
	 * The definition of a column, without its name, type and nullability.
	 *
	 * @param generation how the server generates its values
	 * @param shardBits the shard bits of {@link Generation#AUTO_RANDOM}
	 * @param rangeBits the range bits of {@link Generation#AUTO_RANDOM}
	 * @param filling how the database fills the column
	 * @param comment its comment; empty if it has none
	 * @param isFullText whether it is a full-text column
	 * @param isVersion whether it has the versions of the rows
	 * @param vector the facts of a vector column; {@code null} for any other column
	 */
	public record Definition(Generation generation, int shardBits, int rangeBits, Filling filling, String comment,
			boolean isFullText, boolean isVersion, @Nullable VectorFacts vector) {

		/**
		 * Return the attribute of a generated column.
		 * @return such as {@code AUTO_RANDOM(5)}; empty if it is not generated
		 */
		public String generationAttribute() {
			return switch (this.generation) {
				case NONE -> "";
				case AUTO_INCREMENT -> "AUTO_INCREMENT";
				case AUTO_RANDOM -> (this.rangeBits == 64) ? "AUTO_RANDOM(%s)".formatted(this.shardBits)
						: "AUTO_RANDOM(%s, %s)".formatted(this.shardBits, this.rangeBits);
			};
		}

	}

	/**
	 * How the server generates the values of a column.
	 */
	public enum Generation {

		NONE, AUTO_INCREMENT, AUTO_RANDOM

	}

}
