package io.github.tidbspring.boot.health;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.github.tidbspring.boot.server.ServerQuestion;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.TiDBConnectionException;
import io.github.tidbspring.client.server.ServerInfo;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.util.Assert;

/**
 * {@link HealthIndicator} for TiDB: UP with the server's product, version and TLS, or
 * DOWN with the reason. A check never takes longer than its timeout, even if the server
 * does not respond. Details contain no credentials. Thread-safe.
 *
 * @since 0.1
 */
public final class TiDBHealthIndicator implements HealthIndicator {

	private static final Log logger = LogFactory.getLog(TiDBHealthIndicator.class);

	private final ServerQuestion<ServerInfo> question;

	private final Duration timeout;

	private volatile @Nullable String lastFailure;

	/**
	 * Create an indicator.
	 * @param client the client of the server
	 * @param timeout the maximum time to wait for an answer, greater than zero
	 * @throws IllegalArgumentException if the timeout is not greater than zero
	 */
	public TiDBHealthIndicator(TiDBClient client, Duration timeout) {
		Assert.notNull(client, "'client' must not be null");
		this.question = new ServerQuestion<>("tidb-health", client::serverInfo, timeout);
		this.timeout = timeout;
	}

	@Override
	public Health health() {
		try {
			ServerInfo server = this.question.ask();
			this.lastFailure = null;
			return up(server);
		}
		catch (TimeoutException ex) {
			return down("The server did not answer within " + this.timeout.toMillis() + " ms");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return down("The health check was interrupted");
		}
		catch (ExecutionException ex) {
			return down(sentence((ex.getCause() != null) ? ex.getCause() : ex));
		}
	}

	private static Health up(ServerInfo server) {
		Health.Builder health = Health.up()
			.withDetail("product", server.product().description())
			.withDetail("version", server.version());
		if (server.database() != null) {
			health.withDetail("database", server.database());
		}
		return health
			.withDetail("tls", server.isEncrypted() ? server.tlsProtocol() + ", " + server.tlsCipher() : "none")
			.build();
	}

	private Health down(String message) {
		// Logged once for each failure, not for each probe.
		if (!Objects.equals(message, this.lastFailure)) {
			logger.warn("TiDB is down: " + message);
		}
		this.lastFailure = message;
		return Health.down().withDetail("error", message).build();
	}

	private static String sentence(Throwable failure) {
		// Other messages may contain a user name or a statement.
		return (failure instanceof TiDBConnectionException && failure.getMessage() != null) ? failure.getMessage()
				: "The version of the server could not be queried (" + failure.getClass().getSimpleName() + ")";
	}

}
