package io.github.tidbspring.client.internal.observation;

import io.github.tidbspring.client.observation.TiDBObservation.InsertKey;
import io.github.tidbspring.client.observation.TiDBObservation.SearchKey;
import io.github.tidbspring.client.observation.TiDBObservation.TransactionKey;
import io.github.tidbspring.client.observation.TiDBObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.util.Assert;

/**
 * Starts the observations of a client. The client's tables and transactions use it;
 * applications have no need to.
 *
 * @since 0.1
 * @see TiDBObservation
 */
public final class Observations {

	/** Observes nothing. */
	public static final Observations NONE = new Observations(ObservationRegistry.NOOP);

	private final ObservationRegistry registry;

	private Observations(ObservationRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Observe with a registry.
	 * @param registry the registry
	 * @return the observations
	 */
	public static Observations of(ObservationRegistry registry) {
		Assert.notNull(registry, "'registry' must not be null");
		return new Observations(registry);
	}

	/**
	 * Return an observation of a search, not started yet.
	 * @param table the name of the table
	 * @param kind what kind of search it is
	 * @return the observation
	 */
	public Observation search(String table, String kind) {
		return TiDBObservation.SEARCH.observation(this.registry)
			.contextualName("search " + table)
			.lowCardinalityKeyValue(SearchKey.TABLE.withValue(table))
			.lowCardinalityKeyValue(SearchKey.KIND.withValue(kind))
			.lowCardinalityKeyValue(SearchKey.COMPLETENESS.withValue("none"));
	}

	/**
	 * Return an observation of a batch of rows, not started yet.
	 * @param table the name of the table
	 * @param operation {@code insert} or {@code save}
	 * @return the observation
	 */
	public Observation insert(String table, String operation) {
		return TiDBObservation.INSERT.observation(this.registry)
			.contextualName(operation + " " + table)
			.lowCardinalityKeyValue(InsertKey.TABLE.withValue(table))
			.lowCardinalityKeyValue(InsertKey.OPERATION.withValue(operation));
	}

	/**
	 * Return an observation of a transaction, not started yet.
	 * @return the observation
	 */
	public Observation transaction() {
		return TiDBObservation.TRANSACTION.observation(this.registry)
			.contextualName("transaction")
			.lowCardinalityKeyValue(TransactionKey.OUTCOME.withValue("rolled-back"))
			.lowCardinalityKeyValue(TransactionKey.ATTEMPTS.withValue("1"));
	}

}
