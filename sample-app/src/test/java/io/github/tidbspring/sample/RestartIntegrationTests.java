package io.github.tidbspring.sample;

import java.nio.file.Path;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.search.SearchHits;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.StatementRecording;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a second start of the application, on a server that keeps its data. What is
 * embedded and when does not depend on the model, which takes its time.
 */
@ExtendWith(OutputCaptureExtension.class)
class RestartIntegrationTests {

	@TempDir
	private Path data;

	@BeforeEach
	void thereIsTheTableOfAnEarlierVersion() {
		try (TiDBDevServer server = TiDBDevServer.builder().dataDirectory(this.data).start();
				TiDBClient tidb = TiDBClient.builder((connection) -> connection.databaseUrl(server.url()))
					.decorateDataSource(server::wrap)
					.build()) {
			tidb.sql("CREATE TABLE configuration_property (name VARCHAR(255) PRIMARY KEY, embedding VECTOR(384))")
				.update();
		}
	}

	@Test
	void restartDoesNotEmbedAgainWhatIsStored(CapturedOutput output) throws Exception {
		int properties;
		try (ConfigurableApplicationContext first = start()) {
			properties = count(first);
			assertThat(properties).isGreaterThan(500);
			assertThat(texts(first)).isEqualTo(properties);
		}
		assertThat(output).contains("Embedding " + properties + " properties; 0 are stored already")
			.contains("Embedded " + properties + " of " + properties + " properties");
		try (ConfigurableApplicationContext second = start()) {
			assertThat(texts(second)).isZero();
			assertThat(count(second)).isEqualTo(properties);
			if (second.getBean(TiDBDevServer.class).isStandIn()) {
				assertThat(search(second).isVectorOnly()).isFalse();
				StatementRecording
					.notForTiDB(() -> second.getBean(TiDBClient.class).sql("DROP FUNCTION FTS_MATCH_WORD").update());
			}
			assertThat(search(second).isVectorOnly()).isTrue();
			assertThat(search(second).list()).extracting((hit) -> hit.entity().name()).contains("server.port");
		}
		assertThat(output).contains("All " + properties + " properties are stored already");
	}

	private SearchHits<PropertyMetadata> search(ConfigurableApplicationContext context) {
		return context.getBean(PropertySearch.class).search("change the http port", 3);
	}

	private ConfigurableApplicationContext start() {
		SpringApplication application = new SpringApplicationBuilder(SampleApplication.class,
				StatementRecordingConfiguration.class, CountingEmbedder.WordsConfiguration.class)
			.build();
		return application.run("--server.port=0", "--tidb.dev-server.data-directory=" + this.data);
	}

	private int texts(ConfigurableApplicationContext context) {
		return context.getBean(CountingEmbedder.class).texts();
	}

	private int count(ConfigurableApplicationContext context) {
		return Math.toIntExact(context.getBean(TiDBClient.class).table(ConfigurationProperty.class).count());
	}

}
