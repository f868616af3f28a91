package io.github.tidbspring.client.internal.search;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.IndexBuilding;
import io.github.tidbspring.client.internal.session.IndexBuilding.Job;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * The state of a vector index, and of everything else that determines whether it is used.
 * What the user has no privilege to query is left out.
 *
 * @param table the table
 * @param column the column with the vectors
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector search
 * index</a>
 */
record IndexState(MappedTable<?> table, ColumnSchema column) {

	/** The metrics of the indexes on the column. */
	Set<DistanceMetric> metrics() {
		Set<DistanceMetric> metrics = EnumSet.noneOf(DistanceMetric.class);
		query(() -> new ExistingTable(this.table.jdbc(), this.table.name()).searchIndexes()).orElse(List.of())
			.forEach((index) -> Stream.of(DistanceMetric.values())
				.filter((metric) -> index.column().equalsIgnoreCase(this.column.name().name())
						&& metric.function().equalsIgnoreCase(index.function()))
				.forEach(metrics::add));
		return metrics;
	}

	/** Whether a job that adds a vector index to the table is running. */
	boolean isBeingBuilt() {
		return building().jobs().orElse(List.of()).stream().anyMatch(Job::isOfVectorIndex);
	}

	/** Add why an index for the metric is not used, as far as the server reports it. */
	void addReasons(QueryPlan plan, List<String> reasons) {
		addReasonsOfReplica(reasons);
		addReasonsOfSession(reasons);
		if (plan.text().contains("UnionScan")) {
			reasons.add(
					("the transaction has rows of %s that are not committed: until it ends, TiDB merges them into what it reads, "
							+ "and cannot use the index for that")
						.formatted(this.table.name()));
		}
		// A join reads virtual columns by the keys of the rows.
		if (!plan.text().contains("Join")) {
			addReasonsOfColumns(reasons);
		}
		if (isBeingBuilt()) {
			reasons.add("a vector index of the table %s is still being built: searches use it when it is complete"
				.formatted(this.table.name()));
		}
		if (reasons.isEmpty()) {
			reasons
				.add(("the index on %s exists and nothing prevents its use: TiDB estimates that reading the table is "
						+ "cheaper, as for a small table, or for as many candidates as there are rows. "
						+ "ANALYZE TABLE %s updates its statistics")
					.formatted(this.column.name(), this.table.name()));
		}
	}

	private void addReasonsOfReplica(List<String> reasons) {
		building().replicas().ifPresent((replicas) -> {
			if (replicas.isEmpty()) {
				reasons.add("the table %s has no replica in TiFlash, where its index is; ".formatted(this.table.name())
						+ "schema().setTiFlashReplicas(1) adds one");
			}
			else if (!replicas.contains(true)) {
				reasons.add("the replica of %s in TiFlash is not available yet; ".formatted(this.table.name())
						+ "information_schema.tiflash_replica shows its progress");
			}
		});
	}

	private IndexBuilding building() {
		return new IndexBuilding(this.table.jdbc(), this.table.name());
	}

	private void addReasonsOfSession(List<String> reasons) {
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
		return query(() -> this.table.jdbc().queryForObject("SELECT @@" + name, String.class)).orElse(null);
	}

	private void addReasonsOfColumns(List<String> reasons) {
		List<String> virtual = queryList(String.class,
				"SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() "
						+ "AND LOWER(table_name) = ? AND extra LIKE '%VIRTUAL GENERATED%'")
			.orElse(List.of())
			.stream()
			.filter((name) -> this.table.schema()
				.columns()
				.stream()
				.anyMatch((column) -> column.name().name().equalsIgnoreCase(name)))
			.toList();
		if (!virtual.isEmpty()) {
			reasons
				.add(("the columns %s of %s are VIRTUAL generated columns, which TiFlash does not store: a search that "
						+ "reads them loses the index. Read into a type without them with into(…)")
					.formatted(virtual, this.table.name()));
		}
	}

	private <E> Optional<List<E>> queryList(Class<E> type, String sql) {
		return query(
				() -> this.table.jdbc().queryForList(sql, type, this.table.name().name().toLowerCase(Locale.ROOT)));
	}

	/** Return the result of a query; empty if it fails. */
	private static <R> Optional<R> query(Supplier<@Nullable R> query) {
		try {
			return Optional.ofNullable(query.get());
		}
		catch (DataAccessException ex) {
			// Only this reason is missing from the explanation.
			return Optional.empty();
		}
	}

}
