package io.github.tidbspring.client.internal.session;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import io.github.tidbspring.client.internal.driver.ConnectorJ;
import io.github.tidbspring.client.server.ServerInfo;
import org.jspecify.annotations.Nullable;

/**
 * Asks one connection for its {@link ServerInfo}.
 */
final class ServerInfoQuery {

	private ServerInfoQuery() {
	}

	static ServerInfo run(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT VERSION(), DATABASE()")) {
			result.next();
			Tls tls = tls(connection);
			return ServerInfo.of(result.getString(1), result.getString(2), tls.protocol(), tls.cipher());
		}
	}

	private static Tls tls(Connection connection) throws SQLException {
		Tls known = ConnectorJ.isDriverOf(connection) ? OfConnectorJ.tls(connection) : null;
		return (known != null) ? known : ofServer(connection);
	}

	/**
	 * Our own end of the line: a gateway, as TiDB Cloud has one, ends TLS before the
	 * server, which then knows nothing of it. Loaded only where the driver is there.
	 */
	private static final class OfConnectorJ {

		private static @Nullable Tls tls(Connection connection) throws SQLException {
			return (connection.unwrap(JdbcConnection.class).getSession() instanceof NativeSession session)
					? ofSession(session) : null;
		}

		private static Tls ofSession(NativeSession session) throws SQLException {
			try {
				if (session.getProtocol().getSocketConnection().getMysqlSocket() instanceof SSLSocket socket) {
					SSLSession tls = socket.getSession();
					return new Tls(tls.getProtocol(), tls.getCipherSuite());
				}
				return Tls.NONE;
			}
			catch (IOException ex) {
				throw new SQLException("The connection is closed", "08003", ex);
			}
		}

	}

	/**
	 * What the server knows, for other drivers.
	 */
	private static Tls ofServer(Connection connection) throws SQLException {
		String protocol = status(connection, "SHOW STATUS LIKE 'Ssl_version'");
		String cipher = status(connection, "SHOW STATUS LIKE 'Ssl_cipher'");
		return (protocol != null) ? new Tls(protocol, cipher) : Tls.NONE;
	}

	private static @Nullable String status(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
			String value = result.next() ? result.getString(2) : null;
			return (value == null || value.isEmpty()) ? null : value;
		}
	}

	private record Tls(@Nullable String protocol, @Nullable String cipher) {

		static final Tls NONE = new Tls(null, null);

	}

}
