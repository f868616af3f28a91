package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.boot.server.AutoConfiguredClient;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Says, before any bean can connect, that the application speaks of a TiDB and has a
 * {@code DataSource} of its own, which is therefore the one that is used. Tables would be
 * made in the wrong database otherwise, and nobody told.
 */
final class OwnDataSource implements BeanFactoryPostProcessor, Ordered {

	/**
	 * Of the bean definition of the {@code DataSource} that is used instead, for the
	 * failure analysis: when that is asked, there are no beans any more.
	 */
	static final String ATTRIBUTE = "io.github.tidbspring.boot.own-data-source-beside-tidb";

	private static final Log logger = LogFactory.getLog(OwnDataSource.class);

	private final Environment environment;

	OwnDataSource(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		DataSourceSituation situation = DataSourceSituation.of(this.environment, beanFactory);
		if (!situation.isExplicit() || !situation.ownClients().isEmpty()
				|| TiDBDataSourceAutoConfiguration.isOurs(beanFactory)) {
			return;
		}
		List<String> names = Arrays.stream(beanFactory.getBeanNamesForType(DataSource.class, true, false))
			.sorted()
			.toList();
		boolean chosen = names.stream()
			.anyMatch((name) -> beanFactory.findAnnotationOnBean(name, TiDBDataSource.class, false) != null);
		if (!names.isEmpty() && !chosen) {
			String sentence = sentence(situation, names, beanFactory);
			logger.warn(sentence);
			names.stream()
				.filter(beanFactory::containsBeanDefinition)
				.forEach((name) -> beanFactory.getBeanDefinition(name).setAttribute(ATTRIBUTE, sentence));
		}
	}

	private static String sentence(DataSourceSituation situation, List<String> names,
			ConfigurableListableBeanFactory beanFactory) {
		String what = (names.size() == 1) ? "the application's own DataSource " + described(names.get(0), beanFactory)
				: "one of the application's own DataSource beans " + String.join(", ", names);
		String used = (names.size() == 1 || AutoConfiguredClient.isIn(beanFactory)) ? "TiDBClient uses "
				: "TiDBClient could only use ";
		String explicit = situation.explicit();
		return Character.toUpperCase(explicit.charAt(0)) + explicit.substring(1) + " says where a TiDB is, but " + used
				+ what + ", and all that it creates and writes goes there; what says where TiDB is does not apply. "
				+ "To give TiDB a DataSource of its own, add a bean that is annotated with "
				+ "@Bean(defaultCandidate = false) and @TiDBDataSource and returns "
				+ "ConnectionSettings.of(url).toDataSource(), or describe the other database by "
				+ "spring.datasource.url instead of a bean";
	}

	private static String described(String name, ConfigurableListableBeanFactory beanFactory) {
		BeanDefinition definition = beanFactory.containsBeanDefinition(name) ? beanFactory.getBeanDefinition(name)
				: null;
		String origin = (definition != null) ? definition.getResourceDescription() : null;
		return "'" + name + "'" + ((origin != null) ? " (defined in " + origin + ")" : "");
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
