package io.github.tidbspring.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Bindable.BindRestriction;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Rejects pool properties that would bypass the connection settings, and with them the
 * TLS policy.
 */
final class PoolProperties {

	static final String PREFIX = "tidb.hikari";

	/** The section below the prefix of a client. */
	private static final String SECTION = "hikari";

	private static final List<String> NOT_OF_THE_POOL = List.of("jdbc-url", "username", "password", "driver-class-name",
			"data-source-class-name", "data-source-j-n-d-i", "data-source-properties", "credentials",
			"credentials-provider-class-name");

	private PoolProperties() {
	}

	/**
	 * Reject properties of a pool that are not settings of the pool.
	 * @param environment the environment
	 * @param prefix the prefix of the client's properties, such as {@code tidb}
	 */
	static void check(Environment environment, String prefix) {
		Binder binder = Binder.get(environment);
		for (String name : NOT_OF_THE_POOL) {
			if (isSet(binder, prefix + "." + SECTION + "." + name)) {
				throw new InvalidConnectionSettingException(SECTION + "." + name,
						"it is not a setting of the pool; use %1$s.database-url, %1$s.username, %1$s.password, "
							.formatted(prefix) + "%1$s.ssl.* and %1$s.driver-properties.*".formatted(prefix));
			}
		}
	}

	/** Return whether a property is rejected if it is set. */
	static boolean isRefused(ConfigurationPropertyName property) {
		ConfigurationPropertyName counterpart = NamedClients.counterpart(property);
		ConfigurationPropertyName ofAnyClient = (counterpart != null) ? counterpart : property;
		return NOT_OF_THE_POOL.stream()
			.map((name) -> ConfigurationPropertyName.of(PREFIX + "." + name))
			.anyMatch((name) -> name.equals(ofAnyClient) || name.isAncestorOf(ofAnyClient));
	}

	/**
	 * Bind the properties of a pool. The section may be empty.
	 * @param environment the environment
	 * @param prefix the prefix of the client's properties, such as {@code tidb}
	 * @param dataSource the pool
	 */
	static void bind(Environment environment, String prefix, DataSource dataSource) {
		Binder.get(environment)
			.bind(prefix + "." + SECTION,
					Bindable.ofInstance(dataSource).withBindRestrictions(BindRestriction.NO_DIRECT_PROPERTY));
	}

	private static boolean isSet(Binder binder, String name) {
		// An empty section of a YAML file is an empty string.
		return binder.bind(name, Bindable.of(Object.class)).map((value) -> !"".equals(value)).orElse(false)
				|| binder.bind(name, Bindable.mapOf(String.class, String.class))
					.map((map) -> !map.isEmpty())
					.orElse(false);
	}

}
