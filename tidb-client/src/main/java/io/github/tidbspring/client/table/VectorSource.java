package io.github.tidbspring.client.table;

import java.util.List;

import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.VectorColumn;

/**
 * Where the vectors of a column come from, as {@link VectorColumn} says it.
 */
final class VectorSource {

	private VectorSource() {
	}

	/** Check what can be seen without the other columns. */
	static void check(RowProperty property) {
		VectorColumn vector = property.annotation(VectorColumn.class);
		if (vector == null) {
			return;
		}
		if (!vector.serverModel().isEmpty() && vector.source().isEmpty()) {
			throw property.invalid("has a serverModel and therefore a source: @VectorColumn(source = …)");
		}
		if (!vector.serverModelOptions().isEmpty() && vector.serverModel().isEmpty()) {
			throw property
				.invalid("has serverModelOptions and therefore a serverModel: @VectorColumn(serverModel = …)");
		}
		TiDBColumn column = property.annotation(TiDBColumn.class);
		if (!vector.serverModel().isEmpty() && column != null && !column.defaultExpression().isEmpty()) {
			throw property.invalid("has a serverModel and therefore no defaultExpression");
		}
	}

	/**
	 * Find the column that a vector is made from.
	 * @param column the column, a vector or not
	 * @param columns all columns of the table
	 * @return the column, which knows its source if it has one
	 */
	static ColumnSchema resolve(ColumnSchema column, List<ColumnSchema> columns) {
		VectorColumn vector = column.property().annotation(VectorColumn.class);
		if (vector == null || vector.source().isEmpty()) {
			return column;
		}
		ColumnSchema source = new ColumnNames(columns).find(vector.source());
		if (source == null) {
			throw column.property()
				.invalid("has the source '%s', which is none of %s".formatted(vector.source(),
						columns.stream().map((each) -> each.property().name()).toList()));
		}
		if (source == column) {
			throw column.property().invalid("cannot be its own source; that is a property with a text");
		}
		if (source.property().type() != String.class || source.type().kind() != ColumnType.Kind.PLAIN) {
			throw column.property()
				.invalid("has the source %s, which is a %s; vectors are made from a String".formatted(source.property(),
						source.property().genericType().getTypeName()));
		}
		if (!column.isMadeByServer() && !ColumnValues.keepsTexts(source.type().sqlType())) {
			throw column.property()
				.invalid(
						("has the source %s, whose column has the type %s: the server may store a text there in another "
								+ "form, and each save would make the vector anew; vectors are made from a column of texts")
							.formatted(source.property(), source.type().sqlType()));
		}
		return column.madeFrom(source);
	}

	/**
	 * The part of a column's definition that has TiDB make its values.
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/vector-search-auto-embedding-overview/">Auto
	 * embedding</a>
	 */
	static String generation(ColumnSchema column, ColumnSchema source) {
		VectorColumn vector = column.property().annotation(VectorColumn.class);
		if (vector == null) {
			return "";
		}
		String options = vector.serverModelOptions().isEmpty() ? ""
				: ", " + TextLiteral.of(vector.serverModelOptions());
		return " GENERATED ALWAYS AS (EMBED_TEXT(%s, %s%s)) STORED".formatted(TextLiteral.of(vector.serverModel()),
				source.name().quoted(), options);
	}

	static IllegalArgumentException madeByServer(ColumnSchema column) {
		return column.property()
			.invalid("is made by the server, which takes no other vector for the column %s; leave it null"
				.formatted(column.name()));
	}

}
