package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.health.TiDBDatabaseHealthAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.health.TiDBHealthContributorAutoConfiguration;
import io.github.tidbspring.boot.internal.AutoConfiguredClient;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * An application may call its own {@link TiDBClient} as the auto-configuration calls its
 * one.
 */
class OwnClientOfOurNameTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				TiDBPropertyDiagnosticsAutoConfiguration.class, TiDBExceptionTranslationAutoConfiguration.class,
				DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

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

	@Test
	void whenOursHasFurtherNamesThenItIsOursByEachOfThem() {
		this.contextRunner.withPropertyValues("tidb.host=db.example")
			.withInitializer((context) -> context.getBeanFactory().registerAlias("tidbClient", "notes"))
			.run((context) -> {
				assertThat(AutoConfiguredClient.is(context.getBeanFactory(), "notes")).isTrue();
				assertThat(AutoConfiguredClient.isIn(context.getBeanFactory())).isTrue();
				assertThat(context).hasBean("tidbExceptionTranslator");
			});
	}

	@Test
	void whenAnOwnClientHasOurNameAsAFurtherOneThenItIsTheApplications() {
		this.contextRunner.withUserConfiguration(OfFurtherName.class).run((context) -> {
			assertThat(AutoConfiguredClient.is(context.getBeanFactory(), "tidbClient")).isFalse();
			assertThat(((HikariDataSource) context.getBean(DataSource.class)).getJdbcUrl())
				.isEqualTo("jdbc:mysql://tidb.example.org:4009/notes");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { OfTypedFactory.class, OfFactoryClass.class, OfFactoryWithAttribute.class })
	void whenAFactoryBeanSaysWhatItMakesThenAllFollowItsClient(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration).run((context) -> {
			assertThat(context.getBeanNamesForType(TiDBClient.class)).hasSize(1);
			assertThat(((HikariDataSource) context.getBean(DataSource.class)).getJdbcUrl())
				.isEqualTo("jdbc:mysql://tidb.example.org:4009/notes");
		});
	}

	@Test
	void whenAFactoryBeanDoesNotSayWhatItMakesThenSpringCannotKnowItAndThereAreTwo() {
		this.contextRunner.withUserConfiguration(OfUntypedFactory.class)
			.run((context) -> assertThat(context.getBeansOfType(TiDBClient.class)).hasSize(2));
	}

	@Test
	void whenItIsBesideOurPoolThenTheHealthOfThatIsAskedThroughOurPool() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
					TiDBHealthContributorAutoConfiguration.class, TiDBDatabaseHealthAutoConfiguration.class,
					DataSourceAutoConfiguration.class, DataSourceHealthContributorAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(TiDBDevServer.class))
			.withUserConfiguration(OwnMock.class)
			.withPropertyValues("tidb.host=127.0.0.1", "tidb.port=1", "tidb.hikari.connection-timeout=300",
					"tidb.health.timeout=20s")
			.run((context) -> {
				HealthIndicator db = context.getBean("dbHealthContributor", HealthIndicator.class);
				assertThat(db.health().getStatus()).isEqualTo(Status.DOWN);
				then(context.getBean(TiDBClient.class)).should(never()).serverInfo();
				then(context.getBean(TiDBClient.class)).should(never()).sql(anyString());
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class OfFurtherName {

		@Bean({ "notes", "tidbClient" })
		TiDBClient notes() {
			return TiDBClient.create("mysql://me@tidb.example.org:4009/notes");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMock {

		@Bean
		TiDBClient tidbClient() {
			return mock(TiDBClient.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfTypedFactory {

		@Bean
		FactoryBean<TiDBClient> notes() {
			return new ClientFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfFactoryClass {

		@Bean
		ClientFactory notes() {
			return new ClientFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfUntypedFactory {

		@Bean
		FactoryBean<?> notes() {
			return new ClientFactory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(OfFactoryWithAttribute.Registrar.class)
	static class OfFactoryWithAttribute {

		static class Registrar implements ImportBeanDefinitionRegistrar {

			@Override
			public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
				RootBeanDefinition definition = new RootBeanDefinition(UntypedClientFactory.class);
				definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, TiDBClient.class);
				registry.registerBeanDefinition("notes", definition);
			}

		}

	}

	static class ClientFactory implements FactoryBean<TiDBClient> {

		private final TiDBClient client = TiDBClient.create("mysql://me@tidb.example.org:4009/notes");

		@Override
		public TiDBClient getObject() {
			return this.client;
		}

		@Override
		public Class<?> getObjectType() {
			return TiDBClient.class;
		}

	}

	static class UntypedClientFactory implements FactoryBean<Object> {

		private final TiDBClient client = TiDBClient.create("mysql://me@tidb.example.org:4009/notes");

		@Override
		public Object getObject() {
			return this.client;
		}

		@Override
		public Class<?> getObjectType() {
			return TiDBClient.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		TiDBClient tidbClient() {
			return TiDBClient.create("mysql://me@tidb.example.org:4009/notes");
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
