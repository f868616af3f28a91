package io.github.tidbspring.boot.integration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.transaction.TransactionOptions;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Work of {@link TiDBClient} in a transaction of JPA, which needs no TiDB.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = {
		"spring.datasource.url=jdbc:h2:mem:jpa-transactions;MODE=MySQL", "spring.jpa.hibernate.ddl-auto=create" })
class JpaTransactionTests {

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private EntityManager entityManager;

	private final TransactionTemplate jpa;

	private final AtomicInteger attempts = new AtomicInteger();

	@Autowired
	JpaTransactionTests(PlatformTransactionManager transactionManager) {
		this.jpa = new TransactionTemplate(transactionManager);
	}

	@BeforeEach
	void emptyTable() {
		this.tidb.sql("DELETE FROM Book").update();
	}

	@Test
	void whenJpaCommitsThenBothTheirRowsAreThere() {
		this.jpa.executeWithoutResult((status) -> {
			persist(1);
			this.tidb.inTransactionWithoutResult((tx) -> insert(tx, 2));
			assertThat(count()).isEqualTo(2);
		});
		assertThat(count()).isEqualTo(2);
	}

	@Test
	void whenJpaRollsBackThenNoneOfTheirRowsIsThere() {
		this.jpa.executeWithoutResult((status) -> {
			persist(1);
			this.tidb.inTransactionWithoutResult((tx) -> insert(tx, 2));
			status.setRollbackOnly();
		});
		assertThat(count()).isZero();
	}

	@Test
	void whenWorkMeetsAConflictThenItIsNotRetriedAndJpaRollsBack() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.jpa.executeWithoutResult((status) -> {
				persist(1);
				failWithConflict();
			}));
		assertThat(this.attempts).hasValue(1);
		assertThat(count()).isZero();
	}

	@Test
	void whenFailedWorkIsCaughtThenJpaCannotCommitHalfOfIt() {
		assertThatIllegalStateException().isThrownBy(() -> this.jpa.executeWithoutResult((status) -> {
			persist(1);
			assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(this::failWithConflict);
		}))
			.withMessageContaining("can therefore not be committed")
			.withCauseInstanceOf(ConcurrencyFailureException.class);
		assertThat(count()).isZero();
	}

	@Test
	void whenWorkWantsAModeThenThatIsRefused() {
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.jpa.executeWithoutResult((status) -> this.tidb
				.inTransactionWithoutResult(TransactionOptions.defaults().optimistic(), (tx) -> insert(tx, 2))));
	}

	@Test
	void whenNoTransactionOfJpaIsRunningThenWorkHasOneOfItsOwn() {
		this.tidb.inTransactionWithoutResult(TransactionOptions.defaults().retryDelay(Duration.ofMillis(1)), (tx) -> {
			insert(tx, 1);
			if (this.attempts.incrementAndGet() == 1) {
				throw conflict();
			}
		});
		assertThat(this.attempts).hasValue(2);
		assertThat(count()).isEqualTo(1);
	}

	private void failWithConflict() {
		this.tidb.inTransactionWithoutResult((tx) -> {
			insert(tx, 2);
			this.attempts.incrementAndGet();
			throw conflict();
		});
	}

	private static ConcurrencyFailureException conflict() {
		return new ConcurrencyFailureException("conflict", new SQLException("Write conflict", "HY000", 9007));
	}

	private void persist(long id) {
		this.entityManager.persist(new Book(id, "JPA"));
		this.entityManager.flush();
	}

	private static int insert(TiDBClient tx, long id) {
		return tx.sql("INSERT INTO Book (id, title) VALUES (?, 'TiDBClient')").param(id).update();
	}

	private int count() {
		return this.tidb.sql("SELECT COUNT(*) FROM Book").query(Integer.class).single();
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Book.class)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TiDBAutoConfiguration.class })
	static class TestConfiguration {

	}

}
