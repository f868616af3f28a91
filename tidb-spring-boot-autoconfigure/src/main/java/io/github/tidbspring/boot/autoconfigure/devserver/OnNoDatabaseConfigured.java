package io.github.tidbspring.boot.autoconfigure.devserver;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionProperties;
import io.github.tidbspring.boot.internal.AutoConfiguredClient;
import io.github.tidbspring.boot.internal.DevServerPropertyNames;
import io.github.tidbspring.boot.internal.NamedClients;
import io.github.tidbspring.boot.internal.TiDBPropertyNames;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

/**
 * Matches if neither a property nor connection details for JDBC specify a database. There
 * are no connection details for TiDB: {@link TiDBDevServerAutoConfiguration} does not
 * apply if there are some.
 */
final class OnNoDatabaseConfigured extends SpringBootCondition implements ConfigurationCondition {

	private static final String DATASOURCE_URL = "spring.datasource.url";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("no database configured");
		Environment environment = context.getEnvironment();
		for (String name : TiDBPropertyNames.ofServer(TiDBConnectionProperties.class)) {
			if (TiDBPropertyNames.isSet(environment, name)) {
				return ConditionOutcome.noMatch(message.because(name + " is set"));
			}
		}
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "'beanFactory' must not be null");
		// As in Spring Boot, connection details replace the property.
		if (beanFactory.getBeanNamesForType(JdbcConnectionDetails.class, true, false).length > 0) {
			return ConditionOutcome.noMatch(message.because("a JdbcConnectionDetails bean specifies a database"));
		}
		if (TiDBPropertyNames.isSet(environment, DATASOURCE_URL)) {
			return ConditionOutcome
				.noMatch(message.because("the property " + DATASOURCE_URL + " specifies a database"));
		}
		if (isOnlyNamedClients(environment, beanFactory)) {
			return ConditionOutcome.noMatch(message.because("only tidb.clients.* specifies connections to TiDB"));
		}
		return ConditionOutcome.match(message.because("no database is configured"));
	}

	/**
	 * Return whether named clients have their servers, and nothing asks for a default
	 * one.
	 */
	private static boolean isOnlyNamedClients(Environment environment, ListableBeanFactory beanFactory) {
		return !TiDBPropertyNames.isSet(environment, "tidb.database")
				&& !TiDBPropertyNames.isSet(environment, DevServerPropertyNames.ENABLED)
				&& AutoConfiguredClient.named(beanFactory)
					.stream()
					.anyMatch((name) -> TiDBPropertyNames.isExplicit(environment, NamedClients.prefix(name)));
	}

}
