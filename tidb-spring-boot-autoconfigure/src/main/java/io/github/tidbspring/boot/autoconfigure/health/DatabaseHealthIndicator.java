package io.github.tidbspring.boot.autoconfigure.health;

import io.github.tidbspring.boot.health.TiDBHealthIndicator;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Adapts the health {@code tidb} to the details of the health {@code db}.
 *
 * @param tidb the health of TiDB
 */
record DatabaseHealthIndicator(TiDBHealthIndicator tidb) implements HealthIndicator {

	@Override
	public Health health() {
		Health health = this.tidb.health();
		Object product = health.getDetails().get("product");
		return (Status.UP.equals(health.getStatus()) && product != null)
				? Health.up().withDetail("database", product).build() : health;
	}

}
