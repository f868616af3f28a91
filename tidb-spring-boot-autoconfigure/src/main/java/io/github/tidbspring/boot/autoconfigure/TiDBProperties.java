package io.github.tidbspring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.tidbspring.boot.internal.NamedClients;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for TiDB: those of the default client, and of further clients
 * by name.
 *
 * @since 0.1
 */
@ConfigurationProperties("tidb")
public class TiDBProperties extends TiDBClientProperties implements InitializingBean {

	/**
	 * Further clients by name, each with the properties of the default client:
	 * tidb.clients.reporting.host, tidb.clients.reporting.hikari.maximum-pool-size. The
	 * name is the qualifier of the client and of its DataSource.
	 */
	private final Map<String, TiDBClientProperties> clients = new LinkedHashMap<>();

	@Override
	public void afterPropertiesSet() {
		check((setting) -> setting);
		this.clients.forEach((name, client) -> client.check((setting) -> NamedClients.setting(name, setting)));
	}

	public Map<String, TiDBClientProperties> getClients() {
		return this.clients;
	}

}
