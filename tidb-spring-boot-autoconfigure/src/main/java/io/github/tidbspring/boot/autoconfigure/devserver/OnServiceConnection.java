package io.github.tidbspring.boot.autoconfigure.devserver;

import java.util.List;

import io.github.tidbspring.devserver.TiDBDevServer;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.Assert;

/**
 * Matches if a {@link TiDBDevServer} bean is annotated with Spring Boot's
 * {@code @ServiceConnection}, for all types of connection details or for JDBC's.
 */
final class OnServiceConnection extends SpringBootCondition implements ConfigurationCondition {

	/** By name, because the annotation is in an optional module. */
	private static final String ANNOTATION = "org.springframework.boot.testcontainers.service.connection.ServiceConnection";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "'beanFactory' must not be null");
		ConditionMessage.Builder message = ConditionMessage.forCondition("@ServiceConnection");
		for (String name : beanFactory.getBeanNamesForType(TiDBDevServer.class, true, false)) {
			if (beanFactory.containsBeanDefinition(name) && isForJdbc(beanFactory.getBeanDefinition(name))) {
				return ConditionOutcome.match(message.foundExactly("the bean " + name));
			}
		}
		return ConditionOutcome.noMatch(message.because("no TiDBDevServer bean has it for JDBC"));
	}

	private static boolean isForJdbc(BeanDefinition definition) {
		if (!(definition instanceof AnnotatedBeanDefinition annotated)) {
			return false;
		}
		MethodMetadata method = annotated.getFactoryMethodMetadata();
		AnnotatedTypeMetadata metadata = (method != null) ? method : annotated.getMetadata();
		MergedAnnotation<?> annotation = metadata.getAnnotations().get(ANNOTATION);
		if (!annotation.isPresent()) {
			return false;
		}
		List<String> types = List.of(annotation.getStringArray("type"));
		return types.isEmpty() || types.contains(JdbcConnectionDetails.class.getName());
	}

}
