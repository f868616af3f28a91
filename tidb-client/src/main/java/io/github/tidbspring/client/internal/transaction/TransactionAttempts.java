package io.github.tidbspring.client.internal.transaction;

import java.time.Duration;
import java.util.List;

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

	/** How long TiDB waits for a lock by default. */
	private static final Duration LOCK_WAIT = Duration.ofSeconds(50);

	/** Leaves room for one wait for a lock. */
	private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

	/** An attempt that is to begin gets so much time, however little is left. */
	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private final TransactionOptions options;

	private final Duration timeout;

	private final long started = System.nanoTime();

	private boolean rolledBack = true;

	private boolean begun;

	private boolean cutShort;

	private int count;

	private Duration delay = Duration.ZERO;

	TransactionAttempts(TransactionOptions options) {
		this.options = options;
		this.timeout = (options.retryTimeout() != null) ? options.retryTimeout() : DEFAULT_TIMEOUT;
	}

	/**
	 * An attempt is about to begin.
	 * @param start how it would begin
	 * @return how it begins: with no more time than is left
	 */
	TransactionStart next(TransactionStart start) {
		this.begun = false;
		this.cutShort = false;
		Duration left = this.timeout.minusNanos(System.nanoTime() - this.started);
		if (!isBounded(left) || (start.timeout() != null && start.timeout().compareTo(left) <= 0)) {
			return start;
		}
		this.cutShort = true;
		return start.withTimeout((left.compareTo(SHORTEST) > 0) ? left : SHORTEST);
	}

	/**
	 * Where nobody asked for a time, the first attempt takes as long as it takes, and so
	 * do those that begin soon enough to wait for a lock once.
	 */
	private boolean isBounded(Duration left) {
		return this.options.retryTimeout() != null || (this.count > 0 && left.compareTo(LOCK_WAIT) < 0);
	}

	/**
	 * An attempt has begun. Only its being rolled back allows another: one that was
	 * committed can fail still, in what others do after COMMIT.
	 */
	void begun() {
		this.begun = true;
		this.rolledBack = false;
		this.count++;
		TransactionSynchronizationManager.registerSynchronization(this);
	}

	/**
	 * Nothing of the last attempt is committed, although it could not say so itself.
	 */
	void rolledBack() {
		this.rolledBack = true;
	}

	/** The last attempt is part of a transaction that was there before. */
	void joined() {
		this.begun = true;
		this.rolledBack = false;
		this.count++;
	}

	/** How often the transaction has begun. */
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
			// A pooled connection that was cut: a connection that cannot be made at all
			// has been waited for by the pool.
			return !(failure instanceof CannotGetJdbcConnectionException);
		}
		return this.rolledBack
				&& (TiDBExceptionTranslator.isConflict(failure) || (isRepeatable() && isUnavailability(failure)));
	}

	private boolean isRepeatable() {
		return this.options.isIdempotent() || this.options.isReadOnly();
	}

	/** Work may contain a transaction of its own, whose outcome is unknown now. */
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
		return () -> remembering(backOff.start());
	}

	private BackOffExecution remembering(BackOffExecution execution) {
		return () -> {
			long millis = execution.nextBackOff();
			this.delay = Duration.ofMillis(millis);
			return millis;
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
	 * What to throw in the end: the last failure, or one of its kind that says how many
	 * there were.
	 */
	Throwable conclude(List<Throwable> failures) {
		int attempts = failures.size();
		Throwable last = failures.get(attempts - 1);
		if (attempts == 1) {
			return last;
		}
		// An attempt that was given less time than its work takes says nothing about the
		// work.
		Throwable decisive = (this.cutShort && isTimeout(last)) ? failures.get(attempts - 2) : last;
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
		Class<?> type = last.getClass();
		if (type == OptimisticLockingFailureException.class) {
			return new OptimisticLockingFailureException(message, last);
		}
		if (type == CannotAcquireLockException.class) {
			return new CannotAcquireLockException(message, last);
		}
		if (type == ConcurrencyFailureException.class) {
			return new ConcurrencyFailureException(message, last);
		}
		if (type == TransientDataAccessResourceException.class) {
			return new TransientDataAccessResourceException(message, last);
		}
		return last;
	}

}
