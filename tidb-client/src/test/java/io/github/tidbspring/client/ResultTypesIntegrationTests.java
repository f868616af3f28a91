package io.github.tidbspring.client;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What a statement in SQL reads into a record or bean is what a table reads.
 */
@NullMarked
@ContractTests
class ResultTypesIntegrationTests {

	private static final List<Instant> INSTANTS = List.of(Instant.parse("2024-03-10T07:30:00Z"),
			Instant.parse("2024-03-10T10:30:00.123456Z"), Instant.parse("2024-03-31T01:30:00Z"),
			Instant.parse("2024-11-03T05:30:00Z"), Instant.parse("2024-11-03T06:30:00Z"),
			Instant.parse("2024-10-27T01:30:00Z"), Instant.parse("2001-12-31T23:59:59.999999Z"));

	private static final UUID ID = UUID.fromString("0f0e0d0c-0b0a-0908-0706-050403020100");

	private final TiDBClient tidb;

	private final TimeZone before = TimeZone.getDefault();

	ResultTypesIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@BeforeEach
	void create() {
		this.tidb.table(Row.class).schema().recreate();
	}

	@AfterEach
	void drop() {
		TimeZone.setDefault(this.before);
		this.tidb.table(Row.class).schema().drop();
	}

	@ParameterizedTest
	@ValueSource(classes = { Instant.class, OffsetDateTime.class, LocalDate.class, LocalDateTime.class, LocalTime.class,
			Year.class, UUID.class, Integer.class, Long.class, BigDecimal.class, BigInteger.class, Boolean.class,
			Timestamp.class, Colour.class, OneNumber.class, OneInstant.class, OneColour.class, OneDate.class })
	void whenTextDoesNotFitThenColumnAndTypeAreNamedAndTheValueIsNot(Class<?> type) {
		String expected = (type == OneInstant.class) ? Instant.class.getName()
				: ((type == OneDate.class) ? LocalDate.class.getName() : type.getName());
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.tidb.sql("SELECT 'zebra' AS a").query(type).list())
			.withMessage("The column a has a value that does not fit " + expected);
	}

	@Test
	void whenCalendarIsAParameterThenItsZoneDoesNotMoveTheInstant() {
		Calendar time = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
		time.setTimeInMillis(0);
		assertThat(this.tidb.sql("SELECT CAST(:time AS DATETIME)").param("time", time).query(Instant.class).single())
			.isEqualTo(Instant.EPOCH);
	}

	private static Row row(long id, Instant at) {
		LocalDateTime local = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
		return new Row(id, at, at, at.atOffset(ZoneOffset.UTC), at.atZone(ZoneOffset.UTC), Timestamp.from(at),
				new Date(at.toEpochMilli()), local, local.toLocalDate(), local.toLocalTime(), ID, Colour.RED, 'é',
				Year.of(2024), new BigInteger("123456789012345678901234567890"), new BigDecimal("1.5000000000"), true,
				"naïve", new byte[] { 1, 2 }, new float[] { 0.1f, -2.5f, 3e-9f });
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia" })
	void recordIsReadAsTheTableReadsIt(String zone) {
		TimeZone.setDefault(TimeZone.getTimeZone(zone));
		try (TiDBClient one = OnePool.of(this.tidb)) {
			Table<Row> rows = one.table(Row.class);
			long id = 0;
			for (Instant at : INSTANTS) {
				Row row = row(++id, at);
				rows.insert(row);
				Row read = one.sql("SELECT * FROM result_types WHERE id = :id")
					.param("id", id)
					.query(Row.class)
					.single();
				// A Date is a Timestamp, by Spring.
				assertThat(read).usingRecursiveComparison()
					.ignoringFields("date")
					.isEqualTo(rows.findById(id).orElseThrow())
					.isEqualTo(row);
				assertThat(read.date()).hasTime(at.toEpochMilli());
			}
			assertThat(one.sql("SELECT * FROM result_types ORDER BY id").query(Row.class).list())
				.extracting(Row::at, Row::stamp)
				.containsExactlyElementsOf(INSTANTS.stream().map((at) -> tuple(at, at)).toList());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "+08:00", "-05:00" })
	void instantIsTheTablesWhateverTheZoneOfTheSessionIs(String zone, ContractServer server) {
		TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
		try (TiDBClient other = server.client(Map.of("connectionTimeZone", zone))) {
			Instant at = INSTANTS.get(1);
			Table<Instants> rows = other.table(Instants.class).schema().recreate();
			rows.insert(new Instants(1, at, at));
			assertThat(other.sql("SELECT * FROM result_instants").query(Instants.class).list())
				.containsExactly(new Instants(1, at, at))
				.isEqualTo(rows.find().list());
			assertThat(other.sql("SELECT at FROM result_instants").query(OffsetDateTime.class).single())
				.isEqualTo(at.atOffset(ZoneOffset.UTC));
			rows.schema().drop();
		}
	}

	@Test
	void singleColumnIsReadAsTheTableReadsIt() {
		TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
		try (TiDBClient one = OnePool.of(this.tidb)) {
			Instant at = INSTANTS.get(4);
			one.table(Row.class).insert(row(1, at));
			for (String column : List.of("at", "stamp")) {
				assertThat(single(one, column, Instant.class)).isEqualTo(at);
				assertThat(single(one, column, OffsetDateTime.class)).isEqualTo(at.atOffset(ZoneOffset.UTC));
				assertThat(single(one, column, ZonedDateTime.class)).isEqualTo(at.atZone(ZoneOffset.UTC));
				assertThat(single(one, column, LocalDateTime.class))
					.isEqualTo(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
				assertThat(single(one, column, Timestamp.class)).isEqualTo(Timestamp.from(at));
				assertThat(single(one, column, Date.class)).hasTime(at.toEpochMilli());
				assertThat(single(one, column, LocalDate.class)).isEqualTo(LocalDate.of(2024, 11, 3));
			}
			assertThat(single(one, "embedding", float[].class)).containsExactly(0.1f, -2.5f, 3e-9f);
			assertThat(single(one, "uuid", UUID.class)).isEqualTo(ID);
			assertThat(single(one, "colour", Colour.class)).isEqualTo(Colour.RED);
			assertThat(single(one, "letter", Character.class)).isEqualTo('é');
			assertThat(single(one, "year", Year.class)).isEqualTo(Year.of(2024));
			assertThat(single(one, "whole", BigInteger.class)).isEqualTo("123456789012345678901234567890");
			assertThat(single(one, "text", String.class)).isEqualTo("naïve");
			assertThat(single(one, "bytes", byte[].class)).containsExactly(1, 2);
			assertThat(single(one, "COUNT(*)", Integer.class)).isOne();
			assertThat(single(one, "COUNT(*)", Boolean.class)).isTrue();
			assertThat(one.sql("SELECT NULL AS at").query(Instant.class).list()).hasSize(1).containsOnlyNulls();
			Instant now = one.sql("SELECT NOW(6)").query(Instant.class).single();
			assertThat(now).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
		}
	}

	private static <T> T single(TiDBClient client, String column, Class<T> type) {
		return client.sql("SELECT " + column + " FROM result_types").query(type).single();
	}

	@Test
	void partsNullsAndAliasesAreRead() {
		this.tidb.table(Row.class).insert(row(1, INSTANTS.get(0)));
		assertThat(this.tidb
			.sql("SELECT at AS createdAt, uuid AS id, embedding, NULL AS changed_at FROM result_types WHERE at = ?")
			.param(INSTANTS.get(0))
			.query(Part.class)
			.list()).singleElement().satisfies((part) -> {
				assertThat(part.createdAt()).isEqualTo(INSTANTS.get(0));
				assertThat(part.id()).isEqualTo(ID);
				assertThat(part.embedding()).hasSize(3);
				assertThat(part.changedAt()).isNull();
			});
		this.tidb.sql("UPDATE result_types SET embedding = NULL").update();
		assertThat(this.tidb
			.sql("SELECT *, at AS created_at, at AS changed_at FROM result_types WHERE id = 1 AND 1 = :one")
			.param("one", 1)
			.withFetchSize(1)
			.query(Bean.class)
			.single()).satisfies((bean) -> {
				assertThat(bean.getCreatedAt()).isEqualTo(INSTANTS.get(0));
				assertThat(bean.getEmbedding()).isNull();
			});
		try (Stream<Part> parts = this.tidb
			.sql("SELECT at AS created_at, uuid AS id, embedding, at AS changed_at FROM result_types")
			.query(Part.class)
			.stream()) {
			assertThat(parts.toList()).extracting(Part::changedAt)
				.containsExactly(INSTANTS.get(0).atOffset(ZoneOffset.UTC));
		}
		assertThat(this.tidb.jdbcClient()
			.sql("SELECT at FROM result_types WHERE id IN (:ids)")
			.params(Map.of("ids", List.of(1, 2)))
			.query(Instant.class)
			.optional()).contains(INSTANTS.get(0));
	}

	@Test
	void timeThatIsATextIsReadByItsOffset() {
		TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
		OffsetDateTime time = OffsetDateTime.parse("2024-05-01T11:59:59.5+02:00");
		String inJson = "SELECT JSON_UNQUOTE(JSON_EXTRACT('{\"at\": \"2024-05-01T11:59:59.5+02:00\"}', '$.at'))";
		assertThat(this.tidb.sql(inJson).query(Instant.class).single()).isEqualTo(time.toInstant());
		assertThat(this.tidb.sql(inJson).query(OffsetDateTime.class).single()).isEqualTo(time);
		assertThat(this.tidb.sql(inJson).query(ZonedDateTime.class).single()).isEqualTo(time.toZonedDateTime());
		assertThat(this.tidb.sql("SELECT '2024-05-01 09:59:59'").query(Instant.class).single())
			.isEqualTo("2024-05-01T09:59:59Z");
	}

	@Test
	void valueThatDoesNotFitNamesColumnAndType() {
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.tidb.sql("SELECT 'no uuid' AS id").query(UUID.class).single())
			.withMessage("The column id has a value that does not fit java.util.UUID");
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.tidb.sql("SELECT 'no vector' AS v").query(float[].class).single())
			.withMessage("The column v has a value that does not fit float[]");
	}

	@TiDBTable("result_types")
	record Row(@PrimaryKey long id, Instant at, @TiDBColumn(type = "TIMESTAMP(6)") Instant stamp, OffsetDateTime offset,
			ZonedDateTime zoned, Timestamp timestamp, Date date, LocalDateTime local, LocalDate day, LocalTime time,
			UUID uuid, Colour colour, char letter, Year year, BigInteger whole, BigDecimal amount, boolean active,
			String text, byte[] bytes, @VectorColumn(dimensions = 3) float @Nullable [] embedding) {

	}

	@TiDBTable("result_instants")
	record Instants(@PrimaryKey long id, Instant at, @TiDBColumn(type = "TIMESTAMP(6)") Instant stamp) {

	}

	record Part(Instant createdAt, UUID id, float[] embedding, @Nullable OffsetDateTime changedAt) {

	}

	enum Colour {

		RED

	}

	static class Bean {

		private @Nullable Instant createdAt;

		private float @Nullable [] embedding;

		public @Nullable Instant getCreatedAt() {
			return this.createdAt;
		}

		public void setCreatedAt(@Nullable Instant createdAt) {
			this.createdAt = createdAt;
		}

		public float @Nullable [] getEmbedding() {
			return this.embedding;
		}

		public void setEmbedding(float @Nullable [] embedding) {
			this.embedding = embedding;
		}

	}

	record OneNumber(int a) {

	}

	record OneInstant(Instant a) {

	}

	record OneColour(Colour a) {

	}

	record OneDate(LocalDate a) {

	}

}
