package io.github.tidbspring.boot.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Logs the properties that are set and have no effect in this application, each with the
 * reason, in one line after the start.
 *
 * @param beanFactory the bean factory
 * @param environment the environment
 */
record IneffectiveProperties(ConfigurableListableBeanFactory beanFactory,
		ConfigurableEnvironment environment) implements SmartInitializingSingleton {

	static final String DEV_SERVER = "tidbDevServer";

	private static final Log logger = LogFactory.getLog(IneffectiveProperties.class);

	@Override
	public void afterSingletonsInstantiated() {
		PropertiesSet set = new PropertiesSet(this.environment);
		Map<String, Collection<String>> byReason = new LinkedHashMap<>();
		if (TiDBDataSourceAutoConfiguration.isOwnClients(this.beanFactory)) {
			byReason.put("the application has a TiDBClient of its own", set.forDataSource());
		}
		else if (TiDBDataSourceAutoConfiguration.isOfNobody(this.beanFactory)) {
			byReason.put("only the clients of tidb.clients.* are configured, and they take nothing from them",
					set.forDataSource());
		}
		else if (!TiDBDataSourceAutoConfiguration.isOurs(this.beanFactory)) {
			byReason.put("the application has a DataSource of its own", set.forDataSource());
		}
		else if (!this.beanFactory.containsBean(DEV_SERVER)
				&& new ConnectionDetailsBeans(this.beanFactory).haveTiDB()) {
			byReason.put("a TiDBConnectionDetails bean, such as that of a container, replaces them",
					set.forConnection());
		}
		if (TiDBDataSourceAutoConfiguration.isOfApplication(this.beanFactory)) {
			byReason.put("TiDB's DataSource is configured by tidb.*, tidb.hikari.* and tidb.driver-properties.*",
					set.forBootsDataSource());
		}
		if (!this.beanFactory.containsBean(DEV_SERVER)) {
			byReason.put("no development server is started by them", set.forDevServer());
		}
		byReason.values().removeIf(Collection::isEmpty);
		byReason.putAll(set.ofNobody());
		if (!byReason.isEmpty()) {
			logger.info(byReason.entrySet()
				.stream()
				.map((entry) -> String.join(", ", entry.getValue()) + " (" + entry.getKey() + ")")
				.collect(Collectors.joining("; ", "These properties have no effect: ", "")));
		}
	}

}
