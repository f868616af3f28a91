package io.github.tidbspring.boot.test.autoconfigure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionProperties;
import io.github.tidbspring.boot.internal.DevServerPropertyNames;
import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.boot.internal.TiDBPropertyNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Removes connection properties from the application's configuration files, so that a
 * test does not create tables and write rows on a shared server by accident.
 */
record WithoutConfiguredServer() implements ContextCustomizer {

	private static final Log logger = LogFactory.getLog(WithoutConfiguredServer.class);

	/**
	 * Prefix of the names that Boot gives the property sources of configuration files.
	 */
	private static final String CONFIGURATION_FILE = "Config resource";

	/** Prefix of the names that Boot gives imported directories ({@code configtree:}). */
	private static final String CONFIGURATION_TREE = "Config tree";

	private static final String CLIENTS = "TiDB clients of the test";

	private static final String ENSURE_DATABASE = TiDBPropertyNames.ENSURE_DATABASE
		.substring(TiDBPropertyNames.ENSURE_DATABASE.lastIndexOf('.'));

	/** The names of properties and, of nested ones, of the section: {@code tidb.ssl}. */
	private static final List<ConfigurationPropertyName> SERVER = Stream
		.concat(Stream.of("spring.datasource"), TiDBPropertyNames.ofServer(TiDBConnectionProperties.class).stream())
		.map((name) -> ConfigurationPropertyName.of(name).chop(2))
		.distinct()
		.toList();

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		Set<String> removed = new TreeSet<>();
		for (PropertySource<?> source : sources) {
			if (source.getName().startsWith(CONFIGURATION_FILE)
					&& source instanceof OriginTrackedMapPropertySource properties) {
				sources.replace(source.getName(), without(properties, removed));
			}
			else if (source.getName().startsWith(CONFIGURATION_TREE)
					&& source instanceof EnumerablePropertySource<?> properties) {
				sources.replace(source.getName(), without(properties, removed));
			}
		}
		Map<String, Object> clients = clients(removed);
		if (!clients.isEmpty()) {
			sources.addLast(new MapPropertySource(CLIENTS, clients));
		}
		if (!removed.isEmpty()) {
			logger.info("In this test, these properties of the application's files have no effect: "
					+ String.join(", ", removed) + ". To use them, set configuredServer = true in @TiDBTest");
		}
		context.addBeanFactoryPostProcessor(new ServerOfTest(context.getEnvironment(), false));
	}

	/**
	 * Return a property of each client whose server is removed, so that there still is
	 * such a client: it uses the test's server, where its database may not exist.
	 */
	private static Map<String, Object> clients(Set<String> removed) {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (String name : removed) {
			ConfigurationPropertyName property = ConfigurationPropertyName.adapt(name, '.');
			if (NamedClients.counterpart(property) != null) {
				// The name as it is written: it is a qualifier.
				properties.put(NamedClients.PREFIX + "." + NamedClients.nameIn(property) + ENSURE_DATABASE, true);
			}
		}
		return properties;
	}

	private static PropertySource<?> without(OriginTrackedMapPropertySource source, Set<String> removed) {
		Map<String, Object> rest = new LinkedHashMap<>(source.getSource());
		List<String> names = rest.keySet().stream().filter(WithoutConfiguredServer::isServer).toList();
		names.forEach(rest::remove);
		removed.addAll(names);
		return new OriginTrackedMapPropertySource(source.getName(), rest, source.isImmutable());
	}

	private static PropertySource<?> without(EnumerablePropertySource<?> source, Set<String> removed) {
		List<String> names = Arrays.stream(source.getPropertyNames())
			.filter(WithoutConfiguredServer::isServer)
			.toList();
		removed.addAll(names);
		return names.isEmpty() ? source : new Rest(source, Set.copyOf(names));
	}

	private static boolean isServer(String name) {
		ConfigurationPropertyName adapted = ConfigurationPropertyName.adapt(name, '.');
		ConfigurationPropertyName counterpart = NamedClients.counterpart(adapted);
		ConfigurationPropertyName property = (counterpart != null) ? counterpart : adapted;
		return DevServerPropertyNames.isOfOneServer(property)
				|| SERVER.stream().anyMatch((server) -> server.equals(property) || server.isAncestorOf(property));
	}

	/**
	 * A property source without the removed properties.
	 */
	private static final class Rest extends EnumerablePropertySource<EnumerablePropertySource<?>>
			implements OriginLookup<String> {

		private final Set<String> removed;

		private Rest(EnumerablePropertySource<?> source, Set<String> removed) {
			super(source.getName(), source);
			this.removed = removed;
		}

		@Override
		public String[] getPropertyNames() {
			return Arrays.stream(this.source.getPropertyNames())
				.filter((name) -> !this.removed.contains(name))
				.toArray(String[]::new);
		}

		@Override
		public @Nullable Object getProperty(String name) {
			return this.removed.contains(name) ? null : this.source.getProperty(name);
		}

		@Override
		public @Nullable Origin getOrigin(String key) {
			return this.removed.contains(key) ? null : OriginLookup.getOrigin(this.source, key);
		}

	}

}
