package io.github.tidbspring.boot.data;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBClientsAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Which client a repository searches with. Nothing connects.
 */
class RepositoryClientsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBClientsAutoConfiguration.class,
				TiDBDataSourceAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class))
		.withBean(RepositoryClients.class);

	@Test
	void repositoryHasTheClientOfItsQualifierOtherwiseTheDefaultOne() {
		this.contextRunner
			.withPropertyValues("tidb.host=tidb.example.org", "tidb.clients.reporting.host=reporting.example.org")
			.run((context) -> {
				RepositoryClients clients = context.getBean(RepositoryClients.class);
				assertThat(clients.of(Plain.class)).isSameAs(context.getBean("tidbClient"));
				assertThat(clients.of(Reporting.class)).isSameAs(context.getBean("reportingTiDBClient"));
			});
	}

	@Test
	void whenThereIsNoDefaultClientThenTheOthersAreNamed() {
		this.contextRunner.withPropertyValues("tidb.clients.reporting.host=reporting.example.org")
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(RepositoryClients.class).of(Plain.class))
				.withMessageContaining(
						Plain.class.getName() + " searches with the default TiDBClient, and there is none "
								+ "(the clients are reportingTiDBClient); annotate the repository with @Qualifier"));
	}

	@Test
	void whenSeveralClientsAreEqualThenPrimaryIsAskedFor() {
		this.contextRunner.withBean("one", TiDBClient.class, RepositoryClientsTests::client)
			.withBean("two", TiDBClient.class, RepositoryClientsTests::client)
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(RepositoryClients.class).of(Plain.class))
				.withMessageContaining("(the clients are one, two)")
				.withMessageContaining("@Primary"));
	}

	@Test
	void whenNoClientHasTheQualifierThenItsPropertiesAreNamed() {
		this.contextRunner.withPropertyValues("tidb.host=tidb.example.org")
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(RepositoryClients.class).of(Reporting.class))
				.withMessageContaining("@Qualifier(\"reporting\")")
				.withMessageContaining("(the clients are tidbClient); configure it (tidb.clients.reporting.*)"));
	}

	private static TiDBClient client() {
		return TiDBClient.create(new DriverManagerDataSource("jdbc:mysql://127.0.0.1:4000/test"));
	}

	interface Plain extends CrudRepository<Object, Long> {

	}

	@Qualifier("reporting")
	interface Reporting extends CrudRepository<Object, Long> {

	}

}
