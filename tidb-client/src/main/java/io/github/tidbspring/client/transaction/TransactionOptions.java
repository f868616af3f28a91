package io.github.tidbspring.client.transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import org.springframework.transaction.annotation.Isolation;

/**
 * Options of a transaction. Immutable: each method returns options of its own.
 *
 * <pre class="code">
 * static final TransactionOptions REPORT = TransactionOptions.readOnly()
 *     .staleBy(Duration.ofSeconds(5))
 *     .timeout(Duration.ofSeconds(30));
 * </pre>
 *
 * Inside a transaction that is running already, that one's timeout and read-only mode
 * hold, and nothing is run again: whoever began it may do that.
 *
 * @since 0.1
 */
public final class TransactionOptions {

	private static final TransactionOptions DEFAULTS = new TransactionOptions(TransactionStart.DEFAULT,
			RetrySettings.DEFAULT);

	private final TransactionStart start;

	private final RetrySettings retries;

	private TransactionOptions(TransactionStart start, RetrySettings retries) {
		this.start = start;
		this.retries = retries;
	}

	/**
	 * Options of a transaction that reads and writes: the session's isolation level and
	 * mode, no timeout, at most 5 repetitions within a minute, with pauses of 20
	 * milliseconds to 1 second.
	 * @return the options
	 */
	public static TransactionOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Options of a transaction that only reads. It may also run again where a part of
	 * TiDB is busy or away. The connection is made read-only, which Connector/J enforces
	 * by itself; TiDB has no read-only transactions but those of {@link #asOf(Instant)},
	 * and is not asked for one.
	 * @return the options
	 */
	public static TransactionOptions readOnly() {
		return DEFAULTS.with(DEFAULTS.start.withReadOnly(true));
	}

	/**
	 * Set the isolation level.
	 * @param isolation {@code REPEATABLE_READ} or {@code READ_COMMITTED}, or
	 * {@code DEFAULT} for the session's
	 * @return the options
	 * @throws IllegalArgumentException if TiDB does not have it
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/transaction-isolation-levels/">Isolation
	 * levels</a>
	 */
	public TransactionOptions isolation(Isolation isolation) {
		return with(this.start.withIsolation(isolation));
	}

	/**
	 * Set how long one run may take. Statements still running then are cancelled; and the
	 * connection waits for an answer of its server, also to COMMIT, at most 5 seconds
	 * longer.
	 * @param timeout the time, rounded up to whole seconds
	 * @return the options
	 */
	public TransactionOptions timeout(Duration timeout) {
		return with(this.start.withTimeout(timeout));
	}

	/**
	 * Let statements lock what they change, and wait for locks.
	 * @return the options
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/pessimistic-transaction/">Pessimistic
	 * transactions</a>
	 */
	public TransactionOptions pessimistic() {
		return with(this.start.withMode(TransactionMode.PESSIMISTIC));
	}

	/**
	 * Let COMMIT find conflicts, and fail where there is one.
	 * @return the options
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/optimistic-transaction/">Optimistic
	 * transactions</a>
	 */
	public TransactionOptions optimistic() {
		return with(this.start.withMode(TransactionMode.OPTIMISTIC));
	}

	/**
	 * Read what was there at a point of time, and make the transaction read-only. TiDB
	 * keeps the past for a while only, 10 minutes by default. In the hour that a
	 * session's time zone repeats at the end of summer time, TiDB cannot tell the two
	 * apart.
	 * @param instant the time, in milliseconds
	 * @return the options
	 * @see <a href="https://docs.pingcap.com/tidb/stable/as-of-timestamp/">AS OF
	 * TIMESTAMP</a>
	 */
	public TransactionOptions asOf(Instant instant) {
		return with(this.start.withStaleRead(StaleRead.at(instant)));
	}

	/**
	 * Read what was there some time ago by the server's clock, and make the transaction
	 * read-only. Any replica can answer; 5 seconds or more are recommended.
	 * @param age how long ago, in milliseconds
	 * @return the options
	 * @see <a href="https://docs.pingcap.com/tidb/stable/stale-read/">Stale read</a>
	 */
	public TransactionOptions staleBy(Duration age) {
		return with(this.start.withStaleRead(StaleRead.by(age)));
	}

	/**
	 * Read the newest that can be read without waiting, and make the transaction
	 * read-only.
	 * @param age how long ago at most, in milliseconds
	 * @return the options
	 * @see <a href="https://docs.pingcap.com/tidb/stable/stale-read/">Stale read</a>
	 */
	public TransactionOptions staleByAtMost(Duration age) {
		return with(this.start.withStaleRead(StaleRead.byAtMost(age)));
	}

	/**
	 * Say whether doing the work twice is the same as doing it once. Then it may also run
	 * again where a part of TiDB was busy or away before COMMIT.
	 * @param idempotent {@code true} if it is; {@code false} by default
	 * @return the options
	 */
	public TransactionOptions idempotent(boolean idempotent) {
		return with(this.retries.withIdempotent(idempotent));
	}

	/**
	 * Set how often the work runs again at most.
	 * @param maxRetries the number; 0 for never, 5 by default
	 * @return the options
	 */
	public TransactionOptions maxRetries(int maxRetries) {
		return with(this.retries.withMaxRetries(maxRetries));
	}

	/**
	 * Set the pause before the second run. Each further one is about twice as long. Up to
	 * half of a pause is added to it or taken away, at random, so that transactions which
	 * met do not meet again.
	 * @param initialBackoff the pause; 20 milliseconds by default
	 * @return the options
	 */
	public TransactionOptions initialBackoff(Duration initialBackoff) {
		return with(this.retries.withInitialBackoff(initialBackoff));
	}

	/**
	 * Set the longest pause between two runs.
	 * @param maxBackoff the pause; 1 second by default
	 * @return the options
	 */
	public TransactionOptions maxBackoff(Duration maxBackoff) {
		return with(this.retries.withMaxBackoff(maxBackoff));
	}

	/**
	 * Set how long all runs may take together, with what they wait for locks and the
	 * pauses between them. Statements still running then are cancelled, and the conflict
	 * before is thrown. The default does not cut the first run, nor those that begin
	 * within the first 10 seconds.
	 * @param maxElapsed the time; 1 minute by default
	 * @return the options
	 */
	public TransactionOptions maxElapsed(Duration maxElapsed) {
		return with(this.retries.withMaxElapsed(maxElapsed));
	}

	/**
	 * Set who is told before each run but the first, on the thread that runs the work.
	 * What it throws is logged, and changes nothing.
	 * @param listener the listener, which replaces the one before
	 * @return the options
	 */
	public TransactionOptions onRetry(Consumer<TransactionRetry> listener) {
		return with(this.retries.withListener(listener));
	}

	TransactionStart start() {
		return this.start;
	}

	RetrySettings retries() {
		return this.retries;
	}

	private TransactionOptions with(TransactionStart start) {
		return new TransactionOptions(start, this.retries);
	}

	private TransactionOptions with(RetrySettings retries) {
		return new TransactionOptions(this.start, retries);
	}

}
