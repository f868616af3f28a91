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
	 * Return the progress of the update. Thread-safe.
	 * @return the status
	 */
	IndexStatus status() {
		return this.status;
	}

	/**
	 * Update the table to contain exactly these properties. Only new and changed
	 * properties are embedded.
	 * @param properties the properties, with unique names
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
			logger.info("The server did not create the full-text index: the search may be by meaning only");
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
			logger.info("Removed " + this.table.delete(in("name", names)) + " properties that no longer exist");
		}
	}

	/**
	 * Saving a row keeps its vector if its text is unchanged, but the model may have
	 * changed. So the vectors are cleared first.
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
		// Saved, not only inserted, because another instance may store the same rows at
		// the same time.
		this.table.bulk().batchSize(BATCH_SIZE).onProgress((progress) -> {
			int done = Math.toIntExact(progress.rows());
			this.status = new IndexStatus(false, storedBefore + done, total);
			if (done % step == 0 || done == missing.size()) {
				logger
					.info("Embedded %s of %s properties in %s s".formatted(done, missing.size(), secondsSince(start)));
			}
		}).save(missing.stream().map(ConfigurationProperty::of));
	}

	// A multiple of the batch size, so that progress is logged after whole batches.
	private static int progressStep(int count) {
		return (count / (MOST_PROGRESS_LINES * BATCH_SIZE) + 1) * BATCH_SIZE;
	}

	private static double secondsSince(long start) {
		return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
	}

	/**
	 * The columns that tell whether a row is up to date.
	 */
	private record StoredDigest(String name, String digest) {

	}

}
