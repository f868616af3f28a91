package io.github.tidbspring.client;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.github.tidbspring.client.connection.TiDBSQLExceptionOverride;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said, once, of a pool that the client was given.
 */
@ContractTests
class FirstUseIntegrationTests {

	private final TiDBClient tidb;

	private final TimeZone before = TimeZone.getDefault();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(TiDBClient.class.getPackageName());

	FirstUseIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void restore() {
		this.logger.detachAppender(this.log);
		TimeZone.setDefault(this.before);
	}

	@Test
	void whenThePoolHasNoOverrideThenTheRemedyIsSaidOnce() {
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			pool.setPoolName("mine");
			TiDBClient client = TiDBClient.create(pool);
			assertThat(warnings()).isEmpty();
			use(client);
			use(client);
			use(client.withDatabase(String.valueOf(client.databases().current())));
			assertThat(warnings()).filteredOn((warning) -> warning.contains("1105"))
				.singleElement()
				.asString()
				.contains("'mine'", TiDBSQLExceptionOverride.class.getName(), "exception-override-class-name");
		}
	}

	@Test
	void whenThePoolHasAnOverrideThenNothingIsSaid() {
		for (SQLExceptionOverride override : List.of(new TiDBSQLExceptionOverride(), new SQLExceptionOverride() {
		})) {
			try (HikariDataSource pool = OnePool.plain(this.tidb)) {
				pool.setExceptionOverride(override);
				use(TiDBClient.create(pool));
			}
		}
		assertThat(warnings()).noneMatch((warning) -> warning.contains("1105"));
	}

	@Test
	void whenTheDriverConvertsToAnotherZoneThenThatIsSaidOnce() {
		TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			TiDBClient client = TiDBClient.create(pool);
			use(client);
			use(client);
			assertThat(warnings()).filteredOn((warning) -> warning.contains("instant"))
				.singleElement()
				.asString()
				.contains("connectionTimeZone=UTC", "forceConnectionTimeZoneToSession=true", "driver converts");
		}
	}

	@Test
	void whenTheSessionIsInAnotherZoneThenThatIsSaid() {
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			pool.setConnectionInitSql("SET time_zone = '+05:30'");
			pool.addDataSourceProperty("connectionTimeZone", "UTC");
			use(TiDBClient.create(pool));
			assertThat(warnings()).filteredOn((warning) -> warning.contains("instant"))
				.singleElement()
				.asString()
				.contains("'+05:30'", "TIMESTAMP")
				.doesNotContain("driver converts");
		}
	}

	@Test
	void whenAPropertyOfOursIsChangedThenThatIsSaidToo() {
		try (TiDBClient client = OnePool.of(this.tidb,
				(builder) -> builder.driverProperty("connectionTimeZone", "+08:00"), (pool) -> {
				})) {
			use(client);
			assertThat(warnings()).singleElement().asString().contains("'+08:00'", "driver converts");
		}
	}

	@Test
	void whenThePoolSpeaksUtcThenNothingIsSaid() {
		TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
		try (HikariDataSource pool = OnePool.plain(this.tidb); TiDBClient ours = OnePool.of(this.tidb)) {
			pool.setExceptionOverride(new TiDBSQLExceptionOverride());
			pool.addDataSourceProperty("connectionTimeZone", "UTC");
			pool.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
			use(TiDBClient.create(pool));
			use(ours);
			assertThat(warnings()).isEmpty();
		}
	}

	private static void use(TiDBClient client) {
		assertThat(client.sql("SELECT CAST(? AS CHAR)").param(Timestamp.from(Instant.EPOCH)).query().listOfRows())
			.hasSize(1);
	}

	private List<String> warnings() {
		return this.log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
