package io.github.tidbspring.client.transaction;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.util.Assert;

/**
 * How a transaction begins: the part of the options that the transaction manager needs.
 *
 * @param isolation the isolation level
 * @param isReadOnly whether the connection is to be read-only
 * @param timeout how long the transaction may take, or {@code null} for any time
 * @param mode when conflicts are looked for, or {@code null} for the session's mode
 * @param staleRead when to read from, or {@code null} for now
 */
record TransactionStart(Isolation isolation, boolean isReadOnly, @Nullable Duration timeout,
		@Nullable TransactionMode mode, @Nullable StaleRead staleRead) implements TransactionDefinition {

	private static final Set<Isolation> SUPPORTED = Set.of(Isolation.DEFAULT, Isolation.READ_COMMITTED,
			Isolation.REPEATABLE_READ);

	static final TransactionStart DEFAULT = new TransactionStart(Isolation.DEFAULT, false, null, null, null);

	TransactionStart {
		Assert.notNull(isolation, "'isolation' must not be null");
		Assert.isTrue(SUPPORTED.contains(isolation), () -> "TiDB has no isolation level " + isolation
				+ "; use REPEATABLE_READ, its default, which is snapshot isolation, or READ_COMMITTED");
		Assert.isTrue(mode != TransactionMode.OPTIMISTIC || isolation != Isolation.READ_COMMITTED,
				"READ_COMMITTED has no effect in an optimistic transaction of TiDB; make it pessimistic");
		Assert.isTrue(mode == null || staleRead == null,
				"A transaction that reads from the past has no conflicts, so it is neither optimistic nor pessimistic");
		Assert.isTrue(
				timeout == null || (timeout.compareTo(Duration.ZERO) > 0 && timeout.toSeconds() < Integer.MAX_VALUE),
				"'timeout' must be positive, and not longer than a lifetime");
	}

	TransactionStart withIsolation(Isolation isolation) {
		return new TransactionStart(isolation, this.isReadOnly, this.timeout, this.mode, this.staleRead);
	}

	TransactionStart withReadOnly(boolean readOnly) {
		return new TransactionStart(this.isolation, readOnly, this.timeout, this.mode, this.staleRead);
	}

	TransactionStart withTimeout(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		return new TransactionStart(this.isolation, this.isReadOnly, timeout, this.mode, this.staleRead);
	}

	TransactionStart withMode(TransactionMode mode) {
		return new TransactionStart(this.isolation, this.isReadOnly, this.timeout, mode, this.staleRead);
	}

	TransactionStart withStaleRead(StaleRead staleRead) {
		return new TransactionStart(this.isolation, true, this.timeout, this.mode, staleRead);
	}

	/**
	 * The statement that begins the transaction, where switching automatic commits off is
	 * not enough. It lasts for one transaction, whereas the variable
	 * {@code tidb_txn_mode} would stay in a pooled session.
	 */
	@Nullable String statement() {
		if (this.staleRead != null) {
			return "START TRANSACTION READ ONLY AS OF TIMESTAMP " + this.staleRead.expression();
		}
		return (this.mode != null) ? "BEGIN " + this.mode : null;
	}

	@Override
	public int getIsolationLevel() {
		return this.isolation.value();
	}

	@Override
	public int getTimeout() {
		// Spring counts seconds; a part of one counts as a whole.
		return (this.timeout != null) ? (int) this.timeout.plusSeconds(1).minusNanos(1).toSeconds() : TIMEOUT_DEFAULT;
	}

}
