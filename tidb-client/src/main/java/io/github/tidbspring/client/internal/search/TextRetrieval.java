package io.github.tidbspring.client.internal.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.github.tidbspring.client.internal.error.FullTextErrors;
import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.search.FullTextUnavailableException;
import io.github.tidbspring.client.search.SearchExplanation;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import io.github.tidbspring.client.search.SearchMatch.Kind;

import org.springframework.dao.DataAccessException;

/**
 * Execution of a full-text search.
 *
 * @param <T> the type of the rows
 * @param scope what is searched, and how much is returned
 * @param query the query
 * @param column the column that is searched
 * @param selection what is read of each row
 * @param limit the maximum number of rows
 */
record TextRetrieval<T>(SearchScope<T> scope, TextQuery query, ColumnSchema column, Selection<T> selection,
		int limit) implements Retrieval<T> {

	static <T> TextRetrieval<T> of(SearchScope<T> scope, TextQuery query) {
		ColumnSchema column = query.column(scope.schema());
		return new TextRetrieval<>(scope, query, column, Selection.of(scope, column), scope.retrieved());
	}

	/**
	 * Return the statement. The words are the first argument of the function, and the
	 * score must be the only order.
	 */
	private SqlStatement statement() {
		TableSchema<?> schema = this.scope.schema();
		String score = SearchColumns.label(schema, "_score").quoted();
		String match = "FTS_MATCH_WORD(?, " + this.column.name().quoted() + ")";
		List<String> words = List.of(this.query.operand());
		SqlBuilder sql = new SqlBuilder().append("SELECT " + this.selection.names() + ", ")
			.append(match, words)
			.append(" AS " + score + " FROM " + schema.name().quoted() + " WHERE ")
			.append(match, words);
		if (this.scope.isFiltered()) {
			sql.append(" AND ").append(ColumnScope.of(schema).write(this.scope.filter()));
		}
		return sql.append(" ORDER BY " + score + " DESC LIMIT " + this.limit).build();
	}

	@Override
	public String text() {
		return this.query.words();
	}

	@Override
	public Page<T> page() {
		return Page.only("full text");
	}

	@Override
	public SearchRows<T> run() {
		List<SearchRow<T>> rows = new ArrayList<>(found());
		rows.sort(Comparator.comparingDouble((SearchRow<T> row) -> row.measure())
			.reversed()
			.thenComparing(SearchRow::key, SearchRow::compareKeys));
		return new SearchRows<>(
				SearchRow.ranked(rows, Kind.FULL_TEXT, this.column.property().name(), (score) -> score, 0),
				(rows.size() >= this.scope.limit()) ? Completeness.LIMIT_REACHED : Completeness.EXHAUSTED);
	}

	@Override
	public String toSql() {
		return statement().readable();
	}

	@Override
	public SearchExplanation explain() {
		return SearchExplanation.of(false, List.of(), toSql(), plan().text());
	}

	QueryPlan plan() {
		return explaining(() -> QueryPlan.of(this.scope.table().session(), statement()));
	}

	private List<SearchRow<T>> found() {
		return explaining(() -> this.scope.table().session().query(statement(), this.selection.reader()).found());
	}

	/** Translate the error of a server that has no full-text search. */
	private <R> R explaining(Supplier<R> work) {
		try {
			return work.get();
		}
		catch (DataAccessException ex) {
			SQLException error = FullTextErrors.find(ex);
			if (error == null) {
				throw ex;
			}
			throw new FullTextUnavailableException(
					("The column %s of %s cannot be searched for words: the server refused with error %s. TiDB has "
							+ "full-text search on TiDB Cloud Starter, in some regions, for columns with a full-text "
							+ "index (@FullTextColumn), and outside of transactions that have written to the table. A hybrid "
							+ "search can continue without it: hybrid(…).fallBackToVector()")
						.formatted(this.column.name(), this.scope.table().name(), error.getErrorCode()),
					ex);
		}
	}

}
