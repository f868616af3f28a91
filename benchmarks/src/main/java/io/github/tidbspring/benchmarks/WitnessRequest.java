package io.github.tidbspring.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A request of the pytidb comparison to this client.
 *
 * @param what the operation, one of the names in {@link WitnessService}
 * @param database the database of the table
 * @param sql a statement
 * @param rows the rows to write
 * @param values the values to set
 * @param ids the keys of the rows
 * @param order the columns to order by, with {@code asc} or {@code desc}
 * @param limit the maximum number of rows
 * @param offset the number of rows to skip
 * @param question the search
 */
record WitnessRequest(String what, @Nullable String database, @Nullable String sql, @Nullable List<Specimen> rows,
		@Nullable Map<String, Object> values, @Nullable List<Long> ids, @Nullable Map<String, String> order,
		@Nullable Integer limit, @Nullable Long offset, WitnessedSearch.@Nullable Question question) {

	/**
	 * Return a part that the operation requires.
	 * @param part the part, or {@code null} if it is missing
	 * @return the part
	 * @throws NullPointerException if the part is missing
	 */
	<P> P need(@Nullable P part) {
		return Objects.requireNonNull(part, () -> "A required part is missing in " + this);
	}

}
