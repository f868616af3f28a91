package io.github.tidbspring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;

/**
 * Matches if neither a property nor connection details specify a database.
 */
final class OnNoDatabaseConfigured extends OnDataSourceSituation {

	OnNoDatabaseConfigured() {
		super(ConditionMessage.forCondition(ConditionalOnNoDatabaseConfigured.class));
	}

	@Override
	ConditionOutcome decide(DataSourceSituation situation, ConditionMessage.Builder message) {
		if (situation.serverProperty() != null) {
			return ConditionOutcome.noMatch(message.because(situation.serverProperty() + " is set"));
		}
		if (situation.tidbDetails()) {
			return ConditionOutcome.noMatch(message.because("there is a TiDBConnectionDetails bean"));
		}
		if (situation.another() != null) {
			return ConditionOutcome.noMatch(message.because(situation.another() + " specifies a database"));
		}
		return ConditionOutcome.match(message.because("no database is configured"));
	}

}
