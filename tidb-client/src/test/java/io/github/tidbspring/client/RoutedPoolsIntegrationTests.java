package io.github.tidbspring.client;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import javax.sql.DataSource;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of the pools behind a {@code DataSource} that chooses one by the thread:
 * of each, and once.
 */
@ContractTests
class RoutedPoolsIntegrationTests {

	private static final ThreadLocal<String> TENANT = ThreadLocal.withInitial(() -> "good");

	private final HikariDataSource good;

	private final HikariDataSource bad;

	private final HikariDataSource worse;

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(TiDBClient.class.getPackageName());

	RoutedPoolsIntegrationTests(TiDBClient tidb) {
		this.good = OnePool.plain(tidb);
		this.good.setPoolName("good");
		this.good.setExceptionOverride(new SQLExceptionOverride() {
		});
		this.good.addDataSourceProperty("connectionTimeZone", "UTC");
		this.good.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
		this.good.addDataSourceProperty("rewriteBatchedStatements", "true");
		this.bad = zoned(tidb, "bad");
		this.worse = zoned(tidb, "worse");
		// Another URL, as another tenant has.
		this.worse.setJdbcUrl(this.worse.getJdbcUrl() + "?tcpKeepAlive=true");
	}

	private static HikariDataSource zoned(TiDBClient tidb, String name) {
		HikariDataSource pool = OnePool.plain(tidb);
		pool.setPoolName(name);
		pool.addDataSourceProperty("connectionTimeZone", "+05:30");
		return pool;
	}

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void close() {
		this.logger.detachAppender(this.log);
		TENANT.remove();
		this.good.close();
		this.bad.close();
		this.worse.close();
	}

	@Test
	void eachPoolIsLookedAtOnce() {
		assertEachIsLookedAt(new ByTenant(pools()));
	}

	@Test
	void eachPoolBehindAWrapperIsLookedAtOnce() {
		assertEachIsLookedAt(new DelegatingDataSource(new ByTenant(pools())));
	}

	private void assertEachIsLookedAt(DataSource dataSource) {
		TiDBClient client = TiDBClient.create(dataSource);
		use(client, "good");
		assertThat(warnings()).isEmpty();
		use(client, "bad");
		use(client, "bad");
		assertThat(warnings()).filteredOn((warning) -> warning.contains("1105"))
			.singleElement()
			.asString()
			.contains("'bad'");
		assertThat(warnings()).filteredOn((warning) -> warning.contains("instant")).hasSize(1);
		use(client, "worse");
		use(client, "good");
		use(client, "bad");
		assertThat(warnings()).filteredOn((warning) -> warning.contains("1105")).hasSize(2);
		assertThat(warnings()).filteredOn((warning) -> warning.contains("instant")).hasSize(2);
	}

	@Test
	void whatIsNoKnownPoolIsLookedAtByItsUrl() {
		TiDBClient client = TiDBClient.create(new Unknown(pools()));
		use(client, "good");
		assertThat(warnings()).isEmpty();
		use(client, "worse");
		use(client, "worse");
		assertThat(warnings()).singleElement().asString().contains("instant");
	}

	@Test
	void batchesOfEachPoolAreLookedAt() {
		TiDBClient client = TiDBClient.create(new ByTenant(pools()));
		client.table(Row.class).schema().dropIfExists();
		client.table(Row.class).schema().create();
		for (String tenant : List.of("good", "bad", "bad", "worse", "good", "worse")) {
			TENANT.set(tenant);
			client.table(Row.class).deleteAll();
			client.table(Row.class).insertAll(LongStream.rangeClosed(1, 3).mapToObj(Row::new).toList());
		}
		assertThat(warnings()).filteredOn((warning) -> warning.contains("rewriteBatchedStatements")).hasSize(2);
		client.table(Row.class).schema().drop();
	}

	private Map<String, DataSource> pools() {
		return Map.of("good", this.good, "bad", this.bad, "worse", this.worse);
	}

	private static void use(TiDBClient client, String tenant) {
		TENANT.set(tenant);
		assertThat(client.sql("SELECT CAST(? AS CHAR)").param(Timestamp.from(Instant.EPOCH)).query().listOfRows())
			.hasSize(1);
	}

	private List<String> warnings() {
		return this.log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@TiDBTable("routed_row")
	record Row(@PrimaryKey long id) {
	}

	private static final class ByTenant extends AbstractRoutingDataSource {

		ByTenant(Map<String, DataSource> pools) {
			setTargetDataSources(Map.copyOf(pools));
			afterPropertiesSet();
		}

		@Override
		protected Object determineCurrentLookupKey() {
			return TENANT.get();
		}

	}

	/** Of another library, which cannot be unwrapped. */
	private static final class Unknown extends AbstractDataSource {

		private final Map<String, DataSource> pools;

		Unknown(Map<String, DataSource> pools) {
			this.pools = pools;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.pools.get(TENANT.get()).getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
