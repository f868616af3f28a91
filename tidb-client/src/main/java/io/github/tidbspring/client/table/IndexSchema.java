package io.github.tidbspring.client.table;

import java.util.List;
import java.util.stream.Collectors;

import io.github.tidbspring.client.query.Identifier;
import io.github.tidbspring.client.search.Distance;

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

	}

	/** Whether the table is created without it. */
	boolean isMadeLater() {
		FullText fullText = this.columns.get(0).property().annotation(FullText.class);
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
			Vector vector = this.columns.get(0).property().annotation(Vector.class);
			String function = (vector != null) ? vector.distance().function() : Distance.COSINE.function();
			return "((" + function + "(" + this.columns.get(0).name().quoted() + ")))";
		}
		return this.columns.stream()
			.map((column) -> column.name().quoted())
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private String suffix() {
		FullText fullText = this.columns.get(0).property().annotation(FullText.class);
		return (this.kind == Kind.FULL_TEXT && fullText != null) ? " WITH PARSER " + fullText.parser() : "";
	}

}
