package io.github.tidbspring.boot.integration;

import java.util.Map;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.info.InfoEndpoint;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the actuator says of the development server, whose {@code DataSource} is wrapped.
 */
@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=none",
				"management.info.tidb.enabled=true", "management.endpoints.web.exposure.include=info" })
class ActuatorIntegrationTests {

	@Autowired
	private InfoEndpoint info;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private TiDBDevServer server;

	@Test
	@SuppressWarnings("unchecked")
	void infoSaysWhichServerIsConnected() {
		assertThat((Map<String, Object>) this.info.info().get("tidb")).containsEntry("reachable", true)
			.containsEntry("product", this.server.isStandIn() ? "MariaDB, a stand-in for TiDB" : "TiDB")
			.containsEntry("endpoint", "self-managed")
			.containsEntry("tls", "TLSv1.3")
			.containsKey("version")
			.hasSize(5);
	}

	@Test
	void thePoolIsMeasured() {
		this.tidb.sql("SELECT 1").query(Integer.class).single();
		assertThat(this.meters.get("hikaricp.connections").tag("pool", "tidb").gauge().value()).isPositive();
		assertThat(this.meters.get("hikaricp.connections.usage").tag("pool", "tidb").timer().count()).isPositive();
		assertThat(this.meters.get("jdbc.connections.max").tag("name", "tidb").gauge().value()).isEqualTo(10);
	}

}
