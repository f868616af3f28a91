package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Connects those named clients whose properties say so, as {@link ConnectOnStart} does
 * with the default client.
 *
 * @param beanFactory the bean factory
 * @param properties the properties
 */
record NamedClientsConnectOnStart(ConfigurableListableBeanFactory beanFactory,
		TiDBProperties properties) implements SmartInitializingSingleton {

	@Override
	public void afterSingletonsInstantiated() {
		this.properties.getClients().forEach((name, client) -> {
			// The properties of one client may be written in several forms.
			String bean = NamedClients.clientBean(name);
			if (client.isConnectOnStart() && this.beanFactory.containsBean(bean)) {
				this.beanFactory.getBean(bean, TiDBClient.class).serverInfo();
			}
		});
	}

}
