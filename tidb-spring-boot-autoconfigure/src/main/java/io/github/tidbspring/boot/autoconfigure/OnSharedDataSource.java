package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.github.tidbspring.boot.server.AutoConfiguredClient;
import io.github.tidbspring.client.TiDBClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

/**
 * Matches where the {@code DataSource} that is injected without a qualifier is the one
 * that {@link TiDBClient} uses.
 */
final class OnSharedDataSource extends SpringBootCondition implements ConfigurationCondition {

	private static final String OUR_DATA_SOURCE = "tidbDataSource";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "'beanFactory' must not be null");
		ConditionMessage.Builder message = ConditionMessage.forCondition("shared DataSource");
		String injected = injected(beanFactory);
		if (injected == null) {
			return ConditionOutcome.noMatch(message.because("no DataSource is the one to be injected"));
		}
		if (isQualified(beanFactory, injected) || injected.equals(OUR_DATA_SOURCE)) {
			return ConditionOutcome.match(message.because("'" + injected + "' is TiDB's"));
		}
		if (dataSources(beanFactory).stream().anyMatch((name) -> isQualified(beanFactory, name))) {
			return ConditionOutcome.noMatch(message.because("TiDBClient uses another than '" + injected + "'"));
		}
		if (!AutoConfiguredClient.isIn(beanFactory)) {
			return ConditionOutcome.noMatch(message.because("what TiDBClient uses is not known"));
		}
		return ConditionOutcome.match(message.because("TiDBClient uses '" + injected + "' too"));
	}

	/**
	 * Return the name of the {@code DataSource} that the client is given.
	 * @param beanFactory the beans
	 * @return the name, or {@code null} if it is not clear
	 */
	static @Nullable String ofClient(ConfigurableListableBeanFactory beanFactory) {
		return dataSources(beanFactory).stream()
			.filter((name) -> isQualified(beanFactory, name))
			.findFirst()
			.orElseGet(() -> injected(beanFactory));
	}

	private static @Nullable String injected(ConfigurableListableBeanFactory beanFactory) {
		List<String> candidates = dataSources(beanFactory).stream()
			.filter((name) -> isDefaultCandidate(beanFactory, name))
			.toList();
		if (candidates.size() > 1) {
			candidates = candidates.stream().filter((name) -> isPrimary(beanFactory, name)).toList();
		}
		return (candidates.size() == 1) ? candidates.get(0) : null;
	}

	private static List<String> dataSources(ConfigurableListableBeanFactory beanFactory) {
		return Arrays.asList(beanFactory.getBeanNamesForType(DataSource.class, true, false));
	}

	private static boolean isDefaultCandidate(ConfigurableListableBeanFactory beanFactory, String name) {
		BeanDefinition definition = definition(beanFactory, name);
		return definition == null || (definition.isAutowireCandidate()
				&& (!(definition instanceof AbstractBeanDefinition bean) || bean.isDefaultCandidate()));
	}

	private static boolean isPrimary(ConfigurableListableBeanFactory beanFactory, String name) {
		BeanDefinition definition = definition(beanFactory, name);
		return definition != null && definition.isPrimary();
	}

	private static @Nullable BeanDefinition definition(ConfigurableListableBeanFactory beanFactory, String name) {
		return beanFactory.containsBeanDefinition(name) ? beanFactory.getBeanDefinition(name) : null;
	}

	private static boolean isQualified(ConfigurableListableBeanFactory beanFactory, String name) {
		return beanFactory.findAnnotationOnBean(name, TiDBDataSource.class, false) != null;
	}

}
