package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.observation.TiDBObservation;
import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.micrometer.observation.Observation;

import org.springframework.util.Assert;

/**
 * Writes rows in one transaction, its own or the running one, and returns them with their
 * keys and vectors. Nothing is sent before all rows have been checked; a bean is changed
 * only after its transaction has ended, since that may be tried again.
 *
 * @param <T> the type of the rows
 */
final class AtomicWrite<T> {

	private final Session session;

	private final TableSchema<T> schema;

	private final RowBatches<T> batches;

	AtomicWrite(Session session, TableSchema<T> schema, RowBatches<T> batches) {
		this.session = session;
		this.schema = schema;
		this.batches = batches;
	}

	/**
	 * Write rows.
	 * @param rows the rows
	 * @return the rows with their keys, in the same order
	 */
	List<T> write(Iterable<? extends T> rows) {
		Assert.notNull(rows, "'rows' must not be null");
		List<PreparedRow<T>> prepared = new ArrayList<>();
		for (T row : rows) {
			prepared.add(this.batches.prepare(row, prepared.size() + 1));
		}
		if (prepared.isEmpty()) {
			return List.of();
		}
		Observation observation = this.session.observations()
			.observation(new TiDBObservationContext(TiDBObservation.BULK_WRITE, this.schema.name().name(),
					this.batches.operation()));
		Written<T> written = observation.observe(() -> writePrepared(prepared));
		return written.rows().stream().map((row) -> this.batches.written(row, written.chosen().get(row))).toList();
	}

	private Written<T> writePrepared(List<PreparedRow<T>> prepared) {
		return WriteAttempts.run(this.session, this.schema, (rows) -> false, () -> this.batches.complete(prepared, 0),
				this.batches::isCurrent, this::writeInParts);
	}

	/**
	 * In parts, since a driver holds all parameters of a batch, and a packet is limited.
	 */
	private Written<T> writeInParts(List<PreparedRow<T>> rows) {
		Map<PreparedRow<T>, Long> chosen = new IdentityHashMap<>();
		List<PreparedRow<T>> part = new ArrayList<>();
		long bytes = 0;
		for (PreparedRow<T> row : rows) {
			part.add(row);
			bytes += row.size();
			if (part.size() == BatchRun.DEFAULT_SIZE || bytes >= BatchRun.MAX_BYTES) {
				chosen.putAll(this.batches.writeReturning(part));
				part.clear();
				bytes = 0;
			}
		}
		if (!part.isEmpty()) {
			chosen.putAll(this.batches.writeReturning(part));
		}
		return new Written<>(rows, chosen);
	}

	/**
	 * Rows that are in, and the values that the server has chosen for them.
	 */
	private record Written<T>(List<PreparedRow<T>> rows, Map<PreparedRow<T>, Long> chosen) {

	}

}
