package io.github.tidbspring.client.search;

import java.util.List;

/**
 * How the server would run a search.
 *
 * @param usesVectorIndex whether it would use a vector index, by its own words
 * ({@code annIndex:} in the plan)
 * @param reasons why it would not, in words; empty if it would, or if no vectors are
 * searched
 * @param sql the statement with its values; of a hybrid search both
 * @param plan what {@code EXPLAIN} answered, a line for each step, columns separated by
 * tabs
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/sql-statement-explain/">EXPLAIN</a>
 */
public record SearchExplanation(boolean usesVectorIndex, List<String> reasons, String sql, String plan) {

	/**
	 * Create an explanation.
	 */
	public SearchExplanation {
		reasons = List.copyOf(reasons);
	}

}
