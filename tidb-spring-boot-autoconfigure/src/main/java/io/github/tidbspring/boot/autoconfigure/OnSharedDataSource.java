package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.boot.server.AutoConfiguredClient;
import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.core.env.Environment;

/**
 * Matches if the {@code DataSource} that is injected without a qualifier is the one that
 * {@link TiDBClient} uses.
 */
final class OnSharedDataSource extends OnBeanDefinitions {

	@Override
	ConditionOutcome outcome(Environment environment, ConfigurableListableBeanFactory beanFactory) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("shared DataSource");
		DataSourceBeans dataSources = new DataSourceBeans(beanFactory);
		String injected = dataSources.injected();
		if (injected == null) {
			return ConditionOutcome.noMatch(message.because("no DataSource is the one to be injected"));
		}
		if (dataSources.isQualified(injected) || injected.equals(TiDBDataSourceAutoConfiguration.DATA_SOURCE)) {
			return ConditionOutcome.match(message.because("'" + injected + "' is TiDB's"));
		}
		if (!dataSources.qualified().isEmpty()) {
			return ConditionOutcome.noMatch(message.because("TiDBClient uses another than '" + injected + "'"));
		}
		if (!AutoConfiguredClient.isIn(beanFactory)) {
			return ConditionOutcome.noMatch(message.because("the DataSource of TiDBClient is not known"));
		}
		return ConditionOutcome.match(message.because("TiDBClient uses '" + injected + "' too"));
	}

}
