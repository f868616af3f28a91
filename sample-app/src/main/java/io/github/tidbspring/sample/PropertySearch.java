package io.github.tidbspring.sample;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.SearchHits;
import io.github.tidbspring.client.table.Table;

import org.springframework.stereotype.Component;

/**
 * Finds the properties that mean what a question means, or have its words, or both.
 */
@Component
class PropertySearch {

	/**
	 * The scores of this model are close together, those of words are far apart: little
	 * weight is enough for the words to decide among properties that mean nearly the
	 * same. Of the weights that were tried with twenty questions, these put the right
	 * property in front most often.
	 */
	private static final Fusion FUSION = Fusion.weighted(0.95, 0.05);

	/** What is far down on one side may be in front on the other. */
	private static final int CANDIDATES = 100;

	private final Table<ConfigurationProperty> table;

	PropertySearch(TiDBClient tidb) {
		this.table = tidb.table(ConfigurationProperty.class);
	}

	/**
	 * Search.
	 * @param question what the property is for
	 * @param limit the largest number of results, up to 100
	 * @return what was found, best first; by meaning only where the server has no
	 * full-text search
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
