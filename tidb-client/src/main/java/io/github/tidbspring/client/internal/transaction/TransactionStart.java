package io.github.tidbspring.client.internal.transaction;

import java.time.Duration;

import io.github.tidbspring.client.transaction.TransactionOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;

/**
 * The definition of a transaction: the options that a transaction manager needs.
 *
 * @param isolation the isolation level
 * @param isReadOnly whether the connection is set to read-only
 * @param timeout the timeout, or {@code null} for none
 * @param statement the statement that begins the transaction, if disabling auto-commit is
 * not enough. Unlike the variable {@code tidb_txn_mode}, it does not affect later
 * transactions of a pooled session
 */
record TransactionStart(Isolation isolation, boolean isReadOnly, @Nullable Duration timeout,
		@Nullable String statement) implements TransactionDefinition {

	static TransactionStart of(TransactionOptions options) {
		return new TransactionStart(options.isolation(), options.isReadOnly(), options.timeout(), statement(options));
	}

	private static @Nullable String statement(TransactionOptions options) {
		if (options.asOfTimestamp() != null) {
			return "START TRANSACTION READ ONLY AS OF TIMESTAMP " + options.asOfTimestamp();
		}
		return (options.mode() != null) ? "BEGIN " + options.mode() : null;
	}

	TransactionStart withReadOnly(boolean readOnly) {
		return new TransactionStart(this.isolation, readOnly, this.timeout, this.statement);
	}

	TransactionStart withTimeout(Duration timeout) {
		return new TransactionStart(this.isolation, this.isReadOnly, timeout, this.statement);
	}

	@Override
	public int getIsolationLevel() {
		return this.isolation.value();
	}

	@Override
	public int getTimeout() {
		// Spring's unit is a second; rounded up.
		return (this.timeout != null) ? (int) this.timeout.plusSeconds(1).minusNanos(1).toSeconds() : TIMEOUT_DEFAULT;
	}

}
