package io.github.tidbspring.boot.test.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.boot.internal.AutoConfiguredClient;
import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.boot.internal.TiDBPropertyNames;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * Logs the server that a {@link TiDBTest @TiDBTest} uses if it is set by properties,
 * before the first connection. It is logged as a warning if it is set in the environment,
 * because the test may not expect it. The development server and containers are logged
 * elsewhere.
 */
final class ServerOfTest implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(ServerOfTest.class);

	/** The properties that set the server, in the order of their precedence. */
	private static final List<String> NAMING = Stream
		.concat(Stream.of("spring.datasource.url"), TiDBPropertyNames.EXPLICIT.stream())
		.toList();

	private static final String PREFIX = "tidb";

	private static final String DEV_SERVER = "tidbDevServer";

	private static final String DETAILS_OF_PROPERTIES = "tidbConnectionDetails";

	private final ConfigurableEnvironment environment;

	private final boolean askedFor;

	/**
	 * Create an instance.
	 * @param environment the environment with the properties
	 * @param askedFor whether the test uses the configured server
	 */
	ServerOfTest(ConfigurableEnvironment environment, boolean askedFor) {
		this.environment = environment;
		this.askedFor = askedFor;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(DEV_SERVER) && !hasDetails(beanFactory)) {
			sayFirst(NAMING, PREFIX, "This test runs on ");
		}
		// Connection details replace only what a named client does not specify.
		for (String name : AutoConfiguredClient.named(beanFactory)) {
			String prefix = NamedClients.prefix(name);
			sayFirst(TiDBPropertyNames.explicit(prefix), prefix, "In this test, the client '" + name + "' uses ");
		}
	}

	private void sayFirst(List<String> naming, String prefix, String beginning) {
		for (String name : naming) {
			for (ConfigurationPropertySource source : ConfigurationPropertySources
				.from(this.environment.getPropertySources())) {
				ConfigurationProperty property = source.getConfigurationProperty(ConfigurationPropertyName.of(name));
				if (property != null && StringUtils.hasText(String.valueOf(property.getValue()))) {
					say(property, prefix, beginning,
							source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource);
					return;
				}
			}
		}
	}

	/**
	 * Return whether there are connection details, which replace the properties as in the
	 * application.
	 */
	private static boolean hasDetails(ConfigurableListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(TiDBConnectionDetails.class, true, false))
			.anyMatch((name) -> !name.equals(DETAILS_OF_PROPERTIES));
	}

	private void say(ConfigurationProperty property, String prefix, String beginning, boolean ofEnvironment) {
		String key = key(property);
		String place = place(property, prefix);
		String server = (place != null) ? place + ", which is set by " + key : "the server that is set by " + key;
		if (ofEnvironment && !this.askedFor) {
			logger.warn(beginning + server + " in the environment, and not "
					+ (prefix.equals(PREFIX)
							? "on the development server: it creates tables there, and writes rows that it rolls back. "
							: "the development server: what it writes there is not rolled back. ")
					+ "To use the development server, unset " + key);
		}
		else {
			logger.info(beginning + server);
		}
	}

	private static String key(ConfigurationProperty property) {
		Origin origin = property.getOrigin();
		return (origin instanceof PropertySourceOrigin ofSource) ? ofSource.getPropertyName()
				: property.getName().toString();
	}

	/**
	 * Return only host, port and database of a URL, because it may contain a password.
	 */
	private @Nullable String place(ConfigurationProperty property, String prefix) {
		String value = this.environment.resolvePlaceholders(String.valueOf(property.getValue()));
		String name = property.getName().getLastElement(Form.UNIFORM);
		try {
			return switch (name) {
				case "host" -> value + ":" + port(prefix);
				case "username" -> ConnectionSettings.DEFAULT_HOST + ":" + port(prefix);
				default -> ConnectionSettings.of(value).toString();
			};
		}
		catch (InvalidConnectionSettingException ex) {
			return null;
		}
	}

	private String port(String prefix) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources
			.from(this.environment.getPropertySources())) {
			ConfigurationProperty port = source
				.getConfigurationProperty(ConfigurationPropertyName.of(prefix + ".port"));
			if (port != null) {
				return String.valueOf(port.getValue());
			}
		}
		return String.valueOf(ConnectionSettings.DEFAULT_PORT);
	}

}
