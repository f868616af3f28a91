package io.github.tidbspring.boot.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.tidbspring.boot.internal.DevServerPropertyNames;
import io.github.tidbspring.boot.internal.NamedClients;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.ClassUtils;

/**
 * Logs the properties below {@code tidb} that no class binds, each with the most similar
 * known name. It covers files, the command line and tests, but not environment variables,
 * which other tools set too: Kubernetes sets {@code TIDB_SERVICE_HOST}.
 *
 * @param environment the environment
 */
record UnknownProperties(ConfigurableEnvironment environment) implements BeanFactoryPostProcessor, Ordered {

	private static final Log logger = LogFactory.getLog(UnknownProperties.class);

	private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])[A-Z]");

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("tidb");

	/** What an application has once, not for each client. */
	private static final List<ConfigurationPropertyName> NOT_OF_EACH_CLIENT = Stream
		.of(NamedClients.PREFIX, DevServerPropertyNames.PREFIX, "tidb.exception-override", "tidb.test")
		.map(ConfigurationPropertyName::of)
		.toList();

	/** The metadata that Spring Boot's annotation processor generates, and additions. */
	private static final List<String> METADATA = List.of("META-INF/spring-configuration-metadata.json",
			"META-INF/additional-spring-configuration-metadata.json");

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		List<Written> written = written();
		if (written.isEmpty()) {
			return;
		}
		Known known = Known.in(beanFactory.getBeanClassLoader());
		if (known.names().isEmpty()) {
			return;
		}
		Known ofApplication = known.ofBeans(beanFactory);
		Collection<String> unknown = written.stream()
			.filter((property) -> !known.contains(property.name()) && !known.isEmptySection(property))
			.filter((property) -> !ofApplication.contains(property.name()))
			// Rejected ones fail the start with their own message.
			.filter((property) -> property.isEmpty() || !PoolProperties.isRefused(property.name()))
			.map((property) -> property.describe(known.nearest(property.inKebabCase())))
			.filter((description) -> !description.isEmpty())
			.collect(Collectors.toCollection(LinkedHashSet::new));
		if (!unknown.isEmpty()) {
			logger.warn("These properties are unknown and are ignored: " + String.join("; ", unknown));
		}
	}

	private List<Written> written() {
		List<Written> written = new ArrayList<>();
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable
					&& !(source instanceof SystemEnvironmentPropertySource)) {
				boolean ofThisJvm = source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
				for (String key : enumerable.getPropertyNames()) {
					ConfigurationPropertyName name = key.regionMatches(true, 0, "tidb", 0, 4)
							? ConfigurationPropertyName.adapt(key, '.') : ConfigurationPropertyName.EMPTY;
					if (PREFIX.isAncestorOf(name)) {
						Origin origin = OriginLookup.getOrigin(source, key);
						written.add(new Written(key, name, (origin != null) ? origin.toString() : source.getName(),
								ofThisJvm, "".equals(source.getProperty(key))));
					}
				}
			}
		}
		return written;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * A property that is set.
	 *
	 * @param key the key as it is written
	 * @param name the canonical name
	 * @param origin where it is set
	 * @param ofThisJvm whether it is a system property; these may be for other tools,
	 * such as a build
	 * @param isEmpty whether its value is the empty string
	 */
	private record Written(String key, ConfigurationPropertyName name, String origin, boolean ofThisJvm,
			boolean isEmpty) {

		/** Return the name with the words of a name in camel case separated. */
		String inKebabCase() {
			return ConfigurationPropertyName.adapt(CAMEL.matcher(this.key).replaceAll("-$0"), '.').toString();
		}

		String describe(@Nullable String nearest) {
			if (nearest == null && this.ofThisJvm) {
				return "";
			}
			return this.key + " (" + this.origin + ")" + ((nearest != null) ? ", did you mean " + nearest + "?" : "");
		}

	}

	/**
	 * The known properties.
	 *
	 * @param names their names
	 * @param maps the prefixes below which any name is valid
	 */
	private record Known(Set<ConfigurationPropertyName> names, Set<ConfigurationPropertyName> maps) {

		static Known in(@Nullable ClassLoader classLoader) {
			Known known = new Known(new HashSet<>(), new HashSet<>());
			ClassLoader loader = (classLoader != null) ? classLoader : ClassUtils.getDefaultClassLoader();
			if (loader != null) {
				METADATA.forEach((resource) -> known.read(loader, resource));
			}
			return known;
		}

		private void read(ClassLoader classLoader, String resource) {
			try {
				for (Enumeration<URL> urls = classLoader.getResources(resource); urls.hasMoreElements();) {
					// Parsed only if it contains such properties: most files are large.
					String text = new UrlResource(urls.nextElement()).getContentAsString(StandardCharsets.UTF_8);
					if (text.contains("\"tidb.")) {
						add(properties(text));
					}
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/** Invalid metadata is ignored: otherwise only editors read it. */
		private static @Nullable Object properties(String text) {
			try {
				return JsonParserFactory.getJsonParser().parseMap(text).get("properties");
			}
			catch (JsonParseException ex) {
				return null;
			}
		}

		/**
		 * Return the prefixes of the application's own properties beans, with or without
		 * metadata.
		 */
		Known ofBeans(ConfigurableListableBeanFactory beanFactory) {
			Known known = new Known(new HashSet<>(), new HashSet<>());
			for (String bean : beanFactory.getBeanDefinitionNames()) {
				ConfigurationProperties annotation = beanFactory.findAnnotationOnBean(bean,
						ConfigurationProperties.class, false);
				if (annotation != null) {
					ConfigurationPropertyName prefix = ConfigurationPropertyName.adapt(annotation.prefix(), '.');
					if (PREFIX.isAncestorOf(prefix) && this.names.stream().noneMatch(prefix::isAncestorOf)) {
						known.maps.add(prefix);
					}
				}
			}
			return known;
		}

		/** Return whether it is a section of a YAML file that has only comments. */
		boolean isEmptySection(Written property) {
			ConfigurationPropertyName counterpart = NamedClients.counterpart(property.name());
			ConfigurationPropertyName section = (counterpart != null) ? counterpart : property.name();
			return property.isEmpty() && this.names.stream().anyMatch(section::isAncestorOf);
		}

		private void add(@Nullable Object properties) {
			if (properties instanceof Collection<?> list) {
				for (Object property : list) {
					if (property instanceof Map<?, ?> attributes && attributes.get("name") instanceof String name
							&& name.startsWith("tidb.")) {
						this.names.add(ConfigurationPropertyName.adapt(name, '.'));
						String type = String.valueOf(attributes.get("type"));
						if (type.startsWith("java.util.Map") || type.equals("java.util.Properties")) {
							this.maps.add(ConfigurationPropertyName.adapt(name, '.'));
						}
					}
				}
			}
		}

		boolean contains(ConfigurationPropertyName name) {
			ConfigurationPropertyName counterpart = NamedClients.counterpart(name);
			if (counterpart != null) {
				return isOfEachClient(counterpart) && contains(counterpart);
			}
			return this.names.contains(name)
					|| this.maps.stream().anyMatch((map) -> map.equals(name) || map.isAncestorOf(name))
					|| isIndexed(name);
		}

		/** Return whether it is an element of a known list. */
		private boolean isIndexed(ConfigurationPropertyName name) {
			return name.isLastElementIndexed() && this.names.contains(name.getParent());
		}

		@Nullable String nearest(String name) {
			ConfigurationPropertyName property = ConfigurationPropertyName.adapt(name, '.');
			ConfigurationPropertyName counterpart = NamedClients.counterpart(property);
			Stream<ConfigurationPropertyName> candidates = this.names.stream();
			if (counterpart != null) {
				ConfigurationPropertyName client = property
					.chop(property.getNumberOfElements() - counterpart.getNumberOfElements() + 1);
				candidates = candidates.filter(Known::isOfEachClient).map((known) -> client.append(known.subName(1)));
			}
			return SimilarNames.nearest(name, candidates.map(ConfigurationPropertyName::toString).toList());
		}

		/**
		 * Return whether a property of the default client is one of named clients too.
		 */
		private static boolean isOfEachClient(ConfigurationPropertyName property) {
			return NOT_OF_EACH_CLIENT.stream()
				.noneMatch((section) -> section.equals(property) || section.isAncestorOf(property));
		}

	}

}
