package io.github.tidbspring.client.internal.search;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.session.ExistingTable.FoundSearchIndex;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * What the server knows about a vector index, and about what else decides whether it is
 * used. Reasons that the user has no privilege to ask for are left out.
 *
 * @param target what is searched
 * @param column the column with the vectors
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector search
 * index</a>
 */
record IndexState(SearchTarget<?> target, ColumnSchema column) {

	/** The metrics that indexes of the column are for. */
	Set<DistanceMetric> metrics() {
		Set<DistanceMetric> metrics = EnumSet.noneOf(DistanceMetric.class);
		List<FoundSearchIndex> indexes = ask(() -> new ExistingTable(jdbc(), this.target.table()).searchIndexes());
		for (FoundSearchIndex index : (indexes != null) ? indexes : List.<FoundSearchIndex>of()) {
			Stream.of(DistanceMetric.values())
				.filter((metric) -> index.column().equalsIgnoreCase(this.column.name().name())
						&& metric.function().equalsIgnoreCase(index.function()))
				.forEach(metrics::add);
		}
		return metrics;
	}

	/** Whether a job that adds a vector index to the table has not ended. */
	boolean isBeingBuilt() {
		List<String> states = ask(() -> jdbc().queryForList("SELECT state FROM information_schema.ddl_jobs "
				+ "WHERE LOWER(db_name) = LOWER(DATABASE()) AND LOWER(table_name) = ? AND (job_type LIKE '%vector index%' OR "
				+ "job_type LIKE '%columnar index%') AND state NOT IN ('synced', 'done', 'cancelled', 'rollback done')",
				String.class, name()));
		return states != null && !states.isEmpty();
	}

	/** Why an index for the right distance is not used, as far as the server tells. */
	void addReasons(QueryPlan plan, List<String> reasons) {
		addReasonsOfTheReplica(reasons);
		addReasonsOfTheSession(reasons);
		if (plan.text().contains("UnionScan")) {
			reasons.add(
					("the transaction has rows of %s that are not committed: until it ends, TiDB merges them into what it reads, "
							+ "and cannot use the index for that")
						.formatted(this.target.table()));
		}
		// A join reads these columns by the keys of the rows, and loses nothing.
		if (!plan.text().contains("Join")) {
			addReasonsOfTheColumns(reasons);
		}
		if (isBeingBuilt()) {
			reasons.add("a vector index of the table %s is still being built: searches use it when it is complete"
				.formatted(this.target.table()));
		}
		if (reasons.isEmpty()) {
			reasons
				.add(("the index on %s exists and nothing prevents its use: TiDB estimates that reading the table is "
						+ "cheaper, as for a small table, or for as many candidates as there are rows. "
						+ "ANALYZE TABLE %s updates its statistics")
					.formatted(this.column.name(), this.target.table()));
		}
	}

	private void addReasonsOfTheReplica(List<String> reasons) {
		List<Boolean> replicas = ask(() -> jdbc().queryForList(
				"SELECT available FROM information_schema.tiflash_replica "
						+ "WHERE LOWER(table_schema) = LOWER(DATABASE()) AND LOWER(table_name) = ?",
				Boolean.class, name()));
		if (replicas == null) {
			return;
		}
		if (replicas.isEmpty()) {
			reasons.add(
					"the table %s has no replica in TiFlash, where its index is; schema().setTiFlashReplicas(1) asks for one"
						.formatted(this.target.table()));
		}
		else if (!replicas.contains(true)) {
			reasons.add(
					"the replica of %s in TiFlash is not available yet; information_schema.tiflash_replica shows its progress"
						.formatted(this.target.table()));
		}
	}

	private void addReasonsOfTheSession(List<String> reasons) {
		String engines = variable("tidb_isolation_read_engines");
		if (engines != null && !engines.toLowerCase(Locale.ROOT).contains("tiflash")) {
			reasons
				.add("the session does not read from TiFlash, where the index is: tidb_isolation_read_engines is '%s'"
					.formatted(engines));
		}
		String mpp = variable("tidb_allow_mpp");
		if (mpp != null && (mpp.equals("0") || mpp.equalsIgnoreCase("OFF"))) {
			reasons.add("the session does not let TiFlash compute, which the index needs: tidb_allow_mpp is OFF");
		}
	}

	private @Nullable String variable(String name) {
		return ask(() -> jdbc().queryForObject("SELECT @@" + name, String.class));
	}

	private void addReasonsOfTheColumns(List<String> reasons) {
		List<String> columns = ask(
				() -> jdbc().queryForList(
						"SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() "
								+ "AND LOWER(table_name) = ? AND extra LIKE '%VIRTUAL GENERATED%'",
						String.class, name()));
		if (columns == null) {
			return;
		}
		List<String> read = columns.stream()
			.filter((name) -> this.target.schema()
				.columns()
				.stream()
				.anyMatch((column) -> column.name().name().equalsIgnoreCase(name)))
			.toList();
		if (!read.isEmpty()) {
			reasons
				.add(("the columns %s of %s are VIRTUAL generated columns, which TiFlash does not store: a search that "
						+ "reads them loses the index. Read into a type without them with into(…)")
					.formatted(read, this.target.table()));
		}
	}

	private static <R extends @Nullable Object> @Nullable R ask(Supplier<R> question) {
		try {
			return question.get();
		}
		catch (DataAccessException ex) {
			// The answer is missing from the reasons, and nothing depends on it.
			return null;
		}
	}

	private String name() {
		return this.target.table().name().toLowerCase(Locale.ROOT);
	}

	private JdbcOperations jdbc() {
		return this.target.jdbc();
	}

}
