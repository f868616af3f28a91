package io.github.tidbspring.client;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import io.github.tidbspring.client.connection.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

/**
 * Tests for {@link TiDBClient} that need no server.
 */
class TiDBClientTests {

	private static final ConnectionSettings SETTINGS = ConnectionSettings.builder().build();

	@Test
	void buildingAClientConnectsToNothing() throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
			int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
			String url = "mysql://root:@127.0.0.1:%s/test".formatted(port);
			List<TiDBClient> clients = List
				.of(TiDBClient.create(url),
						TiDBClient.builder((connection) -> connection.databaseUrl(url).ensureDatabase(true)).build(),
						TiDBClient.builder((connection) -> connection.host("127.0.0.1")
							.port(port)
							.pool((pool) -> pool.setMinimumIdle(5))).build());
			for (TiDBClient client : clients) {
				assertThat(client.sql("SELECT 1")).isNotNull();
				assertThat(client.jdbcClient()).isNotNull();
				assertThat(client.dataSource()).isInstanceOf(HikariDataSource.class);
				assertThat(client).asString().startsWith("TiDBClient for 127.0.0.1:" + port);
				client.close();
			}
			assertThat(server.accept()).as("a connection").isNull();
		}
	}

	@Test
	void whenDataSourceIsGivenThenItIsNotTouchedBeforeTheFirstStatement() {
		DataSource dataSource = mock();
		TiDBClient client = TiDBClient.create(dataSource);
		assertThat(client.dataSource()).isSameAs(dataSource);
		assertThat(client.sql("SELECT 1").param(1)).isNotNull();
		assertThat(client).hasToString("TiDBClient");
		client.close();
		verifyNoInteractions(dataSource);
	}

	@Test
	void whenDataSourceIsGivenThenCloseLeavesItOpen() {
		try (HikariDataSource dataSource = new HikariDataSource()) {
			TiDBClient.create(dataSource).close();
			assertThat(dataSource.isClosed()).isFalse();
		}
	}

	@Test
	void whenDataSourceIsNullThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> TiDBClient.create(TiDBClientTests.<DataSource>nothing()))
			.withMessageContaining("'dataSource'");
	}

	@Test
	void whenClientMadeItsPoolThenCloseClosesIt() {
		TiDBClient client = TiDBClient.create("mysql://127.0.0.1/test");
		HikariDataSource pool = (HikariDataSource) client.dataSource();
		assertThat(pool.isClosed()).isFalse();
		client.close();
		assertThat(pool.isClosed()).isTrue();
		client.close();
	}

	@Test
	void whenPoolIsDecoratedThenDecorationIsTheDataSourceAndPoolIsStillClosed() {
		AtomicReference<DataSource> pool = new AtomicReference<>();
		TiDBClient client = TiDBClient.builder(SETTINGS).decorateDataSource((dataSource) -> {
			pool.set(dataSource);
			return new DelegatingDataSource(dataSource);
		}).build();
		assertThat(client.dataSource()).isInstanceOf(DelegatingDataSource.class);
		client.close();
		assertThat(pool.get()).isInstanceOfSatisfying(HikariDataSource.class,
				(hikari) -> assertThat(hikari.isClosed()).isTrue());
	}

	@Test
	void whenThereAreSeveralDecoratorsThenTheLastIsOutermost() {
		List<String> order = new ArrayList<>();
		TiDBClient.builder(SETTINGS).decorateDataSource((dataSource) -> {
			order.add("first");
			return dataSource;
		}).decorateDataSource((dataSource) -> {
			order.add("last");
			return dataSource;
		}).build().close();
		assertThat(order).containsExactly("first", "last");
	}

	@Test
	void whenDecoratorFailsThenPoolIsClosed() {
		AtomicReference<DataSource> pool = new AtomicReference<>();
		TiDBClient.Builder builder = TiDBClient.builder(SETTINGS).decorateDataSource((dataSource) -> {
			pool.set(dataSource);
			throw new UnsupportedOperationException("no");
		});
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(builder::build);
		assertThat(pool.get()).isInstanceOfSatisfying(HikariDataSource.class,
				(hikari) -> assertThat(hikari.isClosed()).isTrue());
	}

	@Test
	void whenDecoratorReturnsNullThenItIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TiDBClient.builder(SETTINGS).decorateDataSource((dataSource) -> nothing()).build());
	}

	@Test
	void whenBuilderIsGivenADataSourceThenTheClientUsesItAndLeavesItOpen() {
		try (HikariDataSource dataSource = new HikariDataSource()) {
			TiDBClient client = TiDBClient.builder(dataSource).build();
			assertThat(client.dataSource()).isSameAs(dataSource);
			client.close();
			assertThat(dataSource.isClosed()).isFalse();
		}
	}

	/** Where connections come from is said once, before the builder is there. */
	@Test
	void builderHasNothingOfTheConnection() {
		Set<String> ofConnection = methods(ConnectionSettings.Builder.class);
		assertThat(ofConnection).contains("host", "password", "pool");
		assertThat(methods(TiDBClient.Builder.class)).contains("embeddingFunction")
			.doesNotContain("dataSource")
			.filteredOn(ofConnection::contains)
			.containsExactly("build");
	}

	private static Set<String> methods(Class<?> type) {
		return Arrays.stream(type.getMethods()).map(Method::getName).collect(Collectors.toSet());
	}

	@Test
	void whenConnectionCannotBeUsedThenTheBuilderIsNotMade() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class).isThrownBy(
				() -> TiDBClient.builder((connection) -> connection.databaseUrl("mysql://alice:Geheim@h").host("i")))
			.withMessageContaining("the setting host")
			.withMessageNotContaining("Geheim");
	}

	@Test
	void whenAGivenDataSourceIsDecoratedThenTransactionsAreStillShared() {
		DataSource dataSource = new DriverManagerDataSource("jdbc:h2:mem:decorated;DB_CLOSE_DELAY=-1");
		JdbcTemplate jdbcTemplate = new JdbcTemplate(dataSource);
		jdbcTemplate.execute("CREATE TABLE t (id INT)");
		TiDBClient client = TiDBClient.builder(dataSource).decorateDataSource(DelegatingDataSource::new).build();
		assertThat(client.dataSource()).isNotSameAs(dataSource);
		new TransactionTemplate(new DataSourceTransactionManager(dataSource)).executeWithoutResult((status) -> {
			client.sql("INSERT INTO t VALUES (1)").update();
			assertThat(jdbcTemplate.queryForObject("SELECT COUNT(*) FROM t", Integer.class)).isEqualTo(1);
			status.setRollbackOnly();
		});
		assertThat(jdbcTemplate.queryForObject("SELECT COUNT(*) FROM t", Integer.class)).isZero();
		client.inTransactionWithoutResult((tx) -> {
			jdbcTemplate.execute("INSERT INTO t VALUES (2)");
			assertThat(tx.sql("SELECT id FROM t").query(Integer.class).single()).isEqualTo(2);
		});
		jdbcTemplate.execute("SHUTDOWN");
	}

	@Test
	void whenADecoratorReturnsTheGivenDataSourceThenItIsTheClients() {
		DataSource dataSource = new TransactionAwareDataSourceProxy(new HikariDataSource());
		assertThat(TiDBClient.builder(dataSource).decorateDataSource((it) -> it).build().dataSource())
			.isSameAs(dataSource);
	}

	@Test
	void whenUrlIsBadThenCreateThrowsAtOnce() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> TiDBClient.create("mysql://alice:Geheim@h:70000/d"))
			.withMessageContaining("port")
			.withMessageNotContaining("Geheim");
	}

	@Test
	void whenNothingListensThenFailureIsADataAccessExceptionThatSaysSo() throws IOException {
		int port;
		try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = closed.getLocalPort();
		}
		try (TiDBClient client = TiDBClient.create("mysql://alice:Geheim@127.0.0.1:%s/test".formatted(port))) {
			assertThatExceptionOfType(TiDBConnectionException.class)
				.isThrownBy(() -> client.sql("SELECT 1").query().singleValue())
				.isInstanceOf(DataAccessException.class)
				.withMessageStartingWith("Cannot connect to 127.0.0.1:" + port + ": nothing listens there")
				.satisfies((ex) -> assertThat(ex.getFailure().reason()).isEqualTo(Reason.REFUSED));
			assertThatExceptionOfType(TiDBConnectionException.class).isThrownBy(client::serverInfo);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			mysql://root:@127.0.0.1:%s/test                      | false
			mysql://root:@127.0.0.1:%s/test                      | true
			jdbc:mysql://(host=127.0.0.1,port=%s,user=root)/test | false
			""")
	@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
	void whenServerTakesTheConnectionAndSaysNothingThenFailureSaysSo(String url, boolean ensureDatabase)
			throws IOException {
		// Hikari sets it for the whole JVM.
		DriverManager.setLoginTimeout(0);
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				TiDBClient client = TiDBClient
					.builder((connection) -> connection.databaseUrl(url.formatted(silent.getLocalPort()))
						.ensureDatabase(ensureDatabase)
						.driverProperty("connectTimeout", "300")
						.pool((pool) -> pool.setConnectionTimeout(300)))
					.build()) {
			assertThatExceptionOfType(TiDBConnectionException.class).isThrownBy(client::serverInfo)
				.withMessageContaining("there was no answer in time")
				.satisfies((ex) -> assertThat(ex.getFailure().reason()).isEqualTo(Reason.TIMEOUT));
		}
	}

	@Test
	void whenClientIsUsedAfterCloseThenFailureSaysSo() {
		TiDBClient client = TiDBClient.builder((connection) -> connection.database("d").ensureDatabase(true)).build();
		client.close();
		assertThatExceptionOfType(TiDBConnectionException.class)
			.isThrownBy(() -> client.sql("SELECT 1").query().singleValue())
			.withMessage("Cannot connect to 127.0.0.1:4000: the connection pool is closed; "
					+ "keep the client open, or make a new one")
			.satisfies((ex) -> assertThat(ex.getFailure().reason()).isEqualTo(Reason.CLOSED));
	}

	@Test
	void builderShowsNoSecret() {
		TiDBClient.Builder builder = TiDBClient.builder((connection) -> connection.username("alice")
			.password("Geheim")
			.sslMode(SslMode.REQUIRED)
			.driverProperty("connectTimeout", "5"));
		try (TiDBClient client = builder.build()) {
			assertThat(client).hasToString("TiDBClient for 127.0.0.1:4000/test (TLS REQUIRED)");
			assertThat(builder).asString().doesNotContain("alice", "Geheim");
		}
	}

	@Test
	void whenBuilderIsUsedTwiceThenEachClientHasItsPool() {
		TiDBClient.Builder builder = TiDBClient.builder(SETTINGS);
		try (TiDBClient one = builder.build(); TiDBClient other = builder.build()) {
			assertThat(one.dataSource()).isNotSameAs(other.dataSource());
		}
	}

	@SuppressWarnings("NullAway")
	private static <T> T nothing() {
		return null;
	}

}
