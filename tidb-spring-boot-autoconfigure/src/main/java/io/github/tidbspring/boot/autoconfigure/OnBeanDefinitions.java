package io.github.tidbspring.boot.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

/**
 * Base class of conditions on the bean definitions that are registered before the
 * annotated configuration.
 */
abstract class OnBeanDefinitions extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public final ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public final ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "'beanFactory' must not be null");
		return outcome(context.getEnvironment(), beanFactory);
	}

	abstract ConditionOutcome outcome(Environment environment, ConfigurableListableBeanFactory beanFactory);

}
