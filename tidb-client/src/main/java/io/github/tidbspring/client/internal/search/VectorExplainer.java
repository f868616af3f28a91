package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.VectorFacts;
import io.github.tidbspring.client.internal.session.ExistingTable;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.ServerProbe;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.search.SearchExplanation;
import io.github.tidbspring.client.server.ServerInfo.Product;
import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * Explains whether a vector search uses an index, and if not, why.
 *
 * @param table the table
 * @param column the column whose vectors are compared
 * @param metric the metric
 * @param prefilter whether rows are filtered before their vectors are compared
 */
record VectorExplainer(MappedTable<?> table, ColumnSchema column, DistanceMetric metric, boolean prefilter) {

	SearchExplanation explain(SqlStatement statement) {
		QueryPlan plan = QueryPlan.of(this.table.session(), statement);
		boolean used = plan.usesVectorIndex();
		return SearchExplanation.of(used, used ? List.of() : reasons(plan), statement.readable(), plan.text());
	}

	private List<String> reasons(QueryPlan plan) {
		List<String> reasons = new ArrayList<>();
		if (!this.metric.isIndexable()) {
			reasons.add("TiDB has no vector index for %s: such a search is exact. COSINE and L2 can have one"
				.formatted(this.metric));
			return reasons;
		}
		if (this.prefilter) {
			reasons.add("prefilter() filters first and searches exactly; without it, the index is used first");
		}
		boolean standIn = isStandIn();
		IndexState state = new IndexState(this.table, this.column);
		// Only a vector index can contain a vector.
		if (!new ExistingTable(this.table.jdbc(), this.table.name()).hasIndexOn(this.column.name())) {
			reasons.add((!standIn && state.isBeingBuilt())
					? "a vector index of the table %s is still being built: searches use it when it is complete"
						.formatted(this.table.name())
					: ("the table %s has no vector index on %s; @VectorColumn(index = true) describes one, and "
							+ "schema().createIndex(\"%s\") creates it")
						.formatted(this.table.name(), this.column.name(), this.column.property().name()));
		}
		else {
			reasonsOfTheIndex(state.metrics(), reasons);
		}
		if (standIn) {
			reasons.add("the server is a MariaDB, a stand-in for TiDB: it has no vector index and searches exactly");
		}
		else if (reasons.isEmpty()) {
			state.addReasons(plan, reasons);
		}
		return reasons;
	}

	/** An index serves one metric: that of the server's metadata, or else of the type. */
	private void reasonsOfTheIndex(Set<DistanceMetric> found, List<String> reasons) {
		Set<DistanceMetric> metrics = found.isEmpty() ? Set.of(VectorFacts.of(this.column).metric()) : found;
		if (!metrics.contains(this.metric)) {
			reasons.add("the index on %s is for %s, and the search is for %s".formatted(this.column.name(),
					metrics.stream().map(DistanceMetric::name).sorted().collect(Collectors.joining(" and ")),
					this.metric));
		}
	}

	private boolean isStandIn() {
		Product product = ServerProbe.version(this.table.jdbc()).product();
		return product == Product.STAND_IN || product == Product.MARIADB;
	}

}
