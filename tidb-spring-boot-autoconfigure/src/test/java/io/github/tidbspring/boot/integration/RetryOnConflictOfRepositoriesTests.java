package io.github.tidbspring.boot.integration;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.boot.autoconfigure.RetryOnConflict;
import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@link RetryOnConflict} on repositories, whose transactions begin in a proxy that is
 * not that of the repetition.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.datasource.url=jdbc:h2:mem:retried-repositories;MODE=MySQL;DB_CLOSE_DELAY=-1",
				"spring.jpa.hibernate.ddl-auto=create", "spring.flyway.enabled=false" })
class RetryOnConflictOfRepositoriesTests {

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private Methods methods;

	@Autowired
	private Whole whole;

	private final AtomicInteger calls = new AtomicInteger();

	@BeforeEach
	void emptyTable() {
		this.tidb.sql("DELETE FROM book").update();
	}

	@Test
	void methodWithATransactionIsRetried() {
		this.methods.add(1L, this::loseOnce);
		assertThat(this.calls).hasValue(2);
		assertThat(this.methods.count()).isEqualTo(1);
	}

	@Test
	void methodWithoutOneIsNotRetried() {
		assertThatExceptionOfType(ConcurrencyFailureException.class)
			.isThrownBy(() -> this.methods.addWithout(1L, this::loseOnce));
		assertThat(this.calls).hasValue(1);
		assertThat(this.methods.count()).isEqualTo(1);
	}

	@Test
	void methodOfAnAnnotatedRepositoryIsRetried() {
		this.whole.add(1L, this::loseOnce);
		assertThat(this.calls).hasValue(2);
		assertThat(this.whole.count()).isEqualTo(1);
	}

	private void loseOnce() {
		if (this.calls.incrementAndGet() == 1) {
			throw new ConcurrencyFailureException("conflict", new SQLException("error 9007", "HY000", 9007));
		}
	}

	interface Methods extends JpaRepository<Book, Long> {

		@RetryOnConflict(delay = 1, jitter = 0)
		@Transactional
		default void add(long id, Runnable then) {
			addWithout(id, then);
		}

		@RetryOnConflict(delay = 1, jitter = 0)
		default void addWithout(long id, Runnable then) {
			saveAndFlush(new Book(id, "added"));
			then.run();
		}

	}

	@RetryOnConflict(delay = 1, jitter = 0)
	interface Whole extends JpaRepository<Book, Long> {

		@Transactional
		default void add(long id, Runnable then) {
			saveAndFlush(new Book(id, "added"));
			then.run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableResilientMethods
	@EntityScan(basePackageClasses = Book.class)
	@EnableJpaRepositories(basePackageClasses = Book.class, considerNestedRepositories = true)
	static class RepositoriesApplication {

	}

}
