package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Asks each server what it is as soon as all beans are there, and before anything is
 * served: a failure to connect ends the start, and is explained as any other.
 */
final class ConnectOnStart implements SmartInitializingSingleton {

	static final String ENABLED = "tidb.connect-on-start";

	private final ObjectProvider<TiDBClient> clients;

	ConnectOnStart(ObjectProvider<TiDBClient> clients) {
		this.clients = clients;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.clients.stream().forEach(TiDBClient::serverInfo);
	}

}
