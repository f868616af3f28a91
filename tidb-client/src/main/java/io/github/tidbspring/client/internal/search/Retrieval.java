package io.github.tidbspring.client.internal.search;

import io.github.tidbspring.client.search.SearchExplanation;
import org.jspecify.annotations.Nullable;

/**
 * One run of a search up to the rows that were found: everything is resolved and checked,
 * and what remains is to ask the server.
 *
 * @param <T> the type of the rows
 */
interface Retrieval<T> {

	/** The text that is searched for, if it is known. */
	@Nullable String text();

	/** The rows before reranking, which may be more than the limit. */
	SearchRows<T> run();

	/** The statement that is sent first, with its values. */
	String toSql();

	SearchExplanation explain();

}
