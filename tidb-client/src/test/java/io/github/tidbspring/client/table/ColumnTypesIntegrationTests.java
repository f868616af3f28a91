package io.github.tidbspring.client.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.server.Capability;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What of each type goes in, and what comes out.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class ColumnTypesIntegrationTests {

	private final TiDBClient tidb;

	private final Table<Numbers> numbers;

	private final Table<Values> values;

	private final Table<Nulls> nulls;

	private final Table<Documents> documents;

	ColumnTypesIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.numbers = tidb.table(Numbers.class);
		this.values = tidb.table(Values.class);
		this.nulls = tidb.table(Nulls.class);
		this.documents = tidb.table(Documents.class);
	}

	@BeforeEach
	void recreate() {
		this.numbers.schema().recreate();
		this.values.schema().recreate();
		this.nulls.schema().recreate();
		this.documents.schema().recreate();
	}

	@ParameterizedTest
	@MethodSource
	void numberComesBackExactly(Numbers row) {
		this.numbers.insert(row);
		assertThat(this.numbers.findById(row.id())).contains(row);
		this.numbers.deleteAll();
		this.numbers.insertAll(List.of(row));
		assertThat(this.numbers.find(Filter.eq("id", row.id())).one()).contains(row);
		try (Stream<Numbers> rows = this.numbers.find().stream()) {
			assertThat(rows).containsExactly(row);
		}
	}

	static Stream<Numbers> numberComesBackExactly() {
		BigInteger largest = BigInteger.TEN.pow(65).subtract(BigInteger.ONE);
		return Stream.of(
				new Numbers(Long.MIN_VALUE, Byte.MIN_VALUE, Short.MIN_VALUE, Integer.MIN_VALUE, largest.negate(),
						-Float.MAX_VALUE, -Double.MAX_VALUE, new BigDecimal("-9999999999999999.9999"), false),
				new Numbers(Long.MAX_VALUE, Byte.MAX_VALUE, Short.MAX_VALUE, Integer.MAX_VALUE, largest,
						Float.MAX_VALUE, Double.MAX_VALUE, new BigDecimal("9999999999999999.9999"), true),
				new Numbers(1, (byte) 0, (short) 0, 0, BigInteger.ZERO, 0.1f, 0.1, new BigDecimal("0.0000"), false),
				new Numbers(2, (byte) 1, (short) 1, 1, BigInteger.ONE, 16_777_217f, 9_007_199_254_740_993.0,
						new BigDecimal("0.0001"), true),
				new Numbers(3, (byte) 1, (short) 1, 1, BigInteger.ONE, Float.MIN_NORMAL, Double.MIN_NORMAL,
						new BigDecimal("-0.0001"), true));
	}

	@Test
	void rowIsFoundByItsFloat() {
		this.numbers.insert(new Numbers(1, (byte) 0, (short) 0, 0, BigInteger.ZERO, 0.1f, 0.1, BigDecimal.ZERO, true));
		assertThat(this.numbers.count(Filter.eq("single", 0.1f))).isEqualTo(1);
		assertThat(this.numbers.count(Filter.gt("single", 0.1f))).isZero();
		assertThat(this.numbers.count(Filter.in("twice", 0.1, 0.2))).isEqualTo(1);
	}

	@Test
	void numberThatIsNotFiniteIsRefusedBeforeSending() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.numbers
				.insert(new Numbers(1, (byte) 0, (short) 0, 0, BigInteger.ZERO, Float.NaN, 0.1, BigDecimal.ZERO, true)))
			.withMessage("Numbers.single cannot be stored. NaN is not a finite number");
	}

	@ParameterizedTest
	@MethodSource
	void valueComesBackExactly(Values row) {
		this.values.insert(row);
		assertThat(this.values.findById(row.id()))
			.hasValueSatisfying((found) -> assertThat(found).usingRecursiveComparison().isEqualTo(row));
	}

	static Stream<Values> valueComesBackExactly() {
		byte[] all = new byte[256];
		for (int i = 0; i < all.length; i++) {
			all[i] = (byte) i;
		}
		return Stream.of(
				new Values(new UUID(0, 0), "", 'x', LocalDate.of(1000, 1, 1), LocalTime.MIDNIGHT,
						LocalDateTime.of(1000, 1, 1, 0, 0), Instant.parse("1000-01-01T00:00:00Z"), Year.of(1),
						Colour.RED, new byte[0], new float[] { -0.0f, Float.MIN_VALUE }),
				new Values(new UUID(-1, -1), "é🔑'\"\\%_\n\0`; DROP TABLE x; --", 'é', LocalDate.of(9999, 12, 31),
						LocalTime.of(23, 59, 59, 999_999_000), LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
						Instant.parse("9999-12-31T23:59:59.999999Z"), Year.of(9999), Colour.GREEN, all,
						new float[] { Float.MAX_VALUE, 0.1f }),
				new Values(new UUID(1, 2), " x ", ' ', LocalDate.of(1970, 1, 1), LocalTime.NOON,
						LocalDateTime.of(2026, 3, 29, 2, 30), Instant.EPOCH, Year.of(2026), Colour.RED,
						new byte[] { 0x27, 0x5c, 0 }, new float[] { 1, 2 }),
				new Values(new UUID(1, 3), "2038", 'a', LocalDate.of(2038, 1, 20), LocalTime.of(1, 2, 3, 4_000),
						LocalDateTime.of(2026, 10, 25, 2, 30), Instant.parse("2038-01-19T03:14:08.000001Z"),
						Year.of(2038), Colour.RED, new byte[] { 1 }, new float[] { 1, 2 }));
	}

	@ParameterizedTest
	@ValueSource(strings = { "America/New_York", "Asia/Kolkata", "Pacific/Apia" })
	void instantIsTheSameWhereverItIsRead(String zone) {
		Values row = valueComesBackExactly().toList().get(3);
		this.values.insert(row);
		TimeZone before = TimeZone.getDefault();
		try {
			TimeZone.setDefault(TimeZone.getTimeZone(zone));
			assertThat(this.values.findById(row.id())).map(Values::instant).contains(row.instant());
			assertThat(this.values.findById(row.id())).map(Values::local).contains(row.local());
			assertThat(this.values.exists(Filter.eq("instant", row.instant()))).isTrue();
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	@Test
	void timeIsStoredToTheMicrosecondAndNeverRoundedUp() {
		Instant exact = Instant.parse("2026-11-23T23:59:59.999999999Z");
		Values given = new Values(new UUID(0, 1), "", 'x', LocalDate.EPOCH, LocalTime.MAX,
				LocalDateTime.MIN.withYear(1), exact, Year.of(1), Colour.RED, new byte[0], new float[] { 1, 2 });
		assertThat(this.values.insert(given)).isSameAs(given);
		Values found = this.values.findById(given.id()).orElseThrow();
		assertThat(found.instant()).isEqualTo(exact.truncatedTo(ChronoUnit.MICROS));
		assertThat(found.time()).isEqualTo(LocalTime.MAX.truncatedTo(ChronoUnit.MICROS));
		assertThat(this.values.exists(Filter.eq("instant", exact))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-0044-03-15T00:00:00Z", "0000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z" })
	void yearThatNoColumnHasIsRefusedBeforeSending(Instant instant) {
		Values row = new Values(new UUID(0, 1), "", 'x', LocalDate.EPOCH, LocalTime.MAX, LocalDateTime.now(), instant,
				Year.of(1), Colour.RED, new byte[0], new float[] { 1, 2 });
		assertThatIllegalArgumentException().isThrownBy(() -> this.values.insert(row))
			.withMessageStartingWith("Values.instant cannot be stored. The year ");
	}

	@Test
	void everyNullableColumnTakesNullAndGivesIt() {
		Nulls row = new Nulls(1, null, null, null, null, null, null, null, null, null, null, null);
		this.nulls.insert(row);
		assertThat(this.nulls.findById(1)).contains(row);
		this.nulls.saveAll(List.of(row));
		assertThat(this.nulls.find(Filter.isNull("vector").and(Filter.isNull("json"))).list()).containsExactly(row);
		this.nulls.schema().validate();
	}

	@Test
	void nullIsSetByAnUpdate() {
		this.nulls.insert(new Nulls(1, "x", 1, true, 'c', 1.5f, Instant.EPOCH, Year.of(1), Colour.RED, new byte[1],
				Map.of(), new float[] { 1, 2 }));
		this.nulls.update(Filter.eq("id", 1),
				Stream
					.of("text", "number", "flag", "letter", "ratio", "instant", "year", "colour", "data", "json",
							"vector")
					.collect(HashMap::new, (map, name) -> map.put(name, null), Map::putAll));
		assertThat(this.nulls.findById(1))
			.contains(new Nulls(1, null, null, null, null, null, null, null, null, null, null, null));
	}

	@Test
	void nullForAColumnThatIsNotIsRefusedBeforeSending() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.documents.insert(document(null)))
			.withMessage("Documents.tags is null, and its column `tags` is not");
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.documents.bulk().insert(List.of(new Documents(1, List.of(), null), document(null))))
			.withMessageContaining("Row 2: Documents.tags is null");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.documents.update(Filter.eq("id", 1), Collections.singletonMap("tags", null)))
			.withMessage("Documents.tags cannot become null: its column `tags` is not");
		assertThat(this.documents.count()).isZero();
	}

	@SuppressWarnings("NullAway")
	private static Documents document(@Nullable List<String> tags) {
		return new Documents(2, tags, null);
	}

	@Test
	void nullReadIntoAComponentThatIsNotNamesTheColumn() {
		this.tidb.sql("ALTER TABLE documents MODIFY COLUMN tags JSON NULL").update();
		this.tidb.sql("INSERT INTO documents (id, tags) VALUES (1, NULL)").update();
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> this.documents.findById(1))
			.withMessage("The column `tags` is NULL, and Documents.tags (java.util.List<java.lang.String>) cannot be");
		this.tidb.sql("ALTER TABLE numbers MODIFY COLUMN whole INT NULL").update();
		this.tidb
			.sql("INSERT INTO numbers (id, tiny, small, big, single, twice, amount, flag) "
					+ "VALUES (1, 1, 1, 1, 1, 1, 1, 1)")
			.update();
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> this.numbers.find().list())
			.withMessage("The column `whole` is NULL, and Numbers.whole (int) cannot be");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\": 1}", "\"text\"", "[[1]]" })
	void jsonThatDoesNotFitNamesTheColumn(String json) {
		this.tidb.sql("INSERT INTO documents (id, tags) VALUES (1, ?)").param(json).update();
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> this.documents.findById(1))
			.withMessageStartingWith("The column `tags` has a value that does not fit Documents.tags "
					+ "(java.util.List<java.lang.String>)");
	}

	@Test
	void jsonComesBackWithItsGenerics() {
		Documents row = new Documents(1, List.of("é🔑", "'\"\\", ""), Map.of("a", List.of(new Point(1, 2))));
		this.documents.insert(row);
		assertThat(this.documents.findById(1)).contains(row);
	}

	@Test
	void jsonThatCannotBeWrittenNamesTheColumn() {
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.tidb.table(Unwritable.class).bulk().insert(List.of(new Unwritable(1, new Broken()))))
			.withMessageContaining("Row 1: Unwritable.value cannot be stored");
	}

	@Test
	void enumConstantThatIsGoneNamesTheColumnAndTheValue() {
		this.nulls.insert(new Nulls(1, null, null, null, null, null, null, null, null, null, null, null));
		this.tidb.sql("UPDATE nulls SET colour = 'PINK'").update();
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> this.nulls.findById(1))
			.withMessageContaining("`colour`")
			.havingCause()
			.withMessage("'PINK' is none of Colour");
	}

	@Test
	void vectorOfTheWrongLengthIsRefusedBeforeSending() {
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.nulls.bulk()
				.insert(List.of(
						new Nulls(1, null, null, null, null, null, null, null, null, null, null, new float[] { 1, 2 }),
						new Nulls(2, null, null, null, null, null, null, null, null, null, null, new float[] { 1 }))))
			.withMessageContaining("Row 2: Nulls.vector has a vector of 1 dimensions instead of 2");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.nulls.insert(new Nulls(1, null, null, null, null, null, null, null, null, null, null,
					new float[] { 1, Float.NaN })))
			.withMessageStartingWith("Nulls.vector cannot be stored. Element 1 of the vector is NaN");
		assertThat(this.nulls.count()).isZero();
	}

	@Test
	void oneColumnIsReadIntoItsTypeOrAnother() {
		this.numbers.insert(new Numbers(7, (byte) 1, (short) 2, 3, BigInteger.TEN, 1.5f, 2.5, BigDecimal.ONE, true));
		assertThat(this.numbers.find().values("id", long.class)).containsExactly(7L);
		assertThat(this.numbers.find().values("id", Long.class)).containsExactly(7L);
		assertThat(this.numbers.find().values("whole", String.class)).containsExactly("3");
		assertThat(this.numbers.find().values("tiny", int.class)).containsExactly(1);
	}

	enum Colour {

		RED, GREEN {

			@Override
			public String toString() {
				return "grass";
			}

		}

	}

	record Numbers(@PrimaryKey long id, byte tiny, short small, int whole, BigInteger big, float single, double twice,
			@TiDBColumn(precision = 20, scale = 4) BigDecimal amount, boolean flag) {

	}

	record Values(@PrimaryKey UUID id, String text, char letter, LocalDate day, LocalTime time, LocalDateTime local,
			Instant instant, Year year, Colour colour, byte[] data, @VectorColumn(dimensions = 2) float[] vector) {

	}

	record Nulls(@PrimaryKey long id, @Nullable String text, @Nullable Integer number, @Nullable Boolean flag,
			@Nullable Character letter, @Nullable Float ratio, @Nullable Instant instant, @Nullable Year year,
			@Nullable Colour colour, byte @Nullable [] data, @JsonColumn @Nullable Map<String, Object> json,
			@VectorColumn(dimensions = 2) float @Nullable [] vector) {

	}

	record Documents(@PrimaryKey long id, @JsonColumn List<String> tags,
			@JsonColumn @Nullable Map<String, List<Point>> points) {

	}

	record Unwritable(@PrimaryKey long id, @JsonColumn Object value) {

	}

	static class Broken {

		public String getText() {
			throw new IllegalStateException("It is broken");
		}

	}

	record Point(int x, int y) {

	}

}
