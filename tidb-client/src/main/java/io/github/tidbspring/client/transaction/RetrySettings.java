package io.github.tidbspring.client.transaction;

import java.time.Duration;
import java.util.function.Consumer;

import org.springframework.util.Assert;

/**
 * Whether, when and how often a transaction runs again.
 *
 * @param idempotent whether doing the work twice is the same as doing it once
 * @param maxRetries how often it runs again at most
 * @param initialBackoff the pause before the second run
 * @param maxBackoff the longest pause between two runs
 * @param maxElapsed how long all runs and the pauses between them may take
 * @param isGiven whether somebody asked for that time, so that it holds for each run
 * @param listener told before each run but the first
 */
record RetrySettings(boolean idempotent, int maxRetries, Duration initialBackoff, Duration maxBackoff,
		Duration maxElapsed, boolean isGiven, Consumer<TransactionRetry> listener) {

	/** Six runs: what loses six times in a row loses for a reason. */
	static final int MAX_RETRIES = 5;

	/** A few times what a short transaction takes. */
	static final Duration INITIAL_BACKOFF = Duration.ofMillis(20);

	/** A caller still waits for an answer. */
	static final Duration MAX_BACKOFF = Duration.ofSeconds(1);

	/** How long TiDB waits for a lock by default. */
	static final Duration LOCK_WAIT = Duration.ofSeconds(50);

	/** Leaves room for one wait for a lock. */
	static final Duration MAX_ELAPSED = Duration.ofMinutes(1);

	static final RetrySettings DEFAULT = new RetrySettings(false, MAX_RETRIES, INITIAL_BACKOFF, MAX_BACKOFF,
			MAX_ELAPSED, false, (retry) -> {
			});

	RetrySettings {
		Assert.isTrue(maxRetries >= 0, "'maxRetries' must not be negative");
		Assert.notNull(initialBackoff, "'initialBackoff' must not be null");
		Assert.notNull(maxBackoff, "'maxBackoff' must not be null");
		Assert.notNull(maxElapsed, "'maxElapsed' must not be null");
		Assert.notNull(listener, "'listener' must not be null");
		Assert.isTrue(initialBackoff.toMillis() > 0, "'initialBackoff' must be a millisecond or more");
		Assert.isTrue(maxBackoff.toMillis() > 0, "'maxBackoff' must be a millisecond or more");
		Assert.isTrue(maxElapsed.toMillis() > 0, "'maxElapsed' must be a millisecond or more");
	}

	RetrySettings withIdempotent(boolean idempotent) {
		return new RetrySettings(idempotent, this.maxRetries, this.initialBackoff, this.maxBackoff, this.maxElapsed,
				this.isGiven, this.listener);
	}

	RetrySettings withMaxRetries(int maxRetries) {
		return new RetrySettings(this.idempotent, maxRetries, this.initialBackoff, this.maxBackoff, this.maxElapsed,
				this.isGiven, this.listener);
	}

	RetrySettings withInitialBackoff(Duration initialBackoff) {
		return new RetrySettings(this.idempotent, this.maxRetries, initialBackoff, this.maxBackoff, this.maxElapsed,
				this.isGiven, this.listener);
	}

	RetrySettings withMaxBackoff(Duration maxBackoff) {
		return new RetrySettings(this.idempotent, this.maxRetries, this.initialBackoff, maxBackoff, this.maxElapsed,
				this.isGiven, this.listener);
	}

	RetrySettings withMaxElapsed(Duration maxElapsed) {
		return new RetrySettings(this.idempotent, this.maxRetries, this.initialBackoff, this.maxBackoff, maxElapsed,
				true, this.listener);
	}

	RetrySettings withListener(Consumer<TransactionRetry> listener) {
		return new RetrySettings(this.idempotent, this.maxRetries, this.initialBackoff, this.maxBackoff,
				this.maxElapsed, this.isGiven, listener);
	}

}
