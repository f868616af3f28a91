package io.github.tidbspring.client.internal.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table.
 *
 * @param name its name
 * @param columns its columns
 * @param kind its kind
 * @param metric the distance metric of a vector index
 * @param parser the parser of a full-text index
 * @param isDeferred whether the table is created without it
 */
public record IndexSchema(Identifier name, List<ColumnSchema> columns, Kind kind, @Nullable DistanceMetric metric,
		FullTextColumn.@Nullable Parser parser, boolean isDeferred) {

	/** Create a plain or unique index. */
	static IndexSchema of(Kind kind, String name, List<ColumnSchema> columns) {
		return new IndexSchema(name(name, kind, columns), columns, kind, null, null, false);
	}

	static IndexSchema vector(String name, ColumnSchema column, DistanceMetric metric) {
		List<ColumnSchema> columns = List.of(column);
		return new IndexSchema(name(name, Kind.VECTOR, columns), columns, Kind.VECTOR, metric, null, false);
	}

	static IndexSchema fullText(String name, ColumnSchema column, FullTextColumn.Parser parser, boolean deferred) {
		List<ColumnSchema> columns = List.of(column);
		return new IndexSchema(name(name, Kind.FULL_TEXT, columns), columns, Kind.FULL_TEXT, null, parser, deferred);
	}

	private static Identifier name(String given, Kind kind, List<ColumnSchema> columns) {
		if (!given.isEmpty()) {
			return Identifier.of(given);
		}
		String name = kind.prefix
				+ columns.stream().map((column) -> "_" + column.name().name()).collect(Collectors.joining());
		// A hash keeps names unique that are truncated.
		return Identifier.of((name.length() > Identifier.MAX_LENGTH)
				? name.substring(0, Identifier.MAX_LENGTH - 9) + "_" + Integer.toHexString(name.hashCode()) : name);
	}

	/** Whether it is a vector or full-text index, which not every TiDB supports. */
	public boolean isForSearch() {
		return this.kind == Kind.VECTOR || this.kind == Kind.FULL_TEXT;
	}

	/** The names of the columns in lower case. */
	public List<String> columnNames() {
		return this.columns.stream().map((column) -> column.name().name().toLowerCase(Locale.ROOT)).toList();
	}

	/** The argument of createIndex and dropIndex. */
	public String property() {
		return this.columns.get(0).property().name();
	}

	/** A description without the name. */
	public String description() {
		String on = this.columns.get(0).name().quoted();
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
