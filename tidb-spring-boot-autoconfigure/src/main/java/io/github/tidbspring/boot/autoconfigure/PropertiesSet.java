package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * The names, never the values, of the properties that an application has set.
 *
 * @param environment the environment
 */
record PropertiesSet(ConfigurableEnvironment environment) {

	private static final List<String> OF_THE_DATA_SOURCE = List.of(TiDBPropertyNames.DRIVER_PROPERTIES,
			PoolProperties.PREFIX);

	private static final String DEV_SERVER = "tidb.dev-server.enabled";

	private static final List<String> OF_THE_DEV_SERVER = List.of("tidb.dev-server.port",
			"tidb.dev-server.data-directory");

	/**
	 * Set as a system property or in the environment, these describe the machine, for all
	 * applications on it. They count as set only if the application sets them.
	 */
	private static final List<String> OF_THE_MACHINE = List.of("tidb.dev-server.type", "tidb.dev-server.tidb-binary");

	private static final String DATA_SOURCE_OF_BOOT = "spring.datasource";

	private static final Set<String> OF_MACHINES = Set.of(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
			StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);

	Collection<String> forConnection() {
		return TiDBPropertyNames.CONNECTION.stream().filter(this::isSet).toList();
	}

	/** Return the properties of the {@code DataSource} and of its connections. */
	Collection<String> forDataSource() {
		Set<String> names = new TreeSet<>(forConnection());
		Stream.of(TiDBPropertyNames.ENSURE_DATABASE, LazyConnectionFetch.PROPERTY)
			.filter(this::isSet)
			.forEach(names::add);
		OF_THE_DATA_SOURCE.forEach((parent) -> names.addAll(below(parent)));
		return names;
	}

	/** Return the properties of the {@code DataSource} of Spring Boot. */
	Collection<String> forBootsDataSource() {
		Set<String> names = new TreeSet<>(below(DATA_SOURCE_OF_BOOT));
		names.addAll(inEnvironment("SPRING_DATASOURCE_"));
		return names;
	}

	/**
	 * Return environment variables with a name that Spring Boot does not bind, by reason:
	 * the name of a map property must not contain an underscore there.
	 */
	Map<String, Collection<String>> ofNobody() {
		Collection<String> names = inEnvironment("TIDB_DRIVER_PROPERTIES_");
		return names.isEmpty() ? Map.of()
				: Map.of("the environment's name for tidb.driver-properties is TIDB_DRIVERPROPERTIES_", names);
	}

	/** Return the names of environment variables as they are written there. */
	private Collection<String> inEnvironment(String prefix) {
		Set<String> names = new TreeSet<>();
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source instanceof SystemEnvironmentPropertySource environment) {
				Arrays.stream(environment.getPropertyNames())
					.filter((name) -> name.toUpperCase(Locale.ROOT).startsWith(prefix))
					.filter((name) -> StringUtils.hasText(String.valueOf(environment.getProperty(name))))
					.forEach(names::add);
			}
		}
		return names;
	}

	/**
	 * Return the properties of the development server. {@code enabled=false} is not
	 * included, because that has an effect if no server is started.
	 */
	Collection<String> forDevServer() {
		Set<String> names = new TreeSet<>(OF_THE_DEV_SERVER.stream().filter(this::isSet).toList());
		if ("true".equalsIgnoreCase(this.environment.getProperty(DEV_SERVER))) {
			names.add(DEV_SERVER);
		}
		OF_THE_MACHINE.stream().filter(this::isSetByApplication).forEach(names::add);
		return names;
	}

	private boolean isSet(String name) {
		return TiDBPropertyNames.isSet(this.environment, name);
	}

	private boolean isSetByApplication(String name) {
		ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
		for (ConfigurationPropertySource source : ConfigurationPropertySources
			.from(this.environment.getPropertySources())) {
			boolean ofMachine = source.getUnderlyingSource() instanceof PropertySource<?> underlying
					&& OF_MACHINES.contains(underlying.getName());
			if (!ofMachine && hasText(source.getConfigurationProperty(property))) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasText(@Nullable ConfigurationProperty property) {
		return property != null && StringUtils.hasText(String.valueOf(property.getValue()));
	}

	private Set<String> below(String parent) {
		ConfigurationPropertyName ancestor = ConfigurationPropertyName.of(parent);
		Set<String> names = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources
			.from(this.environment.getPropertySources())) {
			boolean byItsOwnName = DATA_SOURCE_OF_BOOT.equals(parent)
					&& source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
			if (source instanceof IterableConfigurationPropertySource iterable && !byItsOwnName) {
				iterable.stream()
					.filter(ancestor::isAncestorOf)
					.filter((name) -> hasText(iterable.getConfigurationProperty(name)))
					.map(ConfigurationPropertyName::toString)
					.forEach(names::add);
			}
		}
		return names;
	}

}
