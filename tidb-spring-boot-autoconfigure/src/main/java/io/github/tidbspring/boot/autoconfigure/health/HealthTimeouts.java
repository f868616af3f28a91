package io.github.tidbspring.boot.autoconfigure.health;

import java.time.Duration;

import io.github.tidbspring.boot.autoconfigure.TiDBClientProperties;
import io.github.tidbspring.boot.autoconfigure.TiDBProperties;
import io.github.tidbspring.boot.internal.NamedClients;

/**
 * The time limits of the health of clients.
 */
final class HealthTimeouts {

	private HealthTimeouts() {
	}

	/**
	 * Return the time limit for a client.
	 * @param bean the name of the bean of the client, or of its {@code DataSource}
	 * @param properties the properties
	 * @return that of the named client, otherwise that of the default one
	 */
	static Duration of(String bean, TiDBProperties properties) {
		String name = NamedClients.nameOf(bean);
		TiDBClientProperties client = (name != null) ? properties.getClients().get(name) : null;
		return ((client != null) ? client : properties).getHealth().getTimeout();
	}

}
