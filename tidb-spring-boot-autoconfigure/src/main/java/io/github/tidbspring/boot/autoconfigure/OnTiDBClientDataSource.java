package io.github.tidbspring.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * Matches if the {@code DataSource} of the client can be determined: a qualified one, or
 * a single candidate.
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
	 * Matches if a {@code DataSource} is qualified with {@link TiDBDataSource}.
	 */
	static final class OnQualifiedDataSource extends OnBeanDefinitions {

		@Override
		ConditionOutcome outcome(Environment environment, ConfigurableListableBeanFactory beanFactory) {
			List<String> names = new DataSourceBeans(beanFactory).qualified();
			ConditionMessage.Builder message = ConditionMessage.forCondition("@TiDBDataSource");
			return names.isEmpty() ? ConditionOutcome.noMatch(message.didNotFind("qualified DataSource").atAll())
					: ConditionOutcome
						.match(message.found("qualified DataSource", "qualified DataSources").items(names));
		}

	}

}
