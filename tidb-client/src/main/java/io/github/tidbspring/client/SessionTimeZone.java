package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Checks whether an instant is stored as the same time, however it is written on a
 * connection: tables write UTC; the driver converts to the time zone that it assumes for
 * the session; the session interprets a {@code TIMESTAMP} in its own. They agree only if
 * all three are UTC.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/configure-time-zone/">Time zone</a>
 */
final class SessionTimeZone {

	private static final Log logger = LogFactory.getLog(SessionTimeZone.class);

	/** In winter and in summer, since London is UTC in winter only. */
	private static final List<String> TIMES = List.of("2024-01-15 12:00:00", "2024-07-15 12:00:00");

	private static final String QUESTION = "SELECT @@`time_zone`, UNIX_TIMESTAMP('%1$s'), UNIX_TIMESTAMP('%2$s'), "
		.formatted(TIMES.toArray()) + "CAST(? AS CHAR), CAST(? AS CHAR)";

	private SessionTimeZone() {
	}

	/**
	 * Check a connection, and log what differs.
	 * @param connection the connection
	 */
	static void check(Connection connection) {
		try {
			if (isOfMySqlKind(connection)) {
				ask(connection);
			}
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("Could not check the time zone of the session", ex);
		}
	}

	private static boolean isOfMySqlKind(Connection connection) throws SQLException {
		return List.of("MySQL", "MariaDB", "TiDB").contains(connection.getMetaData().getDatabaseProductName());
	}

	private static void ask(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(QUESTION)) {
			for (int i = 0; i < TIMES.size(); i++) {
				statement.setTimestamp(i + 1, Timestamp.from(instant(TIMES.get(i))));
			}
			try (ResultSet answer = statement.executeQuery()) {
				answer.next();
				report(answer);
			}
		}
	}

	private static void report(ResultSet answer) throws SQLException {
		boolean session = true;
		boolean driver = true;
		for (int i = 0; i < TIMES.size(); i++) {
			session &= answer.getLong(i + 2) == instant(TIMES.get(i)).getEpochSecond();
			driver &= answer.getString(i + 4).startsWith(TIMES.get(i));
		}
		if (!session || !driver) {
			logger.warn(sentence(answer.getString(1), session, driver));
		}
	}

	private static String sentence(String zone, boolean session, boolean driver) {
		String ofDriver = driver ? ""
				: "The driver converts instants to a time zone that is not UTC: what sql(…), JdbcTemplate and JPA "
						+ "write differs from what tables write, which is UTC. ";
		String ofSession = session ? "" : "The time zone of the session is '" + zone
				+ "', not UTC: TIMESTAMP columns and NOW() differ from what tables write. ";
		return "An instant is stored as different times, depending on how it is written. " + ofDriver + ofSession
				+ "Set the driver's properties connectionTimeZone=UTC and forceConnectionTimeZoneToSession=true, in the "
				+ "URL or, for a HikariCP pool of Spring Boot, under spring.datasource.hikari.data-source-properties";
	}

	private static Instant instant(String time) {
		return Instant.parse(time.replace(' ', 'T') + "Z");
	}

}
