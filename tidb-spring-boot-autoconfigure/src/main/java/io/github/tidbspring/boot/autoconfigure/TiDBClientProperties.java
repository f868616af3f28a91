package io.github.tidbspring.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

import io.github.tidbspring.client.connection.InvalidConnectionSettingException;

import org.springframework.boot.convert.DurationUnit;

/**
 * Configuration properties of one client: its connection, and what depends on it.
 *
 * @since 0.1
 */
public class TiDBClientProperties extends TiDBConnectionProperties {

	/**
	 * Whether TiDBClient connects when the application starts, so that an unreachable
	 * server or a rejected login fails the start instead of the first request.
	 */
	private boolean connectOnStart;

	/**
	 * When a transaction takes a connection from the pool: when it begins, or with its
	 * first statement.
	 */
	private ConnectionFetch connectionFetch = ConnectionFetch.EAGER;

	private final Health health = new Health();

	public boolean isConnectOnStart() {
		return this.connectOnStart;
	}

	public void setConnectOnStart(boolean connectOnStart) {
		this.connectOnStart = connectOnStart;
	}

	public ConnectionFetch getConnectionFetch() {
		return this.connectionFetch;
	}

	public void setConnectionFetch(ConnectionFetch connectionFetch) {
		this.connectionFetch = connectionFetch;
	}

	public Health getHealth() {
		return this.health;
	}

	/**
	 * Check the values that the binder accepts and the client does not.
	 * @param settings gives a setting its name in the exception
	 */
	void check(UnaryOperator<String> settings) {
		Duration timeout = this.health.getTimeout();
		if (timeout.compareTo(Duration.ZERO) <= 0 || timeout.compareTo(Health.LONGEST) > 0) {
			throw new InvalidConnectionSettingException(settings.apply("health.timeout"),
					"%s is not more than 0 and at most 10 minutes, such as 5s; a number without a unit is seconds"
						.formatted(timeout));
		}
	}

	/**
	 * When a transaction takes a connection.
	 */
	public enum ConnectionFetch {

		/** When it begins. */
		EAGER,

		/** With its first statement, or never if there is none. */
		LAZY

	}

	/**
	 * Configuration properties of the health check.
	 */
	public static class Health {

		/** Rejects a number of milliseconds that is read as seconds, such as 5000. */
		private static final Duration LONGEST = Duration.ofMinutes(10);

		/**
		 * Maximum time to wait for the server before its health is DOWN, or the info
		 * endpoint shows it as unreachable. If a duration suffix is not specified,
		 * seconds are used.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration timeout = Duration.ofSeconds(5);

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

}
