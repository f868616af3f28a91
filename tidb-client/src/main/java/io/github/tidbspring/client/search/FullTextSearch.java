package io.github.tidbspring.client.search;

/**
 * A search for words, in a column with a full-text index. Only TiDB Cloud Starter has
 * them, and not in all regions; elsewhere a search ends with a
 * {@link FullTextUnavailableException}.
 *
 * @param <T> the type of the rows that are found
 * @since 0.1
 * @see <a href=
 * "https://docs.pingcap.com/tidbcloud/vector-search-full-text-search-sql/">Full-text
 * search</a>
 */
public interface FullTextSearch<T> extends SearchSteps<T, FullTextSearch<T>> {

	/**
	 * Choose the text, where the table has several.
	 * @param property the property or column
	 * @return the search
	 */
	FullTextSearch<T> textColumn(String property);

	/**
	 * Read into another type, and only the columns that it has: a record or bean whose
	 * properties are called as those of the table.
	 * @param <R> the type of the results
	 * @param type the type
	 * @return the search
	 */
	<R> FullTextSearch<R> as(Class<R> type);

}
