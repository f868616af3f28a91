package io.github.tidbspring.boot.autoconfigure;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * The names of the clients that {@code tidb.clients.<name>.*} configures. A name is used
 * as it is written: it is a qualifier, and part of the names of beans. In the
 * environment, where names have neither hyphens nor capitals, a variable belongs to the
 * client that another source writes correctly.
 */
final class ClientNames {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(NamedClients.PREFIX);

	private static final Pattern VALID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

	/** The client without a name; also a value of the tag that tells clients apart. */
	static final String DEFAULT = "default";

	/** The properties of a client, and their sections, in lower case without hyphens. */
	private static final Set<String> PROPERTIES = Stream
		.concat(Stream.of("hikari"),
				Stream.of(TiDBClientProperties.class, TiDBConnectionProperties.class)
					.flatMap((type) -> Arrays.stream(type.getDeclaredFields()))
					.filter((field) -> !Modifier.isStatic(field.getModifiers()))
					.map((field) -> field.getName().toLowerCase(Locale.ROOT)))
		.collect(Collectors.toUnmodifiableSet());

	private ClientNames() {
	}

	/**
	 * Return the names.
	 * @param environment the environment
	 * @return the names, in the order in which they are found
	 * @throws InvalidConnectionSettingException if a name is invalid, or two names differ
	 * only in hyphens and capitals
	 */
	static List<String> of(Environment environment) {
		Map<ConfigurationPropertyName, String> names = new LinkedHashMap<>();
		Map<ConfigurationPropertyName, String> ofEnvironment = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				boolean isEnvironment = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
				iterable.stream()
					.filter(PREFIX::isAncestorOf)
					.filter((property) -> !isEnvironment || isOfClient(property))
					.forEach((property) -> {
						if (isEnvironment) {
							ofEnvironment.putIfAbsent(client(property), NamedClients.nameIn(property));
						}
						else {
							checkIsSection(property, source);
							add(names, property);
						}
					});
			}
		}
		ofEnvironment.forEach((client, name) -> {
			if (!names.containsKey(client)) {
				check(name);
				names.put(client, name);
			}
		});
		return List.copyOf(names.values());
	}

	private static void add(Map<ConfigurationPropertyName, String> names, ConfigurationPropertyName property) {
		String name = NamedClients.nameIn(property);
		check(name);
		String other = names.putIfAbsent(client(property), name);
		if (other != null && !other.equals(name)) {
			throw new InvalidConnectionSettingException("clients." + name,
					"it is the same client as %s.%s, because Spring Boot ignores hyphens and capitals in the names of "
						.formatted(NamedClients.PREFIX, other)
							+ "properties; write the name in one form, or give one of two clients another name");
		}
	}

	private static void check(String name) {
		if (!VALID.matcher(name).matches()) {
			throw new InvalidConnectionSettingException("clients.[" + name + "]",
					"the name of a client begins with a letter and has letters, digits, hyphens and underscores "
							+ "only, because it is part of the names of beans, such as reportingTiDBClient");
		}
		if (name.equals(DEFAULT)) {
			throw new InvalidConnectionSettingException("clients." + name,
					"it is not a name: the properties of the default client are tidb.host, tidb.username and so on");
		}
	}

	/** A section without content is a client with all defaults. */
	private static void checkIsSection(ConfigurationPropertyName property, ConfigurationPropertySource source) {
		ConfigurationProperty value = (property.getNumberOfElements() == PREFIX.getNumberOfElements() + 1)
				? source.getConfigurationProperty(property) : null;
		if (value != null && StringUtils.hasText(String.valueOf(value.getValue()))) {
			throw new InvalidConnectionSettingException("clients." + NamedClients.nameIn(property),
					"it is a section, not a property; set %1$s.host or %1$s.database-url"
						.formatted(NamedClients.prefix(NamedClients.nameIn(property))));
		}
	}

	/**
	 * Return whether a variable of the environment can be a property of a client. Others
	 * may be set by other programs: Kubernetes sets {@code TIDB_CLIENTS_PORT} for a
	 * Service named {@code tidb-clients}.
	 */
	private static boolean isOfClient(ConfigurationPropertyName property) {
		int elements = PREFIX.getNumberOfElements();
		return property.getNumberOfElements() > elements + 1
				&& PROPERTIES.contains(property.getElement(elements + 1, Form.UNIFORM));
	}

	private static ConfigurationPropertyName client(ConfigurationPropertyName property) {
		return property.chop(PREFIX.getNumberOfElements() + 1);
	}

}
