package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Identifier;
import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * An index of a table.
 *
 * @param name its name
 * @param columns its columns
 * @param kind what it is
 */
record IndexSchema(Identifier name, List<ColumnSchema> columns, Kind kind) {

	/**
	 * What an index is.
	 */
	enum Kind {

		PLAIN("INDEX"), UNIQUE("UNIQUE INDEX"), VECTOR("VECTOR INDEX"), FULL_TEXT("FULLTEXT INDEX");

		private final String keywords;

		Kind(String keywords) {
			this.keywords = keywords;
		}

		/** What it is called in a sentence. */
		String word() {
			return switch (this) {
				case PLAIN -> "index";
				case UNIQUE -> "unique index";
				case VECTOR -> "vector index";
				case FULL_TEXT -> "full-text index";
			};
		}

	}

	/** Whether it is for vectors or words: not each TiDB can have such an index. */
	boolean isForSearch() {
		return this.kind == Kind.VECTOR || this.kind == Kind.FULL_TEXT;
	}

	/** The names of the columns in lower case. */
	List<String> columnNames() {
		return this.columns.stream().map((column) -> column.name().name().toLowerCase(Locale.ROOT)).toList();
	}

	/** The property that createIndex and dropIndex take. */
	String property() {
		return this.columns.get(0).property().name();
	}

	/** What it is, without its name. */
	String description() {
		String on = this.columns.get(0).name().quoted();
		return (this.kind == Kind.VECTOR) ? "VECTOR on " + function() + "(" + on + ")" : "FULLTEXT on " + on;
	}

	/** Whether an index that a table has does the same, whatever it is called. */
	boolean isEqualTo(ExistingTable.FoundSearchIndex found) {
		boolean same = this.kind.keywords.startsWith(found.keyword())
				&& this.columns.get(0).name().name().equalsIgnoreCase(found.column());
		return same && (this.kind != Kind.VECTOR || function().equalsIgnoreCase(found.function()));
	}

	/** The function that an index for vectors is for. */
	String function() {
		VectorColumn vector = this.columns.get(0).property().annotation(VectorColumn.class);
		return (vector != null) ? vector.distanceMetric().function() : DistanceMetric.COSINE.function();
	}

	/** Whether the table is created without it. */
	boolean isMadeLater() {
		FullTextColumn fullText = this.columns.get(0).property().annotation(FullTextColumn.class);
		return this.kind == Kind.FULL_TEXT && fullText != null && !fullText.index();
	}

	/** The index as it stands in a CREATE TABLE. */
	String definition() {
		return this.kind.keywords + " " + this.name.quoted() + " " + key() + suffix();
	}

	/** A statement that adds the index to a table that exists. */
	String addition(Identifier table) {
		String using = (this.kind == Kind.VECTOR) ? " USING HNSW" : "";
		return "CREATE " + this.kind.keywords + " " + this.name.quoted() + " ON " + table.quoted() + " " + key() + using
				+ suffix();
	}

	private String key() {
		if (this.kind == Kind.VECTOR) {
			return "((" + function() + "(" + this.columns.get(0).name().quoted() + ")))";
		}
		return this.columns.stream()
			.map((column) -> column.name().quoted())
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private String suffix() {
		FullTextColumn fullText = this.columns.get(0).property().annotation(FullTextColumn.class);
		return (this.kind == Kind.FULL_TEXT && fullText != null) ? " WITH PARSER " + fullText.parser() : "";
	}

}
