package io.github.tidbspring.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

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

	private static final List<String> NOT_OF_THE_POOL = List.of("jdbc-url", "username", "password", "driver-class-name",
			"data-source-class-name", "data-source-j-n-d-i", "data-source-properties", "credentials",
			"credentials-provider-class-name");

	private PoolProperties() {
	}

	static void check(Environment environment) {
		Binder binder = Binder.get(environment);
		for (String name : NOT_OF_THE_POOL) {
			if (isSet(binder, PREFIX + "." + name)) {
				throw new InvalidConnectionSettingException("hikari." + name,
						"it is not a setting of the pool; use tidb.database-url, tidb.username, tidb.password, "
								+ "tidb.ssl.* and tidb.driver-properties.*");
			}
		}
	}

	/** Return whether a property is rejected if it is set. */
	static boolean isRefused(ConfigurationPropertyName property) {
		return NOT_OF_THE_POOL.stream()
			.map((name) -> ConfigurationPropertyName.of(PREFIX + "." + name))
			.anyMatch((name) -> name.equals(property) || name.isAncestorOf(property));
	}

	/** Bind the properties of the pool. The section may be empty. */
	static void bind(Environment environment, DataSource dataSource) {
		Binder.get(environment)
			.bind(PREFIX, Bindable.ofInstance(dataSource).withBindRestrictions(BindRestriction.NO_DIRECT_PROPERTY));
	}

	private static boolean isSet(Binder binder, String name) {
		// An empty section of a YAML file is an empty string.
		return binder.bind(name, Bindable.of(Object.class)).map((value) -> !"".equals(value)).orElse(false)
				|| binder.bind(name, Bindable.mapOf(String.class, String.class))
					.map((map) -> !map.isEmpty())
					.orElse(false);
	}

}
