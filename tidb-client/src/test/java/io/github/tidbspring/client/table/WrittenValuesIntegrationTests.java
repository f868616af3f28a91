package io.github.tidbspring.client.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is written to a column of a declared type and precision is found by itself.
 */
@NullMarked
@ContractTests
class WrittenValuesIntegrationTests {

	private static final Instant LATE = Instant.parse("2024-12-31T23:59:59.999999999Z");

	private static final LocalTime MIDNIGHT = LocalTime.MAX;

	private final TiDBClient tidb;

	WrittenValuesIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@Test
	void timeIsCutToThePrecisionOfItsColumn() {
		Table<Times> times = this.tidb.table(Times.class).schema().recreate();
		LocalDateTime local = LocalDateTime.parse("2024-12-31T23:59:59.999999999");
		Times row = new Times(1, LATE, LATE, java.sql.Timestamp.from(LATE), LATE, local, local, MIDNIGHT, MIDNIGHT,
				LocalDate.of(2024, 12, 31));
		times.insert(row);
		Times read = times.findById(1).orElseThrow();
		assertThat(read.seconds()).isEqualTo("2024-12-31T23:59:59Z");
		assertThat(read.millis()).isEqualTo("2024-12-31T23:59:59.999Z");
		assertThat(read.tenths().toInstant()).isEqualTo("2024-12-31T23:59:59.900Z");
		assertThat(read.stamp()).isEqualTo("2024-12-31T23:59:59.999999Z");
		assertThat(read.local()).isEqualTo("2024-12-31T23:59:59");
		assertThat(read.localStamp()).isEqualTo("2024-12-31T23:59:59.990");
		assertThat(read.time()).isEqualTo("23:59:59");
		assertThat(read.fine()).isEqualTo("23:59:59.9999");
		assertThat(read.day()).isEqualTo("2024-12-31");
		Map<String, Object> values = Map.of("seconds", row.seconds(), "millis", row.millis(), "tenths", row.tenths(),
				"stamp", row.stamp(), "local", row.local(), "localStamp", row.localStamp(), "time", row.time(), "fine",
				row.fine(), "day", row.day());
		values.forEach((property, value) -> {
			assertThat(times.count(Filter.eq(property, value))).as(property).isEqualTo(1);
			assertThat(times.count(Filter.in(property, value))).as(property).isEqualTo(1);
			assertThat(times.count(Filter.gt(property, value).or(Filter.lt(property, value)))).as(property).isZero();
		});
		assertThat(times.update(Filter.of(values), values)).isEqualTo(1);
		assertThat(times.findById(1)).contains(read);
		assertThat(times.find().orderBy(SortOrder.asc("seconds")).after(row).list()).isEmpty();
		times.insertAll(List.of(new Times(2, LATE, LATE, java.sql.Timestamp.from(LATE), LATE, local, local, MIDNIGHT,
				MIDNIGHT, LocalDate.of(2024, 12, 31))));
		assertThat(times.count(Filter.of(values))).isEqualTo(2);
	}

	@Test
	void keyIsFoundByTheTimeThatItWasInsertedWith() {
		record Event(@PrimaryKey @TiDBColumn(type = "DATETIME") Instant at, String name) {
		}
		Table<Event> events = this.tidb.table(Event.class).schema().recreate();
		events.insert(new Event(LATE, "x"));
		assertThat(events.findById(LATE)).isPresent();
		events.save(new Event(LATE, "y"));
		assertThat(events.find().list()).containsExactly(new Event(Instant.parse("2024-12-31T23:59:59Z"), "y"));
		assertThat(events.findAllById(List.of(LATE, "2024-12-31T23:59:59.1Z"))).hasSize(1);
		assertThat(events.deleteById(LATE)).isTrue();
	}

	@Test
	void numberIsStoredExactlyOrRefused() {
		Table<Numbers> numbers = this.tidb.table(Numbers.class).schema().recreate();
		Numbers row = new Numbers(1, 0.1, 0.25f, 5L, new BigDecimal("0.5"), new BigDecimal("12"), 1 << 24, 7L,
				BigInteger.TWO.pow(63), true, true, (short) 2155, Year.of(1901), (byte) 3);
		numbers.insert(row);
		Numbers read = numbers.findById(1).orElseThrow();
		assertThat(read).usingRecursiveComparison()
			.withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
			.isEqualTo(row);
		Map<String, Object> values = Map.ofEntries(Map.entry("price", 0.1), Map.entry("ratio", 0.25f),
				Map.entry("counted", 5L), Map.entry("half", new BigDecimal("0.5")),
				Map.entry("dozen", new BigDecimal("12")), Map.entry("single", 1 << 24), Map.entry("bits", 7L),
				Map.entry("large", BigInteger.TWO.pow(63)), Map.entry("flag", true), Map.entry("on", true),
				Map.entry("until", 2155), Map.entry("since", 1901), Map.entry("small", 3));
		values.forEach((property, value) -> {
			assertThat(numbers.count(Filter.eq(property, value))).as(property).isEqualTo(1);
			assertThat(numbers.count(Filter.ne(property, value))).as(property).isZero();
		});
		assertThat(numbers.update(Filter.of(values), values)).isEqualTo(1);
		assertThat(numbers.findById(1)).contains(read);
		Map<String, List<Object>> refused = Map.ofEntries(Map.entry("price", List.of(0.123, 1e9)),
				Map.entry("ratio", List.of(0.125f, 0.1)), Map.entry("counted", List.of(-1, 1L << 32)),
				Map.entry("half", List.of(new BigDecimal("0.10000000000000000001"), BigInteger.TEN.pow(400))),
				Map.entry("dozen", List.of(12.5, BigInteger.TWO.pow(63))), Map.entry("single", List.of((1 << 24) + 1)),
				Map.entry("bits", List.of(-1, 256)), Map.entry("large", List.of(-1, BigInteger.TWO.pow(64))),
				Map.entry("until", List.of(5, 1900, 2156)), Map.entry("since", List.of(Year.of(0), Year.of(70))),
				Map.entry("small", List.of(300, 1.5)));
		refused.forEach((property,
				others) -> others.forEach((value) -> assertThatIllegalArgumentException().as("%s = %s", property, value)
					.isThrownBy(() -> numbers.updateAll(Map.of(property, value)))
					.withMessageContaining("Numbers." + property)));
		assertThat(numbers.findById(1)).contains(read);
	}

	@Test
	void twoDigitsAreNoYear() {
		Table<Numbers> numbers = this.tidb.table(Numbers.class).schema().recreate();
		for (String property : List.of("since", "until")) {
			assertThatIllegalArgumentException().isThrownBy(() -> numbers.find(Filter.eq(property, 24)).list())
				.withMessageContaining("from 1901 to 2155");
		}
	}

	@Test
	void textIsFoundByItself() {
		Table<Texts> texts = this.tidb.table(Texts.class).schema().recreate();
		for (String text : List.of("", "a", " a", "é🔑")) {
			texts.deleteAll();
			checkFoundByItself(texts, text);
		}
	}

	private static void checkFoundByItself(Table<Texts> texts, String text) {
		Texts row = new Texts(1, text, text, text, Colour.GREEN, Colour.RED, new UUID(1, 2), 'x', new byte[] { 1, 0 },
				new byte[] { 0 });
		texts.insert(row);
		Texts read = texts.findById(1).orElseThrow();
		assertThat(read).usingRecursiveComparison().isEqualTo(row);
		Map<String, Object> values = Map.of("fixed", text, "any", text, "bytes", text, "colour", Colour.GREEN, "short_",
				"RED", "uuid", row.uuid(), "letter", 'x', "two", row.two(), "data", row.data());
		values.forEach(
				(property, value) -> assertThat(texts.count(Filter.eq(property, value))).as(property).isEqualTo(1));
		assertThat(texts.update(Filter.of(values), values)).isEqualTo(1);
	}

	@Test
	void textThatItsColumnWouldChangeIsRefused() {
		Table<Texts> texts = this.tidb.table(Texts.class).schema().recreate();
		assertThatIllegalArgumentException().isThrownBy(() -> texts.updateAll(Map.of("fixed", "a ")))
			.withMessageContaining("Texts.fixed")
			.withMessageContaining("ends with a space, which a CHAR loses");
		for (byte[] bytes : List.of(new byte[0], new byte[1], new byte[3])) {
			assertThatIllegalArgumentException().isThrownBy(() -> texts.updateAll(Map.of("two", bytes)))
				.withMessageContaining("Texts.two")
				.withMessageContaining("BINARY(2) fills up with zeros");
		}
	}

	@Test
	void spaceIsACharacterToo() {
		record Letter(@PrimaryKey char letter, @TiDBColumn(type = "VARCHAR(1)") char varying) {
		}
		Table<Letter> letters = this.tidb.table(Letter.class).schema().recreate();
		letters.insert(new Letter(' ', ' '));
		assertThat(letters.findById(' ')).contains(new Letter(' ', ' '));
		assertThat(letters.count(Filter.eq("varying", ' '))).isEqualTo(1);
	}

	enum Colour {

		RED, GREEN

	}

	record Times(@PrimaryKey long id, @TiDBColumn(type = "DATETIME") Instant seconds,
			@TiDBColumn(type = "datetime( 3 )") Instant millis,
			@TiDBColumn(type = "DATETIME(1)") java.sql.Timestamp tenths,
			@TiDBColumn(type = "TIMESTAMP(6)") Instant stamp, @TiDBColumn(type = "DATETIME(0)") LocalDateTime local,
			@TiDBColumn(type = "TIMESTAMP(2)") LocalDateTime localStamp, @TiDBColumn(type = "TIME") LocalTime time,
			@TiDBColumn(type = "TIME(4)") LocalTime fine, @TiDBColumn(type = "DATETIME") LocalDate day) {

	}

	record Numbers(@PrimaryKey long id, @TiDBColumn(type = "DECIMAL(10,2)") double price,
			@TiDBColumn(type = "FLOAT(7,2)") float ratio, @TiDBColumn(type = "INT UNSIGNED") long counted,
			@TiDBColumn(type = "DOUBLE PRECISION") BigDecimal half, @TiDBColumn(type = "BIGINT") BigDecimal dozen,
			@TiDBColumn(type = "FLOAT(24)") int single, @TiDBColumn(type = "BIT(8)") long bits,
			@TiDBColumn(type = "BIGINT UNSIGNED") BigInteger large, @TiDBColumn(type = "BIT(1)") boolean flag,
			@TiDBColumn(name = "is_on", type = "INT") boolean on, @TiDBColumn(type = "YEAR") short until,
			@TiDBColumn(type = "YEAR") Year since, @TiDBColumn(type = "BIGINT") byte small) {

	}

	record Texts(@PrimaryKey long id, @TiDBColumn(type = "CHAR(10)") String fixed,
			@TiDBColumn(type = "TINYTEXT") String any, @TiDBColumn(type = "VARBINARY(20)") String bytes,
			@TiDBColumn(type = "ENUM('RED', 'GREEN')") Colour colour, @TiDBColumn(type = "CHAR(10)") Colour short_,
			@TiDBColumn(type = "VARCHAR(36)") UUID uuid, @TiDBColumn(type = "VARCHAR(1)") char letter,
			@TiDBColumn(type = "BINARY(2)") byte[] two, @TiDBColumn(type = "BLOB") byte[] data) {

	}

}
