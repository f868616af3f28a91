package io.github.tidbspring.boot.integration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.transaction.TransactionOptions;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Transactions in TiDB's ways that JPA's transaction manager begins, on a stand-in or on
 * the TiDB that the environment variable {@code TIDB_TEST_URL} names.
 */
@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=none" })
class JpaModesIntegrationTests {

	private static final String URL = System.getenv("TIDB_TEST_URL");

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private EntityManager entityManager;

	private final AtomicInteger attempts = new AtomicInteger();

	@DynamicPropertySource
	static void server(DynamicPropertyRegistry registry) {
		if (URL != null && !URL.isBlank()) {
			registry.add("tidb.database-url", () -> URL.replaceFirst("/?$", "/test"));
		}
	}

	@BeforeEach
	void createTable() {
		this.tidb.sql("DROP TABLE IF EXISTS book").update();
		this.tidb.sql("CREATE TABLE book (id BIGINT PRIMARY KEY, title VARCHAR(255))").update();
		this.tidb.sql("INSERT INTO book VALUES (1, 'first')").update();
	}

	@AfterEach
	void dropTable() {
		this.tidb.sql("DROP TABLE book").update();
	}

	@Test
	void optimisticWorkThatMeetsAConflictIsRetried() {
		this.tidb.inTransactionWithoutResult(
				TransactionOptions.defaults().optimistic().retryDelay(Duration.ofMillis(10)), (tx) -> {
					Book book = this.entityManager.find(Book.class, 1L);
					if (this.attempts.incrementAndGet() == 1 && URL != null) {
						CompletableFuture
							.runAsync(() -> this.tidb.sql("UPDATE book SET title = 'second' WHERE id = 1").update())
							.join();
					}
					book.title += " and changed";
				});
		assertThat(this.attempts).hasValue((URL != null) ? 2 : 1);
		assertThat(title()).isEqualTo((URL != null) ? "second and changed" : "first and changed");
	}

	@Test
	void pessimisticWorkIsCommitted() {
		this.tidb.inTransactionWithoutResult(TransactionOptions.defaults().pessimistic(),
				(tx) -> this.entityManager.find(Book.class, 1L).title = "changed");
		assertThat(title()).isEqualTo("changed");
	}

	@Test
	void thePastIsReadThroughJpa() throws InterruptedException {
		if (URL != null) {
			Thread.sleep(3000);
			this.tidb.sql("UPDATE book SET title = 'now'").update();
		}
		String title = this.tidb.inTransaction(TransactionOptions.defaults().readOnly().staleBy(Duration.ofSeconds(2)),
				(tx) -> this.entityManager.find(Book.class, 1L).title);
		assertThat(title).isEqualTo("first");
	}

	@Test
	void timeoutHoldsForStatementsOfJpaAndOfTheClient() {
		TransactionOptions oneSecond = TransactionOptions.defaults().timeout(Duration.ofSeconds(1)).maxRetries(0);
		this.tidb.inTransactionWithoutResult((holding) -> {
			this.entityManager.find(Book.class, 1L).title = "held";
			this.entityManager.flush();
			CompletableFuture.runAsync(() -> {
				assertThatExceptionOfType(QueryTimeoutException.class)
					.isThrownBy(() -> this.tidb.inTransactionWithoutResult(oneSecond,
							(tx) -> tx.sql("UPDATE book SET title = 'x' WHERE id = 1").update()));
				assertThatExceptionOfType(QueryTimeoutException.class)
					.isThrownBy(() -> this.tidb.inTransactionWithoutResult(oneSecond,
							(tx) -> this.entityManager.find(Book.class, 1L).title = "x"));
			}).join();
		});
		assertThat(title()).isEqualTo("held");
	}

	private String title() {
		return this.tidb.sql("SELECT title FROM book WHERE id = 1").query(String.class).single();
	}

}
