package io.github.tidbspring.client.transaction;

import java.time.Duration;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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
 * The runs of one transaction: whether there is another, when, and what is said of it.
 */
final class Reruns implements RetryPolicy, RetryListener, TransactionSynchronization {

	private static final Log logger = LogFactory.getLog(Reruns.class);

	private static final double MULTIPLIER = 2;

	/** A run that is to begin gets so much time, however little is left. */
	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private final RetrySettings settings;

	private final boolean repeatable;

	private final long started = System.nanoTime();

	private boolean rolledBack = true;

	private boolean begun;

	private boolean cutShort;

	private int runs;

	private Duration delay = Duration.ZERO;

	Reruns(TransactionOptions options) {
		this.settings = options.retries();
		this.repeatable = this.settings.idempotent() || options.start().isReadOnly();
	}

	/**
	 * A run is about to begin.
	 * @param start how it would begin
	 * @return how it begins: with no more time than is left
	 */
	TransactionStart next(TransactionStart start) {
		this.begun = false;
		this.cutShort = false;
		Duration left = this.settings.maxElapsed().minusNanos(System.nanoTime() - this.started);
		if (!isBounded(left) || (start.timeout() != null && start.timeout().compareTo(left) <= 0)) {
			return start;
		}
		this.cutShort = true;
		return start.withTimeout((left.compareTo(SHORTEST) > 0) ? left : SHORTEST);
	}

	/**
	 * Where nobody asked for a time, the first run takes as long as it takes, and so do
	 * those that begin soon enough to wait for a lock once.
	 */
	private boolean isBounded(Duration left) {
		return this.settings.isGiven() || (this.runs > 0 && left.compareTo(RetrySettings.LOCK_WAIT) < 0);
	}

	/**
	 * A run has begun. Only its being rolled back allows another: one that was committed
	 * can fail still, in what others do after COMMIT.
	 */
	void begun() {
		this.begun = true;
		this.rolledBack = false;
		this.runs++;
		TransactionSynchronizationManager.registerSynchronization(this);
	}

	/** Nothing of the last run is committed, although it could not say so itself. */
	void rolledBack() {
		this.rolledBack = true;
	}

	/** The last run is part of a transaction that was there before. */
	void joined() {
		this.begun = true;
		this.rolledBack = false;
		this.runs++;
	}

	/** How often the transaction has begun. */
	int runs() {
		return this.runs;
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
		return this.rolledBack && TiDBErrors.allowAnotherRun(failure, this.repeatable);
	}

	@Override
	public Duration getTimeout() {
		return this.settings.maxElapsed();
	}

	@Override
	public BackOff getBackOff() {
		ExponentialBackOff backOff = new ExponentialBackOff();
		long initial = Math.min(this.settings.initialBackoff().toMillis(), this.settings.maxBackoff().toMillis());
		backOff.setInitialInterval(initial);
		backOff.setJitter(initial / 2);
		backOff.setMultiplier(MULTIPLIER);
		backOff.setMaxInterval(this.settings.maxBackoff().toMillis());
		backOff.setMaxAttempts(this.settings.maxRetries());
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
			logger.debug("Run %s of the transaction begins, %s ms after a failure: %s, error code %s".formatted(
					retry.run(), this.delay.toMillis(), retry.failure().getClass().getSimpleName(),
					TiDBErrors.code(retry.failure())));
		}
		try {
			this.settings.listener().accept(retry);
		}
		catch (RuntimeException ex) {
			logger.warn("The listener of a transaction's runs failed", ex);
		}
	}

	/**
	 * What to throw in the end: the last failure, or one of its kind that says how many
	 * there were.
	 */
	Throwable conclude(List<Throwable> failures) {
		int runs = failures.size();
		Throwable last = failures.get(runs - 1);
		if (runs == 1) {
			return last;
		}
		// A run that was given less time than its work takes says nothing about the work.
		Throwable decisive = (this.cutShort && isTimeout(last)) ? failures.get(runs - 2) : last;
		Throwable conclusion = (decisive != last || shouldRetry(last)) ? withRuns(decisive, runs) : last;
		failures.stream()
			.filter((failure) -> failure != decisive && failure != conclusion)
			.forEach(conclusion::addSuppressed);
		return conclusion;
	}

	private static boolean isTimeout(Throwable failure) {
		return failure instanceof QueryTimeoutException || failure instanceof TransactionTimedOutException;
	}

	private static Throwable withRuns(Throwable last, int runs) {
		String message = "The transaction failed in each of its " + runs + " runs; the last time: " + last.getMessage();
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
