package io.github.tidbspring.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.boot.autoconfigure.OwnDataSources.AnotherDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.OneDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.OwnClient;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.PrimaryDataSource;
import io.github.tidbspring.boot.autoconfigure.OwnDataSources.QualifiedDataSource;
import io.github.tidbspring.client.connection.ConnectionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said where an application speaks of a TiDB and has a {@code DataSource} of its
 * own, and when.
 */
@ExtendWith(OutputCaptureExtension.class)
class OwnDataSourceBesideTiDBTests {

	private static final String SAID = "configures a connection to TiDB, but TiDBClient";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				TiDBPropertyDiagnosticsAutoConfiguration.class, DataSourceAutoConfiguration.class));

	@Test
	void whenTheHostIsSetThenItIsWarnedOfBeforeAnyBeanIsMade(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(SpeakingDataSource.class)
			.withPropertyValues("tidb.host=tidb.example.org", "tidb.password=geheim")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output.toString()).containsSubsequence("The property tidb.host " + SAID, "the DataSource is made")
			.contains("'mine'", "@TiDBDataSource", "spring.datasource.url")
			.doesNotContain("geheim", "tidb.example.org");
		assertThat(lines(output)).singleElement().asString().contains(" WARN ");
	}

	@Test
	void whenTheStartFailsThenItHasBeenSaid(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OneDataSource.class, Failing.class)
			.withPropertyValues("tidb.database-url=mysql://me:geheim@tidb.example.org/d")
			.run((context) -> assertThat(context).hasFailed());
		assertThat(lines(output)).singleElement().asString().contains("tidb.database-url").doesNotContain("geheim");
	}

	@Test
	void whenConnectionDetailsSayWhereTiDBIsThenTheyAreNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OneDataSource.class)
			.withBean(TiDBConnectionDetails.class, () -> () -> ConnectionSettings.builder().build())
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(lines(output)).singleElement().asString().contains("A TiDBConnectionDetails bean " + SAID);
	}

	@Test
	void whenThereAreTwoThenBothAreNamed(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OneDataSource.class, AnotherDataSource.class)
			.withPropertyValues("tidb.username=me")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(lines(output)).singleElement().asString().contains("could only use").contains("another, mine");
	}

	@Test
	void whenNobodySpeaksOfATiDBThenNothingIsSaid(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OneDataSource.class)
			.withPropertyValues("tidb.port=4001")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenTheDataSourceIsChosenForTiDBThenNothingIsSaid(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(QualifiedDataSource.class, PrimaryDataSource.class)
			.withPropertyValues("tidb.host=tidb.example.org")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenTheClientIsTheApplicationsThenNothingIsSaid(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OneDataSource.class, OwnClient.class)
			.withPropertyValues("tidb.host=tidb.example.org")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(lines(output)).isEmpty();
	}

	@Test
	void whenTiDBHasItsOwnBesideBootsThenNothingIsSaid(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:boots", "tidb.host=tidb.example.org")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(lines(output)).isEmpty();
	}

	private static List<String> lines(CapturedOutput output) {
		return output.toString()
			.lines()
			.filter((line) -> line.contains("configures a connection to TiDB, but"))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class SpeakingDataSource {

		@Bean
		DataSource mine() {
			System.out.println("the DataSource is made");
			return new org.springframework.jdbc.datasource.DriverManagerDataSource("jdbc:h2:mem:speaking");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		String failing(DataSource dataSource) {
			throw new IllegalStateException("Failed for another reason");
		}

	}

}
