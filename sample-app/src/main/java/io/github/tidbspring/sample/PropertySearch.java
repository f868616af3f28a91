package io.github.tidbspring.sample;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.SearchHits;
import io.github.tidbspring.client.table.Table;

import org.springframework.stereotype.Component;

/**
 * Hybrid search for properties: by meaning, by words, or both.
 */
@Component
class PropertySearch {

	/**
	 * The vector scores of this model are close together, the full-text scores are far
	 * apart. So a small full-text weight is enough to rank properties with nearly the
	 * same meaning. Of the weights that were tried with twenty questions, these ranked
	 * the right property first most often.
	 */
	private static final Fusion FUSION = Fusion.weighted(0.95, 0.05);

	/**
	 * More candidates than results: a row with a low rank in one search may have a high
	 * rank in the other.
	 */
	private static final int CANDIDATES = 100;

	private final Table<ConfigurationProperty> table;

	PropertySearch(TiDBClient tidb) {
		this.table = tidb.table(ConfigurationProperty.class);
	}

	/**
	 * Search for properties.
	 * @param question a description of the property
	 * @param limit the largest number of results, up to 100
	 * @return the results, best first. Without full-text search on the server, by meaning
	 * only
	 */
	SearchHits<PropertyMetadata> search(String question, int limit) {
		return this.table.search()
			.hybrid(question)
			.fusion(FUSION)
			.numCandidates(CANDIDATES)
			.fallBackToVector()
			.into(PropertyMetadata.class)
			.limit(limit)
			.result();
	}

}
