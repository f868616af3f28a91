package io.github.tidbspring.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.transaction.annotation.Isolation;
import org.springframework.util.function.ThrowingFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of {@code docs/transactions.md}. Statements that only TiDB knows are left
 * out here.
 */
class TransactionExamplesTests {

	@TempDir
	private Path directory;

	private final List<String> retried = new ArrayList<>();

	private final TiDBClient tidb = TiDBClient.create(database());

	private static DataSource database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		return ProxyDataSourceBuilder.create(dataSource)
			.queryTransformer((query) -> query.getQuery().matches("(?s)(BEGIN|START TRANSACTION) .*") ? "SELECT 1"
					: query.getQuery())
			.build();
	}

	@BeforeEach
	void createTable() {
		this.tidb.sql("CREATE TABLE account (id INT PRIMARY KEY, balance INT)").update();
		this.tidb.sql("INSERT INTO account VALUES (1, 100), (2, 0)").update();
	}

	@Test
	void moveMoney() {
		int from = 1;
		int to = 2;
		int amount = 10;
		int left = this.tidb.inTransaction((tx) -> {
			tx.sql("UPDATE account SET balance = balance - ? WHERE id = ?").params(amount, from).update();
			tx.sql("UPDATE account SET balance = balance + ? WHERE id = ?").params(amount, to).update();
			return tx.sql("SELECT balance FROM account WHERE id = ?").param(from).query(Integer.class).single();
		});
		assertThat(left).isEqualTo(90);
	}

	@Test
	void transactionHasNoResult() {
		this.tidb.inTransactionWithoutResult((tx) -> tx.sql("DELETE FROM account WHERE balance = 0").update());
		assertThat(count(this.tidb)).isEqualTo(1);
	}

	@Test
	void transactionThrowsCheckedExceptions() throws IOException {
		Path order = Files.writeString(this.directory.resolve("order"), "10");
		int left = this.tidb.inTransaction(ThrowingFunction.of((tx) -> withdraw(tx, Files.readString(order))));
		assertThat(left).isEqualTo(90);
	}

	private static int withdraw(TiDBClient tx, String amount) {
		tx.sql("UPDATE account SET balance = balance - ? WHERE id = 1").param(Integer.valueOf(amount)).update();
		return tx.sql("SELECT balance FROM account WHERE id = 1").query(Integer.class).single();
	}

	@Test
	void transactionTakesOptions() {
		TransactionOptions options = TransactionOptions.defaults()
			.optimistic()
			.timeout(Duration.ofSeconds(5))
			.maxRetries(3)
			.onRetry((retry) -> this.retried.add("attempt " + retry.attempt()));
		this.tidb.inTransactionWithoutResult(options,
				(tx) -> tx.sql("UPDATE account SET balance = 0 WHERE id = 1").update());
		Integer committed = this.tidb.inTransaction(TransactionOptions.defaults().isolation(Isolation.READ_COMMITTED),
				TransactionExamplesTests::count);
		assertThat(committed).isEqualTo(2);
	}

	@Test
	void transactionReadsThePast() {
		TransactionOptions fiveSecondsAgo = TransactionOptions.defaults().staleBy(Duration.ofSeconds(5));
		int count = this.tidb.inTransaction(fiveSecondsAgo,
				(tx) -> tx.sql("SELECT COUNT(*) FROM account").query(Integer.class).single());
		assertThat(count).isEqualTo(2);
		Integer thatInstant = this.tidb.inTransaction(TransactionOptions.defaults().asOf(Instant.now()),
				TransactionExamplesTests::count);
		assertThat(thatInstant).isEqualTo(2);
		Integer recent = this.tidb.inTransaction(TransactionOptions.defaults().staleByAtMost(Duration.ofSeconds(20)),
				TransactionExamplesTests::count);
		assertThat(recent).isEqualTo(2);
	}

	@Test
	void outcomeUnknown() {
		String transferId = "4711";
		try {
			this.tidb.inTransactionWithoutResult((tx) -> record(tx, transferId));
		}
		catch (TransactionOutcomeUnknownException ex) {
			if (!isRecorded(transferId)) {
				this.tidb.inTransactionWithoutResult((tx) -> record(tx, transferId));
			}
		}
		assertThat(isRecorded(transferId)).isTrue();
	}

	@Test
	void documentationShowsTheseExamples() throws IOException {
		DocumentedExamples.of("docs/transactions.md").areAtLeast(6, TransactionExamplesTests.class);
	}

	private void record(TiDBClient tx, String transferId) {
		tx.sql("INSERT INTO account VALUES (?, 0)").param(transferId).update();
	}

	private boolean isRecorded(String transferId) {
		return this.tidb.sql("SELECT COUNT(*) FROM account WHERE id = ?")
			.param(transferId)
			.query(Integer.class)
			.single() == 1;
	}

	private static int count(TiDBClient tx) {
		return tx.sql("SELECT COUNT(*) FROM account").query(Integer.class).single();
	}

}
