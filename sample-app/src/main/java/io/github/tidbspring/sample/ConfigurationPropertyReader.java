package io.github.tidbspring.sample;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Reads the configuration metadata of the jars on the class path, which Spring Boot's
 * annotation processor generates for editors.
 */
@Component
class ConfigurationPropertyReader {

	private static final String LOCATION = "classpath*:META-INF/spring-configuration-metadata.json";

	private static final Log logger = LogFactory.getLog(ConfigurationPropertyReader.class);

	private final ResourceLoader resourceLoader;

	ConfigurationPropertyReader(ResourceLoader resourceLoader) {
		this.resourceLoader = resourceLoader;
	}

	/**
	 * Read all properties that have a description and are not deprecated: most deprecated
	 * properties no longer have an effect. A file that cannot be read is skipped with a
	 * warning.
	 * @return the properties with unique names, ordered by name
	 * @throws IOException if the class path cannot be searched
	 */
	Collection<PropertyMetadata> read() throws IOException {
		SortedMap<String, PropertyMetadata> properties = new TreeMap<>();
		Resource[] files = ResourcePatternUtils.getResourcePatternResolver(this.resourceLoader).getResources(LOCATION);
		for (Resource file : files) {
			try (InputStream content = file.getInputStream()) {
				for (JsonNode node : JsonMapper.shared().readTree(content).path("properties")) {
					property(node).ifPresent((property) -> properties.putIfAbsent(property.name(), property));
				}
			}
			catch (IOException | JacksonException ex) {
				String reason = (ex instanceof JacksonException json) ? json.getOriginalMessage() : ex.getMessage();
				logger.warn("Skipped " + file.getDescription() + ": " + reason);
			}
		}
		logger.info("Found " + properties.size() + " described configuration properties in " + files.length + " files");
		return properties.values();
	}

	private Optional<PropertyMetadata> property(JsonNode node) {
		String name = text(node.path("name"));
		String description = text(node.path("description"));
		boolean deprecated = node.has("deprecation") || node.path("deprecated").asBoolean(false);
		if (name == null || description == null || deprecated) {
			return Optional.empty();
		}
		return Optional
			.of(new PropertyMetadata(name, text(node.path("type")), text(node.path("defaultValue")), description));
	}

	private @Nullable String text(JsonNode node) {
		if (node.isMissingNode() || node.isNull()) {
			return null;
		}
		String text = switch (node.getNodeType()) {
			case ARRAY -> node.valueStream().map(this::text).collect(Collectors.joining(", "));
			case OBJECT -> node.toString();
			default -> node.asString().strip();
		};
		return StringUtils.hasText(text) ? text : null;
	}

}
