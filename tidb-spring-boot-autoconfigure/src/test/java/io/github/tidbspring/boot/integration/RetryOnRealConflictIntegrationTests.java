package io.github.tidbspring.boot.integration;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.boot.autoconfigure.RetryOnConflict;
import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link RetryOnConflict} with conflicts that a TiDB finds at COMMIT, in transactions of
 * JPA and of JDBC. A stand-in has none of those.
 */
@EnabledIfEnvironmentVariable(named = "TIDB_TEST_URL", matches = ".+")
@ParameterizedClass
@ValueSource(booleans = { true, false })
class RetryOnRealConflictIntegrationTests {

	private final ConfigurableApplicationContext context;

	private final TiDBClient tidb;

	private final Counters counters;

	RetryOnRealConflictIntegrationTests(boolean jpa) {
		this.context = new SpringApplicationBuilder(RetryingApplication.class).web(WebApplicationType.NONE)
			.properties("tidb.database-url=" + System.getenv("TIDB_TEST_URL").replaceFirst("/?$", "/test"),
					"tidb.hikari.connection-init-sql=SET SESSION tidb_txn_mode = 'optimistic'",
					"spring.flyway.enabled=false", "spring.data.jpa.repositories.enabled=false",
					"spring.jpa.hibernate.ddl-auto=none", "spring.main.banner-mode=off")
			.run(jpa ? new String[0] : new String[] {
					"--spring.autoconfigure.exclude=org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration" });
		this.tidb = this.context.getBean(TiDBClient.class);
		this.counters = this.context.getBean(Counters.class);
		assertThat(this.context.getBean(PlatformTransactionManager.class).getClass().getSimpleName())
			.isEqualTo(jpa ? "JpaTransactionManager" : "JdbcTransactionManager");
		this.tidb.sql("DROP TABLE IF EXISTS book").update();
		this.tidb.sql("CREATE TABLE book (id BIGINT PRIMARY KEY, title VARCHAR(255), counted INT NOT NULL DEFAULT 0)")
			.update();
		this.tidb.sql("INSERT INTO book VALUES (1, 'first', 0), (2, 'second', 0)").update();
	}

	@AfterEach
	void close() {
		this.tidb.sql("DROP TABLE book").update();
		this.context.close();
	}

	@Test
	void aConflictAtCommitRunsTheMethodAgain() {
		this.counters.add(1, 1);
		assertThat(this.counters.calls()).isEqualTo(2);
		assertThat(counted(1)).as("of another and of this one").isEqualTo(11);
	}

	@Test
	void whenAnOverloadHasCommittedOneThenItIsCountedOnce() {
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.counters.add(List.of(2L, 1L)));
		assertThat(counted(2)).isEqualTo(1);
		assertThat(counted(1)).isEqualTo(10);
	}

	@Test
	void whenATransactionOfItsOwnInsideIsLostThenNothingIsCountedTwice() {
		this.counters.addWithInner(2, 1);
		assertThat(counted(2)).isEqualTo(1);
		assertThat(counted(1)).isEqualTo(11);
	}

	@Test
	void whenEachCallMeetsAConflictThenNothingIsCounted() {
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.counters.add(1, Integer.MAX_VALUE));
		assertThat(this.counters.calls()).isEqualTo(6);
		assertThat(counted(1)).isEqualTo(60);
	}

	private int counted(long id) {
		return this.tidb.sql("SELECT counted FROM book WHERE id = ?").param(id).query(Integer.class).single();
	}

	static class Counters {

		private final AtomicInteger calls = new AtomicInteger();

		private final TiDBClient tidb;

		private final Counters self;

		Counters(TiDBClient tidb, Counters self) {
			this.tidb = tidb;
			this.self = self;
		}

		public int calls() {
			return this.calls.get();
		}

		@RetryOnConflict
		@Transactional
		public void add(long id, int conflicts) {
			count(id, conflicts);
		}

		@Transactional
		public void add(long id) {
			count(id, (id == 1) ? 2 : 0);
		}

		@RetryOnConflict
		public void add(List<Long> ids) {
			ids.forEach(this.self::add);
		}

		@RetryOnConflict
		@Transactional
		public void addWithInner(long id, long inner) {
			this.tidb.sql("UPDATE book SET counted = counted + 1 WHERE id = ?").param(id).update();
			this.self.addInItsOwn(inner);
		}

		@Transactional(propagation = Propagation.REQUIRES_NEW)
		public void addInItsOwn(long id) {
			count(id, 1);
		}

		private void count(long id, int conflicts) {
			int call = this.calls.incrementAndGet();
			this.tidb.sql("UPDATE book SET counted = counted + 1 WHERE id = ?").param(id).update();
			if (call <= conflicts) {
				CompletableFuture.runAsync(
						() -> this.tidb.sql("UPDATE book SET counted = counted + 10 WHERE id = ?").param(id).update())
					.join();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Book.class)
	@EnableResilientMethods
	static class RetryingApplication {

		@Bean
		Counters counters(TiDBClient tidb, @Lazy Counters self) {
			return new Counters(tidb, self);
		}

	}

}
