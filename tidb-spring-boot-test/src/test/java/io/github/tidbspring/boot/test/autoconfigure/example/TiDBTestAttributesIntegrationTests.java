package io.github.tidbspring.boot.test.autoconfigure.example;

import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.TiDBClientBuilderCustomizer;
import io.github.tidbspring.boot.test.autoconfigure.TiDBTest;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be said to a {@link TiDBTest @TiDBTest}.
 */
class TiDBTestAttributesIntegrationTests {

	@Nested
	@TiDBTest(properties = { "tidb.database=named_by_the_test", "tidb.hikari.maximum-pool-size=2" })
	class Properties {

		@Autowired
		private TiDBClient tidb;

		@Autowired
		private Environment environment;

		@Test
		void arriveInTheEnvironment() {
			assertThat(this.tidb.serverInfo().database()).isEqualTo("named_by_the_test");
			assertThat(this.environment.getProperty("tidb.hikari.maximum-pool-size")).isEqualTo("2");
		}

	}

	@Nested
	@TiDBTest(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Notes.class))
	class IncludeFilters {

		@Autowired
		private ApplicationContext context;

		@Test
		void letInWhatTheyNameAndNothingElse() {
			Notes notes = this.context.getBean(Notes.class);
			assertThat(notes.add("Included").id()).isNotNull();
			assertThat(notes.count()).isOne();
			assertThat(this.context.getBeanProvider(Mailer.class)).isEmpty();
		}

	}

	@Nested
	@TiDBTest(createTables = false)
	class WithoutTables {

		@Autowired
		private TiDBClient tidb;

		@Test
		void noneIsCreated() {
			assertThat(this.tidb.table(Note.class).schema().exists()).isFalse();
		}

	}

	@Nested
	@TiDBTest
	@ActiveProfiles("configured")
	class ConfiguredElsewhere {

		@Autowired
		private TiDBClient tidb;

		@Autowired
		private TiDBDevServer server;

		@Autowired
		private Environment environment;

		@Test
		void theServerOfTheApplicationIsNotUsed() {
			assertThat(this.tidb.serverInfo().version()).isEqualTo(this.server.version());
			assertThat(this.environment.getProperty("tidb.host")).isNull();
			assertThat(this.environment.getProperty("spring.datasource.url")).isNull();
			assertThat(this.environment.getProperty("tidb.hikari.maximum-pool-size")).isEqualTo("3");
		}

	}

	@Nested
	@TiDBTest
	@ActiveProfiles("named")
	class NamedClientElsewhere {

		@Autowired
		private TiDBClient tidb;

		@Autowired
		@Qualifier("reporting")
		private TiDBClient reporting;

		@Autowired
		private TiDBDevServer server;

		@Test
		void itsServerIsThatOfTheTestAndItsDatabaseIsItsOwn() {
			assertThat(this.reporting.serverInfo().version()).isEqualTo(this.server.version());
			assertThat(this.reporting.serverInfo().database()).isEqualTo("reports");
			assertThat(this.tidb.serverInfo().database()).isEqualTo("test");
			assertThat(this.tidb.table(Note.class).schema().exists()).isTrue();
			assertThat(this.reporting.table(Note.class).schema().exists()).isFalse();
		}

	}

	@Nested
	@TiDBTest(configuredServer = true, createTables = false)
	@ActiveProfiles("configured")
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	class Configured {

		@Autowired
		private TiDBClient tidb;

		@Autowired
		private DataSource dataSource;

		@Autowired
		private PlatformTransactionManager transactionManager;

		@Test
		void theServerOfTheApplicationIsUsedAndTransactionsAreTheClients() throws SQLException {
			assertThat(this.tidb.dataSource().unwrap(HikariDataSource.class).getJdbcUrl())
				.startsWith("jdbc:mysql://tidb.example.org:");
			assertThat(this.tidb.dataSource()).isNotSameAs(this.dataSource);
			assertThat(this.transactionManager).extracting("dataSource").isSameAs(this.tidb.dataSource());
		}

	}

	@Nested
	@TiDBTest
	class WithCustomizer {

		@Autowired
		private TiDBClient tidb;

		@Test
		void theClientIsCustomizedAndRollsBack() {
			assertThat(this.tidb.dataSource()).isInstanceOf(DelegatingDataSource.class);
			this.tidb.table(Note.class).insert(new Note(null, "Rolled back", null));
			assertThat(
					new JdbcTemplate(this.tidb.dataSource()).queryForObject("SELECT COUNT(*) FROM notes", Long.class))
				.isOne();
		}

		@TestConfiguration(proxyBeanMethods = false)
		static class CustomizerConfiguration {

			@Bean
			TiDBClientBuilderCustomizer decorator() {
				return (builder) -> builder.decorateDataSource(DelegatingDataSource::new);
			}

		}

	}

}
