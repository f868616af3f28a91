package io.github.tidbspring.client.internal.schema;

import java.util.List;
import java.util.Locale;

import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.annotation.VersionColumn;
import io.github.tidbspring.client.internal.row.RowProperty;
import io.github.tidbspring.client.internal.schema.ColumnSchema.Definition;
import io.github.tidbspring.client.internal.schema.ColumnSchema.Generation;
import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * The annotations of a property, read once.
 *
 * @param property the property
 * @param column the description of the column
 * @param vector the description of a vector column
 */
record AnnotatedColumn(RowProperty property, TiDBColumn column, @Nullable VectorColumn vector) {

	static AnnotatedColumn of(RowProperty property) {
		return new AnnotatedColumn(property, property.column(), property.annotation(VectorColumn.class));
	}

	/**
	 * Return the column, still without its source.
	 * @param types the types of the client
	 * @return the column
	 * @throws IllegalArgumentException if the annotations contradict each other or the
	 * type of the property
	 */
	ColumnSchema schema(ColumnTypes types) {
		boolean key = this.property.annotation(PrimaryKey.class) != null;
		Generation generation = generation(key);
		ColumnType type = types.of(this.property);
		if (this.property.annotation(FullTextColumn.class) != null && this.property.type() != String.class) {
			throw this.property.invalid("is @FullTextColumn and therefore a String");
		}
		// A generated value and a version are never NULL, although they are null in a row
		// before the insert.
		boolean nullable = !key && generation == Generation.NONE && !isVersion() && !this.property.isNonNull()
				&& this.column.nullable();
		ColumnSchema column = new ColumnSchema(this.property, name(), type, key, nullable,
				definition(generation, filling(key, generation)), null, types);
		if (key && !column.isIndexable()) {
			throw this.property.invalid("is a %s, which cannot be part of a primary key".formatted(type.sqlType()));
		}
		if (isVersion()) {
			checkVersion(column);
		}
		return column;
	}

	private Filling filling(boolean key, Generation generation) {
		Filling filling = new Filling(this.column.defaultExpression(), this.column.onUpdate(),
				this.column.generatedAs(), this.column.stored(), this.column.insertable(), this.column.updatable());
		boolean others = !filling.defaultExpression().isEmpty() || !filling.onUpdate().isEmpty();
		if (filling.isComputed() && (key || generation != Generation.NONE || others)) {
			throw this.property.invalid("has generatedAs, and therefore no %s"
				.formatted(key ? "@PrimaryKey" : (others ? "defaultExpression and no onUpdate" : "@AutoIncrement")));
		}
		if (filling.defaultExpression().toUpperCase(Locale.ROOT).matches("(?s).*\\bON\\s+UPDATE\\b.*")) {
			throw this.property.invalid(
					"has ON UPDATE in its defaultExpression; an attribute of its own has it: @TiDBColumn(onUpdate = …)");
		}
		if (filling.isStored() && !filling.isComputed()) {
			throw this.property.invalid("is stored and therefore generated: @TiDBColumn(generatedAs = …)");
		}
		if (key && !filling.isInsertable()) {
			throw this.property.invalid("is a @PrimaryKey, and cannot be left out of an INSERT (insertable = false)");
		}
		return filling;
	}

	private boolean isVersion() {
		return this.property.annotation(VersionColumn.class) != null;
	}

	private void checkVersion(ColumnSchema column) {
		if (column.isGenerated() || !column.isInserted() || !column.isUpdated()) {
			throw this.property.invalid("is a @VersionColumn, which the client writes, and therefore neither a key nor "
					+ "filled by the database: no generatedAs, onUpdate, insertable = false or updatable = false");
		}
		ColumnVersion.check(this.property, column.type(), column.types());
	}

	private Identifier name() {
		String name = !this.column.name().isEmpty() ? this.column.name()
				: JdbcUtils.convertPropertyNameToUnderscoreName(this.property.name());
		try {
			return Identifier.of(name);
		}
		catch (IllegalArgumentException ex) {
			throw this.property.invalid("has a column name that TiDB does not accept. " + ex.getMessage());
		}
	}

	private Generation generation(boolean key) {
		boolean random = this.property.annotation(AutoRandom.class) != null;
		boolean increment = this.property.annotation(AutoIncrement.class) != null;
		if (random && increment) {
			throw this.property.invalid("is both @AutoRandom and @AutoIncrement");
		}
		if (random && !key) {
			throw this.property.invalid("is @AutoRandom and therefore an @PrimaryKey");
		}
		Class<?> type = this.property.type();
		boolean isLong = type == long.class || type == Long.class;
		if (random && !isLong) {
			throw this.property.invalid("is @AutoRandom and therefore a long or a Long");
		}
		if (increment && !isLong && type != int.class && type != Integer.class) {
			throw this.property.invalid("is @AutoIncrement and therefore an int, an Integer, a long or a Long");
		}
		return random ? Generation.AUTO_RANDOM : (increment ? Generation.AUTO_INCREMENT : Generation.NONE);
	}

	private Definition definition(Generation generation, Filling filling) {
		AutoRandom random = this.property.annotation(AutoRandom.class);
		int shardBits = (random != null) ? random.shardBits() : 0;
		int rangeBits = (random != null) ? random.rangeBits() : 0;
		if (random != null && (shardBits < 1 || shardBits > 15 || rangeBits < 32 || rangeBits > 64)) {
			throw this.property
				.invalid("is @AutoRandom with %s shard bits and %s range bits; TiDB accepts 1 to 15 and 32 to 64"
					.formatted(shardBits, rangeBits));
		}
		return new Definition(generation, shardBits, rangeBits, filling, this.column.comment(),
				this.property.annotation(FullTextColumn.class) != null, isVersion(), vectorFacts());
	}

	private @Nullable VectorFacts vectorFacts() {
		if (this.vector == null) {
			return null;
		}
		boolean byServer = !this.vector.serverModel().isEmpty();
		if (byServer && this.vector.source().isEmpty()) {
			throw this.property.invalid("has a serverModel and therefore a source: @VectorColumn(source = …)");
		}
		if (!this.vector.serverModelOptions().isEmpty() && !byServer) {
			throw this.property
				.invalid("has serverModelOptions and therefore a serverModel: @VectorColumn(serverModel = …)");
		}
		if (byServer && (!this.column.defaultExpression().isEmpty() || !this.column.generatedAs().isEmpty())) {
			throw this.property.invalid("has a serverModel and therefore no defaultExpression and no generatedAs");
		}
		if (!this.vector.source().isEmpty() && !this.column.generatedAs().isEmpty()) {
			throw this.property.invalid("has a source and therefore no generatedAs");
		}
		return new VectorFacts(this.vector.dimensions(), this.vector.distanceMetric(), this.vector.index(),
				this.vector.serverModel(), this.vector.serverModelOptions(), sourceMediaType(this.vector));
	}

	private @Nullable MimeType sourceMediaType(VectorColumn vector) {
		String mediaType = vector.sourceMediaType();
		if (mediaType.isEmpty()) {
			return null;
		}
		if (vector.source().isEmpty()) {
			throw this.property.invalid("has a sourceMediaType and therefore a source: @VectorColumn(source = …)");
		}
		try {
			return MimeTypeUtils.parseMimeType(mediaType);
		}
		catch (InvalidMimeTypeException ex) {
			throw this.property
				.invalid("has the sourceMediaType '%s', which is no media type such as image/png".formatted(mediaType));
		}
	}

	/**
	 * Return the column with its source.
	 * @param own the column without its source
	 * @param columns all columns of the table
	 * @return the column; the same one if it has no source
	 * @throws IllegalArgumentException if vectors cannot be computed from that source
	 */
	ColumnSchema resolve(ColumnSchema own, List<ColumnSchema> columns) {
		if (this.vector == null || this.vector.source().isEmpty()) {
			return own;
		}
		ColumnSchema source = new ColumnNames(columns).find(this.vector.source());
		if (source == null) {
			throw this.property.invalid("has the source '%s', which is none of %s".formatted(this.vector.source(),
					columns.stream().map((each) -> each.property().name()).toList()));
		}
		if (source == own) {
			throw this.property.invalid("cannot be its own source; that is a property with a text or bytes");
		}
		checkType(own, source);
		Class<?> type = source.property().type();
		if (!own.isMadeByServer() && source.filling().isComputed()) {
			throw this.property
				.invalid(("has the source %s, which the database computes: the text is not known before the row is "
						+ "written; vectors are computed from a property of the row")
					.formatted(source.property()));
		}
		if (type == byte[].class && !ColumnValues.keepsBytes(source.type().sqlType())) {
			throw this.property
				.invalid(("has the source %s, whose column has the type %s: the server may store bytes there "
						+ "in another form, and each save would compute the vector again; vectors are computed from a column "
						+ "of the type VARBINARY or BLOB")
					.formatted(source.property(), source.type().sqlType()));
		}
		if (type == String.class && !own.isMadeByServer() && !ColumnValues.keepsTexts(source.type().sqlType())) {
			throw this.property.invalid(
					("has the source %s, whose column has the type %s: the server may store a text there in another "
							+ "form, and each save would compute the vector again; vectors are computed from a column of texts")
						.formatted(source.property(), source.type().sqlType()));
		}
		return own.madeFrom(source);
	}

	private void checkType(ColumnSchema own, ColumnSchema source) {
		Class<?> type = source.property().type();
		boolean hasMediaType = VectorFacts.of(own).sourceMediaType() != null;
		if (type == byte[].class && !hasMediaType) {
			throw this.property
				.invalid("has the source %s, which is a byte[], and therefore a sourceMediaType, such as image/png"
					.formatted(source.property()));
		}
		if (type == byte[].class && own.isMadeByServer()) {
			throw this.property
				.invalid("has the source %s, which is a byte[]; the server computes vectors from a String"
					.formatted(source.property()));
		}
		if (type == String.class && hasMediaType) {
			throw this.property.invalid("has the source %s, which is a String, and therefore no sourceMediaType"
				.formatted(source.property()));
		}
		if ((type != String.class && type != byte[].class) || source.type().kind() != ColumnType.Kind.PLAIN) {
			throw this.property
				.invalid("has the source %s, which is a %s; vectors are computed from a String or a byte[]"
					.formatted(source.property(), source.property().genericType().getTypeName()));
		}
	}

}
