package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that logs unknown properties,
 * properties without effect, and that the application's own {@code DataSource} is used
 * instead of TiDB. It applies even if all other auto-configurations of this module back
 * off, because then properties have no effect.
 *
 * @since 0.1
 */
@AutoConfiguration(after = TiDBAutoConfiguration.class)
@ConditionalOnClass(TiDBClient.class)
@Import(EmptySections.EmptySectionsConfiguration.class)
public final class TiDBPropertyDiagnosticsAutoConfiguration {

	@Bean
	static UnknownProperties tidbUnknownProperties(ConfigurableEnvironment environment) {
		return new UnknownProperties(environment);
	}

	@Bean
	static OwnDataSource tidbOwnDataSource(ConfigurableEnvironment environment) {
		return new OwnDataSource(environment);
	}

	@Bean
	IneffectiveProperties tidbIneffectiveProperties(ConfigurableListableBeanFactory beanFactory,
			ConfigurableEnvironment environment) {
		return new IneffectiveProperties(beanFactory, environment);
	}

}
