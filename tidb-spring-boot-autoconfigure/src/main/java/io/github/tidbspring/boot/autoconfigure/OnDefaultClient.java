package io.github.tidbspring.boot.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.core.env.Environment;

/**
 * Matches unless all clients have a name.
 */
final class OnDefaultClient extends OnBeanDefinitions {

	@Override
	ConditionOutcome outcome(Environment environment, ConfigurableListableBeanFactory beanFactory) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("default client");
		return TiDBDataSourceAutoConfiguration.isOfNobody(beanFactory)
				? ConditionOutcome.noMatch(message.because("only tidb.clients.* specifies connections to TiDB"))
				: ConditionOutcome.match(message.because("not only tidb.clients.* specifies a connection"));
	}

}
