package io.github.tidbspring.client.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says whether a vector search uses an index, and why it does not.
 *
 * @param target what is searched
 * @param query what is asked
 * @param comparison what is compared
 */
record VectorExplainer(SearchTarget<?> target, VectorQuery query, VectorComparison comparison) {

	SearchExplanation explain(SearchStatement statement) {
		QueryPlan plan = QueryPlan.of(this.target.jdbc(), statement);
		boolean used = plan.usesVectorIndex();
		return new SearchExplanation(used, used ? List.of() : reasons(), statement.readable(), plan.text());
	}

	private List<String> reasons() {
		List<String> reasons = new ArrayList<>();
		Distance distance = this.comparison.distance();
		if (!distance.isIndexable()) {
			reasons.add("TiDB has no vector index for %s: such a search is exact. COSINE and L2 can have one"
				.formatted(distance));
			return reasons;
		}
		if (this.query.prefilter()) {
			reasons.add("prefilter() filters first and searches exactly; without it the index comes first");
		}
		// A vector can be in no other index than one for vectors.
		if (!this.target.hasIndexOn(this.comparison.column())) {
			reasons.add("the table %s has no vector index on %s; @Vector(index = true) describes one, and "
				.formatted(this.target.table(), this.comparison.column().column())
					+ "Table.createIndex(\"%s\") makes it".formatted(this.comparison.column().property()));
		}
		else if (distance != this.comparison.traits().distance()) {
			reasons.add("the index on %s is for %s, and the search is for %s"
				.formatted(this.comparison.column().column(), this.comparison.traits().distance(), distance));
		}
		if (isStandIn()) {
			reasons.add("the server is a MariaDB, a stand-in for TiDB: it has no such index and searches exactly");
		}
		if (reasons.isEmpty()) {
			reasons.add("the table has the index, but the plan does not use it: TiFlash may not have a replica yet "
					+ "(information_schema.tiflash_replica), or the index may not be built "
					+ "(information_schema.tiflash_indexes)");
		}
		return reasons;
	}

	private boolean isStandIn() {
		String version = this.target.jdbc().queryForObject("SELECT VERSION()", String.class);
		return version != null && version.toLowerCase(Locale.ROOT).contains("mariadb");
	}

}
