package io.github.tidbspring.client;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.table.TableMismatchException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One instant is one instant, whichever way it goes in and comes out, and in whichever
 * time zone the JVM is.
 */
@ContractTests
class OneInstantIntegrationTests {

	/** In an hour that clocks skip, in one that they show twice, and others. */
	private static final List<Instant> INSTANTS = List.of(Instant.parse("2024-03-10T07:30:00Z"),
			Instant.parse("2024-03-10T10:30:00.123456Z"), Instant.parse("2024-03-31T01:30:00Z"),
			Instant.parse("2024-11-03T05:30:00Z"), Instant.parse("2024-11-03T06:30:00Z"),
			Instant.parse("2024-10-27T00:30:00Z"), Instant.parse("2024-10-27T01:30:00Z"),
			Instant.parse("2024-05-01T09:59:59Z"), Instant.parse("2001-12-31T23:59:59.999999Z"));

	private final TiDBClient tidb;

	private final TimeZone before = TimeZone.getDefault();

	OneInstantIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@BeforeEach
	void create() {
		this.tidb.table(Event.class).schema().recreate();
	}

	@AfterEach
	void drop() {
		TimeZone.setDefault(this.before);
		this.tidb.table(Event.class).schema().dropIfExists();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia" })
	void eachWayOfWritingIsReadInEachWay(String zone) {
		TimeZone.setDefault(TimeZone.getTimeZone(zone));
		try (TiDBClient one = OnePool.of(this.tidb)) {
			long id = 0;
			for (Instant instant : INSTANTS) {
				id = write(one, id, instant);
			}
			TimeZone.setDefault(TimeZone.getTimeZone("Australia/Lord_Howe"));
			try (TiDBClient other = OnePool.of(this.tidb)) {
				assertThat(this.tidb.sql("SELECT COUNT(*) FROM one_instant").query(Long.class).single()).isEqualTo(id);
				for (Instant instant : INSTANTS) {
					read(other, instant, (int) (id / INSTANTS.size()));
				}
			}
		}
	}

	/** Write an instant in each way that there is. */
	private static long write(TiDBClient client, long last, Instant instant) {
		long id = last;
		Table<Event> events = client.table(Event.class);
		events.insert(new Event(++id, instant, instant));
		client.sql("INSERT INTO one_instant VALUES (:id, :at, :at)")
			.param("id", ++id)
			.param("at", Timestamp.from(instant))
			.update();
		client.sql("INSERT INTO one_instant VALUES (?, ?, ?)")
			.params(++id, instant, OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(9)))
			.update();
		client.sql("INSERT INTO one_instant VALUES (?, FROM_UNIXTIME(?), FROM_UNIXTIME(?))")
			.params(++id, text(instant), text(instant))
			.update();
		new JdbcTemplate(client.dataSource()).update("INSERT INTO one_instant VALUES (?, ?, ?)", ++id,
				Timestamp.from(instant), Timestamp.from(instant));
		events.insert(new Event(++id, Instant.EPOCH.plusSeconds(86400), Instant.EPOCH.plusSeconds(86400)));
		events.update(Filter.eq("id", id), Map.of("at", instant, "stamp", instant));
		return id;
	}

	private static String text(Instant instant) {
		return "%d.%06d".formatted(instant.getEpochSecond(), instant.getNano() / 1000);
	}

	/** Find an instant, and read it, in each way that there is. */
	private static void read(TiDBClient client, Instant instant, int ways) {
		Table<Event> events = client.table(Event.class);
		for (String property : List.of("at", "stamp")) {
			List<Event> found = events.find(Filter.eq(property, instant)).list();
			assertThat(found).as(property + " " + instant)
				.hasSize(ways)
				.allSatisfy((event) -> assertThat(List.of(event.at(), event.stamp())).containsOnly(instant));
			assertThat(client.sql("SELECT COUNT(*) FROM one_instant WHERE " + property + " = ?")
				.param(Timestamp.from(instant))
				.query(Integer.class)
				.single()).isEqualTo(ways);
			assertThat(client.sql("SELECT " + property + " FROM one_instant WHERE " + property + " = ?")
				.param(instant)
				.query((row, number) -> List.of(row.getTimestamp(1).toInstant(),
						row.getObject(1, OffsetDateTime.class).toInstant()))
				.list()).hasSize(ways).allSatisfy((read) -> assertThat(read).containsOnly(instant));
			assertThat(events.find(Filter.eq(property, instant)).values(property, Instant.class)).hasSize(ways)
				.containsOnly(instant);
		}
		assertThat(client
			.sql("SELECT COUNT(*) FROM one_instant WHERE UNIX_TIMESTAMP(at) = ? AND UNIX_TIMESTAMP(stamp) "
					+ "= UNIX_TIMESTAMP(at)")
			.param(text(instant))
			.query(Integer.class)
			.single()).isEqualTo(ways);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "Asia/Shanghai", "America/New_York" })
	void sessionIsInUtc(String zone) {
		TimeZone.setDefault(TimeZone.getTimeZone(zone));
		try (TiDBClient one = OnePool.of(this.tidb)) {
			assertThat(one.sql("SELECT TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(), NOW())").query(Integer.class).single())
				.isZero();
			assertThat(one.sql("SELECT NOW()").query(Timestamp.class).single().toInstant())
				.isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
		}
	}

	@Test
	void whenTheSessionIsInAnotherZoneThenATimestampIsNotValid() {
		this.tidb.table(Event.class).schema().validate();
		try (TiDBClient one = OnePool.of(this.tidb, (builder) -> builder.driverProperty("connectionTimeZone", "+08:00"),
				(pool) -> {
				})) {
			assertThatExceptionOfType(TableMismatchException.class)
				.isThrownBy(() -> one.table(Event.class).schema().validate())
				.satisfies((ex) -> assertThat(ex.getDifferences()).singleElement()
					.asString()
					.contains("`stamp`", "TIMESTAMP", "UTC", "connectionTimeZone=UTC"));
		}
	}

	@Test
	void propertyOfTheUserWins() {
		assertThat(zone("connectionTimeZone", "+08:00")).isEqualTo("+08:00");
		assertThat(zone("serverTimezone", "-05:00")).isEqualTo("-05:00");
		assertThat(zone("sessionVariables", "time_zone='-03:00'")).isEqualTo("-03:00");
	}

	private String zone(String property, String value) {
		try (TiDBClient one = OnePool.of(this.tidb, (builder) -> builder.driverProperty(property, value), (pool) -> {
		})) {
			return one.sql("SELECT @@time_zone").query(String.class).single();
		}
	}

	@TiDBTable("one_instant")
	record Event(@PrimaryKey long id, @TiDBColumn(type = "DATETIME(6)") Instant at,
			@TiDBColumn(type = "TIMESTAMP(6)") Instant stamp) {

	}

}
