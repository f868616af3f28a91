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
 * Base of the conditions that decide whose the application's {@code DataSource} is.
 */
abstract class OnDataSourceSituation extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public final ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public final ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "'beanFactory' must not be null");
		return decide(DataSourceSituation.of(context.getEnvironment(), beanFactory),
				ConditionMessage.forCondition("TiDB DataSource"));
	}

	abstract ConditionOutcome decide(DataSourceSituation situation, ConditionMessage.Builder message);

	/**
	 * Matches where TiDB is the only database that the application speaks of.
	 */
	static final class TiDBAlone extends OnDataSourceSituation {

		@Override
		ConditionOutcome decide(DataSourceSituation situation, ConditionMessage.Builder message) {
			if (situation.another() != null) {
				return ConditionOutcome.noMatch(message.because(situation.another() + " names another database"));
			}
			if (situation.isKnownToOwnClientOnly()) {
				return ConditionOutcome
					.noMatch(message.because("nothing but the application's own TiDBClient says where TiDB is"));
			}
			return ConditionOutcome.match(message.because("no other database is configured"));
		}

	}

	/**
	 * Matches where the application has a client of its own and says nothing else.
	 */
	static final class OwnClientAlone extends OnDataSourceSituation {

		@Override
		ConditionOutcome decide(DataSourceSituation situation, ConditionMessage.Builder message) {
			return situation.isKnownToOwnClientOnly()
					? ConditionOutcome.match(
							message.found("own TiDBClient", "own TiDBClients").items(situation.ownClients().toArray()))
					: ConditionOutcome.noMatch(message.because("something else says where a database is, "
							+ "or the application has no TiDBClient of its own"));
		}

	}

	/**
	 * Matches where the application speaks of TiDB and of another database.
	 */
	static final class TiDBBesideAnother extends OnDataSourceSituation {

		@Override
		ConditionOutcome decide(DataSourceSituation situation, ConditionMessage.Builder message) {
			if (situation.another() == null) {
				return ConditionOutcome.noMatch(message.because("no other database is configured"));
			}
			if (!situation.isExplicit()) {
				return ConditionOutcome.noMatch(message
					.because("nothing says where a TiDB is, and " + situation.another() + " names another database"));
			}
			return ConditionOutcome.match(message.because(situation.another() + " names another database beside TiDB"));
		}

	}

}
