package io.github.tidbspring.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.tidbspring.boot.server.AutoConfiguredClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Logs a warning, before any bean can connect, if the application configures a TiDB and
 * also defines a {@code DataSource} bean, which is then the one that is used. Without the
 * warning, tables could be created in the wrong database unnoticed.
 *
 * @param environment the environment
 */
record OwnDataSource(Environment environment) implements BeanFactoryPostProcessor, Ordered {

	/**
	 * Attribute of the bean definition of the {@code DataSource} that is used instead,
	 * for the failure analysis, which runs when the beans have been destroyed: the
	 * description of the problem, and the remedy.
	 */
	static final String ATTRIBUTE = "io.github.tidbspring.boot.own-data-source-beside-tidb";

	private static final String REMEDY = "To give TiDB a DataSource of its own, add a bean that is annotated with "
			+ "@Bean(defaultCandidate = false) and @TiDBDataSource and returns "
			+ "ConnectionSettings.of(url).toDataSource(), or describe the other database by "
			+ "spring.datasource.url instead of a bean";

	private static final Log logger = LogFactory.getLog(OwnDataSource.class);

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		DataSourceSituation situation = DataSourceSituation.of(this.environment, beanFactory);
		if (!situation.isExplicit() || !situation.ownClients().isEmpty()
				|| TiDBDataSourceAutoConfiguration.isOurs(beanFactory)) {
			return;
		}
		DataSourceBeans dataSources = new DataSourceBeans(beanFactory);
		List<String> names = dataSources.names().stream().sorted().toList();
		if (!names.isEmpty() && dataSources.qualified().isEmpty()) {
			String description = description(situation, names, dataSources);
			logger.warn(description + ". " + REMEDY);
			names.stream()
				.map(dataSources::definition)
				.filter(Objects::nonNull)
				.forEach((definition) -> definition.setAttribute(ATTRIBUTE, Map.entry(description, REMEDY)));
		}
	}

	private static String description(DataSourceSituation situation, List<String> names, DataSourceBeans dataSources) {
		String what = (names.size() == 1) ? "the application's own DataSource " + described(names.get(0), dataSources)
				: "one of the application's own DataSource beans " + String.join(", ", names);
		String used = (names.size() == 1 || AutoConfiguredClient.isIn(dataSources.beanFactory())) ? "TiDBClient uses "
				: "TiDBClient could only use ";
		String explicit = situation.explicit();
		return Character.toUpperCase(explicit.charAt(0)) + explicit.substring(1)
				+ " configures a connection to TiDB, but " + used + what
				+ ", and creates and writes everything there; the configured connection is not used";
	}

	private static String described(String name, DataSourceBeans dataSources) {
		BeanDefinition definition = dataSources.definition(name);
		String origin = (definition != null) ? definition.getResourceDescription() : null;
		return "'" + name + "'" + ((origin != null) ? " (defined in " + origin + ")" : "");
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
