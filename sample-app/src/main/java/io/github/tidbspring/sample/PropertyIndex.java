package io.github.tidbspring.sample;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.table.Table;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

import static io.github.tidbspring.client.query.Filter.in;

/**
 * Keeps the table of the properties and their vectors up to date.
 */
@Component
class PropertyIndex {

	private static final int BATCH_SIZE = 100;

	private static final int MOST_PROGRESS_LINES = 6;

	private static final Log logger = LogFactory.getLog(PropertyIndex.class);

	private final Table<ConfigurationProperty> table;

	private volatile IndexStatus status = new IndexStatus(false, 0, 0);

	PropertyIndex(TiDBClient tidb) {
		this.table = tidb.table(ConfigurationProperty.class);
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
		createTable();
		Map<String, String> stored = storedDigests();
		IndexChanges changes = IndexChanges.between(stored, properties, MiniLmEmbedder.MODEL);
		remove(changes.gone());
		clearVectors(changes.missing().stream().map(PropertyMetadata::name).filter(stored::containsKey).toList());
		store(changes.missing(), properties.size());
		this.status = new IndexStatus(true, properties.size(), properties.size());
	}

	private void createTable() {
		if (this.table.schema().exists()) {
			return;
		}
		this.table.schema().createIfAbsent();
		try {
			this.table.schema().createIndex("text");
		}
		catch (DataAccessException ex) {
			logger.info("This server made no full-text index: properties may be found by meaning only");
		}
	}

	private Map<String, String> storedDigests() {
		return this.table.find()
			.into(StoredDigest.class)
			.list()
			.stream()
			.collect(Collectors.toMap(StoredDigest::name, StoredDigest::digest));
	}

	private void remove(Set<String> names) {
		if (!names.isEmpty()) {
			logger.info("Removed " + this.table.delete(in("name", names)) + " properties that are gone");
		}
	}

	/**
	 * A stored row keeps its vector as long as its text is the same. The model may be
	 * another.
	 */
	private void clearVectors(List<String> names) {
		if (!names.isEmpty()) {
			this.table.update(in("name", names), Collections.singletonMap("embedding", null));
		}
	}

	private void store(List<PropertyMetadata> missing, int total) {
		int storedBefore = total - missing.size();
		logger.info(missing.isEmpty() ? "All " + total + " properties are stored already"
				: "Embedding " + missing.size() + " properties; " + storedBefore + " are stored already");
		this.status = new IndexStatus(false, storedBefore, total);
		long start = System.nanoTime();
		int step = progressStep(missing.size());
		// Not only an insert: another instance may be storing the same properties now.
		this.table.bulk().batchSize(BATCH_SIZE).onProgress((progress) -> {
			int done = Math.toIntExact(progress.rows());
			this.status = new IndexStatus(false, storedBefore + done, total);
			if (done % step == 0 || done == missing.size()) {
				logger
					.info("Embedded %s of %s properties in %s s".formatted(done, missing.size(), secondsSince(start)));
			}
		}).save(missing.stream().map(ConfigurationProperty::of));
	}

	// A multiple of the batch size, so that each line is about whole batches.
	private static int progressStep(int count) {
		return (count / (MOST_PROGRESS_LINES * BATCH_SIZE) + 1) * BATCH_SIZE;
	}

	private static double secondsSince(long start) {
		return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
	}

	/**
	 * What is read of a row to know whether it is up to date.
	 */
	private record StoredDigest(String name, String digest) {

	}

}
