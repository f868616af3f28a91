package io.github.tidbspring.client.transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.annotation.Isolation;
import org.springframework.util.Assert;

/**
 * Options of a transaction. Immutable and so thread-safe: each step returns new options,
 * which keep all that was set before.
 *
 * <pre class="code">
 * static final TransactionOptions REPORT = TransactionOptions.defaults()
 *     .staleBy(Duration.ofSeconds(5))
 *     .timeout(Duration.ofSeconds(30));
 * </pre>
 *
 * Inside a transaction that is running already, that one's timeout and read-only mode
 * hold, and nothing is retried: whoever began it may do that.
 *
 * @since 0.1
 */
public final class TransactionOptions {

	/** Six attempts: what loses six times in a row loses for a reason. */
	private static final int MAX_RETRIES = 5;

	/** A few times what a short transaction takes. */
	private static final Duration RETRY_DELAY = Duration.ofMillis(20);

	/** A caller still waits for an answer. */
	private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(1);

	private static final Set<Isolation> SUPPORTED = Set.of(Isolation.DEFAULT, Isolation.READ_COMMITTED,
			Isolation.REPEATABLE_READ);

	private static final TransactionOptions DEFAULTS = new TransactionOptions(new Values());

	private final Isolation isolation;

	private final boolean readOnly;

	private final @Nullable Duration timeout;

	private final @Nullable Mode mode;

	private final @Nullable StaleRead staleRead;

	private final boolean idempotent;

	private final int maxRetries;

	private final Duration retryDelay;

	private final Duration maxRetryDelay;

	private final @Nullable Duration retryTimeout;

	private final Consumer<? super TransactionRetry> retryListener;

	private TransactionOptions(Values values) {
		Assert.isTrue(values.mode != Mode.OPTIMISTIC || values.isolation != Isolation.READ_COMMITTED,
				"READ_COMMITTED has no effect in an optimistic transaction of TiDB; make it pessimistic");
		Assert.isTrue(values.mode == null || values.staleRead == null,
				"A transaction that reads from the past has no conflicts, so it is neither optimistic nor pessimistic");
		this.isolation = values.isolation;
		this.readOnly = values.readOnly;
		this.timeout = values.timeout;
		this.mode = values.mode;
		this.staleRead = values.staleRead;
		this.idempotent = values.idempotent;
		this.maxRetries = values.maxRetries;
		this.retryDelay = values.retryDelay;
		this.maxRetryDelay = values.maxRetryDelay;
		this.retryTimeout = values.retryTimeout;
		this.retryListener = values.retryListener;
	}

	/**
	 * Options of a transaction that reads and writes: the session's isolation level and
	 * mode, no timeout, at most 5 retries within a minute, with delays of 20 milliseconds
	 * to 1 second.
	 * @return the options
	 */
	public static TransactionOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Make the transaction read-only. It may also be retried where a part of TiDB is busy
	 * or away. The connection is made read-only, which Connector/J enforces by itself;
	 * TiDB has no read-only transactions but those of {@link #asOf(Instant)}, and is not
	 * asked for one.
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
	 * @throws IllegalArgumentException if TiDB does not have it, or if it is
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
	 * Set how long one attempt may take. Statements still running then are cancelled; and
	 * the connection waits for an answer of its server, also to COMMIT, at most 5 seconds
	 * longer.
	 * @param timeout the time, rounded up to whole seconds; none by default
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
	 * Let statements lock what they change, and wait for locks.
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
	 * Let COMMIT find conflicts, and fail where there is one.
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
	 * Read what was there at a point of time, and make the transaction read-only. TiDB
	 * keeps the past for a while only, 10 minutes by default. In the hour that a
	 * session's time zone repeats at the end of summer time, TiDB cannot tell the two
	 * apart. Replaces {@link #staleBy} and {@link #staleByAtMost}.
	 * @param instant the time, in milliseconds
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
	 * Read what was there some time ago by the server's clock, and make the transaction
	 * read-only. Any replica can answer; 5 seconds or more are recommended. Replaces
	 * {@link #asOf} and {@link #staleByAtMost}.
	 * @param age how long ago, in milliseconds
	 * @return the options
	 * @throws IllegalArgumentException if it is less than a millisecond, or the
	 * transaction is optimistic or pessimistic
	 * @see <a href="https://docs.pingcap.com/tidb/stable/stale-read/">Stale read</a>
	 */
	public TransactionOptions staleBy(Duration age) {
		return with(StaleRead.by(age));
	}

	/**
	 * Read the newest that can be read without waiting, and make the transaction
	 * read-only. Replaces {@link #asOf} and {@link #staleBy}.
	 * @param age how long ago at most, in milliseconds
	 * @return the options
	 * @throws IllegalArgumentException if it is less than a millisecond, or the
	 * transaction is optimistic or pessimistic
	 * @see <a href="https://docs.pingcap.com/tidb/stable/stale-read/">Stale read</a>
	 */
	public TransactionOptions staleByAtMost(Duration age) {
		return with(StaleRead.byAtMost(age));
	}

	/**
	 * Declare that doing the work twice is the same as doing it once. Then it may also be
	 * retried where a part of TiDB was busy or away before COMMIT.
	 * @return the options
	 */
	public TransactionOptions idempotent() {
		return with((values) -> values.idempotent = true);
	}

	/**
	 * Set how often the work is retried at most.
	 * @param maxRetries the number of attempts after the first; 0 for none, 5 by default:
	 * what loses six times in a row loses for a reason
	 * @return the options
	 * @throws IllegalArgumentException if it is negative
	 */
	public TransactionOptions maxRetries(int maxRetries) {
		Assert.isTrue(maxRetries >= 0, "'maxRetries' must not be negative");
		return with((values) -> values.maxRetries = maxRetries);
	}

	/**
	 * Set the delay before the second attempt. Each further one is about twice as long.
	 * Up to half of a delay is added to it or taken away, at random, so that transactions
	 * which met do not meet again.
	 * @param retryDelay the delay; 20 milliseconds by default, a few times what a short
	 * transaction takes
	 * @return the options
	 * @throws IllegalArgumentException if it is less than a millisecond
	 */
	public TransactionOptions retryDelay(Duration retryDelay) {
		checkMillis(retryDelay, "retryDelay");
		return with((values) -> values.retryDelay = retryDelay);
	}

	/**
	 * Set the longest delay between two attempts.
	 * @param maxRetryDelay the delay; 1 second by default, since a caller still waits for
	 * an answer
	 * @return the options
	 * @throws IllegalArgumentException if it is less than a millisecond
	 */
	public TransactionOptions maxRetryDelay(Duration maxRetryDelay) {
		checkMillis(maxRetryDelay, "maxRetryDelay");
		return with((values) -> values.maxRetryDelay = maxRetryDelay);
	}

	/**
	 * Set how long all attempts may take together, with what they wait for locks and the
	 * delays between them. Statements still running then are cancelled, and the conflict
	 * before is thrown. ({@link #timeout(Duration)} is that of one attempt.) The default
	 * of 1 minute cuts short neither the first attempt nor those that begin within the
	 * first 10 seconds, which leaves each of them the 50 seconds that TiDB waits for a
	 * lock.
	 * @param retryTimeout the time
	 * @return the options
	 * @throws IllegalArgumentException if it is less than a millisecond
	 */
	public TransactionOptions retryTimeout(Duration retryTimeout) {
		checkMillis(retryTimeout, "retryTimeout");
		return with((values) -> values.retryTimeout = retryTimeout);
	}

	/**
	 * Set a listener that is told before each attempt but the first, on the thread that
	 * does the work. What it throws is logged, and changes nothing.
	 * @param listener the listener, which replaces the one before
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
		return this.isolation;
	}

	/**
	 * Return whether the transaction is read-only.
	 * @return {@code true} also if it reads from the past
	 */
	public boolean isReadOnly() {
		return this.readOnly;
	}

	/**
	 * Return how long one attempt may take.
	 * @return the time, or {@code null} if it is not limited
	 */
	public @Nullable Duration timeout() {
		return this.timeout;
	}

	/**
	 * Return when TiDB looks for conflicts.
	 * @return the mode, or {@code null} for the session's
	 */
	public @Nullable Mode mode() {
		return this.mode;
	}

	/**
	 * Return what the transaction reads from the past as of.
	 * @return TiDB's expression for the point of time, as it follows
	 * {@code AS OF TIMESTAMP}, or {@code null} for a transaction that reads the present
	 */
	public @Nullable String asOfTimestamp() {
		return (this.staleRead != null) ? this.staleRead.expression() : null;
	}

	/**
	 * Return whether doing the work twice is the same as doing it once.
	 * @return {@code true} if that was declared
	 */
	public boolean isIdempotent() {
		return this.idempotent;
	}

	/**
	 * Return how often the work is retried at most.
	 * @return the number of attempts after the first
	 */
	public int maxRetries() {
		return this.maxRetries;
	}

	/**
	 * Return the delay before the second attempt.
	 * @return the delay
	 */
	public Duration retryDelay() {
		return this.retryDelay;
	}

	/**
	 * Return the longest delay between two attempts.
	 * @return the delay
	 */
	public Duration maxRetryDelay() {
		return this.maxRetryDelay;
	}

	/**
	 * Return how long all attempts may take together.
	 * @return the time, or {@code null} for the default
	 * @see #retryTimeout(Duration)
	 */
	public @Nullable Duration retryTimeout() {
		return this.retryTimeout;
	}

	/**
	 * Return who is told before each attempt but the first.
	 * @return the listener; by default one that does nothing
	 */
	public Consumer<? super TransactionRetry> retryListener() {
		return this.retryListener;
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
		Values values = new Values(this);
		change.accept(values);
		return new TransactionOptions(values);
	}

	/**
	 * When TiDB looks for conflicts with other transactions.
	 */
	public enum Mode {

		/** With each statement, which waits for locks. */
		PESSIMISTIC,

		/** At COMMIT, which fails where there is a conflict. */
		OPTIMISTIC

	}

	/** What options are made of, while one of them is changed. */
	private static final class Values {

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

		Values() {
		}

		Values(TransactionOptions options) {
			this.isolation = options.isolation;
			this.readOnly = options.readOnly;
			this.timeout = options.timeout;
			this.mode = options.mode;
			this.staleRead = options.staleRead;
			this.idempotent = options.idempotent;
			this.maxRetries = options.maxRetries;
			this.retryDelay = options.retryDelay;
			this.maxRetryDelay = options.maxRetryDelay;
			this.retryTimeout = options.retryTimeout;
			this.retryListener = options.retryListener;
		}

	}

}
