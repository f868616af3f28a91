package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Connects each client when all beans are created, before the application serves
 * requests. A failure to connect ends the start, with the same failure analysis as any
 * other.
 *
 * @param clients the clients
 */
record ConnectOnStart(ObjectProvider<TiDBClient> clients) implements SmartInitializingSingleton {

	static final String ENABLED = "tidb.connect-on-start";

	@Override
	public void afterSingletonsInstantiated() {
		this.clients.stream().forEach(TiDBClient::serverInfo);
	}

}
