package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.boot.internal.TiDBPropertyNames;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Creates the beans of named clients.
 */
final class NamedClientFactory {

	/** A bean that exists if the server is a development server. */
	private static final String OF_DEV_SERVER = "tidbDevServerDataSourcePostProcessor";

	private NamedClientFactory() {
	}

	static HikariDataSource dataSource(String name, TiDBProperties properties,
			ObjectProvider<TiDBConnectionDetails> details, ObjectProvider<SslBundles> sslBundles,
			Environment environment, ConfigurableListableBeanFactory beanFactory) {
		TiDBClientProperties client = properties.getClients().getOrDefault(name, new TiDBClientProperties());
		String prefix = NamedClients.prefix(name);
		try {
			PoolProperties.check(environment, prefix);
			TiDBConnectionDetails shared = shared(name, details, environment);
			HikariDataSource dataSource = (shared != null) ? ofShared(shared, client, beanFactory)
					: TiDBDataSourceAutoConfiguration
						.settings(client,
								new PropertiesTiDBConnectionDetails(prefix, client, sslBundles.getIfAvailable()))
						.toDataSource();
			dataSource.setPoolName("tidb-" + name);
			PoolProperties.bind(environment, prefix, dataSource);
			TiDBDataSourceAutoConfiguration.rememberFailures(NamedClients.dataSourceBean(name), dataSource,
					beanFactory);
			return dataSource;
		}
		catch (InvalidConnectionSettingException ex) {
			throw new InvalidConnectionSettingException(NamedClients.setting(name, ex.getSetting()), ex.getReason(),
					ex);
		}
	}

	static TiDBClient client(String name, DataSource dataSource, ConfigurableListableBeanFactory beanFactory) {
		return new ClientBuilders(beanFactory).builder(dataSource, name).build();
	}

	/**
	 * Return the connection details that a client without a server uses: those of a
	 * container or of a development server.
	 */
	private static @Nullable TiDBConnectionDetails shared(String name, ObjectProvider<TiDBConnectionDetails> details,
			Environment environment) {
		if (TiDBPropertyNames.isExplicit(environment, NamedClients.prefix(name))) {
			return null;
		}
		TiDBConnectionDetails shared = details.getIfUnique();
		if (shared != null && !(shared instanceof PropertiesTiDBConnectionDetails)) {
			return shared;
		}
		for (String property : TiDBPropertyNames.EXPLICIT) {
			if (TiDBPropertyNames.isSet(environment, property)) {
				throw new InvalidConnectionSettingException("host",
						"it is not set, and a named client takes nothing from %s; set %2$s.host or %2$s.database-url. "
							.formatted(property, NamedClients.prefix(name))
								+ "For another database of the same server, no client is needed: withDatabase(…)");
			}
		}
		return null;
	}

	/** The server is shared, the database is the client's own. */
	private static HikariDataSource ofShared(TiDBConnectionDetails shared, TiDBConnectionProperties client,
			ConfigurableListableBeanFactory beanFactory) {
		ConnectionSettings settings = TiDBDataSourceAutoConfiguration.settings(client, shared);
		String database = client.getDatabase();
		if (!StringUtils.hasText(database) || database.equals(settings.database())) {
			return settings.toDataSource();
		}
		if (beanFactory.containsBean(OF_DEV_SERVER)) {
			return settings.mutate().database(database).ensureDatabase(true).build().toDataSource();
		}
		// The settings of a container have a URL, whose database cannot be changed.
		HikariDataSource dataSource = settings.toDataSource();
		dataSource.setCatalog(database);
		return dataSource;
	}

}
