package io.github.tidbspring.client.table;

import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What others have written and a property cannot read, and that a value is read in one
 * way, whoever asks for it.
 */
@NullMarked
@ContractTests
class UnreadableValuesIntegrationTests {

	private final TiDBClient tidb;

	UnreadableValuesIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@Test
	void valueThatThePropertyCannotReadNamesColumnAndProperty() {
		Table<Strict> rows = this.tidb.table(Strict.class).schema().recreate();
		Map<String, String> unreadable = Map.ofEntries(Map.entry("at", "'0000-00-00 00:00:00'"),
				Map.entry("local", "'0000-00-00'"), Map.entry("day", "'0000-00-00'"), Map.entry("time", "'36:00:00'"),
				Map.entry("earlier", "'-01:00:00'"), Map.entry("uuid", "'no uuid'"), Map.entry("colour", "'PINK'"),
				Map.entry("small", "300"), Map.entry("whole", "3000000000"), Map.entry("letter", "'ab'"),
				Map.entry("amount", "'many'"));
		this.tidb
			.sql("ALTER TABLE strict_rows MODIFY small INT, MODIFY whole BIGINT, MODIFY letter VARCHAR(5), "
					+ "MODIFY amount VARCHAR(10)")
			.update();
		this.tidb.sql("SET SESSION sql_mode = ''").update();
		this.tidb.inTransactionWithoutResult((transaction) -> {
			transaction.sql("SET SESSION sql_mode = ''").update();
			try {
				unreadable.forEach((column, value) -> {
					transaction.sql("DELETE FROM strict_rows").update();
					transaction.sql("INSERT INTO strict_rows (id, " + column + ") VALUES (1, " + value + ")").update();
					Table<Strict> table = transaction.table(Strict.class);
					checkUnreadable(column, () -> table.findById(1));
					checkUnreadable(column, () -> table.find().list());
					checkUnreadable(column, () -> {
						try (Stream<Strict> stream = table.find().stream()) {
							stream.toList();
						}
					});
					checkUnreadable(column, () -> table.find().values(column, Object.class));
				});
			}
			finally {
				transaction.sql("SET SESSION sql_mode = DEFAULT").update();
			}
		});
		rows.deleteAll();
	}

	private static void checkUnreadable(String column, Runnable read) {
		assertThatExceptionOfType(DataRetrievalFailureException.class).as(column)
			.isThrownBy(read::run)
			.withMessageStartingWith("The column `" + column + "` has a value that does not fit Strict." + column);
	}

	@Test
	void valueThatTheDriverCannotReadIsNoFailureThatMayPass() {
		for (String value : List.of("CAST('36:00:00' AS TIME)", "CAST('-00:00:01' AS TIME)")) {
			assertThatExceptionOfType(DataRetrievalFailureException.class).as(value)
				.isThrownBy(() -> this.tidb.sql("SELECT " + value + " AS time").query(LocalTime.class).list());
		}
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.tidb.sql("SELECT :value").param("value", new Object()).query(String.class).list());
	}

	@Test
	void valueThatIsNoneOfTheTypeAskedForNamesColumnAndProperty() {
		Table<Times> times = this.tidb.table(Times.class).schema().recreate();
		times.insert(new Times(1, Instant.EPOCH, LocalDateTime.of(2024, 5, 1, 10, 0), "5"));
		for (Class<?> type : List.of(Map.class, Duration.class)) {
			assertThatExceptionOfType(DataRetrievalFailureException.class)
				.isThrownBy(() -> times.find().values("at", type))
				.withMessage("The column `at` has a value that does not fit Times.at (" + type.getName() + ")");
		}
		times.schema().drop();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Asia/Shanghai", "America/St_Johns" })
	void valueIsReadInOneWay(String zone) {
		Table<Times> times = this.tidb.table(Times.class).schema().recreate();
		Instant at = Instant.parse("2024-05-01T09:59:59.123456Z");
		TimeZone before = TimeZone.getDefault();
		try {
			TimeZone.setDefault(TimeZone.getTimeZone(zone));
			times.insert(new Times(1, at, LocalDateTime.ofInstant(at, ZoneOffset.UTC), "5"));
			assertThat(times.find().values("at", Timestamp.class)).containsExactly(Timestamp.from(at));
			assertThat(times.find().into(OfTimestamp.class).list())
				.containsExactly(new OfTimestamp(Timestamp.from(at)));
			assertThat(times.find().values("at", Date.class)).containsExactly(new Date(at.toEpochMilli()));
			assertThat(times.find().values("at", Instant.class)).containsExactly(at);
			assertThat(times.find().values("at", OffsetDateTime.class)).containsExactly(at.atOffset(ZoneOffset.UTC));
			assertThat(times.find().values("at", LocalDateTime.class))
				.containsExactly(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
			assertThat(times.find().values("at", LocalDate.class)).containsExactly(LocalDate.of(2024, 5, 1));
			assertThat(times.find().values("at", Object.class)).containsExactly(at);
			assertThat(times.find().values("local", Object.class))
				.containsExactly(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
			assertThat(times.find().values("number", Integer.class)).containsExactly(5);
			assertThat(times.find().values("number", BigInteger.class)).containsExactly(BigInteger.valueOf(5));
			assertThat(times.find().values("id", Number.class)).containsExactly(1L);
			assertThat(times.find().values("id", String.class)).containsExactly("1");
			assertThatExceptionOfType(DataRetrievalFailureException.class)
				.isThrownBy(() -> times.find().values("number", UUID.class))
				.withMessage("The column `number` has a value that does not fit Times.number (java.util.UUID)");
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	enum Colour {

		RED

	}

	@TiDBTable("strict_rows")
	record Strict(@PrimaryKey long id, @Nullable Instant at, @Nullable LocalDateTime local, @Nullable LocalDate day,
			@Nullable LocalTime time, @Nullable LocalTime earlier, @Nullable UUID uuid, @Nullable Colour colour,
			@Nullable Byte small, @Nullable Integer whole, @Nullable Character letter, @Nullable Long amount) {

	}

	record Times(@PrimaryKey long id, Instant at, LocalDateTime local, String number) {

	}

	record OfTimestamp(Timestamp at) {

	}

}
