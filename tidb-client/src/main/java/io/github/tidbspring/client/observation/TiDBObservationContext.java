package io.github.tidbspring.client.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What is known of an observation while it runs and at its end. It has no SQL and no
 * values. For one thread, as the observation is.
 *
 * @since 0.1
 * @see TiDBObservationConvention
 */
public final class TiDBObservationContext extends Observation.Context {

	private final TiDBObservation observation;

	private final @Nullable String table;

	private final @Nullable String kind;

	private @Nullable String outcome;

	private int attempts;

	/**
	 * Create a context.
	 * @param observation what is observed
	 * @param table the name of the table, or {@code null} for a transaction
	 * @param kind what {@link #getKind()} returns, or {@code null} for a transaction
	 */
	public TiDBObservationContext(TiDBObservation observation, @Nullable String table, @Nullable String kind) {
		Assert.notNull(observation, "'observation' must not be null");
		this.observation = observation;
		this.table = table;
		this.kind = kind;
	}

	/**
	 * Return what is observed.
	 * @return the observation
	 */
	public TiDBObservation getObservation() {
		return this.observation;
	}

	/**
	 * Return the name of the table.
	 * @return the name, or {@code null} for a transaction
	 */
	public @Nullable String getTable() {
		return this.table;
	}

	/**
	 * Return the kind of work.
	 * @return {@code vector}, {@code full-text} or {@code hybrid} for a search;
	 * {@code insert} or {@code save} for a batch; {@code null} for a transaction
	 */
	public @Nullable String getKind() {
		return this.kind;
	}

	/**
	 * Return what became of it.
	 * @return how complete the hits of a search are, or {@code committed},
	 * {@code rolled-back} or {@code unknown} for a transaction; {@code null} as long as
	 * it runs, for a search that failed, and for a batch
	 */
	public @Nullable String getOutcome() {
		return this.outcome;
	}

	/**
	 * Set what became of it.
	 * @param outcome the outcome
	 */
	public void setOutcome(String outcome) {
		this.outcome = outcome;
	}

	/**
	 * Return how many attempts a transaction had.
	 * @return the number, known at the end; 0 until then, and if none could begin
	 */
	public int getAttempts() {
		return this.attempts;
	}

	/**
	 * Set how many attempts a transaction had.
	 * @param attempts the number
	 */
	public void setAttempts(int attempts) {
		this.attempts = attempts;
	}

}
