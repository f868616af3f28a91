package io.github.tidbspring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.OneDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.OwnClient;
import io.github.tidbspring.boot.autoconfigure.devserver.TiDBDevServerAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients that {@code tidb.clients.<name>.*} configures. Nothing connects.
 */
class NamedClientsTests {

	private static final String REPORTING = "tidb.clients.reporting.host=reporting.example.org";

	private static final String DEFAULT = "tidb.host=tidb.example.org";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBClientsAutoConfiguration.class,
				TiDBDataSourceAutoConfiguration.class, TiDBDevServerAutoConfiguration.class,
				DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, SslAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@Test
	void clientAndDataSourceAreInjectedByTheNameOnly() {
		this.contextRunner.withUserConfiguration(Injected.class)
			.withPropertyValues(DEFAULT, REPORTING)
			.run((context) -> {
				Report report = context.getBean(Report.class);
				HikariDataSource pool = pool(context, "reporting");
				assertThat(pool.getJdbcUrl()).isEqualTo("jdbc:mysql://reporting.example.org:4000/test");
				assertThat(pool.isRunning()).as("connected").isFalse();
				assertThat(report.reporting()).isSameAs(context.getBean("reportingTiDBClient"));
				assertThat(report.reporting().dataSource()).isSameAs(pool).isSameAs(report.dataSource());
				assertThat(report.tidb()).isSameAs(context.getBean("tidbClient")).isNotSameAs(report.reporting());
				assertThat(context.getBean(JdbcTemplate.class).getDataSource())
					.isSameAs(context.getBean(DataSource.class))
					.isSameAs(context.getBean("tidbDataSource"));
			});
	}

	@Test
	void nothingIsTakenFromTheDefaultClient() {
		this.contextRunner.withPropertyValues(DEFAULT, "tidb.port=4001", "tidb.username=me", "tidb.password=secret",
				"tidb.database=notes", "tidb.hikari.maximum-pool-size=3", "tidb.driver-properties.maxRows=7", REPORTING)
			.run((context) -> {
				HikariDataSource pool = pool(context, "reporting");
				assertThat(pool.getJdbcUrl()).endsWith(":4000/test");
				assertThat(pool.getUsername()).isEqualTo("root");
				assertThat(pool.getPassword()).isNull();
				assertThat(pool.getMaximumPoolSize()).isEqualTo(10);
				assertThat(pool.getPoolName()).isEqualTo("tidb-reporting");
				assertThat(pool.getDataSourceProperties()).doesNotContainKey("maxRows");
			});
	}

	@Test
	void eachHasAllPropertiesOfTheDefaultClient() {
		this.contextRunner
			.withPropertyValues(DEFAULT, "tidb.clients.reporting.database-url=mysql://me:pw@r.example.org:4001/reports",
					"tidb.clients.reporting.hikari.maximum-pool-size=3", "tidb.clients.reporting.hikari.pool-name=r",
					"tidb.clients.reporting.driver-properties.maxRows=7", "tidb.clients.reporting.ssl.mode=required",
					"tidb.clients.reporting.connection-fetch=lazy", "tidb.clients.reporting.health.timeout=7",
					"tidb.clients.archive.host=archive.example.org", "tidb.clients.archive.port=4002")
			.run((context) -> {
				assertThat(context.getBean("reportingTiDBDataSource"))
					.isInstanceOf(LazyConnectionDataSourceProxy.class);
				HikariDataSource pool = context.getBean("reportingTiDBDataSource", DataSource.class)
					.unwrap(HikariDataSource.class);
				assertThat(pool.getJdbcUrl()).isEqualTo("jdbc:mysql://r.example.org:4001/reports");
				assertThat(pool.getUsername()).isEqualTo("me");
				assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
				assertThat(pool.getPoolName()).isEqualTo("r");
				assertThat(pool.getDataSourceProperties()).containsEntry("maxRows", "7")
					.containsEntry("sslMode", "REQUIRED");
				assertThat(pool(context, "archive").getJdbcUrl()).startsWith("jdbc:mysql://archive.example.org:4002/");
				assertThat(context.getBean("tidbDataSource")).isInstanceOf(HikariDataSource.class);
				assertThat(context.getBean(TiDBProperties.class).getClients().get("reporting").getHealth().getTimeout())
					.hasSeconds(7);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "my-client", "myClient", "my_client", "MY-CLIENT2" })
	void nameIsUsedAsItIsWritten(String name) {
		String prefix = "tidb.clients." + name;
		this.contextRunner
			.withPropertyValues(DEFAULT, prefix + ".host=my.example.org", prefix + ".hikari.maximum-pool-size=3",
					prefix + ".health.timeout=7")
			.run((context) -> {
				assertThat(pool(context, name).getJdbcUrl()).contains("my.example.org");
				assertThat(pool(context, name).getMaximumPoolSize()).isEqualTo(3);
				assertThat(context.getBean(TiDBProperties.class).getClients().get(name).getHealth().getTimeout())
					.hasSeconds(7);
				assertThat(BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(), TiDBClient.class,
						name))
					.isSameAs(context.getBean(name + "TiDBClient"));
			});
		this.contextRunner.withPropertyValues(DEFAULT, prefix + ".connection-fetch=lazy", prefix + ".host=a")
			.run((context) -> assertThat(context.getBean(name + "TiDBDataSource"))
				.isInstanceOf(LazyConnectionDataSourceProxy.class));
	}

	@Test
	void whatAppliesToClientsAppliesToEach() {
		this.contextRunner.withUserConfiguration(ForAll.class).withPropertyValues(DEFAULT, REPORTING).run((context) -> {
			for (String name : List.of("tidbClient", "reportingTiDBClient")) {
				TiDBClient client = context.getBean(name, TiDBClient.class);
				assertThat(client.dataSource()).as(name).isInstanceOf(DelegatingDataSource.class);
				assertThat(client.table(Text.class).search().similarTo("x").limit(1).toSql()).as(name)
					.contains("[1.0]");
			}
			assertThat(context.getBean(ForAll.class).customized).hasSize(2);
		});
	}

	@Test
	void whenThereIsNoDefaultThenThereAreTheNamedOnesOnly() {
		this.contextRunner.withUserConfiguration(Unqualified.class).withPropertyValues(REPORTING).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanNamesForType(TiDBClient.class)).containsExactly("reportingTiDBClient");
			assertThat(context.getBean(Unqualified.class).clients).isEmpty();
			assertThat(context.getBean(DataSource.class)).isInstanceOf(NoDataSource.class);
			assertThat(context.getBean(JdbcTemplate.class)).extracting(JdbcTemplate::getDataSource)
				.isSameAs(context.getBean("tidbDataSource"));
			assertThat(messageOf(context.getBean(DataSource.class))).contains("no default DataSource",
					"tidb.clients.*: reporting", "tidb.host");
		});
	}

	@ParameterizedTest
	@CsvSource({ "tidb.port=4001", "tidb.database=notes", "spring.datasource.url=jdbc:h2:mem:another" })
	void whenAnythingElseIsConfiguredThenThereIsADefault(String property) {
		this.contextRunner.withPropertyValues(REPORTING, property)
			.run((context) -> assertThat(context.getBean(TiDBClient.class)).isSameAs(context.getBean("tidbClient")));
	}

	@Test
	void whenTheApplicationHasADataSourceThenTheDefaultClientUsesThat() {
		this.contextRunner.withUserConfiguration(OneDataSource.class).withPropertyValues(REPORTING).run((context) -> {
			assertThat(context.getBean(DataSource.class)).isSameAs(context.getBean("mine"));
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(context.getBean("mine"));
			assertThat(pool(context, "reporting").getJdbcUrl()).contains("reporting.example.org");
		});
	}

	@Test
	void whenTheApplicationHasAClientThenItStaysTheDefault() {
		this.contextRunner.withUserConfiguration(OwnClient.class).withPropertyValues(REPORTING).run((context) -> {
			assertThat(context.getBean(TiDBClient.class)).isSameAs(context.getBean("ownClient"));
			assertThat(context.getBeansOfType(TiDBClient.class)).containsOnlyKeys("ownClient", "reportingTiDBClient");
		});
	}

	@Test
	void whenAClientHasNoServerThenItIsWhereConnectionDetailsSay() {
		this.contextRunner.withUserConfiguration(Details.class)
			.withPropertyValues("tidb.clients.reporting.database=reports",
					"tidb.clients.archive.host=archive.example.org")
			.run((context) -> {
				assertThat(pool(context, "reporting").getJdbcUrl())
					.startsWith("jdbc:mysql://details.example.org:4000/");
				assertThat(pool(context, "reporting").getCatalog()).isEqualTo("reports");
				assertThat(pool(context, "archive").getJdbcUrl()).startsWith("jdbc:mysql://archive.example.org:4000/");
			});
	}

	@Test
	void whenASectionIsEmptyThenTheClientHasAllDefaults() {
		this.contextRunner.withPropertyValues("tidb.clients.reporting=")
			.run((context) -> assertThat(pool(context, "reporting").getJdbcUrl())
				.isEqualTo("jdbc:mysql://127.0.0.1:4000/test"));
	}

	@Test
	void whenTheEnvironmentHasAPropertyThenItIsOfTheClientWithThatName() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace("systemEnvironment",
						new SystemEnvironmentPropertySource("systemEnvironment",
								Map.of("TIDB_CLIENTS_MYCLIENT_PASSWORD", "secret", "TIDB_CLIENTS_ARCHIVE_HOST",
										"archive.example.org", "TIDB_CLIENTS_PORT", "tcp://10.0.0.1:4000",
										"TIDB_CLIENTS_PORT_4000_TCP", "tcp://10.0.0.1:4000"))))
			.withPropertyValues(DEFAULT, "tidb.clients.my-client.host=my.example.org")
			.run((context) -> {
				assertThat(context.getBeansOfType(TiDBClient.class)).containsOnlyKeys("tidbClient",
						"my-clientTiDBClient", "archiveTiDBClient");
				assertThat(pool(context, "my-client").getPassword()).isEqualTo("secret");
				assertThat(pool(context, "archive").getJdbcUrl()).contains("archive.example.org");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					tidb.clients.my-client.host=a,tidb.clients.myClient.port=4001 | clients.myClient | the same client as tidb.clients.my-client
					tidb.clients.[my client].host=a | clients.[my client] | begins with a letter
					tidb.clients[0].host=a | clients.[0] | begins with a letter
					tidb.clients.default.host=a | clients.default | the properties of the default client are tidb.host
					tidb.clients.reporting=a | clients.reporting | it is a section, not a property
					tidb.host=a,tidb.clients.reporting.database=reports | clients.reporting.host | a named client takes nothing from tidb.host
					tidb.clients.reporting.host=a b | clients.reporting.host | neither a host name nor an address
					tidb.clients.reporting.hikari.jdbc-url=jdbc:h2:mem:x | clients.reporting.hikari.jdbc-url | use tidb.clients.reporting.database-url
					tidb.clients.myClient.host=a b | clients.my-client.host | neither a host name nor an address
					tidb.clients.reporting.health.timeout=0 | clients.reporting.health.timeout | is not more than 0
					tidb.clients.reporting.ssl.bundle=none | clients.reporting.ssl.bundle | there is no SSL bundle named 'none'
					""")
	void whatIsWrongIsSaidWithThePropertyOfTheClient(String properties, String setting, String reason) {
		this.contextRunner.withPropertyValues(properties.split(","))
			.run((context) -> assertThat(failure(context)).satisfies((failure) -> {
				assertThat(failure.getSetting()).isEqualTo(setting);
				assertThat(failure.getReason()).contains(reason);
			}));
	}

	@Test
	void whenABeanHasTheNameOfAClientsBeanThenBothAreNamed() {
		this.contextRunner.withPropertyValues(DEFAULT, REPORTING)
			.withBean("reportingTiDBClient", String.class, () -> "another")
			.run((context) -> assertThat(failure(context).getReason())
				.contains("its bean would have the name of another bean, 'reportingTiDBClient'"));
	}

	@Test
	void whenTheQualifierMatchesAnotherBeanThenItIsNamed() {
		this.contextRunner.withPropertyValues(DEFAULT, REPORTING)
			.withUserConfiguration(Qualified.class)
			.run((context) -> assertThat(failure(context).getReason())
				.contains("@Qualifier(\"reporting\") would match the bean 'own'", "defined in", "Qualified"));
	}

	@Test
	void whenThereIsNoOtherClientThenNothingIsAdded() {
		this.contextRunner.withPropertyValues(DEFAULT).run((context) -> {
			assertThat(context).hasSingleBean(TiDBClient.class).hasSingleBean(DataSource.class);
			assertThat(context).doesNotHaveBean(TiDBClientsAutoConfiguration.CLIENTS);
		});
	}

	private static HikariDataSource pool(AssertableApplicationContext context, String name) {
		return context.getBean(name + "TiDBDataSource", HikariDataSource.class);
	}

	private static @Nullable String messageOf(DataSource dataSource) {
		try {
			dataSource.getConnection().close();
			return null;
		}
		catch (Exception ex) {
			return ex.getMessage();
		}
	}

	private static InvalidConnectionSettingException failure(AssertableApplicationContext context) {
		Throwable failure = context.getStartupFailure();
		while (failure != null && !(failure instanceof InvalidConnectionSettingException)) {
			failure = failure.getCause();
		}
		assertThat(failure).as("the failure of the start").isNotNull();
		return (InvalidConnectionSettingException) failure;
	}

	record Text(@PrimaryKey long id, @VectorColumn(dimensions = 1) float[] vector) {

	}

	record Report(TiDBClient tidb, TiDBClient reporting, DataSource dataSource) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		@Bean
		Report report(TiDBClient tidb, @Qualifier("reporting") TiDBClient reporting,
				@Qualifier("reporting") DataSource dataSource) {
			return new Report(tidb, reporting, dataSource);
		}

		@Bean(defaultCandidate = false)
		@Qualifier("reporting")
		JdbcTransactionManager reportingTransactions(@Qualifier("reporting") DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unqualified {

		private final List<TiDBClient> clients;

		Unqualified(ObjectProvider<TiDBClient> clients) {
			this.clients = clients.stream().toList();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ForAll {

		private final List<TiDBClient.Builder> customized = new ArrayList<>();

		@Bean
		TiDBClientBuilderCustomizer decorator() {
			return (builder) -> {
				this.customized.add(builder);
				builder.decorateDataSource(DelegatingDataSource::new);
			};
		}

		@Bean
		EmbeddingFunction embeddingFunction() {
			return new EmbeddingFunction() {

				@Override
				public OptionalInt dimensions() {
					return OptionalInt.of(1);
				}

				@Override
				public List<float[]> embed(List<String> texts) {
					Function<String, float[]> one = (text) -> new float[] { 1 };
					return texts.stream().map(one).toList();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Qualified {

		@Bean
		@Qualifier("reporting")
		DataSource own() {
			return ConnectionSettings.of("mysql://own.example.org/test").toDataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Details {

		@Bean
		TiDBConnectionDetails details() {
			return () -> ConnectionSettings.of("mysql://details.example.org/test");
		}

	}

}
