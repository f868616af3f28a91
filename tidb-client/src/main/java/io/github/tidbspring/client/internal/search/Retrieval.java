package io.github.tidbspring.client.internal.search;

import io.github.tidbspring.client.search.SearchExplanation;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a search, up to the rows before reranking. Everything is resolved and
 * checked; only the statements remain to be sent.
 *
 * @param <T> the type of the rows
 */
interface Retrieval<T> {

	/** The text of the query, if it is known. */
	@Nullable String text();

	/** The page, which gives the hits their places. */
	Page<T> page();

	/** The rows before reranking, which may be more than the limit. */
	SearchRows<T> run();

	/** The first statement, with its values. */
	String toSql();

	SearchExplanation explain();

}
