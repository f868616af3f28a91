package io.github.tidbspring.client.transaction;

import io.github.tidbspring.client.observation.TiDBObservation.TransactionKey;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Observes a transaction.
 *
 * @param observation the observation
 * @param reruns its runs
 */
record TransactionObservation(Observation observation, Reruns reruns) {

	private static final int MOST_RUNS = 9;

	@SuppressWarnings("try")
	<R extends @Nullable Object, E extends Exception> R observe(Work<R, E> work) throws E {
		this.observation.start();
		try (Observation.Scope scope = this.observation.openScope()) {
			R result = work.run();
			outcome("committed");
			return result;
		}
		catch (Throwable ex) {
			if (ex instanceof TransactionOutcomeUnknownException) {
				outcome("unknown");
			}
			this.observation.error(ex);
			throw ex;
		}
		finally {
			int runs = this.reruns.runs();
			this.observation.lowCardinalityKeyValue(
					TransactionKey.RUNS.withValue((runs <= MOST_RUNS) ? String.valueOf(runs) : "10+"));
			this.observation.stop();
		}
	}

	private void outcome(String outcome) {
		this.observation.lowCardinalityKeyValue(TransactionKey.OUTCOME.withValue(outcome));
	}

	/**
	 * What is observed.
	 */
	@FunctionalInterface
	interface Work<R extends @Nullable Object, E extends Exception> {

		R run() throws E;

	}

}
