package io.github.tidbspring.boot.diagnostics;

import java.util.Arrays;
import java.util.function.Supplier;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.boot.internal.AutoConfiguredClient;
import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.Environment;

/**
 * Finds the source of a connection's settings. It reads only bean definitions, because
 * failure analyzers run when the beans have been destroyed.
 */
final class ConnectionSource {

	static final String PREFIX = "tidb";

	private static final String DATA_SOURCE = "tidbDataSource";

	/** Attribute of the bean definition of a {@code DataSource} taken from a client. */
	private static final String OF_OWN_CLIENT = "io.github.tidbspring.boot.autoconfigure.OwnClients";

	private static final String DETAILS_OF_PROPERTIES = "tidbConnectionDetails";

	private static final String STAND_IN = "tidbDevServer";

	private ConnectionSource() {
	}

	/** Return whether the application created the client, without the builder bean. */
	static boolean isOwnClient(@Nullable BeanFactory beanFactory) {
		if (!(beanFactory instanceof ConfigurableListableBeanFactory definitions)
				|| AutoConfiguredClient.isIn(definitions)
				|| Arrays.stream(definitions.getBeanNamesForType(TiDBClient.class, true, false))
					.allMatch((name) -> AutoConfiguredClient.isAny(definitions, name))) {
			return false;
		}
		boolean followed = definitions.containsBeanDefinition(DATA_SOURCE)
				&& definitions.getBeanDefinition(DATA_SOURCE).hasAttribute(OF_OWN_CLIENT);
		// Created with the builder bean, it uses the pool that the properties configure.
		return followed || lastFailure(beanFactory) == null;
	}

	/**
	 * Return the last connection failure of the auto-configured pool, or of that of the
	 * application's own client.
	 */
	static @Nullable ConnectionFailure lastFailure(@Nullable BeanFactory beanFactory) {
		return (beanFactory instanceof ConfigurableListableBeanFactory definitions
				&& definitions.containsBeanDefinition(DATA_SOURCE)) ? lastFailure(definitions, DATA_SOURCE) : null;
	}

	private static @Nullable ConnectionFailure lastFailure(ConfigurableListableBeanFactory definitions, String bean) {
		Object last = definitions.getBeanDefinition(bean).getAttribute(ConnectionFailure.class.getName());
		return (last instanceof Supplier<?> supplier && supplier.get() instanceof ConnectionFailure failure) ? failure
				: null;
	}

	/**
	 * Return the prefix of the properties that configure the pool of a failure.
	 * @param beanFactory the bean factory
	 * @param failure the failure
	 * @return {@code tidb}, or that of a named client, such as
	 * {@code tidb.clients.reporting}
	 */
	static String prefix(@Nullable BeanFactory beanFactory, ConnectionFailure failure) {
		if (beanFactory instanceof ConfigurableListableBeanFactory definitions) {
			for (String bean : definitions.getBeanDefinitionNames()) {
				String name = NamedClients.nameOf(bean);
				if (name != null && lastFailure(definitions, bean) == failure) {
					return NamedClients.prefix(name);
				}
			}
		}
		return PREFIX;
	}

	/** Return the bean with connection details that replace the properties, if any. */
	static @Nullable String details(@Nullable BeanFactory beanFactory) {
		if (!(beanFactory instanceof ListableBeanFactory listable) || listable.containsBean(STAND_IN)) {
			return null;
		}
		return Arrays.stream(listable.getBeanNamesForType(TiDBConnectionDetails.class, true, false))
			.filter((name) -> !name.equals(DETAILS_OF_PROPERTIES))
			.findFirst()
			.orElse(null);
	}

	static boolean isSet(@Nullable Environment environment, String property) {
		return property(environment, property) != null;
	}

	/** Return where a property is set, as text for messages, without its value. */
	static @Nullable String origin(@Nullable Environment environment, String name) {
		ConfigurationProperty property = property(environment, name);
		Origin origin = (property != null) ? property.getOrigin() : null;
		if (origin instanceof PropertySourceOrigin ofSource && ofSource.getOrigin() == null) {
			return "'" + ofSource.getPropertyName() + "' of " + ofSource.getPropertySource().getName();
		}
		return (origin != null) ? origin.toString() : null;
	}

	private static @Nullable ConfigurationProperty property(@Nullable Environment environment, String name) {
		if (environment == null || !ConfigurationPropertyName.isValid(name)) {
			return null;
		}
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(ConfigurationPropertyName.of(name));
			if (property != null) {
				return property;
			}
		}
		return null;
	}

}
