package io.github.tidbspring.boot.test.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Takes out of the application's configuration files what says where its database is. A
 * test that creates tables and writes rows must not do so by accident on a server that
 * somebody needs.
 */
record WithoutConfiguredServer() implements ContextCustomizer {

	private static final Log logger = LogFactory.getLog(WithoutConfiguredServer.class);

	/** What Boot calls the property sources of configuration files. */
	private static final String CONFIGURATION_FILE = "Config resource";

	private static final List<ConfigurationPropertyName> SERVER = List
		.of("spring.datasource", "tidb.host", "tidb.port", "tidb.username", "tidb.password", "tidb.database-url",
				"tidb.ssl", "tidb.stand-in.port", "tidb.stand-in.data-directory")
		.stream()
		.map(ConfigurationPropertyName::of)
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
		}
		if (!removed.isEmpty()) {
			logger.info("In this test, these properties of the application's files have no effect: "
					+ String.join(", ", removed) + ". To use them, set configuredServer = true in @TiDBTest");
		}
		context.addBeanFactoryPostProcessor(new ServerOfTest(context.getEnvironment(), false));
	}

	private static PropertySource<?> without(OriginTrackedMapPropertySource source, Set<String> removed) {
		Map<String, Object> rest = new LinkedHashMap<>(source.getSource());
		List<String> names = rest.keySet().stream().filter(WithoutConfiguredServer::isServer).toList();
		names.forEach(rest::remove);
		removed.addAll(names);
		return new OriginTrackedMapPropertySource(source.getName(), rest, source.isImmutable());
	}

	private static boolean isServer(String name) {
		ConfigurationPropertyName adapted = ConfigurationPropertyName.adapt(name, '.');
		return SERVER.stream().anyMatch((server) -> server.equals(adapted) || server.isAncestorOf(adapted));
	}

}
