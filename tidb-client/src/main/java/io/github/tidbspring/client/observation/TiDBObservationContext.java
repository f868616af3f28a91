package io.github.tidbspring.client.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The context of an observation. It contains neither SQL nor values. Not thread-safe: it
 * is used by the thread of the observation only.
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
	 * @param observation the observation
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
	 * Return the observation.
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
	 * @return {@code vector}, {@code full-text}, {@code hybrid} or {@code fused} for a
	 * search; {@code insert} or {@code save} for a batch; {@code null} for a transaction
	 */
	public @Nullable String getKind() {
		return this.kind;
	}

	/**
	 * Return the outcome.
	 * @return the completeness of the hits of a search, or {@code committed},
	 * {@code rolled-back} or {@code unknown} for a transaction; {@code null} until the
	 * end, for a search that failed, and for a batch
	 */
	public @Nullable String getOutcome() {
		return this.outcome;
	}

	/**
	 * Set the outcome.
	 * @param outcome the outcome
	 */
	public void setOutcome(String outcome) {
		this.outcome = outcome;
	}

	/**
	 * Return the number of attempts of a transaction.
	 * @return the number; 0 until the end, and if no attempt could begin
	 */
	public int getAttempts() {
		return this.attempts;
	}

	/**
	 * Set the number of attempts of a transaction.
	 * @param attempts the number
	 */
	public void setAttempts(int attempts) {
		this.attempts = attempts;
	}

}
