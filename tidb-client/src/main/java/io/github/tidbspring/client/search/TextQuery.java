package io.github.tidbspring.client.search;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of the texts.
 *
 * @param words the words
 * @param column the name of the column, or {@code null} for the only one
 */
record TextQuery(String words, @Nullable String column) {

	static TextQuery of(String words) {
		return new TextQuery(QueryVector.checked(words), null);
	}

	TextQuery withColumn(SearchTarget<?> target, String column) {
		SearchColumns.text(target, column);
		return new TextQuery(this.words, column);
	}

	SearchColumn resolve(SearchTarget<?> target) {
		return SearchColumns.text(target, this.column);
	}

}
