package io.github.tidbspring.client.internal.search;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.github.tidbspring.client.internal.error.FullTextErrors;
import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.internal.sql.SqlBuilder;
import io.github.tidbspring.client.search.FullTextUnavailableException;
import io.github.tidbspring.client.search.SearchExplanation;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import io.github.tidbspring.client.search.SearchMatch.Kind;

import org.springframework.dao.DataAccessException;

/**
 * Retrieves the rows with any of the words.
 *
 * @param <T> the type of the rows
 */
final class TextRetrieval<T> implements Retrieval<T> {

	private final SearchScope<T> scope;

	private final TextQuery query;

	private final ColumnSchema column;

	private final Selection<T> selection;

	private final int limit;

	TextRetrieval(SearchScope<T> scope, TextQuery query, ColumnSchema column, Selection<T> selection, int limit) {
		this.scope = scope;
		this.query = query;
		this.column = column;
		this.selection = selection;
		this.limit = limit;
	}

	static <T> TextRetrieval<T> of(SearchScope<T> scope, TextQuery query) {
		ColumnSchema column = query.column(scope.target());
		return new TextRetrieval<>(scope, query, column, Selection.of(scope, column), scope.retrieved());
	}

	/**
	 * The rows with any of the words, those with the highest score first. The words come
	 * first in the function, and nothing else may be ordered by.
	 */
	private SqlStatement statement() {
		SearchTarget<?> target = this.scope.target();
		String score = SearchColumns.label(target.schema(), "_score").quoted();
		String match = "FTS_MATCH_WORD(?, " + this.column.name().quoted() + ")";
		SqlBuilder sql = new SqlBuilder();
		String words = this.query.operand();
		sql.append("SELECT " + this.selection.names() + ", ").append(match, List.of(words));
		sql.append(" AS " + score + " FROM " + target.table().quoted() + " WHERE ").append(match, List.of(words));
		if (this.scope.isFiltered()) {
			sql.append(" AND ").append(ColumnScope.of(target.schema()).write(this.scope.filter()));
		}
		sql.append(" ORDER BY " + score + " DESC LIMIT " + this.limit);
		return sql.build();
	}

	@Override
	public String text() {
		return this.query.words();
	}

	@Override
	public SearchRows<T> run() {
		List<SearchRow<T>> rows = new ArrayList<>(query());
		rows.sort(Comparator.comparingDouble((SearchRow<T> row) -> row.measure())
			.reversed()
			.thenComparing(SearchRow::key, SearchRow::compareKeys));
		return new SearchRows<>(SearchRow.ranked(rows, Kind.FULL_TEXT, this.column.property().name(), (score) -> score),
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
		return explaining(() -> QueryPlan.of(this.scope.target().session(), statement()));
	}

	private List<SearchRow<T>> query() {
		return explaining(() -> this.scope.target().session().query(statement(), this.selection.reader()).found());
	}

	/** Translates the error of a server that has no full-text search. */
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
						.formatted(this.column.name(), this.scope.target().table(), error.getErrorCode()),
					ex);
		}
	}

}
