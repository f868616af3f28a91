package io.github.tidbspring.client.search;

import java.util.List;
import java.util.Objects;

import org.springframework.util.Assert;

/**
 * The plan of the server for a search. Immutable and thread-safe; two explanations are
 * equal if all their values are.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/sql-statement-explain/">EXPLAIN</a>
 */
public final class SearchExplanation {

	private final boolean usesVectorIndex;

	private final List<String> reasons;

	private final String sql;

	private final String plan;

	private SearchExplanation(boolean usesVectorIndex, List<String> reasons, String sql, String plan) {
		Assert.notNull(sql, "'sql' must not be null");
		Assert.notNull(plan, "'plan' must not be null");
		this.usesVectorIndex = usesVectorIndex;
		this.reasons = List.copyOf(reasons);
		this.sql = sql;
		this.plan = plan;
	}

	/**
	 * Create an explanation, for tests of an application.
	 * @param usesVectorIndex whether the server would use a vector index
	 * @param reasons why it would not
	 * @param sql the statement with its values
	 * @param plan the answer of {@code EXPLAIN}
	 * @return the explanation
	 * @throws IllegalArgumentException if the statement or the plan is {@code null}
	 */
	public static SearchExplanation of(boolean usesVectorIndex, List<String> reasons, String sql, String plan) {
		return new SearchExplanation(usesVectorIndex, reasons, sql, plan);
	}

	/**
	 * Return whether the server would use a vector index, by its plan
	 * ({@code annIndex:}).
	 * @return {@code true} if it would
	 */
	public boolean usesVectorIndex() {
		return this.usesVectorIndex;
	}

	/**
	 * Return the reasons why the server would not use a vector index.
	 * @return sentences to read; empty if it would use one, or if no vectors are
	 * searched; unmodifiable
	 */
	public List<String> reasons() {
		return this.reasons;
	}

	/**
	 * Return the statement that was explained.
	 * @return the statement with its values; of a hybrid search both
	 */
	public String sql() {
		return this.sql;
	}

	/**
	 * Return the answer of {@code EXPLAIN}.
	 * @return a line for each step, columns separated by tabs
	 */
	public String plan() {
		return this.plan;
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof SearchExplanation explanation
				&& this.usesVectorIndex == explanation.usesVectorIndex && this.reasons.equals(explanation.reasons)
				&& this.sql.equals(explanation.sql) && this.plan.equals(explanation.plan));
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.usesVectorIndex, this.reasons, this.sql, this.plan);
	}

	@Override
	public String toString() {
		return "SearchExplanation[usesVectorIndex=%s, reasons=%s, sql=%s, plan=%s]".formatted(this.usesVectorIndex,
				this.reasons, this.sql, this.plan);
	}

}
