package io.github.tidbspring.boot.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

/**
 * Matches where nothing says where a database is.
 */
final class OnNoDatabaseConfigured extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "'beanFactory' must not be null");
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnNoDatabaseConfigured.class);
		String property = DataSourceSituation.connectionProperty(context.getEnvironment());
		if (property != null) {
			return ConditionOutcome.noMatch(message.because(property + " is set"));
		}
		DataSourceSituation situation = DataSourceSituation.of(context.getEnvironment(), beanFactory);
		if (situation.tidbDetails()) {
			return ConditionOutcome.noMatch(message.because("there is a TiDBConnectionDetails bean"));
		}
		if (situation.another() != null) {
			return ConditionOutcome.noMatch(message.because(situation.another() + " names a database"));
		}
		return ConditionOutcome.match(message.because("nothing says where a database is"));
	}

}
