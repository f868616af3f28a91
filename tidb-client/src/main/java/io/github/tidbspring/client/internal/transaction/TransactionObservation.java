package io.github.tidbspring.client.internal.transaction;

import java.util.function.Supplier;

import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.observation.TiDBObservation;
import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Observes a transaction.
 *
 * @param observations starts the observation
 * @param attempts the attempts of the transaction
 */
record TransactionObservation(Observations observations, TransactionAttempts attempts) {

	@SuppressWarnings("try")
	<R extends @Nullable Object> R observe(Supplier<R> work) {
		TiDBObservationContext context = new TiDBObservationContext(TiDBObservation.TRANSACTION, null, null);
		Observation observation = this.observations.observation(context).start();
		try (Observation.Scope scope = observation.openScope()) {
			R result = work.get();
			context.setOutcome("committed");
			return result;
		}
		catch (Throwable ex) {
			context.setOutcome((ex instanceof TransactionOutcomeUnknownException) ? "unknown" : "rolled-back");
			observation.error(ex);
			throw ex;
		}
		finally {
			context.setAttempts(this.attempts.count());
			observation.stop();
		}
	}

}
