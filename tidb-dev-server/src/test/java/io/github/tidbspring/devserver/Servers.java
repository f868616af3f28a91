package io.github.tidbspring.devserver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.mysql.cj.jdbc.MysqlDataSource;

/**
 * Stand-ins for tests, and ways to talk to them.
 */
public final class Servers {

	private Servers() {
	}

	/**
	 * Return a stand-in that the tests of one JVM share. It ends with that.
	 * @return the stand-in
	 */
	public static TiDBDevServer shared() {
		return Shared.INSTANCE;
	}

	public static DataSource wrapped(TiDBDevServer server) {
		return server.wrap(plain(server, server.database(), ""));
	}

	public static MysqlDataSource plain(TiDBDevServer server, String database, String parameters) {
		MysqlDataSource dataSource = new MysqlDataSource();
		dataSource.setUrl("jdbc:mysql://" + server.host() + ":" + server.port() + "/" + database + parameters);
		dataSource.setUser(server.username());
		dataSource.setPassword(server.password());
		return dataSource;
	}

	public static void execute(DataSource dataSource, String... statements) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	public static String query(DataSource dataSource, String sql, Object... parameters) throws SQLException {
		List<String> rows = queryAll(dataSource, sql, parameters);
		return rows.isEmpty() ? null : rows.get(0);
	}

	public static List<String> queryAll(DataSource dataSource, String sql, Object... parameters) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return queryAll(connection, sql, parameters);
		}
	}

	/** Of each row the last column: the only one, or the value of a variable. */
	public static List<String> queryAll(Connection connection, String sql, Object... parameters) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setObject(i + 1, parameters[i]);
			}
			List<String> rows = new ArrayList<>();
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					rows.add(result.getString(result.getMetaData().getColumnCount()));
				}
			}
			return rows;
		}
	}

	private static final class Shared {

		private static final TiDBDevServer INSTANCE = TiDBDevServer.start();

	}

}
