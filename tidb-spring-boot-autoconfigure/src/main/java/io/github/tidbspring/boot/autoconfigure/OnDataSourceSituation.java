package io.github.tidbspring.boot.autoconfigure;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.core.env.Environment;

/**
 * Base class of the conditions that decide which {@code DataSource} is auto-configured,
 * by the databases that the application has configured.
 */
abstract class OnDataSourceSituation extends OnBeanDefinitions {

	@Override
	final ConditionOutcome outcome(Environment environment, ConfigurableListableBeanFactory beanFactory) {
		return decide(DataSourceSituation.of(environment, beanFactory),
				ConditionMessage.forCondition("TiDB DataSource"));
	}

	abstract ConditionOutcome decide(DataSourceSituation situation, ConditionMessage.Builder message);

	/**
	 * Matches if TiDB is the application's only database.
	 */
	static final class TiDBAlone extends OnDataSourceSituation {

		@Override
		ConditionOutcome decide(DataSourceSituation situation, ConditionMessage.Builder message) {
			if (situation.another() != null) {
				return ConditionOutcome.noMatch(message.because(situation.another() + " specifies another database"));
			}
			if (situation.isKnownToOwnClientOnly()) {
				return ConditionOutcome
					.noMatch(message.because("only the application's own TiDBClient specifies a connection to TiDB"));
			}
			if (situation.isKnownToNamedClientsOnly()) {
				return ConditionOutcome.noMatch(message.because("only tidb.clients.* specifies connections to TiDB"));
			}
			return ConditionOutcome.match(message.because("no other database is configured"));
		}

	}

	/**
	 * Matches if the application configures named clients and no other connection.
	 */
	static final class NamedClientsAlone extends OnDataSourceSituation {

		@Override
		ConditionOutcome decide(DataSourceSituation situation, ConditionMessage.Builder message) {
			return situation.isKnownToNamedClientsOnly()
					? ConditionOutcome.match(message.found("client", "clients").items(situation.namedClients()))
					: ConditionOutcome
						.noMatch(message.because("tidb.clients.* specifies no connection, or not the only one"));
		}

	}

	/**
	 * Matches if the application defines a client and configures no connection.
	 */
	static final class OwnClientAlone extends OnDataSourceSituation {

		@Override
		ConditionOutcome decide(DataSourceSituation situation, ConditionMessage.Builder message) {
			return situation.isKnownToOwnClientOnly()
					? ConditionOutcome
						.match(message.found("own TiDBClient", "own TiDBClients").items(situation.ownClients()))
					: ConditionOutcome.noMatch(message
						.because("the application configures a database, " + "or defines no TiDBClient of its own"));
		}

	}

	/**
	 * Matches if the application configures TiDB and another database.
	 */
	static final class TiDBBesideAnother extends OnDataSourceSituation {

		@Override
		ConditionOutcome decide(DataSourceSituation situation, ConditionMessage.Builder message) {
			if (situation.another() == null) {
				return ConditionOutcome.noMatch(message.because("no other database is configured"));
			}
			if (!situation.isExplicit()) {
				return ConditionOutcome.noMatch(message
					.because("no TiDB is configured, and " + situation.another() + " specifies another database"));
			}
			return ConditionOutcome
				.match(message.because(situation.another() + " specifies another database beside TiDB"));
		}

	}

}
