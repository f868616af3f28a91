package io.github.tidbspring.boot.integration;

import io.github.tidbspring.client.TiDBClient;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Flyway, JPA, {@code JdbcTemplate}, {@code JdbcClient} and {@code TiDBClient} on one
 * database and in one transaction.
 */
@SpringBootTest(classes = { Application.class, NeighboursIntegrationTests.LibraryConfiguration.class },
		webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = "spring.jpa.open-in-view=false")
class NeighboursIntegrationTests {

	@Autowired
	private Library library;

	@Autowired
	private TiDBClient tidb;

	@Test
	void whenFlywayMigratesThenItsRowsAreThere() {
		assertThat(this.tidb.sql("SELECT title FROM book WHERE id = 1").query(String.class).single())
			.isEqualTo("Written by Flyway");
	}

	@Test
	void whenATransactionCommitsThenAllTheirRowsAreThere() {
		this.library.writeWithEverything(100, false);
		assertThat(count(100)).isEqualTo(4);
	}

	@Test
	void whenATransactionRollsBackThenNoneOfTheirRowsIsThere() {
		assertThatIllegalStateException().isThrownBy(() -> this.library.writeWithEverything(200, true));
		assertThat(count(200)).isZero();
	}

	private int count(int from) {
		return this.tidb.sql("SELECT COUNT(*) FROM book WHERE id BETWEEN ? AND ?")
			.params(from, from + 9)
			.query(Integer.class)
			.single();
	}

	/**
	 * Writes with each of the neighbours, in one transaction.
	 */
	static class Library {

		private final EntityManager entityManager;

		private final JdbcTemplate jdbcTemplate;

		private final JdbcClient jdbcClient;

		private final TiDBClient tidb;

		Library(EntityManager entityManager, JdbcTemplate jdbcTemplate, JdbcClient jdbcClient, TiDBClient tidb) {
			this.entityManager = entityManager;
			this.jdbcTemplate = jdbcTemplate;
			this.jdbcClient = jdbcClient;
			this.tidb = tidb;
		}

		@Transactional
		public void writeWithEverything(long id, boolean fail) {
			this.entityManager.persist(new Book(id, "JPA"));
			this.entityManager.flush();
			this.jdbcTemplate.update("INSERT INTO book (id, title) VALUES (?, ?)", id + 1, "JdbcTemplate");
			this.jdbcClient.sql("INSERT INTO book (id, title) VALUES (?, ?)").params(id + 2, "JdbcClient").update();
			this.tidb.sql("INSERT INTO book (id, title) VALUES (:id, :title)")
				.param("id", id + 3)
				.param("title", "TiDBClient")
				.update();
			String connection = "SELECT CONNECTION_ID()";
			assertThat(this.tidb.sql(connection).query(Long.class).single())
				.isEqualTo(this.jdbcTemplate.queryForObject(connection, Long.class));
			assertThat(this.tidb.sql("SELECT COUNT(*) FROM book WHERE id BETWEEN ? AND ?")
				.params(id, id + 9)
				.query(Integer.class)
				.single()).as("rows of the running transaction").isEqualTo(4);
			if (fail) {
				throw new IllegalStateException("Roll back");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LibraryConfiguration {

		@Bean
		Library library(EntityManager entityManager, JdbcTemplate jdbcTemplate, JdbcClient jdbcClient,
				TiDBClient tidb) {
			return new Library(entityManager, jdbcTemplate, jdbcClient, tidb);
		}

	}

}
