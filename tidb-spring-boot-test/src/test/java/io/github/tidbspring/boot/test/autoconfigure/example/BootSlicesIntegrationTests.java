package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client in Spring Boot's own slices. H2 is on the class path, as a trap.
 */
class BootSlicesIntegrationTests {

	@Nested
	@JdbcTest
	@AutoConfigureTestDatabase(replace = Replace.NONE)
	class OfJdbc {

		@Autowired
		private TiDBClient tidb;

		@Autowired
		private TiDBDevServer server;

		@Autowired
		private JdbcTemplate jdbcTemplate;

		@Autowired
		private JdbcClient jdbcClient;

		@Test
		void theClientSharesTheTransactionOnTheDevelopmentServer() {
			assertThat(this.tidb.serverInfo().version()).isEqualTo(this.server.version());
			this.tidb.sql("INSERT INTO ink VALUES (1, 'blue')").update();
			assertThat(this.jdbcTemplate.queryForObject("SELECT COUNT(*) FROM ink", Long.class)).isOne();
			assertThat(this.jdbcClient.sql("SELECT VEC_DIMS('[1,2,3]')").query(Integer.class).single()).isEqualTo(3);
		}

	}

	@Nested
	@JdbcTest
	class OfJdbcWithItsOwnDefault {

		@Autowired
		private TiDBClient tidb;

		@Test
		void theDataSourceIsReplaced() {
			assertThat(this.tidb.sql("SELECT H2VERSION()").query(String.class).single()).startsWith("2.");
		}

	}

	@Nested
	@JdbcTest
	@AutoConfigureTestDatabase(replace = Replace.AUTO_CONFIGURED)
	class OfJdbcWithAnEmbeddedDatabase {

		@Autowired
		private TiDBClient tidb;

		@Autowired
		private ApplicationContext context;

		@Test
		void neitherOurDataSourceNorTheDevelopmentServerIsThere() {
			assertThat(this.tidb.sql("SELECT H2VERSION()").query(String.class).single()).startsWith("2.");
			assertThat(this.context.containsBean("tidbDataSource")).isFalse();
			assertThat(this.context.containsBean("tidbDevServer")).isFalse();
		}

	}

	@Nested
	@DataJdbcTest
	@AutoConfigureTestDatabase(replace = Replace.NONE)
	class OfSpringDataJdbc {

		@Autowired
		private TiDBClient tidb;

		@Autowired
		private Inks inks;

		@Test
		void theClientSharesTheTransactionWithRepositories() {
			this.tidb.sql("INSERT INTO ink VALUES (2, 'red')").update();
			assertThat(this.inks.findByColour("red")).containsExactly(new Ink(2L, "red"));
		}

	}

	@Nested
	@DataJpaTest(properties = "spring.jpa.hibernate.ddl-auto=create")
	@AutoConfigureTestDatabase(replace = Replace.NONE)
	class OfJpa {

		@Autowired
		private TiDBClient tidb;

		@Autowired
		private TestEntityManager entityManager;

		@Test
		void theClientSharesTheTransactionWithEntities() {
			this.entityManager.persistAndFlush(new Pen(3L));
			assertThat(this.tidb.sql("SELECT id FROM pen").query(Long.class).list()).containsExactly(3L);
		}

	}

}
