package io.github.tidbspring.sample;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.tidbspring.client.TiDBClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps the table of the properties and their vectors up to date.
 */
@Component
class PropertyIndex {

	static final int DIMENSIONS = 384;

	private static final int BATCH_SIZE = 100;

	private static final int MOST_PROGRESS_LINES = 6;

	// Without a vector index: it needs TiFlash, which a TiDB may not have, and a thousand
	// rows are compared quickly.
	private static final String CREATE_TABLE = """
			CREATE TABLE IF NOT EXISTS `configuration_property` (
			  `name` VARCHAR(255) NOT NULL,
			  `type` TEXT,
			  `default_value` TEXT,
			  `description` TEXT NOT NULL,
			  `digest` CHAR(64) NOT NULL,
			  `embedding` VECTOR(%d) NOT NULL,
			  PRIMARY KEY (`name`)
			)""".formatted(DIMENSIONS);

	// An upsert: another instance may be storing the same properties at the same time.
	private static final String STORE = """
			INSERT INTO `configuration_property`
			  (`name`, `type`, `default_value`, `description`, `digest`, `embedding`)
			VALUES (?, ?, ?, ?, ?, ?)
			ON DUPLICATE KEY UPDATE `type` = VALUES(`type`), `default_value` = VALUES(`default_value`),
			  `description` = VALUES(`description`), `digest` = VALUES(`digest`), `embedding` = VALUES(`embedding`)""";

	private static final Log logger = LogFactory.getLog(PropertyIndex.class);

	private final TiDBClient tidb;

	private final JdbcTemplate batches;

	private final Embedder embedder;

	private volatile IndexStatus status = new IndexStatus(false, 0, 0);

	PropertyIndex(TiDBClient tidb, Embedder embedder) {
		this.tidb = tidb;
		this.batches = new JdbcTemplate(tidb.dataSource());
		this.embedder = embedder;
	}

	/**
	 * Return how far the work is. Other threads may ask at any time.
	 * @return the status
	 */
	IndexStatus status() {
		return this.status;
	}

	/**
	 * Make the table hold these properties and no others. Only what is new or has changed
	 * is embedded.
	 * @param properties the properties, each name once
	 */
	void update(Collection<PropertyMetadata> properties) {
		this.tidb.sql(CREATE_TABLE).update();
		IndexChanges changes = IndexChanges.between(storedDigests(), properties, this.embedder.model());
		remove(changes.gone());
		store(changes.missing(), properties.size());
		this.status = new IndexStatus(true, properties.size(), properties.size());
	}

	private Map<String, String> storedDigests() {
		return this.tidb.sql("SELECT `name`, `digest` FROM `configuration_property`")
			.query((row, number) -> Map.entry(row.getString("name"), row.getString("digest")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private void remove(Set<String> names) {
		if (!names.isEmpty()) {
			this.tidb.sql("DELETE FROM `configuration_property` WHERE `name` IN (:names)")
				.param("names", names)
				.update();
			logger.info("Removed " + names.size() + " properties that are gone");
		}
	}

	private void store(List<PropertyMetadata> missing, int total) {
		int storedBefore = total - missing.size();
		logger.info(missing.isEmpty() ? "All " + total + " properties are stored already"
				: "Embedding " + missing.size() + " properties; " + storedBefore + " are stored already");
		long start = System.nanoTime();
		int step = progressStep(missing.size());
		for (int from = 0; from < missing.size(); from += BATCH_SIZE) {
			this.status = new IndexStatus(false, storedBefore + from, total);
			int to = Math.min(from + BATCH_SIZE, missing.size());
			store(missing.subList(from, to));
			if (to % step == 0 || to == missing.size()) {
				logger
					.info("Embedded %d of %d properties in %.1f s".formatted(to, missing.size(), secondsSince(start)));
			}
		}
	}

	private void store(List<PropertyMetadata> properties) {
		List<float[]> vectors = this.embedder.embed(properties.stream().map(PropertyMetadata::text).toList());
		List<Object[]> rows = IntStream.range(0, properties.size())
			.mapToObj((i) -> row(properties.get(i), vectors.get(i)))
			.toList();
		this.batches.batchUpdate(STORE, rows);
	}

	private Object[] row(PropertyMetadata property, float[] vector) {
		return new Object[] { property.name(), property.type(), property.defaultValue(), property.description(),
				property.digest(this.embedder.model()), VectorText.of(vector) };
	}

	// A multiple of the batch size, so that each line is about whole batches.
	private static int progressStep(int count) {
		return (count / (MOST_PROGRESS_LINES * BATCH_SIZE) + 1) * BATCH_SIZE;
	}

	private static double secondsSince(long start) {
		return (System.nanoTime() - start) / 1e9;
	}

}
