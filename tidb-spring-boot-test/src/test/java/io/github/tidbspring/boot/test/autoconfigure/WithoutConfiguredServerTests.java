package io.github.tidbspring.boot.test.autoconfigure;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionProperties;
import io.github.tidbspring.boot.autoconfigure.devserver.TiDBDevServerProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.MergedContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WithoutConfiguredServerTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	@Test
	void whenAFileSaysWhereTheServerIsThenThatIsTakenOutAndSaidOnce(CapturedOutput output) {
		file("application.yml", Map.of("tidb.host", "tidb.example.org", "tidb.ssl.mode", "required", "tidb.database",
				"notes", "spring.datasource.url", "jdbc:h2:mem:x", "server.port", "8081"));
		file("application.properties", Map.of("tidb.databaseUrl", "mysql://root:topsecret@h/d"));
		customize();
		assertThat(this.context.getEnvironment().getProperty("tidb.database")).isEqualTo("notes");
		assertThat(this.context.getEnvironment().getProperty("server.port")).isEqualTo("8081");
		for (String name : List.of("tidb.host", "tidb.ssl.mode", "tidb.databaseUrl", "spring.datasource.url")) {
			assertThat(this.context.getEnvironment().containsProperty(name)).as(name).isFalse();
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("have no effect"))).singleElement()
			.asString()
			.contains("spring.datasource.url, tidb.databaseUrl, tidb.host, tidb.ssl.mode")
			.doesNotContain("topsecret");
	}

	@Test
	void whenAFileHasNamedClientsThenTheirServersAreTakenOutAndTheyStay() {
		file("application.yml",
				Map.of("tidb.clients.reporting.host", "r.example.org", "tidb.clients.reporting.ssl.mode", "required",
						"tidb.clients.reporting.database", "reports", "tidb.clients.myArchive.databaseUrl",
						"mysql://root:topsecret@a/d", "tidb.clients.myArchive.hikari.maximum-pool-size", "3"));
		customize();
		ConfigurableEnvironment environment = this.context.getEnvironment();
		for (String name : List.of("tidb.clients.reporting.host", "tidb.clients.reporting.ssl.mode",
				"tidb.clients.myArchive.databaseUrl")) {
			assertThat(environment.containsProperty(name)).as(name).isFalse();
		}
		assertThat(environment.getProperty("tidb.clients.reporting.database")).isEqualTo("reports");
		assertThat(environment.getProperty("tidb.clients.myArchive.hikari.maximum-pool-size")).isEqualTo("3");
		assertThat(environment.getProperty("tidb.clients.reporting.ensure-database")).isEqualTo("true");
		assertThat(environment.getProperty("tidb.clients.myArchive.ensure-database")).isEqualTo("true");
	}

	/** A list kept by hand would miss a property that is added to these classes. */
	@Test
	void onlyPropertiesThatSayNothingOfAServerStay() {
		Map<String, Object> all = new HashMap<>();
		addProperties("tidb", TiDBConnectionProperties.class, all);
		addProperties("tidb.dev-server", TiDBDevServerProperties.class, all);
		assertThat(all).containsKeys("tidb.host", "tidb.ssl.ca-certificate", "tidb.dev-server.port");
		file("application.yml", all);
		customize();
		assertThat(all.keySet()).filteredOn((name) -> this.context.getEnvironment().containsProperty(name))
			.containsExactlyInAnyOrder("tidb.database", "tidb.ensure-database", "tidb.driver-properties",
					"tidb.dev-server.enabled", "tidb.dev-server.type", "tidb.dev-server.tidb-binary");
	}

	private static void addProperties(String prefix, Class<?> type, Map<String, Object> names) {
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(property.getName());
			if (property.getWriteMethod() != null) {
				names.put(name, "any");
			}
			else if (property.getPropertyType().getEnclosingClass() == type) {
				addProperties(name, property.getPropertyType(), names);
			}
		}
	}

	@Test
	void whenADirectoryThatAFileImportsSaysSoThenThatIsTakenOutToo(@TempDir Path directory, CapturedOutput output)
			throws IOException {
		Files.createDirectories(directory.resolve("tidb"));
		Files.writeString(directory.resolve("tidb/host"), "tidb.example.org");
		Files.writeString(directory.resolve("tidb/database"), "notes");
		this.context.getEnvironment()
			.getPropertySources()
			.addLast(new ConfigTreePropertySource("Config tree '" + directory + "'", directory));
		customize();
		assertThat(this.context.getEnvironment().containsProperty("tidb.host")).isFalse();
		assertThat(this.context.getEnvironment().getProperty("tidb.database")).isEqualTo("notes");
		assertThat(output.toString().lines().filter((line) -> line.contains("have no effect"))).singleElement()
			.asString()
			.contains("tidb.host");
	}

	@Test
	void whenTheTestSaysWhereTheServerIsThenThatStays(CapturedOutput output) {
		this.context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("Inlined Test Properties", Map.of("tidb.host", "tidb.example.org")));
		customize();
		assertThat(this.context.getEnvironment().getProperty("tidb.host")).isEqualTo("tidb.example.org");
		assertThat(output).doesNotContain("have no effect");
	}

	@Test
	void theContextsOfTwoTestsAreTheSame() {
		assertThat(new WithoutConfiguredServer()).isEqualTo(new WithoutConfiguredServer());
	}

	private void file(String name, Map<String, Object> properties) {
		this.context.getEnvironment()
			.getPropertySources()
			.addLast(new OriginTrackedMapPropertySource("Config resource '" + name + "'", properties, true));
	}

	private void customize() {
		new WithoutConfiguredServer().customizeContext(this.context, Mockito.mock(MergedContextConfiguration.class));
	}

}
