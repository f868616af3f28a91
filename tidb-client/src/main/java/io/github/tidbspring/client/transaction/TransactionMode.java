package io.github.tidbspring.client.transaction;

/**
 * When TiDB looks for conflicts with other transactions.
 *
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/pessimistic-transaction/">Pessimistic
 * transactions</a>
 * @see <a href= "https://docs.pingcap.com/tidb/stable/optimistic-transaction/">Optimistic
 * transactions</a>
 */
enum TransactionMode {

	/** With each statement, which waits for locks. */
	PESSIMISTIC,

	/** At COMMIT, which fails where there is one. */
	OPTIMISTIC

}
