package io.github.tidbspring.boot.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.tidbspring.boot.autoconfigure.OwnDataSources.AnotherDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.OneDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.OwnClient;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.PrimaryDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.QualifiedDataSource;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TiDBExceptionTranslationAutoConfiguration}.
 */
class TiDBExceptionTranslationAutoConfigurationTests {

	private static final String H2 = "spring.datasource.url=jdbc:h2:mem:another";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBExceptionTranslationAutoConfiguration.class,
				TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class,
				JdbcTemplateAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
				TransactionManagerCustomizationAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@ParameterizedTest
	@CsvSource({ "tidb.host=tidb.example.org", H2, "tidb.database=notes" })
	void whenTheApplicationsDataSourceIsTheClientsThenSpringJdbcKnowsTiDBsErrors(String property) {
		this.contextRunner.withPropertyValues(property).run((context) -> {
			TiDBExceptionTranslator translator = context.getBean(TiDBExceptionTranslator.class);
			assertThat(context.getBean(JdbcTemplate.class).getExceptionTranslator()).isSameAs(translator);
			assertThat(context.getBean(JdbcTransactionManager.class).getExceptionTranslator()).isSameAs(translator);
		});
	}

	@Test
	void jdbcTemplateThrowsWhatSpringUsersExpect() {
		this.contextRunner.withPropertyValues(H2).run((context) -> {
			JdbcTemplate jdbcTemplate = context.getBean(JdbcTemplate.class);
			assertThatExceptionOfType(ConcurrencyFailureException.class).isThrownBy(() -> fail(jdbcTemplate, 9007));
			assertThatExceptionOfType(TransientDataAccessResourceException.class)
				.isThrownBy(() -> fail(jdbcTemplate, 9005));
		});
	}

	private static void fail(JdbcTemplate jdbcTemplate, int code) {
		jdbcTemplate.execute((Connection connection) -> {
			throw new SQLException("m", "HY000", code);
		});
	}

	@Test
	void jpaKnowsTiDBsErrors() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
			.withPropertyValues(H2)
			.run((context) -> {
				HibernateJpaDialect dialect = (HibernateJpaDialect) context.getBean(JpaTransactionManager.class)
					.getJpaDialect();
				assertThat(dialect.translateExceptionIfPossible(
						new GenericJDBCException("m", new SQLException("m", "HY000", 9007), "UPDATE …")))
					.isInstanceOf(ConcurrencyFailureException.class);
			});
	}

	@Test
	void whenTiDBIsBesideAnotherDatabaseThenThatOnesErrorsAreLeftAlone() {
		this.contextRunner.withPropertyValues(H2, "tidb.host=tidb.example.org")
			.run((context) -> assertThat(context).hasSingleBean(TiDBClient.class)
				.doesNotHaveBean(SQLExceptionTranslator.class));
	}

	@Test
	void whenAQualifiedDataSourceIsNotTheInjectedOneThenItsErrorsAreLeftAlone() {
		this.contextRunner.withUserConfiguration(PrimaryDataSource.class, QualifiedDataSource.class)
			.run((context) -> assertThat(context).hasSingleBean(TiDBClient.class)
				.doesNotHaveBean(SQLExceptionTranslator.class));
	}

	@Test
	void whenTheQualifiedDataSourceIsTheInjectedOneThenSpringJdbcKnowsTiDBsErrors() {
		this.contextRunner.withUserConfiguration(QualifiedDataSource.class)
			.run((context) -> assertThat(context).hasSingleBean(TiDBExceptionTranslator.class));
	}

	@Test
	void whenOneOfTwoIsPrimaryThenTheClientUsesItAndSpringJdbcKnowsTiDBsErrors() {
		this.contextRunner.withUserConfiguration(PrimaryDataSource.class, AnotherDataSource.class)
			.run((context) -> assertThat(context).hasSingleBean(TiDBExceptionTranslator.class));
	}

	@Test
	void whenNoneOfTwoIsChosenThenThereIsNoTranslator() {
		this.contextRunner.withUserConfiguration(AnotherDataSource.class, OneDataSource.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SQLExceptionTranslator.class));
	}

	@Test
	void whenTheClientIsTheUsersThenWhatItUsesIsNotKnown() {
		this.contextRunner.withUserConfiguration(AnotherDataSource.class, OwnClient.class)
			.run((context) -> assertThat(context).doesNotHaveBean(SQLExceptionTranslator.class));
	}

	@Test
	void whenTheClientIsTheUsersButTheDataSourceIsOursThenSpringJdbcKnowsTiDBsErrors() {
		this.contextRunner.withUserConfiguration(OwnClient.class)
			.run((context) -> assertThat(context).hasSingleBean(TiDBExceptionTranslator.class));
	}

	@Test
	void whenTheUserHasATranslatorThenItWins() {
		this.contextRunner.withUserConfiguration(OwnTranslator.class).run((context) -> {
			assertThat(context).hasSingleBean(SQLExceptionTranslator.class)
				.doesNotHaveBean(TiDBExceptionTranslator.class);
			SQLExceptionTranslator own = context.getBean(SQLExceptionTranslator.class);
			assertThat(context.getBean(JdbcTemplate.class).getExceptionTranslator()).isSameAs(own);
			assertThat(context.getBean(JdbcTransactionManager.class).getExceptionTranslator()).isNotSameAs(own);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTranslator {

		@Bean
		SQLExceptionTranslator ownTranslator() {
			return new SQLStateSQLExceptionTranslator();
		}

	}

}
