package io.github.tidbspring.boot.info;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.github.tidbspring.boot.server.ServerQuestion;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.client.server.TiDBVersion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.Assert;

/**
 * Says in the info endpoint which TiDB is connected: the product and its version, the
 * kind of endpoint, the TLS protocol. It never fails and never takes longer than its
 * timeout: a server that does not answer is only said to be unreachable. Host, user and
 * database are not shown: this endpoint is for more eyes than the health's details.
 *
 * @since 0.1
 */
public final class TiDBInfoContributor implements InfoContributor {

	private final ServerQuestion<Map<String, Object>> question;

	/**
	 * Create a contributor.
	 * @param client the client to ask
	 * @param timeout the longest time to wait for an answer, more than zero
	 */
	public TiDBInfoContributor(TiDBClient client, Duration timeout) {
		Assert.notNull(client, "'client' must not be null");
		this.question = new ServerQuestion<>("tidb-info", () -> details(client), timeout);
	}

	@Override
	public void contribute(Info.Builder builder) {
		builder.withDetail("tidb", details());
	}

	private Map<String, Object> details() {
		try {
			return this.question.ask();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Map.of("reachable", false);
		}
		catch (TimeoutException | ExecutionException ex) {
			// Why, is told by the health.
			return Map.of("reachable", false);
		}
	}

	private static Map<String, Object> details(TiDBClient client) {
		ServerInfo server = client.serverInfo();
		TiDBVersion version = server.tidbVersion();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("reachable", true);
		details.put("product", server.product().description());
		details.put("version", (version != null) ? version.toString() : server.version());
		String endpoint = endpoint(client);
		if (endpoint != null) {
			details.put("endpoint", endpoint);
		}
		details.put("tls", (server.tlsProtocol() != null) ? server.tlsProtocol() : "none");
		return details;
	}

	/*
	 * Asked of the connection, because a client on an application's own DataSource knows
	 * no settings. The URL itself may hold a password: nothing of it goes further.
	 */
	private static @Nullable String endpoint(TiDBClient client) {
		ConnectionCallback<String> url = (connection) -> connection.getMetaData().getURL();
		try {
			String text = new JdbcTemplate(client.dataSource()).execute(url);
			return (text != null) ? ConnectionSettings.of(text).endpointKind().description() : null;
		}
		catch (InvalidConnectionSettingException ex) {
			return null;
		}
	}

}
