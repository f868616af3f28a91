package io.github.tidbspring.devserver.comparison;

import java.util.List;

/**
 * Transactions, locks, limits and variables.
 */
final class TransactionComparisons {

	private static final String TABLE = "CREATE TABLE notes (id INT PRIMARY KEY, body LONGTEXT)";

	private static final String ROW = "INSERT INTO notes VALUES (1, 'a')";

	private TransactionComparisons() {
	}

	static List<Comparison> all() {
		return List.of(difference(
				"optimistic transactions: the stand-in locks rows instead, so errors 9007 and 8028 do not occur")
			.given(TABLE, ROW)
			.given(Client.OTHER, "SET innodb_lock_wait_timeout = 1")
			.given("BEGIN OPTIMISTIC", "UPDATE notes SET body = 'b'")
			.given(Client.OTHER, "BEGIN OPTIMISTIC")
			.asked(Step.ask("UPDATE notes SET body = 'c'").by(Client.OTHER))
			.given("COMMIT")
			.asked(Step.ask("COMMIT").by(Client.OTHER).writing("(?s)(error 9007: Write conflict).*", "$1, …")),
				difference("stale read transactions: the stand-in reads current data").given(TABLE, ROW)
					.given("SELECT SLEEP(IF(VERSION() LIKE '%stand-in%', 0, 2))", "UPDATE notes SET body = 'b'",
							"START TRANSACTION READ ONLY AS OF TIMESTAMP NOW(6) - INTERVAL 1 SECOND")
					.asked("SELECT body FROM notes")
					.given("COMMIT"),
				difference("other `AS OF TIMESTAMP`").given(TABLE)
					.asked("SELECT COUNT(*) FROM notes AS OF TIMESTAMP NOW(6)",
							"SET TRANSACTION READ ONLY AS OF TIMESTAMP NOW(6)"),
				difference("transactions that are set read-only").asked("SET SESSION TRANSACTION READ ONLY",
						"START TRANSACTION READ ONLY"),
				difference("isolation levels that TiDB does not have").asked(
						"SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE",
						"SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED"),
				difference("the largest row").given(TABLE).asked("INSERT INTO notes VALUES (1, REPEAT('x', 7000000))"),
				difference("`LOCK TABLES`").given(TABLE, "CREATE TABLE others (id INT)")
					.asked("LOCK TABLES notes READ", "INSERT INTO others VALUES (1)")
					.given("UNLOCK TABLES"),
				difference("TiDB's system variables")
					.asked("SET tidb_mem_quota_query = 1 << 30", "SELECT @@tidb_txn_mode")
					.given("SET allow_auto_random_explicit_insert = 1")
					.asked("SELECT @@allow_auto_random_explicit_insert"),
				difference("`CONNECTION_ID()`").asked("SELECT CONNECTION_ID() < 1 << 20"));
	}

	private static Comparison difference(String what) {
		return Comparison.difference(Topic.TRANSACTIONS, what);
	}

}
