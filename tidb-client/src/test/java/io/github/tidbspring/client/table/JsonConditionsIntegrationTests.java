package io.github.tidbspring.client.table;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.chrono.JapaneseDate;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A value in a condition on JSON is what the mapper writes for it.
 */
@NullMarked
@ContractTests
class JsonConditionsIntegrationTests {

	static final List<Object> VALUES = List.of("x", "5", 'c', true, 5, 5L, 5.5f, 1.25, new BigDecimal("1.50"),
			OffsetDateTime.parse("2026-01-01T10:00:00+02:00"), OffsetDateTime.parse("2026-01-01T10:00:00.5Z"),
			ZonedDateTime.parse("2026-01-01T10:00:00+01:00[Europe/Paris]"), LocalDateTime.parse("2026-01-01T10:00:00"),
			LocalDateTime.parse("2026-01-01T10:00:01.5"), LocalTime.parse("10:00"), OffsetTime.parse("10:00+02:00"),
			LocalDate.parse("2026-01-01"), Instant.parse("2026-01-01T10:00:00Z"),
			Instant.parse("2026-01-01T10:00:00.123456789Z"), Year.of(2026), YearMonth.of(2026, 1), Month.MAY,
			Duration.ofMinutes(90), Period.ofDays(3), Date.from(Instant.parse("2026-01-01T10:00:00Z")),
			java.sql.Timestamp.from(Instant.parse("2026-01-01T10:00:00.5Z")), java.sql.Date.valueOf("2026-01-01"),
			GregorianCalendar.from(ZonedDateTime.parse("2026-01-01T10:00:00Z")), Named.LOW, Valued.ONE, Plain.A,
			UUID.fromString("00000000-0000-0000-0000-00000000000a"), Locale.GERMANY, Currency.getInstance("EUR"),
			new byte[] { 1, 2, 3 }, Optional.of("x"), new Wrapped("x"), Long.MAX_VALUE);

	static final List<Object> SORTED = List.of("m", 50, 5.5, LocalDate.parse("2026-01-01"),
			LocalDateTime.parse("2026-01-01T10:00"), LocalTime.parse("10:00"), Year.of(2026), YearMonth.of(2026, 1));

	static final List<Object> UNSORTED = List.of(Instant.parse("2026-01-01T10:00:00Z"),
			Date.from(Instant.parse("2026-01-01T10:00:00Z")), OffsetDateTime.parse("2026-01-01T10:00:00+02:00"),
			ZonedDateTime.parse("2026-01-01T10:00:00+01:00[Europe/Paris]"), OffsetTime.parse("10:00+02:00"),
			Duration.ofMinutes(90), Period.ofDays(3), LocalDate.of(12026, 1, 1), LocalDateTime.of(-1, 1, 1, 0, 0),
			java.sql.Timestamp.valueOf("2026-01-01 10:00:00"));

	private final Table<Untyped> untyped;

	private final Table<Typed> typed;

	JsonConditionsIntegrationTests(ContractServer server) {
		this.untyped = server.client().table(Untyped.class);
		this.typed = server.client().table(Typed.class);
	}

	@BeforeEach
	void empty() {
		this.untyped.schema().createIfAbsent().deleteAll();
		this.typed.schema().createIfAbsent().deleteAll();
	}

	@ParameterizedTest
	@FieldSource("VALUES")
	void valueFindsTheRowThatItIsIn(Object value) {
		this.untyped.insert(new Untyped(1, Map.of("v", value)));
		this.untyped.insert(new Untyped(2, Map.of("v", "another", "w", value)));
		assertThat(ids(Filter.eq("m.v", value))).containsExactly(1L);
		assertThat(ids(Filter.in("m.v", value, "none"))).containsExactly(1L);
		assertThat(ids(Filter.ne("m.v", value))).containsExactly(2L);
		assertThat(ids(Filter.notIn("m.v", List.of(value)))).containsExactly(2L);
		assertThat(ids(Filter.of(Map.of("m.w", Map.of("$eq", value))))).containsExactly(2L);
	}

	private List<Long> ids(Filter filter) {
		return this.untyped.find(filter).orderBy(SortOrder.asc("id")).list().stream().map(Untyped::id).toList();
	}

	@ParameterizedTest
	@FieldSource("SORTED")
	void valueThatSortsIsComparedByOrder(Object value) {
		this.untyped.insert(new Untyped(1, Map.of("v", value)));
		assertThat(this.untyped.count(Filter.gte("m.v", value))).isEqualTo(1);
		assertThat(this.untyped.count(Filter.lte("m.v", value))).isEqualTo(1);
		assertThat(this.untyped.count(Filter.gt("m.v", value))).isZero();
		assertThat(this.untyped.count(Filter.lt("m.v", value))).isZero();
		assertThat(this.untyped.count(Filter.between("m.v", value, value))).isEqualTo(1);
	}

	@ParameterizedTest
	@FieldSource("UNSORTED")
	void timeWhoseTextsDoNotSortIsRefusedByOrder(Object value) {
		for (Filter filter : List.of(Filter.gt("m.v", value), Filter.gte("m.v", value), Filter.lt("m.v", value),
				Filter.lte("m.v", value), Filter.between("m.v", value, value),
				Filter.of(Map.of("m.v", Map.of("$gt", value))))) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.untyped.count(filter))
				.withMessageContaining("'m.v'")
				.withMessageContaining(value.getClass().getName())
				.withMessageContaining("Store it as a number");
		}
	}

	@Test
	void localTimesSortWithAndWithoutFractions() {
		LocalDateTime time = LocalDateTime.parse("2026-01-01T10:00:00");
		this.untyped.insert(new Untyped(1, Map.of("v", time)));
		this.untyped.insert(new Untyped(2, Map.of("v", time.plusNanos(500_000_000))));
		this.untyped.insert(new Untyped(3, Map.of("v", time.plusSeconds(1))));
		assertThat(ids(Filter.gt("m.v", time))).containsExactly(2L, 3L);
		assertThat(ids(Filter.lt("m.v", time.plusNanos(500_000_001)))).containsExactly(1L, 2L);
	}

	@Test
	void textIsComparedAsATextByOrder() {
		this.untyped.insert(new Untyped(1, Map.of("v", Instant.parse("2026-01-01T10:00:00Z"))));
		assertThat(ids(Filter.gt("m.v", "2026-01-01"))).containsExactly(1L);
	}

	@ParameterizedTest
	@MethodSource("structures")
	void structureIsRefused(Object value) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.untyped.count(Filter.eq("m.v", value)))
			.withMessageContaining("'m.v' is a value in a JSON document: it can be compared with a string, a number")
			.withMessageContaining(value.getClass().getName());
	}

	static Stream<Object> structures() {
		return Stream.of(new Point(1, 2), Optional.empty(), Optional.of(List.of()), Shown.ONE,
				JapaneseDate.of(2026, 1, 1));
	}

	@ParameterizedTest
	@MethodSource("notJson")
	void whatJsonDoesNotHaveIsRefused(Object value) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.untyped.count(Filter.eq("m.v", value)))
			.withMessageContaining("'m.v'");
	}

	static Stream<Object> notJson() {
		return Stream.of(Double.NaN, Float.NEGATIVE_INFINITY, new BigDecimal("1e400"),
				com.fasterxml.jackson.databind.node.IntNode.valueOf(1), Stream.of(1));
	}

	@Test
	void propertyIsComparedInTheFormThatItsTypeDeclares() {
		Typed row = typed();
		this.typed.insert(row);
		Event event = row.event();
		for (Filter filter : List.of(Filter.eq("event.at", event.at()), Filter.eq("event.minute", event.minute()),
				Filter.eq("event.day", event.day()), Filter.eq("event.key", event.key()), Filter.eq("event.key", 12),
				Filter.eq("event.named", event.named()), Filter.eq("event.millis", event.millis()),
				Filter.eq("event.days[0]", event.days().get(0)), Filter.eq("event.maybe", LocalDate.of(2026, 1, 3)),
				Filter.eq("event.other.level", Named.HIGH), Filter.eq("event.byName.a", event.byName().get("a")),
				Filter.eq("event.numbers[1]", 8), Filter.in("event.minute", event.minute()),
				Filter.eq("event.any", Named.LOW), Filter.gte("event.fixed", event.fixed()),
				Filter.lt("event.fixed", event.fixed().plusSeconds(1)),
				Filter.gt("event.millis", event.millis().minusMillis(1)))) {
			assertThat(this.typed.count(filter)).as(filter.toString()).isEqualTo(1);
		}
		assertThat(this.typed.count(Filter.gt("event.fixed", event.fixed()))).isZero();
		assertThat(this.typed.count(Filter.eq("event.named", Named.HIGH))).isZero();
	}

	private static Typed typed() {
		Instant instant = Instant.parse("2026-01-01T10:00:00Z");
		Event event = new Event(instant, LocalDateTime.parse("2026-01-01T10:00"), LocalDate.of(2026, 1, 2), 12L,
				Named.LOW, instant.plusMillis(500), List.of(LocalDate.of(2026, 1, 2)),
				Optional.of(LocalDate.of(2026, 1, 3)), new Other(Named.HIGH),
				Map.of("a", LocalDateTime.parse("2026-01-01T10:00")), new int[] { 7, 8 }, Named.LOW,
				instant.plusMillis(500));
		return new Typed(1, event, List.of("java", "tidb"), Map.of("lang", List.of("en")));
	}

	@Test
	void timeOfADeclaredTypeIsNotComparedWithAnother() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.typed.count(Filter.eq("event.at", LocalDateTime.parse("2026-01-01T10:00"))))
			.withMessageContaining("'event.at' is a java.time.Instant")
			.withMessageContaining("java.time.LocalDateTime");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.typed.count(Filter.gt("event.at", Instant.parse("2026-01-01T10:00:00Z"))))
			.withMessageContaining("java.time.Instant");
	}

	@Test
	void orderByATimeThatDoesNotSortIsRefused() {
		this.typed.insert(typed());
		assertThatIllegalArgumentException().isThrownBy(() -> this.typed.find().orderBy(SortOrder.asc("event.at")))
			.withMessageContaining("'event.at'");
		assertThat(this.typed.find()
			.orderBy(SortOrder.desc("event.minute"), SortOrder.asc("event.fixed"), SortOrder.asc("event.millis"),
					SortOrder.asc("event.any"))
			.list()).hasSize(1);
	}

	@Test
	void listOrObjectThatEqualsNothingIsRefused() {
		this.typed.insert(typed());
		for (Filter filter : List.of(Filter.eq("tags", "java"), Filter.contains("tags", "java"),
				Filter.like("tags", "%java%"), Filter.startsWith("tags", "java"), Filter.in("tags", "java"),
				Filter.ne("tags", "java"), Filter.notIn("tags", "java"), Filter.gt("tags", "java"),
				Filter.eq("meta.lang", "en"), Filter.contains("meta.lang", "en"), Filter.eq("event.days", "x"),
				Filter.eq("event.numbers", 7))) {
			assertThatIllegalArgumentException().as(filter.toString())
				.isThrownBy(() -> this.typed.count(filter))
				.withMessageContaining("is a list in its JSON document")
				.withMessageContaining("[0]'")
				.withMessageContaining("containsElement(…)");
		}
		for (Filter filter : List.of(Filter.eq("meta", "x"), Filter.eq("event", "x"),
				Filter.contains("event.other", "x"), Filter.eq("event.byName", 1))) {
			assertThatIllegalArgumentException().as(filter.toString())
				.isThrownBy(() -> this.typed.count(filter))
				.withMessageContaining("is an object in its JSON document")
				.withMessageContaining(".key'");
		}
		for (Filter filter : List.of(Filter.eq("tags[1]", "tidb"), Filter.contains("tags[0]", "av"),
				Filter.isNotNull("tags"), Filter.isNull("event.none"), Filter.eq("meta.lang[0]", "en"),
				Filter.sql("JSON_CONTAINS(tags, :tag)", Map.of("tag", "\"java\"")))) {
			assertThat(this.typed.count(filter)).as(filter.toString()).isEqualTo(1);
		}
	}

	record Untyped(@PrimaryKey long id, @JsonColumn Map<String, Object> m) {
	}

	record Typed(@PrimaryKey long id, @JsonColumn Event event, @JsonColumn List<String> tags,
			@JsonColumn Map<String, Collection<String>> meta) {
	}

	record Event(Instant at, @JsonFormat(pattern = "yyyy-MM-dd HH:mm") LocalDateTime minute,
			@JsonFormat(pattern = "dd.MM.yyyy") LocalDate day,
			@JsonSerialize(using = ToStringSerializer.class) Long key, Named named,
			@JsonFormat(shape = JsonFormat.Shape.NUMBER, without = {
					JsonFormat.Feature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS,
					JsonFormat.Feature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS }) Instant millis,
			@JsonFormat(pattern = "dd.MM.yyyy") List<LocalDate> days,
			@JsonFormat(pattern = "yyyy/MM/dd") Optional<LocalDate> maybe, Other other,
			@JsonFormat(pattern = "yyyy-MM-dd HH:mm") Map<String, LocalDateTime> byName, int[] numbers, Object any,
			@JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss.SSSX", timezone = "UTC") Instant fixed){
	}

	record Other(@JsonFormat(shape = JsonFormat.Shape.NUMBER) @Nullable Named level) {
	}

	record Point(int x, int y) {
	}

	record Wrapped(@JsonValue String text) {
	}

	enum Plain {

		A

	}

	enum Named {

		@JsonProperty("low")
		LOW, @JsonProperty("high")
		HIGH

	}

	enum Valued {

		ONE;

		@JsonValue
		int number() {
			return 1;
		}

	}

	@JsonFormat(shape = JsonFormat.Shape.OBJECT)
	enum Shown {

		ONE;

		public Set<String> getNames() {
			return Set.of("one");
		}

	}

}
