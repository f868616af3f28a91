package io.github.tidbspring.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import io.github.tidbspring.client.server.ServerInfo;
import io.github.tidbspring.client.server.TiDBVersion;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import io.github.tidbspring.test.StatementRecording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Ways in, ways to fail, and the way out.
 */
@ExtendWith(SharedDevServer.class)
class ConnectingIntegrationTests {

	private static TiDBDevServer server;

	private static Admin admin;

	@BeforeAll
	static void start(TiDBDevServer shared) {
		server = shared;
		admin = new Admin(shared);
	}

	@Test
	void whenConnectedByBuilderThenStatementsRun() {
		try (TiDBClient client = client(ConnectionSettings.builder()
			.host(server.host())
			.port(server.port())
			.username(server.username())
			.password(server.password())
			.database(server.database()))) {
			assertThat(client.sql("SELECT 6 * ?").param(7).query(Integer.class).single()).isEqualTo(42);
			assertThat(client.jdbcClient().sql("SELECT :x").param("x", "y").query(String.class).single())
				.isEqualTo("y");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mysql+pymysql", "jdbc:mysql", "jdbc:mysql:loadbalance" })
	void whenConnectedByUrlThenStatementsRun(String scheme) {
		try (TiDBClient client = TiDBClient.create(server.url().replaceFirst("^mysql", scheme))) {
			assertThat(client.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			assertThat(client.serverInfo().database()).isEqualTo(server.database());
		}
	}

	@Test
	void whenDataSourceIsGivenThenStatementsRunAndCloseLeavesItOpen() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl("jdbc:mysql://%s:%s/test".formatted(server.host(), server.port()));
			pool.setUsername(server.username());
			pool.setPassword(server.password());
			TiDBClient client = TiDBClient.create(StatementRecording.record(server.wrap(pool)));
			assertThat(client.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			client.close();
			assertThat(pool.isRunning()).isTrue();
			assertThat(client.sql("SELECT 2").query(Integer.class).single()).isEqualTo(2);
		}
	}

	@Test
	void serverSaysWhatItIs() {
		try (TiDBClient client = client(ConnectionSettings.builder().databaseUrl(server.url()))) {
			ServerInfo info = client.serverInfo();
			assertThat(info.version()).isEqualTo(server.version());
			assertThat(info.product())
				.isEqualTo(server.isStandIn() ? ServerInfo.Product.STAND_IN : ServerInfo.Product.TIDB);
			assertThat(info.isTiDB()).isNotEqualTo(server.isStandIn());
			assertThat(info.database()).isEqualTo("test");
			assertThat(TiDBVersion.parse(info.version())).isNotNull();
		}
	}

	@Test
	void whenThereIsNoDatabaseThenServerSaysSo() {
		try (TiDBClient client = client(builder().database(null))) {
			assertThat(client.serverInfo().database()).isNull();
		}
	}

	@ParameterizedTest
	@MethodSource("databases")
	void whenDatabaseHasAnUnusualNameThenItIsCreatedAndUsedByEachFormOfUrl(String database) {
		try {
			try (TiDBClient client = client(builder().database(database).ensureDatabase(true))) {
				assertThat(client.serverInfo().database()).isEqualTo(database);
				client.sql("CREATE TABLE t (id BIGINT PRIMARY KEY)").update();
				assertThat(client.sql("INSERT INTO t VALUES (1)").update()).isEqualTo(1);
			}
			assertThat(admin.hasDatabase(database)).isTrue();
			for (String scheme : List.of("mysql", "mysql+pymysql", "jdbc:mysql", "jdbc:mysql:loadbalance")) {
				String url = "%s://%s:%s@127.0.0.1:%s/%s".formatted(scheme, encode(server.username()),
						encode(server.password()), server.port(), encode(database));
				try (TiDBClient client = client(ConnectionSettings.builder().databaseUrl(url).ensureDatabase(true))) {
					assertThat(client.serverInfo().database()).as(scheme).isEqualTo(database);
					assertThat(client.sql("SELECT COUNT(*) FROM t").query(Integer.class).single()).isEqualTo(1);
				}
			}
		}
		finally {
			admin.dropDatabase(database);
		}
	}

	static List<String> databases() {
		return List.of("plain", "a`b", "`a", "ü %/?#", "a.b", "a'b\"c", "select", "a\\b", "100%25", "a&b=c;d",
				"(a,b)@c", "[::1]:4000", "数据库");
	}

	/** The driver switches to a database whose name it has freed of such quotes. */
	@Test
	void whenDatabaseStandsInQuotesThenItIsRefusedBeforeAnotherIsUsed() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> client(builder().database("``")))
			.withMessageContaining("is in quotes");
	}

	@Test
	void whenUserAndPasswordHaveReservedCharactersThenEachFormOfUrlConnects() {
		String username = ":/?#[]@ü%";
		String password = ":/?#[]@!$&'()*+,;=% \"\\`{}^|~äß密🔑";
		admin.createUser(username, password, "test");
		String encoded = encode(username) + ":" + encode(password);
		String parameters = "user=%s&password=%s".formatted(encode(username), encode(password));
		String address = "127.0.0.1:" + server.port();
		for (String url : List.of("mysql://%s@%s/test".formatted(encoded, address),
				"mysql+pymysql://%s@%s/test".formatted(encoded, address),
				"jdbc:mysql://%s@%s/test".formatted(encoded, address),
				"jdbc:mysql://%s/test?%s".formatted(address, parameters),
				"jdbc:mysql://%s@%s,%s/test".formatted(encoded, address, address),
				"jdbc:mysql:loadbalance://%s,%s/test?%s".formatted(address, address, parameters))) {
			try (TiDBClient client = client(ConnectionSettings.builder().databaseUrl(url))) {
				assertThat(client.sql("SELECT USER()").query(String.class).single()).startsWith(username + "@");
			}
		}
	}

	@Test
	void whenSeveralClientsEnsureTheSameDatabaseAtOnceThenAllSucceed() throws Exception {
		int clients = 4;
		ExecutorService threads = Executors.newFixedThreadPool(clients);
		try {
			for (int round = 0; round < 15; round++) {
				String database = "race `" + round;
				CyclicBarrier barrier = new CyclicBarrier(clients);
				Callable<String> connect = () -> {
					try (TiDBClient client = client(builder().database(database)
						.ensureDatabase(true)
						.pool((pool) -> pool.setMaximumPoolSize(1)))) {
						barrier.await();
						return client.sql("SELECT DATABASE()").query(String.class).single();
					}
				};
				List<Future<String>> results = new ArrayList<>();
				for (int i = 0; i < clients; i++) {
					results.add(threads.submit(connect));
				}
				for (Future<String> result : results) {
					assertThat(result.get()).isEqualTo(database);
				}
				admin.dropDatabase(database);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void whenDatabaseIsThereThenAUserWithoutTheRightToCreateOneCanEnsureIt() {
		String user = admin.createUser("pw", "test");
		try (TiDBClient client = client(
				builder().username(user).password("pw").database("test").ensureDatabase(true))) {
			assertThat(client.serverInfo().database()).isEqualTo("test");
		}
	}

	@Test
	void whenUserMayNotCreateTheDatabaseThenFailureSaysSo() {
		String user = admin.createUser("Geheim", "test");
		try (TiDBClient client = client(
				builder().username(user).password("Geheim").database("forbidden").ensureDatabase(true))) {
			assertFailure(client, Reason.NOT_PERMITTED, user, "no privilege for database 'forbidden'");
		}
		assertThat(admin.hasDatabase("forbidden")).isFalse();
	}

	@Test
	void whenEnsuringFailedThenTheNextAttemptEnsuresAgain() {
		String user = "latecomer";
		try (TiDBClient client = client(
				builder().username(user).password("Geheim").database("late").ensureDatabase(true))) {
			assertFailure(client, Reason.ACCESS_DENIED, user, "check both");
			admin.createUser(user, "Geheim", "late");
			assertThat(client.serverInfo().database()).isEqualTo("late");
		}
		finally {
			admin.dropDatabase("late");
		}
	}

	@Test
	void whenPasswordIsWrongThenFailureSaysSo() {
		try (TiDBClient client = client(builder().password("Geheim"))) {
			assertFailure(client, Reason.ACCESS_DENIED, "root", "refused the user name or the password");
		}
	}

	@Test
	void whenUserIsUnknownThenFailureSaysSo() {
		try (TiDBClient client = client(builder().username("mallory").password("Geheim"))) {
			assertFailure(client, Reason.ACCESS_DENIED, "mallory", "refused the user name or the password");
		}
	}

	@Test
	void whenPasswordIsMissingThenFailureSaysSo() {
		String user = admin.createUser("Geheim", "test");
		try (TiDBClient client = client(builder().username(user).password(null))) {
			assertFailure(client, Reason.ACCESS_DENIED, user, "refused the user name or the password");
		}
	}

	@Test
	void whenDatabaseIsUnknownThenFailureSaysWhatToDo() {
		try (TiDBClient client = client(builder().database("no such"))) {
			assertFailure(client, Reason.UNKNOWN_DATABASE, "root",
					"no database 'no such'; create it, or have it created: ensureDatabase(true)");
		}
	}

	@Test
	void whenUserMayNotUseTheDatabaseThenFailureSaysSo() {
		String user = admin.createUser("Geheim", "test");
		try (TiDBClient client = client(builder().username(user).password("Geheim").database("mysql"))) {
			assertFailure(client, Reason.NOT_PERMITTED, user, "no privilege for database 'mysql'");
		}
	}

	@Test
	void whenNothingListensThenFailureSaysSo() throws IOException {
		int port;
		try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = closed.getLocalPort();
		}
		try (TiDBClient client = TiDBClient
			.builder((connection) -> connection.port(port).username("alice").ensureDatabase(true))
			.build()) {
			assertFailure(client, Reason.REFUSED, "alice", "127.0.0.1:" + port + ": nothing listens there");
		}
		String url = "jdbc:mysql://alice@127.0.0.1:%1$s,127.0.0.1:%1$s/test?retriesAllDown=1".formatted(port);
		try (TiDBClient client = TiDBClient.create(url)) {
			assertFailure(client, Reason.REFUSED, "alice", "nothing listens there");
		}
	}

	@Test
	void whenHostIsUnknownThenFailureSaysSo() {
		try (TiDBClient client = TiDBClient.create("mysql://alice:Geheim@no-such-host.invalid/test")) {
			assertFailure(client, Reason.HOST_NOT_FOUND, "alice",
					"Cannot connect to no-such-host.invalid:4000: the host name is not known");
		}
	}

	@Test
	void whenPoolIsExhaustedThenFailureSaysSo() throws Exception {
		try (TiDBClient client = client(builder().pool((pool) -> {
			pool.setMaximumPoolSize(1);
			pool.setConnectionTimeout(250);
		})); var busy = client.dataSource().getConnection()) {
			assertThat(busy.isValid(5)).isTrue();
			assertFailure(client, Reason.POOL_EXHAUSTED, "root", "became free in time");
		}
	}

	@Test
	void whenGivenDataSourceFailsThenFailureIsExplainedAllTheSame() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl("jdbc:mysql://%s:%s/test".formatted(server.host(), server.port()));
			pool.setUsername("alice");
			pool.setPassword("Geheim");
			TiDBClient client = TiDBClient.create(pool);
			assertFailure(client, Reason.ACCESS_DENIED, "alice", "Cannot connect to the server: the server refused");
		}
	}

	@Test
	void whenThereAreSeveralHostsThenStatementsRunAndPoolKnowsNoSecret() {
		String address = "127.0.0.1:" + server.port();
		String user = admin.createUser("Geheim", "test");
		for (String url : List.of("jdbc:mysql://%s:Geheim@%s,%s/test", "jdbc:mysql:loadbalance://%s:Geheim@%s,%s/test",
				"jdbc:mysql:replication://%s:Geheim@%s,%s/test", "jdbc:mysql://%s:Geheim@[%s,%s]/test")) {
			try (TiDBClient client = TiDBClient.create(url.formatted(user, address, address))) {
				assertThat(client.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
				assertThat(client.serverInfo().isEncrypted()).isTrue();
				assertThat(((HikariDataSource) client.dataSource()).getJdbcUrl()).contains(address)
					.doesNotContain(user, "Geheim");
				assertThat(client).asString().doesNotContain(user, "Geheim");
			}
		}
	}

	@Test
	void whenHostsHaveDifferentUserInformationThenEachIsUsed() {
		String one = admin.createUser("Geheim1", "test");
		String other = admin.createUser("Geheim2", "test");
		String url = "jdbc:mysql://%s:Geheim1@127.0.0.1:%s,%s:Geheim2@localhost:%s/test".formatted(one, server.port(),
				other, server.port());
		try (TiDBClient client = TiDBClient.builder((connection) -> connection.databaseUrl(url).ensureDatabase(true))
			.build()) {
			assertThat(client.sql("SELECT USER()").query(String.class).single()).startsWith(one + "@");
		}
		String keyed = "jdbc:mysql://(host=127.0.0.1,port=%s,user=%s,password=Geheim2)/test".formatted(server.port(),
				other);
		try (TiDBClient client = TiDBClient.create(keyed)) {
			assertThat(client.sql("SELECT USER()").query(String.class).single()).startsWith(other + "@");
		}
	}

	@Test
	void noLogShowsThePassword() {
		String user = admin.createUser("Geheim", "test");
		String address = "127.0.0.1:" + server.port();
		List<ILoggingEvent> log = logOf(Level.TRACE, () -> {
			for (String url : List.of("mysql://%s:Geheim@%s/test".formatted(user, address),
					"jdbc:mysql://%s:Geheim@%s,%s/test".formatted(user, address, address),
					"jdbc:mysql://%s/test?user=%s&password=Geheim".formatted(address, user),
					"jdbc:mysql://%s:Geheim@%s,x:Geheim@%s/test".formatted(user, address, address),
					"jdbc:mysql://(host=127.0.0.1,port=%s,user=%s,password=Geheim)/test".formatted(server.port(), user),
					"mysql://%s:Geheim+@%s/test".formatted(user, address))) {
				try (TiDBClient client = TiDBClient
					.builder((connection) -> connection.databaseUrl(url).ensureDatabase(true))
					.build()) {
					client.serverInfo();
				}
				catch (TiDBConnectionException ex) {
					assertThat(ex.getFailure().reason()).isEqualTo(Reason.ACCESS_DENIED);
				}
			}
		});
		assertThat(log).isNotEmpty()
			.extracting(ILoggingEvent::getFormattedMessage)
			.noneMatch((message) -> message.contains("Geheim"));
	}

	@Test
	void whenPasswordIsWrongThenOnlyTheExceptionTellsIt() {
		List<ILoggingEvent> log = logOf(Level.INFO, () -> {
			try (TiDBClient client = client(builder().password("Geheim"))) {
				assertFailure(client, Reason.ACCESS_DENIED, "root", "refused the user name or the password");
			}
		});
		assertThat(log).extracting(ILoggingEvent::getFormattedMessage).containsOnly("tidb - Starting...");
	}

	private static List<ILoggingEvent> logOf(Level level, Runnable work) {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Level before = root.getLevel();
		var console = root.getAppender("CONSOLE");
		root.detachAppender(console);
		root.setLevel(level);
		root.addAppender(log);
		log.start();
		try {
			work.run();
		}
		finally {
			root.detachAppender(log);
			root.setLevel(before);
			root.addAppender(console);
		}
		return log.list;
	}

	@Test
	void whenClosedThenNoConnectionIsLeftOnTheServer() {
		String user = admin.createUser("pw", "test");
		TiDBClient client = client(builder().username(user).password("pw").pool((pool) -> pool.setMinimumIdle(3)));
		assertThat(client.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
		assertThat(admin.connectionsOf(user)).isPositive();
		client.close();
		await().until(() -> admin.connectionsOf(user) == 0);
	}

	@Test
	void whenUsedAfterCloseThenFailureSaysSo() {
		TiDBClient client = client(builder());
		assertThat(client.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
		client.close();
		assertFailure(client, Reason.CLOSED, "root", "the connection pool is closed");
	}

	@Test
	void whenOneClientIsClosedThenAnotherStaysOpen() {
		try (TiDBClient other = client(builder())) {
			TiDBClient client = client(builder());
			assertThat(client.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			client.close();
			assertThat(other.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
		}
	}

	private static void assertFailure(TiDBClient client, Reason reason, String user, String fragment) {
		assertThatExceptionOfType(TiDBConnectionException.class)
			.isThrownBy(() -> client.sql("SELECT 1").query(Integer.class).single())
			.isInstanceOf(DataAccessException.class)
			.withMessageContaining(fragment)
			.withMessageNotContainingAny(user.equals("root") ? "'root'" : user, "Geheim")
			.satisfies((ex) -> assertThat(ex.getFailure().reason()).isEqualTo(reason));
	}

	private static ConnectionSettings.Builder builder() {
		return ConnectionSettings.builder()
			.host(server.host())
			.port(server.port())
			.username(server.username())
			.password(server.password());
	}

	private static TiDBClient client(ConnectionSettings.Builder connection) {
		return TiDBClient.builder(connection.build()).decorateDataSource(ConnectingIntegrationTests::recorded).build();
	}

	private static DataSource recorded(DataSource pool) {
		return StatementRecording.record(server.wrap(pool));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
