package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.standin.TiDBStandIn;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application may call its own {@link TiDBClient} as the auto-configuration calls its
 * one.
 */
class OwnClientOfOurNameTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				TiDBPropertyDiagnosticsAutoConfiguration.class, TiDBExceptionTranslationAutoConfiguration.class,
				DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBStandIn.class));

	@Test
	void whenItAloneKnowsTheServerThenAllFollowIt() {
		this.contextRunner.withUserConfiguration(Own.class).run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(((HikariDataSource) dataSource).getJdbcUrl())
				.isEqualTo("jdbc:mysql://tidb.example.org:4009/notes");
			assertThat(context.getBean("tidbClient", TiDBClient.class).dataSource()).isSameAs(dataSource);
			assertThat(context.getBean(JdbcTemplate.class).getDataSource()).isSameAs(dataSource);
		});
	}

	@Test
	void whenItIsMadeOfOurBuilderThenTheDataSourceIsOurs() {
		this.contextRunner.withUserConfiguration(OfBuilder.class).run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(((HikariDataSource) dataSource).getJdbcUrl()).isEqualTo("jdbc:mysql://127.0.0.1:4000/test");
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(dataSource);
		});
	}

	@Test
	void whenTheApplicationHasADataSourceTooThenWhatTheClientUsesIsNotGuessed() {
		this.contextRunner.withUserConfiguration(Own.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:own-client-of-our-name")
			.run((context) -> assertThat(context).doesNotHaveBean("tidbExceptionTranslator"));
	}

	@Test
	void whenThereIsNoneThenOursIsOurs() {
		this.contextRunner.run((context) -> assertThat(OwnClients.names(context.getBeanFactory())).isEmpty());
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		TiDBClient tidbClient() {
			return TiDBClient.connect("mysql://me@tidb.example.org:4009/notes");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfBuilder {

		@Bean
		TiDBClient tidbClient(TiDBClient.Builder builder) {
			return builder.build();
		}

	}

}
