package io.github.tidbspring.boot.integration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBExceptionTranslationAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Work of {@link TiDBClient} in an application with JPA: its outermost transaction is one
 * of JPA, which needs no TiDB.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.datasource.url=jdbc:h2:mem:application-transactions;MODE=MySQL;DB_CLOSE_DELAY=-1",
				"spring.jpa.hibernate.ddl-auto=create" })
class ApplicationTransactionManagerTests {

	private static final TransactionOptions QUICK = TransactionOptions.defaults().retryDelay(Duration.ofMillis(1));

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private Books books;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private EntityManagerFactory entityManagerFactory;

	@Autowired
	private FailingDataSource dataSource;

	private final PlatformTransactionManager transactionManager;

	private final AtomicInteger attempts = new AtomicInteger();

	@Autowired
	ApplicationTransactionManagerTests(PlatformTransactionManager transactionManager) {
		this.transactionManager = transactionManager;
	}

	@BeforeEach
	void emptyTable() {
		this.tidb.sql("DELETE FROM Book").update();
		this.dataSource.reset();
	}

	@Test
	void repositoryTakesPartInWorkOfTheClient() {
		this.tidb.inTransactionWithoutResult((tx) -> {
			this.books.saveAndFlush(new Book(1L, "JPA"));
			insert(tx, 2);
			assertThat(count()).as("rows that the client sees").isEqualTo(2);
			assertThat(this.books.count()).as("rows that JPA sees").isEqualTo(2);
		});
		assertThat(count()).isEqualTo(2);
		assertThat(this.dataSource.events()).containsOnlyOnce("commit");
	}

	@Test
	void whatTheRepositoryHasNotFlushedIsWrittenAtCommit() {
		this.tidb.inTransactionWithoutResult((tx) -> this.entityManager.persist(new Book(1L, "JPA")));
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void whenTheWorkFailsThenWhatTheRepositoryDidIsRolledBackToo() {
		assertThatIllegalStateException().isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
			this.books.saveAndFlush(new Book(1L, "JPA"));
			insert(tx, 2);
			throw new IllegalStateException("Roll back");
		})).withMessage("Roll back");
		assertThat(count()).isZero();
	}

	@Test
	void evenReadingWorks() {
		long found = this.tidb.inTransaction(TransactionOptions.defaults().readOnly(),
				(tx) -> this.books.count() + count());
		assertThat(found).isZero();
	}

	@Test
	void transactionTemplateInsideTakesPart() {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		assertThatIllegalStateException().isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
			template.executeWithoutResult((status) -> this.books.saveAndFlush(new Book(1L, "JPA")));
			throw new IllegalStateException("Roll back");
		}));
		assertThat(count()).isZero();
	}

	@Test
	void transactionOfItsOwnInsideIsCommittedByItself() {
		TransactionTemplate template = new TransactionTemplate(this.transactionManager);
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		assertThatIllegalStateException().isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
			insert(tx, 1);
			template.executeWithoutResult((status) -> insert(this.tidb, 2));
			assertThat(count()).isEqualTo(2);
			throw new IllegalStateException("Roll back");
		}));
		assertThat(this.books.findAll()).extracting((book) -> book.id).containsExactly(2L);
	}

	@Test
	void workInsideOfWorkIsOneTransaction() {
		assertThatIllegalStateException().isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
			this.tidb.inTransactionWithoutResult((inner) -> this.books.saveAndFlush(new Book(1L, "JPA")));
			throw new IllegalStateException("Roll back");
		}));
		assertThat(count()).isZero();
	}

	@Test
	void synchronizationsAreTold() {
		List<String> told = new ArrayList<>();
		this.tidb.inTransactionWithoutResult((tx) -> {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					ApplicationTransactionManagerTests.this.books.save(new Book(1L, "written before COMMIT"));
				}

				@Override
				public void afterCompletion(int status) {
					told.add("completed " + status);
				}

			});
			insert(tx, 2);
		});
		assertThat(told).containsExactly("completed " + TransactionSynchronization.STATUS_COMMITTED);
		assertThat(count()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 9007, 8028, 8022, 8005, 8002, 1213, 1205 })
	void conflictInTheWorkRunsItAgain(int code) {
		this.tidb.inTransactionWithoutResult(QUICK, (tx) -> {
			this.books.saveAndFlush(new Book(1L, "JPA"));
			if (this.attempts.incrementAndGet() == 1) {
				throw new ConcurrencyFailureException("conflict", error(code));
			}
		});
		assertThat(this.attempts).hasValue(2);
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void conflictAtCommitRunsTheWorkAgain() {
		this.dataSource.failOn("commit", error(9007));
		persistOne();
		assertThat(this.attempts).hasValue(2);
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void whenCommitAlwaysMeetsAConflictThenThatIsThrown() {
		this.dataSource.failOn("commit", error(9007), error(9007));
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(QUICK.maxRetries(1),
					(tx) -> this.entityManager.persist(new Book(1L, "JPA"))))
			.withMessageContaining("2 attempts");
		assertThat(count()).isZero();
	}

	@Test
	void whenTheConnectionBreaksAtTheRollbackAfterAConflictThenTheWorkIsRetried() {
		this.dataSource.failOn("commit", error(9007));
		this.dataSource.failOn("rollback", new SQLException("link", "08S01"), new SQLException("link", "08S01"));
		persistOne();
		assertThat(this.attempts).hasValue(2);
		assertThat(count()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 9001, 9005, 1105, 1317 })
	void whenCommitIsAnsweredByWhatLeavesItOpenThenTheOutcomeIsUnknown(int code) {
		this.dataSource.failOn("commit", error(code));
		assertOutcomeUnknown();
	}

	@Test
	void whenCommitIsNotAnsweredThenTheOutcomeIsUnknown() {
		this.dataSource.failAfterwards();
		this.dataSource.failOn("commit", new SQLException("link", "08S01"));
		assertOutcomeUnknown();
		assertThat(count()).isEqualTo(1);
	}

	private void assertOutcomeUnknown() {
		assertThatExceptionOfType(TransactionOutcomeUnknownException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(QUICK.idempotent(), (tx) -> {
				this.attempts.incrementAndGet();
				this.entityManager.persist(new Book(1L, "JPA"));
			}));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void whenAStatementFailsThatJpaSendsAtCommitThenNothingIsUnknown() {
		insert(this.tidb, 1);
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(QUICK, (tx) -> {
				this.attempts.incrementAndGet();
				this.entityManager.persist(new Book(1L, "JPA"));
			}));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void whenWorkAfterCommitFailsThenTheCommittedWorkIsNotRetried() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult(QUICK, (tx) -> {
				this.attempts.incrementAndGet();
				insert(tx, this.attempts.get());
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						throw new ConcurrencyFailureException("later", error(9007));
					}

				});
			}));
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void whenRollbackFailsThenTheConnectionIsCut() {
		this.dataSource.failOn("rollback", error(1));
		assertThatIllegalStateException().isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
			insert(tx, 1);
			throw new IllegalStateException("Roll back");
		})).satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(1));
		assertThat(this.dataSource.events()).contains("abort").doesNotContain("commit");
		assertThat(count()).isZero();
	}

	@Test
	void whenAPooledConnectionWasCutBeforeItBeginsThenTheWorkIsStillDone() {
		this.dataSource.failOn("setAutoCommit", new SQLException("link", "08S01"));
		persistOne();
		assertThat(this.attempts).hasValue(1);
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void whenAnEntityManagerIsOpenInTheViewThenTheNextRunReadsFromTheDatabase() {
		insert(this.tidb, 1);
		List<String> titles = new ArrayList<>();
		TransactionSynchronizationManager.bindResource(this.entityManagerFactory,
				new EntityManagerHolder(this.entityManagerFactory.createEntityManager()));
		try {
			this.tidb.inTransactionWithoutResult(QUICK, (tx) -> {
				titles.add(this.books.findById(1L).orElseThrow().title);
				if (this.attempts.incrementAndGet() == 1) {
					throw new ConcurrencyFailureException("conflict", error(changed()));
				}
			});
		}
		finally {
			((EntityManagerHolder) TransactionSynchronizationManager.unbindResource(this.entityManagerFactory))
				.getEntityManager()
				.close();
		}
		assertThat(titles).containsExactly("TiDBClient", "Changed by another");
	}

	private int changed() {
		Thread other = new Thread(() -> this.tidb.sql("UPDATE Book SET title = 'Changed by another'").update());
		other.start();
		try {
			other.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return 9007;
	}

	private void persistOne() {
		this.tidb.inTransactionWithoutResult(QUICK, (tx) -> {
			this.attempts.incrementAndGet();
			this.entityManager.persist(new Book(1L, "JPA"));
		});
	}

	private static SQLException error(int code) {
		return new SQLException("error " + code, "HY000", code);
	}

	private static int insert(TiDBClient tx, long id) {
		return tx.sql("INSERT INTO Book (id, title) VALUES (?, 'TiDBClient')").param(id).update();
	}

	private int count() {
		return this.tidb.sql("SELECT COUNT(*) FROM Book").query(Integer.class).single();
	}

	interface Books extends JpaRepository<Book, Long> {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Book.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Book.class)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class,
			TransactionAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
			TiDBExceptionTranslationAutoConfiguration.class, TiDBAutoConfiguration.class })
	static class TestConfiguration {

		@Bean
		static BeanPostProcessor failing() {
			return FailingDataSource.postProcessor();
		}

	}

}
