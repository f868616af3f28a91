package io.github.tidbspring.client.internal.session;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.net.ssl.SSLSocket;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import io.github.tidbspring.client.internal.driver.ConnectorJ;
import io.github.tidbspring.client.server.ServerInfo;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads the {@link ServerInfo} of a connection.
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
	 * TLS as the driver sees it: behind a gateway that terminates TLS, such as that of
	 * TiDB Cloud, the server does not know of it. A class of its own, because it is
	 * loaded only if the driver is present.
	 */
	private static final class OfConnectorJ {

		private static @Nullable Tls tls(Connection connection) throws SQLException {
			if (!(connection.unwrap(JdbcConnection.class).getSession() instanceof NativeSession session)) {
				return null;
			}
			try {
				if (session.getProtocol().getSocketConnection().getMysqlSocket() instanceof SSLSocket socket) {
					return new Tls(socket.getSession().getProtocol(), socket.getSession().getCipherSuite());
				}
				return Tls.NONE;
			}
			catch (IOException ex) {
				throw new SQLException("The connection is closed", "08003", ex);
			}
		}

	}

	/** TLS as the server sees it, for other drivers. */
	private static Tls ofServer(Connection connection) throws SQLException {
		String protocol = status(connection, "SHOW STATUS LIKE 'Ssl_version'");
		String cipher = status(connection, "SHOW STATUS LIKE 'Ssl_cipher'");
		return (protocol != null) ? new Tls(protocol, cipher) : Tls.NONE;
	}

	private static @Nullable String status(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
			String value = result.next() ? result.getString(2) : null;
			return StringUtils.hasLength(value) ? value : null;
		}
	}

	private record Tls(@Nullable String protocol, @Nullable String cipher) {

		static final Tls NONE = new Tls(null, null);

	}

}
