package io.github.tidbspring.client.internal.transaction;

import java.util.function.Supplier;

import io.github.tidbspring.client.observation.TiDBObservation.TransactionKey;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Observes a transaction.
 *
 * @param observation the observation
 * @param attempts its attempts
 */
record TransactionObservation(Observation observation, TransactionAttempts attempts) {

	private static final int MOST_ATTEMPTS = 9;

	@SuppressWarnings("try")
	<R extends @Nullable Object> R observe(Supplier<R> work) {
		this.observation.start();
		try (Observation.Scope scope = this.observation.openScope()) {
			R result = work.get();
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
			int attempts = this.attempts.count();
			this.observation.lowCardinalityKeyValue(
					TransactionKey.ATTEMPTS.withValue((attempts <= MOST_ATTEMPTS) ? String.valueOf(attempts) : "10+"));
			this.observation.stop();
		}
	}

	private void outcome(String outcome) {
		this.observation.lowCardinalityKeyValue(TransactionKey.OUTCOME.withValue(outcome));
	}

}
