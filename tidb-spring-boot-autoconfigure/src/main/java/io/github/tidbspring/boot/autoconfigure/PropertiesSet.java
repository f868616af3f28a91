package io.github.tidbspring.boot.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * The names of the properties that an application has set, and never their values.
 */
final class PropertiesSet {

	/** These say where TiDB is, and how to log in. */
	static final List<String> CONNECTION = List.of("tidb.host", "tidb.port", "tidb.username", "tidb.password",
			"tidb.database", "tidb.database-url", "tidb.ssl.mode", "tidb.ssl.bundle", "tidb.ssl.ca-certificate");

	private static final String ENSURE_DATABASE = "tidb.ensure-database";

	private static final List<String> OF_THE_DATA_SOURCE = List.of("tidb.driver-properties", PoolProperties.PREFIX);

	private static final String STAND_IN = "tidb.stand-in.enabled";

	private static final List<String> OF_THE_STAND_IN = List.of("tidb.stand-in.port", "tidb.stand-in.data-directory");

	private final ConfigurableEnvironment environment;

	PropertiesSet(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	Collection<String> forConnection() {
		return CONNECTION.stream().filter(this::isSet).toList();
	}

	/** All that a {@code DataSource} is made of, its connection included. */
	Collection<String> forDataSource() {
		Set<String> names = new TreeSet<>(forConnection());
		if (isSet(ENSURE_DATABASE)) {
			names.add(ENSURE_DATABASE);
		}
		OF_THE_DATA_SOURCE.forEach((parent) -> names.addAll(below(parent)));
		return names;
	}

	/** What a stand-in would do; to have none is an effect too. */
	Collection<String> forStandIn() {
		Set<String> names = new TreeSet<>(OF_THE_STAND_IN.stream().filter(this::isSet).toList());
		if ("true".equalsIgnoreCase(this.environment.getProperty(STAND_IN))) {
			names.add(STAND_IN);
		}
		return names;
	}

	private boolean isSet(String name) {
		try {
			return StringUtils.hasText(this.environment.getProperty(name));
		}
		catch (IllegalArgumentException ex) {
			// A placeholder without a value: it is set all the same.
			return true;
		}
	}

	private Set<String> below(String parent) {
		ConfigurationPropertyName ancestor = ConfigurationPropertyName.of(parent);
		Set<String> names = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources
			.from(this.environment.getPropertySources())) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter(ancestor::isAncestorOf)
					.map(ConfigurationPropertyName::toString)
					.forEach(names::add);
			}
		}
		return names;
	}

}
