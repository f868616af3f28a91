package io.github.tidbspring.boot.autoconfigure;

import java.util.Arrays;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

/**
 * Matches where it is clear which {@code DataSource} the client is to use.
 */
class OnTiDBClientDataSource extends AnyNestedCondition {

	OnTiDBClientDataSource() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnSingleCandidate(DataSource.class)
	static class SingleCandidate {

	}

	@Conditional(OnQualifiedDataSource.class)
	static class Qualified {

	}

	/**
	 * Matches where a {@code DataSource} is qualified with {@link TiDBDataSource}.
	 */
	static final class OnQualifiedDataSource extends SpringBootCondition implements ConfigurationCondition {

		@Override
		public ConfigurationPhase getConfigurationPhase() {
			return ConfigurationPhase.REGISTER_BEAN;
		}

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
			Assert.state(beanFactory != null, "'beanFactory' must not be null");
			String[] names = Arrays.stream(beanFactory.getBeanNamesForType(DataSource.class, true, false))
				.filter((name) -> beanFactory.findAnnotationOnBean(name, TiDBDataSource.class, false) != null)
				.toArray(String[]::new);
			ConditionMessage.Builder message = ConditionMessage.forCondition("@TiDBDataSource");
			return (names.length > 0)
					? ConditionOutcome
						.match(message.found("qualified DataSource", "qualified DataSources").items((Object[]) names))
					: ConditionOutcome.noMatch(message.didNotFind("qualified DataSource").atAll());
		}

	}

}
