package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.client.TiDBClient;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A Flyway migration, a JPA entity, a Spring Data JDBC repository, {@code JdbcTemplate},
 * {@code JdbcClient} and {@code TiDBClient} with a table of records, in one application
 * and in one transaction.
 */
@SpringBootTest(properties = { "spring.jpa.hibernate.ddl-auto=update", "spring.jpa.open-in-view=false" })
class AllNeighboursIntegrationTests {

	@Autowired
	private Studio studio;

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private Inks inks;

	@Autowired
	private EntityManagerFactory entityManagerFactory;

	@Test
	void whenATransactionCommitsThenAllTheirRowsAreThere() {
		this.studio.write(100, false);
		assertThat(rows(100)).isEqualTo(6);
		assertThat(this.inks.findById(100L)).contains(new Ink(100L, "a repository"));
	}

	@Test
	void whenATransactionRollsBackThenNoneOfTheirRowsIsThere() {
		assertThatIllegalStateException().isThrownBy(() -> this.studio.write(200, true)).withMessage("Roll back");
		assertThat(rows(200)).isZero();
	}

	@Test
	void hibernateSpeaksTheDialectThatIsRecommendedForTiDB() {
		assertThat(this.entityManagerFactory.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect())
			.isInstanceOf(MySQLDialect.class);
	}

	private long rows(long id) {
		return this.tidb.sql("""
				SELECT (SELECT COUNT(*) FROM ink WHERE id BETWEEN :from AND :to)
					+ (SELECT COUNT(*) FROM pen WHERE id = :from) + (SELECT COUNT(*) FROM notes WHERE title = :title)
				""").param("from", id).param("to", id + 9).param("title", "Note " + id).query(Long.class).single();
	}

}
