package io.github.tidbspring.client.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.tidbspring.client.vector.DistanceMetric;

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
		return new SearchExplanation(used, used ? List.of() : reasons(plan), statement.readable(), plan.text());
	}

	private List<String> reasons(QueryPlan plan) {
		List<String> reasons = new ArrayList<>();
		DistanceMetric distance = this.comparison.distance();
		if (!distance.isIndexable()) {
			reasons.add("TiDB has no vector index for %s: such a search is exact. COSINE and L2 can have one"
				.formatted(distance));
			return reasons;
		}
		if (this.query.prefilter()) {
			reasons.add("prefilter() filters first and searches exactly; without it the index comes first");
		}
		boolean standIn = isStandIn();
		IndexState state = new IndexState(this.target, this.comparison.column());
		// A vector can be in no other index than one for vectors.
		if (!this.target.hasIndexOn(this.comparison.column())) {
			reasons.add((!standIn && state.isBeingBuilt())
					? "a vector index of the table %s is still being built: searches use it when that has ended"
						.formatted(this.target.table())
					: ("the table %s has no vector index on %s; @Vector(index = true) describes one, and "
							+ "schema().createIndex(\"%s\") creates it")
						.formatted(this.target.table(), this.comparison.column().column(),
								this.comparison.column().property()));
		}
		else {
			reasonsOfTheIndex(state.distances(), reasons);
		}
		if (standIn) {
			reasons.add("the server is a MariaDB, a stand-in for TiDB: it has no such index and searches exactly");
		}
		else if (reasons.isEmpty()) {
			state.addReasons(plan, reasons);
		}
		return reasons;
	}

	/**
	 * An index is for one distance. Where the server does not say which, the type does.
	 */
	private void reasonsOfTheIndex(Set<DistanceMetric> found, List<String> reasons) {
		DistanceMetric distance = this.comparison.distance();
		Set<DistanceMetric> distances = found.isEmpty() ? Set.of(this.comparison.traits().distance()) : found;
		if (!distances.contains(distance)) {
			reasons
				.add("the index on %s is for %s, and the search is for %s".formatted(this.comparison.column().column(),
						distances.stream().map(DistanceMetric::name).sorted().collect(Collectors.joining(" and ")),
						distance));
		}
	}

	private boolean isStandIn() {
		String version = this.target.jdbc().queryForObject("SELECT VERSION()", String.class);
		return version != null && version.toLowerCase(Locale.ROOT).contains("mariadb");
	}

}
