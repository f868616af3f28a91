package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.search.Reranker;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The reranking of a result.
 *
 * @param reranker the model
 * @param property the property with the text that it reads, or {@code null} for the text
 * that was searched or embedded
 */
record Reranking(Reranker reranker, @Nullable String property) {

	/**
	 * Return the column with the text that the model reads.
	 * @param schema the table
	 * @param searched the column that is searched: a text, or the vectors of one
	 */
	ColumnSchema column(TableSchema<?> schema, ColumnSchema searched) {
		if (this.property != null) {
			return SearchColumns.text(schema, this.property);
		}
		if (searched.isText()) {
			return searched;
		}
		if (searched.source() != null && searched.source().isText()) {
			return searched.source();
		}
		List<ColumnSchema> texts = schema.columns().stream().filter(ColumnSchema::isFullText).toList();
		if (texts.size() == 1) {
			return texts.get(0);
		}
		throw new IllegalStateException(
				"It is not known which text of %s a reranker reads: name it with rerank(reranker, \"property\")"
					.formatted(schema.name()));
	}

	static String query(MappedTable<?> table, @Nullable String query) {
		Assert.state(query != null,
				() -> "Reranking a search of %s needs the text of the query: pass both with similarTo(query, vector)"
					.formatted(table.name()));
		return query;
	}

	/** The rows with the scores of the model, best first. */
	<T> List<SearchRow<T>> apply(String query, List<SearchRow<T>> rows) {
		if (rows.isEmpty()) {
			return rows;
		}
		List<String> texts = rows.stream().map((row) -> Objects.requireNonNullElse(row.text(), "")).toList();
		double[] scores = this.reranker.scores(query, texts);
		Assert.state(scores.length == texts.size(),
				() -> "The reranker returned %s scores for %s texts".formatted(scores.length, texts.size()));
		List<SearchRow<T>> reranked = new ArrayList<>();
		for (int i = 0; i < scores.length; i++) {
			int number = i + 1;
			Assert.state(!Double.isNaN(scores[i]), () -> "The reranker returned NaN as the score of text " + number);
			reranked.add(rows.get(i).reranked(scores[i]));
		}
		// A stable sort: rows with the same score keep their order.
		reranked.sort(SearchRow.BEST_FIRST);
		return reranked;
	}

}
