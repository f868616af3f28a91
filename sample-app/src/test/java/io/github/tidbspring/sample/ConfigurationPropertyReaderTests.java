package io.github.tidbspring.sample;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link ConfigurationPropertyReader}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationPropertyReaderTests {

	@TempDir
	private Path folder;

	private final List<URL> jars = new ArrayList<>();

	@Test
	void readsProperties() throws IOException {
		jar("""
				{"groups": [], "properties": [{
				  "name": "server.port", "type": "java.lang.Integer", "defaultValue": 8080, "description": "Server port."
				}]}""");
		assertThat(read())
			.containsExactly(new PropertyMetadata("server.port", "java.lang.Integer", "8080", "Server port."));
	}

	@Test
	void readsPropertyWithoutTypeAndDefault() throws IOException {
		jar("""
				{"properties": [
				  {"name": "a", "description": "A."}, {"name": "b", "type": null, "description": " B. "}
				]}""");
		assertThat(read()).containsExactly(new PropertyMetadata("a", null, null, "A."),
				new PropertyMetadata("b", null, null, "B."));
	}

	@Test
	void propertiesWithoutDescriptionAreLeftOut() throws IOException {
		jar("""
				{"properties": [
				  {"name": "a"}, {"name": "b", "description": " "}, {"name": "c", "description": null}
				]}""");
		assertThat(read()).isEmpty();
	}

	@Test
	void defaultsOfAnyKindBecomeText() throws IOException {
		jar("""
				{"properties": [
				  {"description": "D.", "name": "a-boolean", "defaultValue": false},
				  {"description": "D.", "name": "b-number", "defaultValue": 0.5},
				  {"description": "D.", "name": "c-text", "defaultValue": "10MB"},
				  {"description": "D.", "name": "d-array", "defaultValue": ["x", 2, true]},
				  {"description": "D.", "name": "e-empty-array", "defaultValue": []},
				  {"description": "D.", "name": "f-object", "defaultValue": {"x": 1}},
				  {"description": "D.", "name": "g-null", "defaultValue": null},
				  {"description": "D.", "name": "h-empty-text", "defaultValue": ""}
				]}""");
		assertThat(read()).extracting(PropertyMetadata::defaultValue)
			.containsExactly("false", "0.5", "10MB", "x, 2, true", null, "{\"x\":1}", null, null);
	}

	@Test
	void deprecatedPropertiesAreLeftOut() throws IOException {
		jar("""
				{"properties": [
				  {"name": "old", "description": "Old.", "deprecated": true},
				  {"name": "older", "description": "Older.", "deprecation": {"level": "error", "replacement": "new"}},
				  {"name": "new", "description": "New.", "deprecated": false}
				]}""");
		assertThat(read()).extracting(PropertyMetadata::name).containsExactly("new");
	}

	@Test
	void propertyOfTwoJarsIsReadOnceWithADescription() throws IOException {
		jar("""
				{"properties": [{"name": "a"}, {"name": "b", "description": "First."}]}""");
		jar("""
				{"properties": [{"name": "a", "description": "About a."}, {"name": "b", "description": "Second."}]}""");
		assertThat(read()).extracting(PropertyMetadata::name, PropertyMetadata::description)
			.containsExactly(tuple("a", "About a."), tuple("b", "First."));
	}

	@Test
	void propertiesAreInTheOrderOfTheirNames() throws IOException {
		jar("""
				{"properties": [{"name": "c", "description": "C."}, {"name": "a", "description": "A."}]}""");
		jar("""
				{"properties": [{"name": "b", "description": "B."}]}""");
		assertThat(read()).extracting(PropertyMetadata::name).containsExactly("a", "b", "c");
	}

	@Test
	void brokenFileIsLeftOutWithAWarning(CapturedOutput output) throws IOException {
		jar("{\"properties\": [{\"name\": ");
		jar("");
		jar("[1, 2]");
		jar("""
				{"properties": [{"name": "a", "description": "A."}]}""");
		jar("""
				{"properties": [{"type": "without.a.Name"}, "not an object", 7]}""");
		assertThat(read()).extracting(PropertyMetadata::name).containsExactly("a");
		assertThat(output).contains("Skipped").contains("Found 1 described configuration properties in 5 files");
	}

	@Test
	void readsThePropertiesOfSpringBoot() throws IOException {
		Collection<PropertyMetadata> properties = new ConfigurationPropertyReader(new DefaultResourceLoader()).read();
		assertThat(properties).hasSizeGreaterThan(500);
		assertThat(properties).extracting(PropertyMetadata::name)
			.doesNotHaveDuplicates()
			.contains("server.port", "spring.datasource.url", "management.endpoints.web.exposure.include");
	}

	private void jar(String json) throws IOException {
		Path jar = this.folder.resolve("jar" + this.jars.size());
		Path file = jar.resolve("META-INF/spring-configuration-metadata.json");
		Files.createDirectories(file.getParent());
		Files.writeString(file, json);
		this.jars.add(jar.toUri().toURL());
	}

	private Collection<PropertyMetadata> read() throws IOException {
		try (URLClassLoader classLoader = new URLClassLoader(this.jars.toArray(URL[]::new), null)) {
			return new ConfigurationPropertyReader(new DefaultResourceLoader(classLoader)).read();
		}
	}

}
