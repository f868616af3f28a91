package io.github.tidbspring.client.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.Mockito.mock;

/**
 * Which values fit which property, wherever one is given: what does not is refused before
 * anything is sent. The {@link DataSource} has no connections.
 */
class ValuesThatFitTests {

	private static final UUID ID = new UUID(1, 2);

	private final TiDBClient tidb = TiDBClient.create(mock(DataSource.class));

	private final Table<Values> values = this.tidb.table(Values.class);

	static Stream<Arguments> misfits() {
		Instant instant = Instant.EPOCH;
		return Stream.of(
				// Numbers and booleans for texts, and the other way round.
				arguments("text", 0), arguments("text", 1.5), arguments("text", true), arguments("text", instant),
				arguments("text", LocalDate.EPOCH), arguments("text", new byte[1]), arguments("flag", "true"),
				arguments("flag", "1"), arguments("flag", 1), arguments("flag", 0.0), arguments("flag", 'y'),
				arguments("whole", "5"), arguments("whole", "5 or so"), arguments("whole", ""), arguments("whole", '5'),
				arguments("whole", true), arguments("whole", Colour.RED), arguments("whole", Year.of(5)),
				arguments("large", "5"), arguments("amount", "5 or so"), arguments("amount", false),
				arguments("twice", "0.1"), arguments("single", "0.1"), arguments("huge", "1"),
				// Numbers that are not exactly one of the column's.
				arguments("whole", Double.NaN), arguments("amount", Double.POSITIVE_INFINITY),
				arguments("large", 9_007_199_254_740_993.0), arguments("amount", 1e300), arguments("amount", 1e-40),
				arguments("whole", new BigDecimal("1e1000000000")), arguments("large", 1e19f),
				arguments("twice", 9_007_199_254_740_993L),
				arguments("twice", new BigDecimal("0.10000000000000000001")),
				arguments("twice", BigInteger.TEN.pow(400)), arguments("single", 0.1), arguments("single", 16_777_217),
				arguments("twice", Double.NaN),
				// Names, and what is read as one.
				arguments("colour", "red"), arguments("colour", "PINK"), arguments("colour", ""),
				arguments("colour", 0), arguments("colour", true), arguments("colour", Other.RED),
				arguments("uuid", "x"), arguments("uuid", ID + " "), arguments("uuid", 1), arguments("letter", "ab"),
				arguments("letter", ""), arguments("letter", 65), arguments("letter", '\ud83d'),
				// Dates and times.
				arguments("instant", "2025-06-02T09:59:59"), arguments("instant", "2025-06-02"),
				arguments("instant", "2024-05-01 09:59:59Z"), arguments("instant", "yesterday"),
				arguments("instant", 1714557599L), arguments("instant", LocalDateTime.of(2024, 5, 1, 0, 0)),
				arguments("instant", LocalDate.EPOCH), arguments("instant", new java.sql.Date(0)),
				arguments("instant", Calendar.getInstance()), arguments("instant", "+12024-05-01T09:59:59Z"),
				arguments("local", "2024-05-01T09:59:59Z"), arguments("local", instant),
				arguments("local", OffsetDateTime.now()), arguments("local", LocalDate.EPOCH),
				arguments("local", new java.util.Date()), arguments("day", "2024-05-01T00:00:00"),
				arguments("day", "2024-02-30"), arguments("day", "20240501"), arguments("day", 20240501),
				arguments("day", LocalDateTime.of(2024, 5, 1, 0, 0)), arguments("day", instant),
				arguments("time", "24:00:00"), arguments("time", "36:00:00"), arguments("time", 0),
				arguments("year", "24"), arguments("year", "x"), arguments("year", true),
				arguments("year", LocalDate.EPOCH), arguments("data", "text"), arguments("data", 1));
	}

	@ParameterizedTest
	@MethodSource("misfits")
	void valueOfAnotherKindIsRefusedInEachComparison(String property, Object value) {
		for (Filter filter : List.of(Filter.eq(property, value), Filter.ne(property, value), Filter.in(property, value),
				Filter.in(property, value, null), Filter.notIn(property, value), Filter.not(Filter.eq(property, value)),
				Filter.of(Map.of(property, value)), Filter.of(Map.of(property, Map.of("$in", List.of(value)))))) {
			assertThatIllegalArgumentException().as(filter.toString())
				.isThrownBy(() -> this.values.find(filter).list())
				.withMessageContaining("Values." + property)
				.satisfies((ex) -> namesBothTypes(ex, property, value));
		}
	}

	/** Not the value: it may be a secret, and comes from outside. */
	private static void namesBothTypes(IllegalArgumentException ex, String property, Object value) {
		boolean isNumberThatIsNone = value instanceof Number && ex.getMessage().contains("finite");
		boolean isYear = ex.getMessage().contains("The year ");
		if (!isNumberThatIsNone && !isYear) {
			assertThat(ex).hasNoCause().hasMessageContaining(value.getClass().getName());
			if (value.toString().length() > 5) {
				assertThat(ex.getMessage()).doesNotContain(value.toString());
			}
		}
	}

	@ParameterizedTest
	@MethodSource("misfits")
	void valueOfAnotherKindIsRefusedInAnOrder(String property, Object value) {
		if (property.equals("single") && value instanceof Number) {
			// An order is exact: each float is a double.
			return;
		}
		for (Filter filter : List.of(Filter.gt(property, value), Filter.gte(property, value),
				Filter.lt(property, value), Filter.lte(property, value), Filter.between(property, value, value),
				Filter.of(Map.of(property, Map.of("$gt", value))))) {
			assertThatIllegalArgumentException().as(filter.toString())
				.isThrownBy(() -> this.values.find(filter).list())
				.withMessageContaining("Values." + property);
		}
	}

	@ParameterizedTest
	@MethodSource("misfits")
	void valueOfAnotherKindIsRefusedInAnUpdateToo(String property, Object value) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.values.update(Filter.eq("id", 1), Map.of(property, value)))
			.withMessageContaining("Values." + property);
		assertThatIllegalArgumentException().isThrownBy(() -> this.values.updateAll(Map.of(property, value)))
			.withMessageContaining("Values." + property);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.values.update(Filter.eq(property, value), Map.of("nothing", "x")));
		assertThatIllegalArgumentException().isThrownBy(() -> this.values.delete(Filter.eq(property, value)))
			.withMessageContaining("Values." + property);
	}

	static Stream<Arguments> valuesThatCannotBeStored() {
		return Stream.of(arguments("whole", 1.5), arguments("whole", new BigDecimal("1.01")), arguments("tiny", 128),
				arguments("tiny", -129L), arguments("whole", 1L << 31), arguments("large", BigInteger.TWO.pow(63)),
				arguments("huge", BigInteger.TEN.pow(65)), arguments("amount", new BigDecimal("1.001")),
				arguments("amount", 1.001), arguments("amount", new BigDecimal("100000000")), arguments("single", 0.1),
				arguments("year", 1L << 40));
	}

	@ParameterizedTest
	@MethodSource
	void valuesThatCannotBeStored(String property, Object value) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.values.updateAll(Map.of(property, value)))
			.withMessageContaining("Values." + property)
			.withMessageContaining(value.getClass().getName());
	}

	@Test
	void rowWithMoreDigitsThanItsColumnIsRefused() {
		record Price(@PrimaryKey long id, @TiDBColumn(precision = 10, scale = 2) BigDecimal amount) {
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tidb.table(Price.class).insert(new Price(1, new BigDecimal("1.005"))))
			.withMessage("Price.amount is a java.math.BigDecimal, and the java.math.BigDecimal for it has more than 2 "
					+ "digits after the point, which its column would round; round it before");
	}

	@ParameterizedTest
	@MethodSource("patternsForNoText")
	void patternMatchesTextsOnly(String property) {
		for (Filter filter : List.of(Filter.like(property, "1%"), Filter.startsWith(property, "1"),
				Filter.contains(property, "1"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.values.find(filter).list())
				.withMessageContaining("Values." + property)
				.withMessageContaining("only a text is matched with a pattern");
		}
	}

	static Stream<String> patternsForNoText() {
		return Stream.of("id", "tiny", "whole", "large", "amount", "single", "twice", "huge", "flag", "instant",
				"local", "day", "time", "year", "data");
	}

	@Test
	void keyOfAnotherKindIsRefused() {
		for (Object key : List.of("1", "1; or so", 1.5f * 1e20, true, 'x', Colour.RED, Instant.EPOCH)) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.values.findById(key))
				.withMessageContaining("Values.id");
			assertThatIllegalArgumentException().isThrownBy(() -> this.values.deleteById(key))
				.withMessageContaining("Values.id");
			assertThatIllegalArgumentException().isThrownBy(() -> this.values.findAllById(List.of(1, key)))
				.withMessageContaining("Values.id");
		}
		Table<Pair> pairs = this.tidb.table(Pair.class);
		for (Map<String, Object> key : List.<Map<String, Object>>of(Map.of("code", 1, "n", 2),
				Map.of("code", "a", "n", "2"), Map.of("code", "a", "n", true), Map.of("code", Colour.RED, "n", "b"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> pairs.findById(key)).withMessageContaining("Pair.");
			assertThatIllegalArgumentException().isThrownBy(() -> pairs.findAllById(List.of(key)))
				.withMessageContaining("Pair.");
		}
	}

	@Test
	void textWithHalfACharacterIsRefusedWhereverItIsGiven() {
		String cut = "x\ud83d\udd11".substring(0, 2);
		Table<Pair> pairs = this.tidb.table(Pair.class);
		for (String text : List.of(cut, "\udd11", "\udd11\ud83d", cut + "y")) {
			String sentence = "half a surrogate pair at position";
			assertThatIllegalArgumentException().isThrownBy(() -> pairs.insert(new Pair(text, 1)))
				.withMessageContaining("Pair.code")
				.withMessageContaining(sentence);
			assertThatIllegalArgumentException().isThrownBy(() -> pairs.save(new Pair(text, 1)))
				.withMessageContaining(sentence);
			assertThatIllegalArgumentException().isThrownBy(() -> pairs.findById(Map.of("code", text, "n", 1)))
				.withMessageContaining(sentence);
			assertThatIllegalArgumentException().isThrownBy(() -> pairs.update(Filter.eq("n", 1), Map.of("code", text)))
				.withMessageContaining(sentence);
			for (Filter filter : List.of(Filter.eq("code", text), Filter.in("code", "a", text), Filter.gt("code", text),
					Filter.like("code", text + "%"), Filter.contains("code", text), Filter.startsWith("code", text),
					Filter.sql("code = :code", Map.of("code", text)),
					Filter.sql("code IN (:codes)", Map.of("codes", Arrays.asList(text, null))))) {
				assertThatIllegalArgumentException().isThrownBy(() -> pairs.find(filter).list())
					.withMessageContaining(sentence);
			}
		}
	}

	@Test
	void pageAfterARowOfAnotherTypeIsRefused() {
		record Text(String id, String text) {
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.values.find().into(Text.class).after(new Text("1 or so", "a")).list())
			.withMessageContaining("Values.id is a long and accepts a number, not a java.lang.String");
	}

	static Stream<Arguments> typesThatCannotHold() {
		record EnumInNumber(@PrimaryKey long id, @TiDBColumn(type = "TINYINT") Colour value) {
		}
		record UuidInBytes(@PrimaryKey long id, @TiDBColumn(type = "BINARY(16)") UUID value) {
		}
		record FlagInText(@PrimaryKey long id, @TiDBColumn(type = "CHAR(1)") boolean value) {
		}
		record NumberInText(@PrimaryKey long id, @TiDBColumn(type = "VARCHAR(20) CHARACTER SET utf8mb4") long value) {
		}
		record InstantInDate(@PrimaryKey long id, @TiDBColumn(type = "DATE") Instant value) {
		}
		record InstantInNumber(@PrimaryKey long id, @TiDBColumn(type = "BIGINT") Instant value) {
		}
		record TimeInDateTime(@PrimaryKey long id, @TiDBColumn(type = "DATETIME(6)") LocalTime value) {
		}
		record BytesInText(@PrimaryKey long id, @TiDBColumn(type = "TEXT") byte[] value) {
		}
		record LocalInText(@PrimaryKey long id, @TiDBColumn(type = "VARCHAR(30)") LocalDateTime value) {
		}
		return Stream.of(arguments(EnumInNumber.class, "TINYINT"), arguments(UuidInBytes.class, "BINARY(16)"),
				arguments(FlagInText.class, "CHAR(1)"), arguments(NumberInText.class, "VARCHAR(20)"),
				arguments(InstantInDate.class, "DATE"), arguments(InstantInNumber.class, "BIGINT"),
				arguments(TimeInDateTime.class, "DATETIME(6)"), arguments(BytesInText.class, "TEXT"),
				arguments(LocalInText.class, "VARCHAR(30)"));
	}

	@ParameterizedTest
	@MethodSource("typesThatCannotHold")
	void columnTypeThatCannotHoldThePropertyIsRefused(Class<?> type, String column) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tidb.table(type))
			.withMessageContaining(type.getSimpleName() + ".value")
			.withMessageContaining("a column of the type " + column);
	}

	@Test
	void textInAColumnOfAnotherTypeIsComparedWithNothing() {
		record Mixed(@PrimaryKey long id, @TiDBColumn(type = "JSON") @Nullable String json,
				@TiDBColumn(type = "DATETIME") String time, @TiDBColumn(type = "decimal( 10, 2 )") String number,
				@TiDBColumn(type = "BINARY(4)") String binary) {
		}
		Table<Mixed> rows = this.tidb.table(Mixed.class);
		for (String property : List.of("json", "time", "number", "binary")) {
			assertThatIllegalArgumentException().isThrownBy(() -> rows.find(Filter.eq(property, "5 or so")).list())
				.withMessageContaining("Mixed." + property
						+ " is a java.lang.String in a column of another type, which " + "is compared with no value");
		}
	}

	@Test
	void nullIsNotAValue() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.values.update(Filter.eq("id", 1), Collections.singletonMap("whole", null)))
			.withMessageContaining("cannot become null");
	}

	enum Colour {

		RED, GREEN {

			@Override
			public String toString() {
				return "grass";
			}

		}

	}

	enum Other {

		RED

	}

	record Pair(@PrimaryKey String code, @PrimaryKey int n) {

	}

	record Values(@PrimaryKey long id, String text, Colour colour, UUID uuid, char letter, boolean flag, byte tiny,
			int whole, long large, @TiDBColumn(precision = 10, scale = 2) BigDecimal amount, float single, double twice,
			BigInteger huge, Instant instant, LocalDateTime local, LocalDate day, LocalTime time, Year year,
			byte[] data) {

	}

}
