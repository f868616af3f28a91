package io.github.tidbspring.boot.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.observation.TiDBObservation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The metadata that an IDE shows is complete, and the documentation is the metadata.
 */
class PropertiesDocumentationTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "properties.md");

	private static final String INTRODUCTION = """
			# Properties

			All properties, from the configuration metadata that an IDE shows; a test keeps this page and the metadata
			together. How they work together: [Connecting](connecting.md), [The development server](dev-server.md).

			A [client with a name](connecting.md#several-servers) has each property of this page that begins with `tidb.`, as
			`tidb.clients.<name>.` and the rest, except `tidb.clients`, `tidb.dev-server` and `tidb.exception-override`.

			| property | type | default | |
			| --- | --- | --- | --- |
			""";

	private final List<JsonNode> properties = properties();

	@Test
	void whenPropertyExistsThenItHasADescriptionAndAType() {
		assertThat(this.properties).hasSizeGreaterThan(30).allSatisfy((property) -> {
			assertThat(property.path("type").asString("")).as(name(property)).isNotEmpty();
			assertThat(property.path("description").asString("")).as(name(property)).endsWith(".");
		});
	}

	@Test
	void whenPropertyWouldGoAroundTheConnectionThenItIsNotOffered() {
		assertThat(this.properties).extracting(PropertiesDocumentationTests::name)
			.doesNotContain("tidb.hikari.jdbc-url", "tidb.hikari.password", "tidb.hikari.username");
	}

	@Test
	void whenPropertyIsAModeThenItsValuesAreExplained() throws IOException {
		JsonNode hints = metadata().path("hints");
		assertThat(hints).filteredOn((hint) -> hint.path("name").asString("").equals("tidb.ssl.mode"))
			.singleElement()
			.satisfies((hint) -> assertThat(hint.path("values")).extracting((value) -> value.path("value").asString(""))
				.containsExactly("auto", "disabled", "preferred", "required", "verify-ca", "verify-identity"));
	}

	@Test
	void whenAHintIsGivenThenItsPropertyExists() throws IOException {
		List<String> names = this.properties.stream().map(PropertiesDocumentationTests::name).toList();
		assertThat(metadata().path("hints")).hasSizeGreaterThanOrEqualTo(4)
			.extracting((hint) -> hint.path("name").asString("").replaceAll("[.](keys|values)$", ""))
			.allSatisfy((name) -> assertThat(names).contains(name));
	}

	@Test
	void whenAnIdeOffersADriverPropertyThenTheClientTakesIt() throws IOException {
		assertThat(metadata().path("hints"))
			.filteredOn((hint) -> hint.path("name").asString("").equals("tidb.driver-properties.keys"))
			.singleElement()
			.satisfies((hint) -> assertThat(hint.path("values")).isNotEmpty()
				.allSatisfy((value) -> ConnectionSettings.builder()
					.driverProperty(value.path("value").asString(""),
							value.path("value").asString("").endsWith("Timeout") ? "1000" : "true")));
	}

	@Test
	void whenMetadataChangesThenTheDocumentationFollows() throws IOException {
		StringBuilder document = new StringBuilder(INTRODUCTION);
		for (JsonNode property : this.properties) {
			document.append(row(property));
		}
		String text = document.toString();
		if ("write".equals(System.getProperty("tidb.docs"))) {
			Files.writeString(DOCUMENT, text);
		}
		assertThat(Files.readString(DOCUMENT).replace("\r\n", "\n"))
			.as("docs/properties.md; run this test with -Dtidb.docs=write to write it anew")
			.isEqualTo(text);
	}

	@Test
	void whenAPropertyIsDeprecatedThenItsRowSaysSoAndWhatReplacesIt() {
		JsonNode property = JsonMapper.shared().readTree("""
				{"name": "tidb.old", "type": "java.lang.Integer", "description": "Number of things.", "defaultValue": 3,
				"deprecation": {"reason": "It never counted all.", "replacement": "tidb.new", "since": "0.2"}}
				""");
		assertThat(row(property)).isEqualTo(
				"| `tidb.old` | integer | `3` | **Deprecated** since 0.2, use `tidb.new`. It never counted all. Number of things. |\n");
	}

	@Test
	void whenAPropertyIsDeprecatedWithoutAReplacementThenItsRowSaysSo() {
		JsonNode property = JsonMapper.shared().readTree("""
				{"name": "tidb.old", "type": "java.lang.String", "description": "A | B.", "deprecation": {}}
				""");
		assertThat(row(property)).isEqualTo("| `tidb.old` | string |  | **Deprecated**. A \\| B. |\n");
	}

	@Test
	void whenAPageShowsYamlThenItsPropertiesExist() throws IOException {
		Pattern example = Pattern.compile("```ya?ml\n(.*?)```", Pattern.DOTALL);
		List<Named> named = namedByPages(example, PropertiesDocumentationTests::keys);
		assertThat(named).hasSizeGreaterThan(5);
		assertThat(named).filteredOn(this::isUnknown).isEmpty();
	}

	@Test
	void whenAPageNamesAPropertyThenItExists() throws IOException {
		Pattern code = Pattern.compile("`(tidb(?:[.][a-z][a-z-]*)+)(?:[.][*]|=[^`]*)?`");
		Set<String> others = new TreeSet<>(List.of("tidb.log"));
		for (TiDBObservation observation : TiDBObservation.values()) {
			others.add(observation.getName());
		}
		List<Named> named = namedByPages(code, Stream::of);
		assertThat(named).hasSizeGreaterThan(30);
		assertThat(named).filteredOn((property) -> !others.contains(property.name()))
			.filteredOn(this::isUnknown)
			.isEmpty();
	}

	private boolean isUnknown(Named named) {
		return this.properties.stream()
			.noneMatch((property) -> (name(property) + ".").startsWith(named.name() + ".")
					|| type(property).startsWith("Map") && named.name().startsWith(name(property) + "."));
	}

	private static List<Named> namedByPages(Pattern pattern, Function<String, Stream<String>> names)
			throws IOException {
		List<Named> named = new ArrayList<>();
		List<Path> pages = new ArrayList<>(List.of(Path.of("../README.md"), Path.of("../CONTRIBUTING.md")));
		try (Stream<Path> docs = Files.list(DOCUMENT.getParent())) {
			docs.filter((file) -> file.toString().endsWith(".md")).forEach(pages::add);
		}
		for (Path page : pages) {
			String text = Files.readString(page);
			pattern.matcher(text).results().forEach((match) -> {
				long line = text.substring(0, match.start() + 1).lines().count();
				names.apply(match.group(1)).forEach((name) -> named.add(new Named(page + ":" + line, name)));
			});
		}
		return named;
	}

	private static Stream<String> keys(String yaml) {
		YamlPropertiesFactoryBean properties = new YamlPropertiesFactoryBean();
		properties.setResources(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		return Objects.requireNonNull(properties.getObject())
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith("tidb."));
	}

	private static String row(JsonNode property) {
		return "| `%s` | %s | %s | %s |\n".formatted(name(property), type(property), value(property),
				(deprecation(property) + property.path("description").asString("")).replace("|", "\\|"));
	}

	private static String deprecation(JsonNode property) {
		JsonNode deprecation = property.path("deprecation");
		if (deprecation.isMissingNode()) {
			return "";
		}
		String since = deprecation.path("since").asString("");
		String replacement = deprecation.path("replacement").asString("");
		String reason = deprecation.path("reason").asString("");
		return "**Deprecated**" + (since.isEmpty() ? "" : " since " + since)
				+ (replacement.isEmpty() ? "" : ", use `" + replacement + "`") + ". "
				+ (reason.isEmpty() ? "" : reason + " ");
	}

	private static String type(JsonNode property) {
		String type = property.path("type").asString("").replaceAll("[a-z]+\\.", "").replace('$', '.');
		return Set.of("Boolean", "Integer", "Long", "String").contains(type) ? type.toLowerCase(Locale.ROOT)
				: type.replace("<", "&lt;").replace(">", "&gt;");
	}

	private static String value(JsonNode property) {
		JsonNode value = property.path("defaultValue");
		return value.isMissingNode() ? "" : "`" + value.asString() + "`";
	}

	private static String name(JsonNode property) {
		return property.path("name").asString("");
	}

	private static List<JsonNode> properties() {
		try {
			List<JsonNode> properties = new ArrayList<>();
			metadata().path("properties").forEach(properties::add);
			properties.sort(Comparator.comparing(PropertiesDocumentationTests::name));
			return properties;
		}
		catch (IOException ex) {
			throw new IllegalStateException("There is no configuration metadata", ex);
		}
	}

	private static JsonNode metadata() throws IOException {
		// Ours, and not that of a Boot module: each has a file of this name.
		for (URL url : Collections.list(PropertiesDocumentationTests.class.getClassLoader()
			.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream input = url.openStream()) {
				JsonNode metadata = JsonMapper.shared().readTree(input);
				if (metadata.toString().contains("\"tidb.host\"")) {
					return metadata;
				}
			}
		}
		throw new IOException("No metadata contains tidb.host");
	}

	/** A property that a page names, and the line. */
	private record Named(String place, String name) {

	}

}
