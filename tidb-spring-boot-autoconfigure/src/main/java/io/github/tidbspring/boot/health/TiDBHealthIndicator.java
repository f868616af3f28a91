package io.github.tidbspring.boot.health;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import io.github.tidbspring.client.ServerInfo;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.TiDBConnectionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.util.Assert;

/**
 * The health of TiDB: UP with what the server is, DOWN with a sentence that says why. It
 * never takes longer than its timeout, also when the server hangs, and never shows a
 * secret.
 *
 * @since 0.1
 */
public final class TiDBHealthIndicator implements HealthIndicator {

	private static final Log logger = LogFactory.getLog(TiDBHealthIndicator.class);

	private final TiDBClient client;

	private final Duration timeout;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable FutureTask<ServerInfo> running;

	private volatile @Nullable String lastFailure;

	/**
	 * Create an indicator.
	 * @param client the client to ask
	 * @param timeout the longest time to wait for an answer, more than zero
	 */
	public TiDBHealthIndicator(TiDBClient client, Duration timeout) {
		Assert.notNull(client, "'client' must not be null");
		Assert.isTrue(timeout.compareTo(Duration.ZERO) > 0, "'timeout' must be more than zero");
		this.client = client;
		this.timeout = timeout;
	}

	@Override
	public Health health() {
		try {
			ServerInfo server = check().get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
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

	/*
	 * On a thread of its own, because nothing else bounds the time: a pool may wait long
	 * for a connection, and a driver without end for an answer. A check that still hangs
	 * is waited for again instead of being joined by another, so a server that hangs
	 * costs one thread and one connection, however often it is asked for.
	 */
	private FutureTask<ServerInfo> check() {
		this.lock.lock();
		try {
			FutureTask<ServerInfo> check = this.running;
			if (check == null || check.isDone()) {
				check = new FutureTask<>(this.client::server);
				this.running = check;
				Thread thread = new Thread(check, "tidb-health");
				thread.setDaemon(true);
				thread.start();
			}
			return check;
		}
		finally {
			this.lock.unlock();
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
		// Once a failure, not once a probe.
		if (!Objects.equals(message, this.lastFailure)) {
			logger.warn("TiDB is down: " + message);
		}
		this.lastFailure = message;
		return Health.down().withDetail("error", message).build();
	}

	private static String sentence(Throwable failure) {
		// Only our own messages are known to contain no user name and no statement.
		return (failure instanceof TiDBConnectionException && failure.getMessage() != null) ? failure.getMessage()
				: "The server could not be asked for its version (" + failure.getClass().getSimpleName() + ")";
	}

}
