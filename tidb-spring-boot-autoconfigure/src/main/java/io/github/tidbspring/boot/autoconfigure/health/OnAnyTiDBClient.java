package io.github.tidbspring.boot.autoconfigure.health;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;

/**
 * Matches if there is a client, also if it is injected only with its qualifier: other
 * conditions do not find such beans.
 */
class OnAnyTiDBClient extends AnyNestedCondition {

	OnAnyTiDBClient() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnBean(TiDBClient.class)
	static class Default {

	}

	@ConditionalOnBean(name = "tidbClients")
	static class Named {

	}

}
