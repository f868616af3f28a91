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
 * {@link InfoContributor} for TiDB: the product and its version, the kind of endpoint,
 * and the TLS protocol. It never fails and never takes longer than its timeout; a server
 * that does not answer is shown as not reachable. Host, user and database are not shown,
 * because this endpoint usually has fewer access restrictions than health details.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class TiDBInfoContributor implements InfoContributor {

	private final ServerQuestion<Map<String, Object>> question;

	/**
	 * Create a contributor.
	 * @param client the client of the server
	 * @param timeout the maximum time to wait for an answer, greater than zero
	 * @throws IllegalArgumentException if the timeout is not greater than zero
	 */
	public TiDBInfoContributor(TiDBClient client, Duration timeout) {
		Assert.notNull(client, "'client' must not be null");
		this.question = new ServerQuestion<>("tidb-info", () -> details(client), timeout);
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details = Map.of("reachable", false);
		try {
			details = this.question.ask();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException | ExecutionException ex) {
			// The health shows the reason.
		}
		builder.withDetail("tidb", details);
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
	 * From the URL of a connection, because a client of an application's own DataSource
	 * has no settings. The URL may contain a password, so it is not passed on.
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
