package io.github.tidbspring.boot.test.autoconfigure;

import java.util.Arrays;
import java.util.List;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * Names the server that a {@link TiDBTest @TiDBTest} runs on where properties say which,
 * before anything connects: as a warning where that is the environment, of which the test
 * may know nothing. The development server and containers name themselves.
 */
final class ServerOfTest implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(ServerOfTest.class);

	/** What says where the database is, the first one first. */
	private static final List<String> NAMING = List.of("spring.datasource.url", "tidb.database-url", "tidb.host",
			"tidb.username");

	private static final String DEV_SERVER = "tidbDevServer";

	private static final String DETAILS_OF_PROPERTIES = "tidbConnectionDetails";

	private final ConfigurableEnvironment environment;

	private final boolean askedFor;

	/**
	 * Create an instance.
	 * @param environment has the properties
	 * @param askedFor whether the test asks for the server that is configured
	 */
	ServerOfTest(ConfigurableEnvironment environment, boolean askedFor) {
		this.environment = environment;
		this.askedFor = askedFor;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBeanDefinition(DEV_SERVER) || hasDetails(beanFactory)) {
			return;
		}
		for (String name : NAMING) {
			for (ConfigurationPropertySource source : ConfigurationPropertySources
				.from(this.environment.getPropertySources())) {
				ConfigurationProperty property = source.getConfigurationProperty(ConfigurationPropertyName.of(name));
				if (property != null && StringUtils.hasText(String.valueOf(property.getValue()))) {
					say(property, source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource);
					return;
				}
			}
		}
	}

	/** As in the application, these replace the properties. */
	private static boolean hasDetails(ConfigurableListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(TiDBConnectionDetails.class, true, false))
			.anyMatch((name) -> !name.equals(DETAILS_OF_PROPERTIES));
	}

	private void say(ConfigurationProperty property, boolean ofEnvironment) {
		String key = key(property);
		String place = place(property);
		String server = (place != null) ? place + ", which " + key + " names" : "the server that " + key + " names";
		if (ofEnvironment && !this.askedFor) {
			logger.warn("This test runs on " + server + " in the environment, and not on a server of its own: "
					+ "it creates tables there, and writes rows that it rolls back. Without " + key
					+ " in the environment it runs on the development server");
		}
		else {
			logger.info("This test runs on " + server);
		}
	}

	private static String key(ConfigurationProperty property) {
		Origin origin = property.getOrigin();
		return (origin instanceof PropertySourceOrigin ofSource) ? ofSource.getPropertyName()
				: property.getName().toString();
	}

	/** Of a URL nothing but host, port and database: it may contain a password. */
	private @Nullable String place(ConfigurationProperty property) {
		String value = this.environment.resolvePlaceholders(String.valueOf(property.getValue()));
		String name = property.getName().toString();
		try {
			return switch (name) {
				case "tidb.host" -> value + ":" + port();
				case "tidb.username" -> ConnectionSettings.DEFAULT_HOST + ":" + port();
				default -> ConnectionSettings.of(value).toString();
			};
		}
		catch (InvalidConnectionSettingException ex) {
			return null;
		}
	}

	private String port() {
		for (ConfigurationPropertySource source : ConfigurationPropertySources
			.from(this.environment.getPropertySources())) {
			ConfigurationProperty port = source.getConfigurationProperty(ConfigurationPropertyName.of("tidb.port"));
			if (port != null) {
				return String.valueOf(port.getValue());
			}
		}
		return String.valueOf(ConnectionSettings.DEFAULT_PORT);
	}

}
