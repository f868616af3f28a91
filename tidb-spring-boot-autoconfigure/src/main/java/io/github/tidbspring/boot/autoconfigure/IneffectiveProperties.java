package io.github.tidbspring.boot.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Logs the properties that are set and have no effect in this application, each with the
 * reason, in one line after the start.
 */
final class IneffectiveProperties implements SmartInitializingSingleton {

	static final String DEV_SERVER = "tidbDevServer";

	private static final Log logger = LogFactory.getLog(IneffectiveProperties.class);

	private final ListableBeanFactory beanFactory;

	private final PropertiesSet set;

	IneffectiveProperties(ListableBeanFactory beanFactory, ConfigurableEnvironment environment) {
		this.beanFactory = beanFactory;
		this.set = new PropertiesSet(environment);
	}

	@Override
	public void afterSingletonsInstantiated() {
		Map<String, Collection<String>> byReason = new LinkedHashMap<>();
		if (this.beanFactory instanceof ConfigurableListableBeanFactory configurable
				&& TiDBDataSourceAutoConfiguration.isOwnClients(configurable)) {
			byReason.put("the application has a TiDBClient of its own", this.set.forDataSource());
		}
		else if (!TiDBDataSourceAutoConfiguration.isOurs(this.beanFactory)) {
			byReason.put("the application has a DataSource of its own", this.set.forDataSource());
		}
		else if (!this.beanFactory.containsBean(DEV_SERVER)
				&& new ConnectionDetailsBeans(this.beanFactory).haveTiDB()) {
			byReason.put("a TiDBConnectionDetails bean, such as that of a container, says where TiDB is",
					this.set.forConnection());
		}
		if (TiDBDataSourceAutoConfiguration.isOfApplication(this.beanFactory)) {
			byReason.put("TiDB's DataSource is configured by tidb.*, tidb.hikari.* and tidb.driver-properties.*",
					this.set.forBootsDataSource());
		}
		if (!this.beanFactory.containsBean(DEV_SERVER)) {
			byReason.put("no development server is started by them", this.set.forDevServer());
		}
		byReason.values().removeIf(Collection::isEmpty);
		byReason.putAll(this.set.ofNobody());
		if (!byReason.isEmpty()) {
			logger.info(byReason.entrySet()
				.stream()
				.map((entry) -> String.join(", ", entry.getValue()) + " (" + entry.getKey() + ")")
				.collect(Collectors.joining("; ", "These properties have no effect: ", "")));
		}
	}

}
