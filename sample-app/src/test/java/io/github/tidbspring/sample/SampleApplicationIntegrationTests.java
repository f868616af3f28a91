package io.github.tidbspring.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.client.table.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the application as its users see it, on the development server.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({ StatementRecordingConfiguration.class, CountingEmbedder.Configuration.class })
@DirtiesContext
class SampleApplicationIntegrationTests {

	@TempDir
	private static Path data;

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private TiDBDevServer server;

	@Autowired
	private ConfigurationPropertyReader reader;

	@Autowired
	private PropertyIndex index;

	@Autowired
	private CountingEmbedder embedder;

	@LocalServerPort
	private int port;

	private RestTestClient http;

	@DynamicPropertySource
	static void dataDirectory(DynamicPropertyRegistry registry) {
		registry.add("tidb.dev-server.data-directory", () -> data);
	}

	@BeforeEach
	void connect() {
		this.http = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			change the http port,                           server.port,                               -
			jdbc url of the database,                       spring.datasource.url,                     tidb.database-url
			which actuator endpoints are exposed over http, management.endpoints.web.exposure.include, -
			""")
	void questionFindsPropertyAmongTheFirstThree(String question, String property, String orProperty) {
		assertThat(search(question, 3)).extracting(PropertyMatch::name).containsAnyOf(property, orProperty);
	}

	@Test
	void resultsAreWhatTheJarsSayWithBestFirst() {
		List<PropertyMatch> matches = search("change the http port", 5);
		assertThat(matches).hasSize(5)
			.isSortedAccordingTo((first, second) -> Double.compare(second.score(), first.score()));
		assertThat(matches.get(0)).usingRecursiveComparison()
			.ignoringFields("score", "distance", "meaningRank", "wordsRank")
			.isEqualTo(new PropertyMatch("server.port", "java.lang.Integer", "8080", "Server HTTP port.", 0, null, null,
					null));
		assertThat(matches.get(0).score()).isBetween(0.7, 1.0);
		assertThat(matches.get(0).distance()).isBetween(0.0, 0.6);
		assertThat(matches.get(0).meaningRank()).isBetween(1, 3);
		if (this.server.isStandIn()) {
			assertThat(matches.get(0).wordsRank()).isPositive();
		}
		else {
			assertThat(matches.get(0).wordsRank()).as("One TiDB alone has no full-text search").isNull();
		}
	}

	@Test
	void parameterThatIsNotUtf8IsABadRequest() {
		this.http.get()
			.uri(URI.create("http://localhost:" + this.port + "/api/search?q=%FF"))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("The parameters cannot be decoded: they must be percent-encoded UTF-8.");
	}

	@Test
	void healthShowsTiDB() {
		this.http.get()
			.uri("/actuator/health")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("UP")
			.jsonPath("$.components.tidb.status")
			.isEqualTo("UP");
	}

	@Test
	void metricsShowSearchesAndBatchesAndTransactions() {
		search("change the http port", 1);
		for (String observation : List.of("tidb.search", "tidb.bulk", "tidb.transaction")) {
			this.http.get()
				.uri("/actuator/metrics/{name}", observation)
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.measurements[0].value")
				.value(Double.class, (count) -> assertThat(count).isGreaterThanOrEqualTo(1));
		}
		this.http.get()
			.uri("/actuator/metrics/tidb.search?tag=kind:hybrid&tag=table:spring_boot_property")
			.exchange()
			.expectStatus()
			.isOk();
	}

	@Test
	void serverSaysWhatItIs() {
		this.http.get()
			.uri("/api/server")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.product")
			.isEqualTo(this.server.isStandIn() ? "MariaDB, a stand-in for TiDB" : "TiDB")
			.jsonPath("$.tls")
			.value(String.class, (tls) -> assertThat(tls).startsWith("TLSv1."));
	}

	@Test
	void pageHasASearchBox() {
		this.http.get()
			.uri("/")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_HTML)
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("<input id=\"question\" name=\"q\" type=\"search\""));
	}

	@Test
	void tableIsWhatItsTypeDescribes() {
		table().schema().validate();
	}

	@Test
	void propertiesAreNotEmbeddedAgain() throws IOException {
		int before = this.embedder.texts();
		this.index.update(this.reader.read());
		assertThat(this.embedder.texts()).isEqualTo(before);
	}

	@Test
	void changedPropertyIsEmbeddedAgainAndGoneOneIsRemoved() throws IOException {
		ConfigurationProperty port = table().findById("server.port").orElseThrow();
		table().update(eq("name", port.name()), Map.of("digest", "", "description", "Old."));
		table().insert(new ConfigurationProperty("gone.property", null, null, "Gone.", port.digest(), "gone",
				port.embedding()));
		int before = this.embedder.texts();
		this.index.update(this.reader.read());
		assertThat(this.embedder.texts()).isEqualTo(before + 1);
		assertThat(table().exists(eq("name", "gone.property"))).isFalse();
		assertThat(search("change the http port", 1)).extracting(PropertyMatch::description)
			.containsExactly("Server HTTP port.");
	}

	@Test
	void twoInstancesThatStartAtOnceDoNotBreakEachOther() throws Exception {
		Collection<PropertyMetadata> properties = this.reader.read();
		table().schema().drop();
		ExecutorService instances = Executors.newFixedThreadPool(2);
		try {
			Callable<Void> instance = () -> {
				new PropertyIndex(this.tidb.withEmbeddingFunction(this.embedder)).update(properties);
				return null;
			};
			for (Future<Void> started : instances.invokeAll(List.of(instance, instance))) {
				started.get();
			}
		}
		finally {
			instances.shutdownNow();
		}
		assertThat(table().count()).isEqualTo(properties.size());
	}

	private List<PropertyMatch> search(String question, int limit) {
		PropertyMatch[] matches = this.http.get()
			.uri("/api/search?q={question}&limit={limit}", question, limit)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(PropertyMatch[].class)
			.returnResult()
			.getResponseBody();
		return List.of(matches);
	}

	private Table<ConfigurationProperty> table() {
		return this.tidb.table(ConfigurationProperty.class);
	}

}
