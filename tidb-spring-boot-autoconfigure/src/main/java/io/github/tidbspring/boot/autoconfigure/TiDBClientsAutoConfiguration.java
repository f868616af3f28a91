package io.github.tidbspring.boot.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jmx.export.MBeanExporter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the clients that
 * {@code tidb.clients.<name>.*} configures: for each name a {@code DataSource}
 * ({@code <name>TiDBDataSource}) and a {@link TiDBClient} ({@code <name>TiDBClient}) with
 * the name as their qualifier. They are injected only where the qualifier is given.
 *
 * @since 0.1
 */
@AutoConfiguration(before = TiDBDataSourceAutoConfiguration.class)
@ConditionalOnClass({ TiDBClient.class, HikariDataSource.class })
@EnableConfigurationProperties(TiDBProperties.class)
@Import({ EmptySections.EmptySectionsConfiguration.class, NamedClientRegistrar.class })
public final class TiDBClientsAutoConfiguration {

	/** The bean that exists if there are named clients. */
	static final String CLIENTS = "tidbClients";

	@Bean
	static LazyConnectionFetch tidbClientsLazyConnectionFetch(Environment environment,
			ObjectProvider<MBeanExporter> mbeanExporter) {
		return new LazyConnectionFetch((bean) -> isLazy(bean, environment), mbeanExporter);
	}

	private static boolean isLazy(String bean, Environment environment) {
		String name = NamedClients.nameOf(bean);
		return name != null && bean.equals(NamedClients.dataSourceBean(name)) && "lazy"
			.equalsIgnoreCase(environment.getProperty(NamedClients.prefix(name) + "." + LazyConnectionFetch.NAME));
	}

}
