package io.github.tidbspring.client.internal.transaction;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.github.tidbspring.client.internal.error.TiDBErrors;
import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.github.tidbspring.client.transaction.TransactionRetry;
import org.apache.commons.logging.Log;

import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryState;
import org.springframework.core.retry.Retryable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * The attempts of one transaction: their retry policy and listener.
 */
final class TransactionAttempts implements RetryPolicy, RetryListener, TransactionSynchronization {

	private static final Log logger = TransactionLog.get();

	private static final double MULTIPLIER = 2;

	/** The time that TiDB waits for a lock by default. */
	private static final Duration LOCK_WAIT = Duration.ofSeconds(50);

	/** Long enough for one wait for a lock. */
	private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

	/** The minimum timeout of an attempt, however little time is left. */
	private static final Duration SHORTEST = Duration.ofSeconds(1);

	/** Exceptions that can be created again with the number of attempts. */
	private static final Map<Class<?>, BiFunction<String, Throwable, Throwable>> CONCLUSIONS = Map.of(
			OptimisticLockingFailureException.class, OptimisticLockingFailureException::new,
			CannotAcquireLockException.class, CannotAcquireLockException::new, ConcurrencyFailureException.class,
			ConcurrencyFailureException::new, TransientDataAccessResourceException.class,
			TransientDataAccessResourceException::new);

	private final TransactionOptions options;

	private final Duration timeout;

	private final long started = System.nanoTime();

	private boolean rolledBack = true;

	private boolean begun;

	private boolean shortened;

	private int count;

	private Duration delay = Duration.ZERO;

	TransactionAttempts(TransactionOptions options) {
		this.options = options;
		this.timeout = (options.retryTimeout() != null) ? options.retryTimeout() : DEFAULT_TIMEOUT;
	}

	/**
	 * Prepare the next attempt.
	 * @param start the definition of the transaction
	 * @return the same, with at most the time that is left as the timeout
	 */
	TransactionStart next(TransactionStart start) {
		this.begun = false;
		this.shortened = false;
		Duration left = this.timeout.minusNanos(System.nanoTime() - this.started);
		if (!isBounded(left) || (start.timeout() != null && start.timeout().compareTo(left) <= 0)) {
			return start;
		}
		this.shortened = true;
		return start.withTimeout((left.compareTo(SHORTEST) > 0) ? left : SHORTEST);
	}

	/**
	 * Without a timeout that was set, the first attempt has none, nor has one that begins
	 * early enough to wait for a lock once.
	 */
	private boolean isBounded(Duration left) {
		return this.options.retryTimeout() != null || (this.count > 0 && left.compareTo(LOCK_WAIT) < 0);
	}

	/**
	 * Note that an attempt has begun. A new transaction can be retried only after it was
	 * rolled back: after COMMIT an attempt can still fail in synchronizations.
	 * @param newTransaction {@code false} if it takes part in an existing transaction,
	 * which is never retried
	 */
	void begun(boolean newTransaction) {
		this.begun = true;
		this.rolledBack = false;
		this.count++;
		if (newTransaction) {
			TransactionSynchronizationManager.registerSynchronization(this);
		}
	}

	/**
	 * Note that the last attempt is not committed, although its synchronization was not
	 * notified.
	 */
	void rolledBack() {
		this.rolledBack = true;
	}

	/** Return the number of attempts that have begun. */
	int count() {
		return this.count;
	}

	@Override
	public void afterCompletion(int status) {
		this.rolledBack = (status == STATUS_ROLLED_BACK);
	}

	@Override
	public boolean shouldRetry(Throwable failure) {
		if (!this.begun && TiDBErrors.isConnectionFailure(failure)) {
			// A pooled connection was broken. A connection that cannot be created is not
			// retried: the pool has waited for it already.
			return !(failure instanceof CannotGetJdbcConnectionException);
		}
		boolean repeatable = this.options.isIdempotent() || this.options.isReadOnly();
		return this.rolledBack
				&& (TiDBExceptionTranslator.isConflict(failure) || (repeatable && isUnavailability(failure)));
	}

	/** The work may contain another transaction, whose outcome is unknown. */
	private static boolean isUnavailability(Throwable failure) {
		return TiDBErrors.isUnavailability(failure)
				&& !TiDBErrors.isCausedBy(failure, TransactionOutcomeUnknownException.class);
	}

	@Override
	public Duration getTimeout() {
		return this.timeout;
	}

	@Override
	public BackOff getBackOff() {
		ExponentialBackOff backOff = new ExponentialBackOff();
		long longest = this.options.maxRetryDelay().toMillis();
		long first = Math.min(this.options.retryDelay().toMillis(), longest);
		backOff.setInitialInterval(first);
		backOff.setJitter(first / 2);
		backOff.setMultiplier(MULTIPLIER);
		backOff.setMaxInterval(longest);
		backOff.setMaxAttempts(this.options.maxRetries());
		return () -> {
			BackOffExecution execution = backOff.start();
			return () -> {
				this.delay = Duration.ofMillis(execution.nextBackOff());
				return this.delay.toMillis();
			};
		};
	}

	@Override
	public void beforeRetry(RetryPolicy retryPolicy, Retryable<?> retryable, RetryState state) {
		TransactionRetry retry = new TransactionRetry(state.getRetryCount() + 1, state.getLastException(), this.delay);
		if (logger.isDebugEnabled()) {
			logger.debug("Attempt %s of the transaction begins, %s ms after a failure: %s, error code %s".formatted(
					retry.attempt(), this.delay.toMillis(), retry.failure().getClass().getSimpleName(),
					TiDBErrors.code(retry.failure())));
		}
		try {
			this.options.retryListener().accept(retry);
		}
		catch (RuntimeException ex) {
			logger.warn("The listener of a transaction's retries failed", ex);
		}
	}

	/**
	 * Return the exception to throw: the last failure, or one of the same type with the
	 * number of attempts.
	 */
	Throwable conclude(List<Throwable> failures) {
		int attempts = failures.size();
		Throwable last = failures.get(attempts - 1);
		if (attempts == 1) {
			return last;
		}
		// The timeout of a shortened attempt is not informative.
		Throwable decisive = (this.shortened && isTimeout(last)) ? failures.get(attempts - 2) : last;
		Throwable conclusion = (decisive != last || shouldRetry(last)) ? withAttempts(decisive, attempts) : last;
		failures.stream()
			.filter((failure) -> failure != decisive && failure != conclusion)
			.forEach(conclusion::addSuppressed);
		return conclusion;
	}

	private static boolean isTimeout(Throwable failure) {
		return failure instanceof QueryTimeoutException || failure instanceof TransactionTimedOutException;
	}

	private static Throwable withAttempts(Throwable last, int attempts) {
		String message = "The transaction failed in each of its " + attempts + " attempts; the last time: "
				+ last.getMessage();
		BiFunction<String, Throwable, Throwable> conclusion = CONCLUSIONS.get(last.getClass());
		return (conclusion != null) ? conclusion.apply(message, last) : last;
	}

}
