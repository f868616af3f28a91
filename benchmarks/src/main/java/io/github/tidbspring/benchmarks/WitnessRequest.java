package io.github.tidbspring.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What pytidb's side wants this client to do.
 *
 * @param what one of the names in {@link WitnessService}
 * @param database the database, of which each has a table
 * @param sql a statement
 * @param rows rows to write
 * @param values values to set
 * @param ids the keys of the rows that are meant
 * @param order what to order by, and {@code asc} or {@code desc}
 * @param limit how many rows are wanted
 * @param offset how many rows come before them
 * @param question what to search for
 */
record WitnessRequest(String what, @Nullable String database, @Nullable String sql, @Nullable List<Specimen> rows,
		@Nullable Map<String, Object> values, @Nullable List<Long> ids, @Nullable Map<String, String> order,
		@Nullable Integer limit, @Nullable Long offset, WitnessedSearch.@Nullable Question question) {

	/**
	 * Return what this kind of request needs.
	 * @param part the part
	 * @return the part
	 */
	<P> P need(@Nullable P part) {
		return Objects.requireNonNull(part, () -> "Something is missing in " + this);
	}

}
