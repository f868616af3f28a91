package io.github.tidbspring.client.transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.annotation.Isolation;
import org.springframework.util.Assert;

/**
 * Options of a transaction. Immutable and therefore thread-safe: each method returns new
 * options with one value changed.
 *
 * <pre class="code">
 * static final TransactionOptions REPORT = TransactionOptions.defaults()
 *     .staleBy(Duration.ofSeconds(5))
 *     .timeout(Duration.ofSeconds(30));
 * </pre>
 *
 * If a transaction is already running, its timeout and read-only mode apply, and nothing
 * is retried: only the code that began it can retry it.
 *
 * @since 0.1
 */
public final class TransactionOptions {

	/** Six attempts: a transaction that conflicts six times has a systematic conflict. */
	private static final int MAX_RETRIES = 5;

	/** A few times the duration of a short transaction. */
	private static final Duration RETRY_DELAY = Duration.ofMillis(20);

	/** A caller is waiting for the result. */
	private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(1);

	private static final Set<Isolation> SUPPORTED = Set.of(Isolation.DEFAULT, Isolation.READ_COMMITTED,
			Isolation.REPEATABLE_READ);

	private static final TransactionOptions DEFAULTS = new TransactionOptions(new Values());

	private final Values values;

	private TransactionOptions(Values values) {
		Assert.isTrue(values.mode != Mode.OPTIMISTIC || values.isolation != Isolation.READ_COMMITTED,
				"READ_COMMITTED has no effect in an optimistic transaction of TiDB; make it pessimistic");
		Assert.isTrue(values.mode == null || values.staleRead == null,
				"A transaction that reads from the past has no conflicts, so it is neither optimistic nor pessimistic");
		this.values = values;
	}

	/**
	 * Return the default options: a transaction that reads and writes, the isolation
	 * level and mode of the session, no timeout, at most 5 retries within a minute, with
	 * delays of 20 milliseconds to 1 second.
	 * @return the options
	 */
	public static TransactionOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Make the transaction read-only. It is then also retried if a part of TiDB is busy
	 * or unavailable. The connection is set to read-only, which Connector/J enforces.
	 * TiDB itself has no read-only transactions except stale reads (see
	 * {@link #asOf(Instant)}), so nothing is sent to it.
	 * @return the options
	 */
	public TransactionOptions readOnly() {
		return with((values) -> values.readOnly = true);
	}

	/**
	 * Set the isolation level.
	 * @param isolation {@code REPEATABLE_READ} or {@code READ_COMMITTED}, or
	 * {@code DEFAULT} for the session's
	 * @return the options
	 * @throws IllegalArgumentException if TiDB does not support it, or it is
	 * {@code READ_COMMITTED} and the transaction is optimistic
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/transaction-isolation-levels/">Isolation
	 * levels</a>
	 */
	public TransactionOptions isolation(Isolation isolation) {
		Assert.notNull(isolation, "'isolation' must not be null");
		Assert.isTrue(SUPPORTED.contains(isolation), () -> "TiDB has no isolation level " + isolation
				+ "; use REPEATABLE_READ, its default, which is snapshot isolation, or READ_COMMITTED");
		return with((values) -> values.isolation = isolation);
	}

	/**
	 * Set the timeout of one attempt. Statements that are still running then are
	 * cancelled. The network timeout of the connection, which also applies to COMMIT, is
	 * 5 seconds longer, so that the server has time to report the cancellation.
	 * @param timeout the timeout, rounded up to whole seconds; none by default
	 * @return the options
	 * @throws IllegalArgumentException if it is not positive, or longer than 68 years
	 */
	public TransactionOptions timeout(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		Assert.isTrue(timeout.compareTo(Duration.ZERO) > 0 && timeout.toSeconds() < Integer.MAX_VALUE,
				"'timeout' must be positive, and not longer than 68 years");
		return with((values) -> values.timeout = timeout);
	}

	/**
	 * Make the transaction pessimistic: statements lock the rows that they change, and
	 * wait for locks.
	 * @return the options
	 * @throws IllegalArgumentException if the transaction reads from the past
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/pessimistic-transaction/">Pessimistic
	 * transactions</a>
	 */
	public TransactionOptions pessimistic() {
		return with((values) -> values.mode = Mode.PESSIMISTIC);
	}

	/**
	 * Make the transaction optimistic: COMMIT detects conflicts, and fails if there is
	 * one.
	 * @return the options
	 * @throws IllegalArgumentException if the transaction reads from the past, or its
	 * isolation level is {@code READ_COMMITTED}
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/optimistic-transaction/">Optimistic
	 * transactions</a>
	 */
	public TransactionOptions optimistic() {
		return with((values) -> values.mode = Mode.OPTIMISTIC);
	}

	/**
	 * Read the data as of a point in time, and make the transaction read-only. TiDB keeps
	 * old versions for a limited time, 10 minutes by default. In the hour that the
	 * session's time zone repeats at the end of daylight saving time, the point in time
	 * is ambiguous for TiDB. Replaces {@link #staleBy} and {@link #staleByAtMost}.
	 * @param instant the point in time, with a resolution of milliseconds
	 * @return the options
	 * @throws IllegalArgumentException if it is not after 1970-01-01T00:00:00Z, or the
	 * transaction is optimistic or pessimistic
	 * @see <a href="https://docs.pingcap.com/tidb/stable/as-of-timestamp/">AS OF
	 * TIMESTAMP</a>
	 */
	public TransactionOptions asOf(Instant instant) {
		return with(StaleRead.at(instant));
	}

	/**
	 * Read data of a given age by the server's clock, and make the transaction read-only.
	 * Any replica can answer; TiDB recommends 5 seconds or more. Replaces {@link #asOf}
	 * and {@link #staleByAtMost}.
	 * @param age the age, with a resolution of milliseconds
	 * @return the options
	 * @throws IllegalArgumentException if it is less than a millisecond, or the
	 * transaction is optimistic or pessimistic
	 * @see <a href="https://docs.pingcap.com/tidb/stable/stale-read/">Stale read</a>
	 */
	public TransactionOptions staleBy(Duration age) {
		return with(StaleRead.by(age));
	}

	/**
	 * Read the newest data that can be read without waiting, and make the transaction
	 * read-only. Replaces {@link #asOf} and {@link #staleBy}.
	 * @param age the maximum age, with a resolution of milliseconds
	 * @return the options
	 * @throws IllegalArgumentException if it is less than a millisecond, or the
	 * transaction is optimistic or pessimistic
	 * @see <a href="https://docs.pingcap.com/tidb/stable/stale-read/">Stale read</a>
	 */
	public TransactionOptions staleByAtMost(Duration age) {
		return with(StaleRead.byAtMost(age));
	}

	/**
	 * Declare the work idempotent: executing it twice has the same effect as once. It is
	 * then also retried if a part of TiDB was busy or unavailable before COMMIT.
	 * @return the options
	 */
	public TransactionOptions idempotent() {
		return with((values) -> values.idempotent = true);
	}

	/**
	 * Set the maximum number of retries.
	 * @param maxRetries the number of attempts after the first; 0 for none; 5 by default,
	 * since work that conflicts six times in a row has a systematic conflict
	 * @return the options
	 * @throws IllegalArgumentException if it is negative
	 */
	public TransactionOptions maxRetries(int maxRetries) {
		Assert.isTrue(maxRetries >= 0, "'maxRetries' must not be negative");
		return with((values) -> values.maxRetries = maxRetries);
	}

	/**
	 * Set the delay before the second attempt. Each further delay is about twice as long.
	 * Up to half of a delay is added or subtracted at random (jitter), so that
	 * conflicting transactions do not conflict again.
	 * @param retryDelay the delay; 20 milliseconds by default, a few times the duration
	 * of a short transaction
	 * @return the options
	 * @throws IllegalArgumentException if it is less than a millisecond
	 */
	public TransactionOptions retryDelay(Duration retryDelay) {
		checkMillis(retryDelay, "retryDelay");
		return with((values) -> values.retryDelay = retryDelay);
	}

	/**
	 * Set the maximum delay between two attempts.
	 * @param maxRetryDelay the delay; 1 second by default, since a caller is waiting for
	 * the result
	 * @return the options
	 * @throws IllegalArgumentException if it is less than a millisecond
	 */
	public TransactionOptions maxRetryDelay(Duration maxRetryDelay) {
		checkMillis(maxRetryDelay, "maxRetryDelay");
		return with((values) -> values.maxRetryDelay = maxRetryDelay);
	}

	/**
	 * Set the timeout of all attempts together, including waits for locks and the delays
	 * between attempts. Statements that are still running then are cancelled, and the
	 * previous conflict is thrown. ({@link #timeout(Duration)} is the timeout of one
	 * attempt.) The default is 1 minute. Unlike a timeout that is set, it never cancels
	 * the first attempt, nor one that begins within the first 10 seconds: each of them
	 * can wait the 50 seconds that TiDB waits for a lock.
	 * @param retryTimeout the timeout
	 * @return the options
	 * @throws IllegalArgumentException if it is less than a millisecond
	 */
	public TransactionOptions retryTimeout(Duration retryTimeout) {
		checkMillis(retryTimeout, "retryTimeout");
		return with((values) -> values.retryTimeout = retryTimeout);
	}

	/**
	 * Set a listener that is called before each retry, on the thread of the work. Its
	 * exceptions are logged and otherwise ignored.
	 * @param listener the listener; replaces the previous one
	 * @return the options
	 */
	public TransactionOptions onRetry(Consumer<? super TransactionRetry> listener) {
		Assert.notNull(listener, "'listener' must not be null");
		return with((values) -> values.retryListener = listener);
	}

	/**
	 * Return the isolation level.
	 * @return the level; {@code DEFAULT} for the session's
	 */
	public Isolation isolation() {
		return this.values.isolation;
	}

	/**
	 * Return whether the transaction is read-only.
	 * @return {@code true} also if it reads from the past
	 */
	public boolean isReadOnly() {
		return this.values.readOnly;
	}

	/**
	 * Return the timeout of one attempt.
	 * @return the timeout, or {@code null} for none
	 */
	public @Nullable Duration timeout() {
		return this.values.timeout;
	}

	/**
	 * Return when TiDB detects conflicts.
	 * @return the mode, or {@code null} for the session's
	 */
	public @Nullable Mode mode() {
		return this.values.mode;
	}

	/**
	 * Return the point in time of a stale read.
	 * @return TiDB's expression for it, as it follows {@code AS OF TIMESTAMP}, or
	 * {@code null} for a transaction that reads current data
	 */
	public @Nullable String asOfTimestamp() {
		StaleRead staleRead = this.values.staleRead;
		return (staleRead != null) ? staleRead.expression() : null;
	}

	/**
	 * Return whether the work is declared idempotent.
	 * @return {@code true} if it is
	 */
	public boolean isIdempotent() {
		return this.values.idempotent;
	}

	/**
	 * Return the maximum number of retries.
	 * @return the number of attempts after the first
	 */
	public int maxRetries() {
		return this.values.maxRetries;
	}

	/**
	 * Return the delay before the second attempt.
	 * @return the delay
	 */
	public Duration retryDelay() {
		return this.values.retryDelay;
	}

	/**
	 * Return the maximum delay between two attempts.
	 * @return the delay
	 */
	public Duration maxRetryDelay() {
		return this.values.maxRetryDelay;
	}

	/**
	 * Return the timeout of all attempts together.
	 * @return the timeout, or {@code null} for the default
	 * @see #retryTimeout(Duration)
	 */
	public @Nullable Duration retryTimeout() {
		return this.values.retryTimeout;
	}

	/**
	 * Return the listener that is called before each retry.
	 * @return the listener; by default one that does nothing
	 */
	public Consumer<? super TransactionRetry> retryListener() {
		return this.values.retryListener;
	}

	private static void checkMillis(Duration duration, String name) {
		Assert.notNull(duration, () -> "'" + name + "' must not be null");
		Assert.isTrue(duration.toMillis() > 0, () -> "'" + name + "' must be a millisecond or more");
	}

	private TransactionOptions with(StaleRead staleRead) {
		return with((values) -> {
			values.staleRead = staleRead;
			values.readOnly = true;
		});
	}

	private TransactionOptions with(Consumer<Values> change) {
		Values values = this.values.copy();
		change.accept(values);
		return new TransactionOptions(values);
	}

	/**
	 * When TiDB detects conflicts with other transactions.
	 */
	public enum Mode {

		/** In each statement, which waits for locks. */
		PESSIMISTIC,

		/** In COMMIT, which fails if there is a conflict. */
		OPTIMISTIC

	}

	/**
	 * The values of options. They are changed only before the options are created.
	 */
	private static final class Values implements Cloneable {

		private Isolation isolation = Isolation.DEFAULT;

		private boolean readOnly;

		private @Nullable Duration timeout;

		private @Nullable Mode mode;

		private @Nullable StaleRead staleRead;

		private boolean idempotent;

		private int maxRetries = MAX_RETRIES;

		private Duration retryDelay = RETRY_DELAY;

		private Duration maxRetryDelay = MAX_RETRY_DELAY;

		private @Nullable Duration retryTimeout;

		private Consumer<? super TransactionRetry> retryListener = (retry) -> {
		};

		private Values copy() {
			try {
				return (Values) clone();
			}
			catch (CloneNotSupportedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
