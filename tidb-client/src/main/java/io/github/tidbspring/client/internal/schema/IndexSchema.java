package io.github.tidbspring.client.internal.schema;

import java.util.List;
import java.util.stream.Collectors;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table.
 *
 * @param name its name
 * @param parts its columns and expressions
 * @param kind its kind
 * @param metric the distance metric of a vector index
 * @param parser the parser of a full-text index
 * @param isDeferred whether the table is created without it
 * @param owner the property that declares it; {@code null} if it is declared by the type
 */
public record IndexSchema(Identifier name, List<IndexPart> parts, Kind kind, @Nullable DistanceMetric metric,
		FullTextColumn.@Nullable Parser parser, boolean isDeferred, @Nullable ColumnSchema owner) {

	/** Create a plain or unique index. */
	static IndexSchema of(Kind kind, String name, List<IndexPart> parts, @Nullable ColumnSchema owner) {
		return new IndexSchema(name(name, kind, parts), parts, kind, null, null, false, owner);
	}

	static IndexSchema vector(String name, ColumnSchema column, DistanceMetric metric) {
		List<IndexPart> parts = List.of(IndexPart.of(column));
		return new IndexSchema(name(name, Kind.VECTOR, parts), parts, Kind.VECTOR, metric, null, false, column);
	}

	static IndexSchema fullText(String name, ColumnSchema column, FullTextColumn.Parser parser, boolean deferred) {
		List<IndexPart> parts = List.of(IndexPart.of(column));
		return new IndexSchema(name(name, Kind.FULL_TEXT, parts), parts, Kind.FULL_TEXT, null, parser, deferred,
				column);
	}

	private static Identifier name(String given, Kind kind, List<IndexPart> parts) {
		return name(given, kind.prefix + parts.stream().map((part) -> "_" + part.word()).collect(Collectors.joining()));
	}

	/** Return a given name, or otherwise a name made from others, which may be long. */
	static Identifier name(String given, String name) {
		if (!given.isEmpty()) {
			return Identifier.of(given);
		}
		// A hash keeps names unique that are truncated.
		return Identifier.of((name.length() > Identifier.MAX_LENGTH)
				? name.substring(0, Identifier.MAX_LENGTH - 9) + "_" + Integer.toHexString(name.hashCode()) : name);
	}

	/** Whether it is a vector or full-text index, which not every TiDB supports. */
	public boolean isForSearch() {
		return this.kind == Kind.VECTOR || this.kind == Kind.FULL_TEXT;
	}

	/** The columns and expressions in a normalized form. */
	public List<String> normalizedParts() {
		return this.parts.stream().map(IndexPart::normalized).toList();
	}

	/** The column of a vector or full-text index, or the only one of another index. */
	public @Nullable ColumnSchema column() {
		return (this.parts.size() == 1) ? this.parts.get(0).column() : null;
	}

	/** Whether it is the index of a column alone, or is declared by its property. */
	boolean isOf(ColumnSchema column) {
		return column.equals(this.owner) || column.equals(column());
	}

	/** The argument of createIndex and dropIndex. */
	public String property() {
		ColumnSchema column = (this.owner != null) ? this.owner : column();
		return (column != null) ? column.property().name() : this.name.name();
	}

	/** A description without the name. */
	public String description() {
		String on = this.parts.get(0).sql();
		return (this.metric != null) ? "VECTOR on " + this.metric.function() + "(" + on + ")" : "FULLTEXT on " + on;
	}

	/**
	 * The kind of an index.
	 */
	public enum Kind {

		PLAIN("idx", "INDEX", "index"), UNIQUE("uk", "UNIQUE INDEX", "unique index"),
		VECTOR("vec_idx", "VECTOR INDEX", "vector index"), FULL_TEXT("fts_idx", "FULLTEXT INDEX", "full-text index");

		/** The beginning of default names. */
		private final String prefix;

		private final String keywords;

		private final String word;

		Kind(String prefix, String keywords, String word) {
			this.prefix = prefix;
			this.keywords = keywords;
			this.word = word;
		}

		/** The keywords in DDL. */
		public String keywords() {
			return this.keywords;
		}

		/** The term in a message. */
		public String word() {
			return this.word;
		}

	}

}
