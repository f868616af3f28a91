package io.github.tidbspring.boot.integration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import io.github.tidbspring.boot.autoconfigure.RetryOnConflict;
import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBExceptionTranslationAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBTransactionAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Methods with {@link RetryOnConflict}, in applications with each kind of transaction
 * manager, which need no TiDB.
 */
@ParameterizedClass
@EnumSource(RetryOnConflictTests.Kind.class)
class RetryOnConflictTests {

	private static final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	private static final AtomicLong ids = new AtomicLong(1000);

	private final Kind kind;

	private final TiDBClient tidb;

	private final Notes notes;

	private final OtherNotes others;

	private final FailingDataSource dataSource;

	private final TransactionTemplate template;

	RetryOnConflictTests(Kind kind) {
		this.kind = kind;
		ConfigurableApplicationContext context = kind.context();
		this.tidb = context.getBean(TiDBClient.class);
		this.notes = context.getBean("notes", Notes.class);
		this.others = context.getBean(OtherNotes.class);
		this.dataSource = context.getBean(FailingDataSource.class);
		this.template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
	}

	@AfterAll
	static void closeContexts() {
		contexts.forEach(ConfigurableApplicationContext::close);
		contexts.clear();
	}

	@BeforeEach
	void emptyTable() {
		this.tidb.sql("CREATE TABLE IF NOT EXISTS Book (id BIGINT PRIMARY KEY, title VARCHAR(255))").update();
		this.tidb.sql("DELETE FROM Book").update();
		this.dataSource.reset();
		this.notes.calls().clear();
		this.others.calls().clear();
	}

	@Test
	void conflictRunsTheMethodAgain() {
		this.notes.write(() -> failOnce(9007));
		assertThat(this.notes.calls()).hasSize(2);
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void whenEachCallMeetsAConflictThenTheLastExceptionIsThrown() {
		assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> this.notes.write(() -> {
			throw conflict(9007);
		}));
		assertThat(this.notes.calls()).hasSize(6);
		assertThat(count()).isZero();
	}

	@Test
	void whenTheFailureIsNoConflictThenNothingIsRetried() {
		for (int code : new int[] { 9001, 9005, 1062, 1105, 8141 }) {
			this.notes.calls().clear();
			assertThatException().isThrownBy(() -> this.notes.write(() -> {
				throw conflict(code);
			}));
			assertThat(this.notes.calls()).as("calls with error %d", code).hasSize(1);
		}
	}

	@Test
	void whenARowIsStaleThenItIsNotSavedAgain() {
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.notes.write(() -> {
			throw new OptimisticLockingFailureException("Note.version does not have the version that is stored");
		}));
		assertThat(this.notes.calls()).hasSize(1);
		assertThat(count()).isZero();
	}

	@Test
	void whenWorkAfterCommitFailsThenItsRowIsThereOnce() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.notes.write(RetryOnConflictTests::failAfterCommit));
		assertThat(this.notes.calls()).hasSize(1);
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void whenATransactionAfterCommitLosesThenTheCommittedWorkIsNotRetried() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.notes.write(() -> afterCommit(() -> this.others.writeInItsOwn(() -> {
				throw conflict(9007);
			}))));
		assertThat(this.notes.calls()).hasSize(1);
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void whenInnerAndOuterAreAnnotatedThenTheOuterOneIsRetried() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.notes.write(() -> this.others.write(() -> {
				throw conflict(1213);
			})));
		assertThat(this.notes.calls()).hasSize(6);
		assertThat(this.others.calls()).hasSize(6);
		assertThat(count()).isZero();
	}

	@Test
	void whenATransactionOfItsOwnInsideIsCommittedThenTheOuterOneIsStillRetried() {
		this.notes.write(() -> {
			this.others.writeInItsOwn(() -> {
			});
			failOnce(9007);
		});
		assertThat(this.notes.calls()).hasSize(2);
		assertThat(this.others.calls()).hasSize(2);
		assertThat(count()).as("one row of the method, and each of those committed by themselves").isEqualTo(3);
	}

	@Test
	void whenATransactionOfItsOwnInsideMeetsAConflictThenTheOuterOneIsRetried() {
		this.notes.write(() -> this.others.writeInItsOwn(() -> failOnce(9007)));
		assertThat(this.notes.calls()).hasSize(2);
		assertThat(this.others.calls()).hasSize(2);
		assertThat(count()).isEqualTo(2);
	}

	@Test
	void whenATransactionOfTheCallerIsActiveThenNothingIsRetried() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.template.executeWithoutResult((status) -> this.notes.write(() -> {
				throw conflict(9007);
			})));
		assertThat(this.notes.calls()).hasSize(1);
		assertThat(count()).isZero();
	}

	@Test
	void whenATransactionOfTheClientIsActiveThenTheClientIsRetried() {
		this.tidb.inTransactionWithoutResult((tx) -> this.notes.write(() -> failOnce(9007)));
		assertThat(this.notes.calls()).hasSize(2);
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void whenTheMethodIsNotTransactionalThenWhatItCommittedIsNotDoneAgain() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.notes.writeInTwoTransactions(this.others));
		assertThat(count()).isEqualTo(1);
		assertThat(this.others.calls()).hasSize(2);
	}

	@Test
	void whenCommitMeetsAConflictThenTheMethodIsRetried() {
		this.dataSource.failOn("commit", error(9007));
		this.notes.write(() -> {
		});
		assertThat(this.notes.calls()).hasSize(2);
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void whenCommitIsAnsweredThatAPartOfTiDBIsAwayThenNothingIsRetried() {
		this.dataSource.failOn("commit", error(9001));
		assertThatException().isThrownBy(() -> this.notes.write(() -> {
		}));
		assertThat(this.notes.calls()).hasSize(1);
	}

	@Test
	void whenCommitIsNotAnsweredThenNothingIsRetried() {
		this.dataSource.failAfterwards();
		this.dataSource.failOn("commit", new SQLException("link", "08S01"));
		assertThatException().isThrownBy(() -> this.notes.write(() -> {
		}));
		assertThat(this.notes.calls()).hasSize(1);
		assertThat(count()).isEqualTo(1);
	}

	@Test
	void whenADuplicateKeyIsFoundThenItIsThrown() {
		this.tidb.sql("INSERT INTO Book VALUES (1, 'mine')").update();
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.notes.write(() -> this.tidb.sql("INSERT INTO Book VALUES (1, 'mine')").update()));
	}

	@Test
	void whenAnEntityManagerIsOpenInTheViewThenTheSecondCallReadsFromTheDatabase() {
		assumeTrue(this.kind == Kind.JPA, "About JPA");
		EntityManagerFactory factory = this.kind.context().getBean(EntityManagerFactory.class);
		EntityManager entityManager = this.kind.context().getBean(EntityManager.class);
		this.tidb.sql("INSERT INTO Book VALUES (100, 'before')").update();
		List<String> titles = new ArrayList<>();
		TransactionSynchronizationManager.bindResource(factory, new EntityManagerHolder(factory.createEntityManager()));
		try {
			this.notes.write(() -> {
				Book book = entityManager.find(Book.class, 100L);
				titles.add(book.title);
				book.title = "changed in vain";
				if (titles.size() == 1) {
					inAnotherThread(() -> this.tidb.sql("UPDATE Book SET title = 'after' WHERE id = 100").update());
					throw conflict(9007);
				}
			});
		}
		finally {
			((EntityManagerHolder) TransactionSynchronizationManager.unbindResource(factory)).getEntityManager()
				.close();
		}
		assertThat(titles).containsExactly("before", "after");
	}

	private static void inAnotherThread(Runnable work) {
		Thread other = new Thread(work);
		other.start();
		try {
			other.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void failOnce(int code) {
		if (this.notes.calls().size() == 1) {
			throw conflict(code);
		}
	}

	private static void failAfterCommit() {
		afterCommit(() -> {
			throw conflict(9007);
		});
	}

	private static void afterCommit(Runnable work) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				work.run();
			}

		});
	}

	private static DataAccessException conflict(int code) {
		return new ConcurrencyFailureException("conflict", error(code));
	}

	private static SQLException error(int code) {
		return new SQLException("error " + code, "HY000", code);
	}

	private int count() {
		return this.tidb.sql("SELECT COUNT(*) FROM Book").query(Integer.class).single();
	}

	enum Kind {

		JDBC(JdbcConfiguration.class), JPA(JpaConfiguration.class), OWN(OwnManagerConfiguration.class);

		private final Class<?> configuration;

		private ConfigurableApplicationContext context;

		Kind(Class<?> configuration) {
			this.configuration = configuration;
		}

		ConfigurableApplicationContext context() {
			if (this.context == null || !this.context.isActive()) {
				this.context = new SpringApplicationBuilder(this.configuration).web(WebApplicationType.NONE)
					.properties("spring.datasource.url=jdbc:h2:mem:retries-" + name() + ";MODE=MySQL;DB_CLOSE_DELAY=-1",
							"spring.jpa.hibernate.ddl-auto=create", "spring.main.banner-mode=off")
					.run();
				contexts.add(this.context);
			}
			return this.context;
		}

	}

	static class Notes {

		private final List<String> calls = new ArrayList<>();

		private final TiDBClient tidb;

		Notes(TiDBClient tidb) {
			this.tidb = tidb;
		}

		@RetryOnConflict(delay = 1, jitter = 0)
		@Transactional
		public void write(Runnable then) {
			this.calls.add("write");
			insert();
			then.run();
		}

		@RetryOnConflict(delay = 1, jitter = 0)
		public void writeInTwoTransactions(OtherNotes others) {
			others.writeOnce(() -> {
			});
			others.writeOnce(() -> {
				throw conflict(9007);
			});
		}

		/** Not a field: what is injected is a proxy. */
		public List<String> calls() {
			return this.calls;
		}

		void insert() {
			this.tidb.sql("INSERT INTO Book (id, title) VALUES (?, 'note')").param(ids.incrementAndGet()).update();
		}

	}

	static class OtherNotes extends Notes {

		OtherNotes(TiDBClient tidb) {
			super(tidb);
		}

		@RetryOnConflict(delay = 1, jitter = 0)
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		public void writeInItsOwn(Runnable then) {
			calls().add("own");
			insert();
			then.run();
		}

		@Transactional
		public void writeOnce(Runnable then) {
			calls().add("once");
			insert();
			then.run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			TransactionAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class,
			TiDBExceptionTranslationAutoConfiguration.class, TiDBTransactionAutoConfiguration.class,
			TiDBAutoConfiguration.class })
	static class JdbcConfiguration {

		@Bean
		static BeanPostProcessor failing() {
			return FailingDataSource.postProcessor();
		}

		@Bean
		Notes notes(TiDBClient tidb) {
			return new Notes(tidb);
		}

		@Bean
		OtherNotes otherNotes(TiDBClient tidb) {
			return new OtherNotes(tidb);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Book.class)
	@ImportAutoConfiguration(HibernateJpaAutoConfiguration.class)
	static class JpaConfiguration extends JdbcConfiguration {

	}

	/** A manager that Boot does not know of. */
	@Configuration(proxyBeanMethods = false)
	static class OwnManagerConfiguration extends JdbcConfiguration {

		@Bean
		DataSourceTransactionManager ownManager(DataSource dataSource) {
			return new DataSourceTransactionManager(dataSource);
		}

	}

}
