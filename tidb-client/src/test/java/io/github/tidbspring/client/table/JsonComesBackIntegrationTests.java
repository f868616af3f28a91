package io.github.tidbspring.client.table;

import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Filter;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What is in a JSON column is what was written, or nothing was.
 */
@NullMarked
@ContractTests
class JsonComesBackIntegrationTests {

	private static final BigInteger UNSIGNED = BigInteger.TWO.pow(64);

	private final ContractServer server;

	private final Table<Any> any;

	JsonComesBackIntegrationTests(ContractServer server) {
		this.server = server;
		this.any = server.client().table(Any.class);
	}

	@BeforeEach
	void empty() {
		this.any.schema().createIfAbsent().deleteAll();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("changed")
	void valueThatWouldComeBackChangedIsRefusedAndNothingIsSent(String what, Supplier<Object> value) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.any.insert(new Any(1, value.get())))
			.withMessageStartingWith("Any.json ");
		assertThatIllegalArgumentException().isThrownBy(() -> this.any.save(new Any(1, nested(value.get()))))
			.withMessageStartingWith("Any.json ");
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.any.bulk().insert(List.of(new Any(1, List.of(value.get())))))
			.withCauseInstanceOf(IllegalArgumentException.class);
		assertThat(this.any.count()).isZero();
		this.any.insert(new Any(1, "before"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.any.update(Filter.eq("id", 1), Map.of("json", value.get())))
			.withMessageStartingWith("Any.json ");
		assertThat(this.any.find().list()).containsExactly(new Any(1, "before"));
	}

	static Stream<Arguments> changed() {
		JsonNodeFactory jackson2 = JsonNodeFactory.instance;
		return Stream.of(changed("tree of Jackson 2", () -> jackson2.objectNode().put("a", 1)),
				changed("array of Jackson 2", () -> jackson2.arrayNode().add(1)),
				changed("text of Jackson 2", () -> jackson2.textNode("x")),
				changed("raw value of Jackson 2", () -> new com.fasterxml.jackson.databind.util.RawValue("1")),
				changed("NaN", () -> Double.NaN), changed("infinity", () -> Double.POSITIVE_INFINITY),
				changed("float NaN", () -> Float.NaN), changed("float infinity", () -> Float.NEGATIVE_INFINITY),
				changed("NaN in an array", () -> new double[] { 1, Double.NaN }),
				changed("NaN in a record", () -> new Reading(Double.NaN)),
				changed("beyond unsigned 64 bits", () -> UNSIGNED.add(BigInteger.ONE)),
				changed("2 to the 64", () -> UNSIGNED),
				changed("below signed 64 bits", () -> BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE)),
				changed("more digits than a double", () -> new BigDecimal("0.12345678901234567890")),
				changed("large with a fraction", () -> new BigDecimal("9007199254740993.5")),
				changed("larger than a double", () -> new BigDecimal("1e400")),
				changed("smaller than a double", () -> new BigDecimal("1e-400")),
				changed("half of a pair", () -> "a\ud83d"), changed("the other half", () -> "\ude00b"),
				changed("half of a pair in a key", () -> Map.of("\ud83d", 1)), changed("101 lists", () -> deep(101)),
				changed("deeper than a stack", () -> deep(100_000)),
				changed("key twice", () -> new HashMap<Object, Object>(Map.of("1", "a", 1, "b"))),
				changed("long key", () -> Map.of("k".repeat(65_536), 1)), changed("stream", () -> Stream.of(1, 2)),
				changed("int stream", () -> IntStream.of(1)), changed("iterator", () -> List.of(1, 2).iterator()),
				changed("reader", () -> new StringReader("x")),
				changed("object of which Jackson sees nothing", () -> new Hidden("x")),
				changed("nothing seen of it, with an annotation", () -> new Annotated("x")),
				changed("what contains itself", JsonComesBackIntegrationTests::endless));
	}

	@Test
	void whenElementsNameTheirTypesThenTheyComeBack() {
		Table<Drawing> drawings = this.server.client().table(Drawing.class).schema().recreate();
		Drawing drawing = new Drawing(1, List.of(new Disc(1.5), new Box(2)), Map.of("a", new Box(3)),
				Optional.of(new Disc(4)), new Figure[0]);
		drawings.insert(drawing);
		Drawing read = drawings.findById(1).orElseThrow();
		assertThat(read.shapes()).isEqualTo(drawing.shapes());
		assertThat(read.byName()).isEqualTo(drawing.byName());
		assertThat(read.main()).isEqualTo(drawing.main());
		assertThat(drawings.count(Filter.eq("shapes[0].radius", 1.5))).isEqualTo(1);
		drawings.update(Filter.eq("id", 1), Map.of("byName", Map.of("b", new Disc(5))));
		assertThat(drawings.find().one().orElseThrow().byName()).isEqualTo(Map.of("b", new Disc(5)));
		drawings.schema().drop();
	}

	private static Arguments changed(String what, Supplier<Object> value) {
		return arguments(what, value);
	}

	private static Object nested(Object value) {
		return Map.of("a", List.of(Optional.of(value)));
	}

	private static Object deep(int depth) {
		Object value = 1;
		for (int i = 0; i < depth; i++) {
			value = List.of(value);
		}
		return value;
	}

	private static Object endless() {
		Map<String, Object> map = new HashMap<>();
		map.put("self", map);
		return map;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("unreadable")
	<T> void valueThatItsTypeCannotReadIsRefused(Class<T> type, T row, String property) {
		Table<T> table = this.server.client().table(type).schema().recreate();
		assertThatIllegalArgumentException().isThrownBy(() -> table.insert(row)).withMessageStartingWith(property);
		assertThat(table.count()).isZero();
	}

	static Stream<Arguments> unreadable() {
		com.fasterxml.jackson.databind.JsonNode tree = JsonNodeFactory.instance.objectNode();
		return Stream.of(arguments(Jackson2.class, new Jackson2(1, tree), "Jackson2.tree "),
				arguments(Abstract.class, new Abstract(1, new Circle(2)), "Abstract.shape "),
				arguments(NoConstructor.class, new NoConstructor(1, Fixed.of(5)), "NoConstructor.value "),
				arguments(NoSetter.class, new NoSetter(1, new Counter()), "NoSetter.value "),
				arguments(Narrow.class, new Narrow(1, new Wide(1, 2)), "Narrow.value "),
				arguments(Keys.class, new Keys(1, Map.of(new Key("a", "b"), 1)), "Keys.map "));
	}

	@ParameterizedTest
	@MethodSource
	void valueComesBack(Object value, Object read) {
		this.any.insert(new Any(1, value));
		assertThat(this.any.findById(1)).hasValueSatisfying((row) -> assertThat(row.json()).isEqualTo(read));
		assertThat(this.any.update(Filter.eq("id", 1), Map.of("json", value))).isLessThanOrEqualTo(1);
		assertThat(this.any.findById(1)).hasValueSatisfying((row) -> assertThat(row.json()).isEqualTo(read));
	}

	static Stream<Arguments> valueComesBack() {
		BigInteger maximum = UNSIGNED.subtract(BigInteger.ONE);
		return Stream.of(arguments("x", "x"), arguments("", ""), arguments("NaN", "NaN"), arguments(true, true),
				arguments(5, 5), arguments(0.1f, 0.1), arguments(1.5, 1.5), arguments(1e23, 1e23),
				arguments(Double.MAX_VALUE, Double.MAX_VALUE), arguments(Double.MIN_NORMAL, Double.MIN_NORMAL),
				arguments(Long.MAX_VALUE, Long.MAX_VALUE), arguments(Long.MIN_VALUE, Long.MIN_VALUE),
				arguments(maximum, maximum), arguments(new BigDecimal("19.99"), 19.99),
				arguments(new BigDecimal("123456789.123456"), 123456789.123456), arguments(new BigDecimal("1.10"), 1.1),
				arguments("\u0000\u007f\"\\\n", "\u0000\u007f\"\\\n"),
				arguments(Map.of("1", "a", "k".repeat(1000), List.of()), Map.of("1", "a", "k".repeat(1000), List.of())),
				arguments(Map.of(1, "a"), Map.of("1", "a")), arguments(Arrays.asList(1, null), Arrays.asList(1, null)),
				arguments(new byte[] { 1, 2 }, "AQI="), arguments(Optional.of("x"), "x"),
				arguments(Set.of("only"), List.of("only")), arguments(new Reading(1.5), Map.of("value", 1.5)),
				arguments(Instant.parse("2026-01-02T03:04:05Z"), "2026-01-02T03:04:05Z"),
				arguments(OffsetDateTime.parse("2026-01-01T10:00:00+02:00"), "2026-01-01T10:00:00+02:00"),
				arguments(UUID.fromString("00000000-0000-0000-0000-00000000000a"),
						"00000000-0000-0000-0000-00000000000a"),
				arguments(JsonMapper.shared().createObjectNode().put("a", 1), Map.of("a", 1)));
	}

	@Test
	void valueAsDeepAsTiDBTakesComesBack() {
		// The stand-in takes 32.
		Object value = deep(this.server.isStandIn() ? 30 : 100);
		this.any.insert(new Any(1, value));
		assertThat(this.any.findById(1)).contains(new Any(1, value));
	}

	@Test
	void valuesOfManyTypesComeBackAsTheyWere() {
		Table<Many> table = this.server.client().table(Many.class).schema().recreate();
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("none", null);
		map.put("list", new ArrayList<>(List.of(1, 2)));
		Payload payload = new Payload(Instant.parse("2026-01-02T03:04:05.000006Z"),
				LocalDateTime.parse("2026-01-01T10:00"), Duration.ofMinutes(90), Optional.of("x"), Optional.empty(),
				URI.create("https://example.org/"), Colour.RED, 1.5f, new BigDecimal("10.25"), Set.of("a", "b", "c"),
				map);
		ObjectNode tree = JsonMapper.shared().createObjectNode().put("a", 1);
		Many row = new Many(1, payload, tree, Optional.empty(), new HashSet<>(List.of(5L, 6L, 7L)),
				Map.of(Colour.RED, 1));
		table.insert(row);
		assertThat(table.findById(1)).contains(row);
	}

	@Test
	void timeWithAnOffsetComesBackAsTheSameInstant() {
		Table<Times> table = this.server.client().table(Times.class).schema().recreate();
		OffsetDateTime time = OffsetDateTime.parse("2026-01-01T10:00:00+02:00");
		table.insert(new Times(1, new Time(time), new LinkedHashSet<>(List.of(time, time.plusNanos(1000)))));
		Times row = table.findById(1).orElseThrow();
		assertThat(row.time().at()).isAtSameInstantAs(time);
		assertThat(row.times()).extracting(OffsetDateTime::toInstant)
			.containsExactlyInAnyOrder(time.toInstant(), time.plusNanos(1000).toInstant());
	}

	record Any(@PrimaryKey long id, @JsonColumn Object json) {
	}

	record Reading(double value) {
	}

	record Jackson2(@PrimaryKey long id, @JsonColumn com.fasterxml.jackson.databind.JsonNode tree) {
	}

	record Abstract(@PrimaryKey long id, @JsonColumn Shape shape) {
	}

	interface Shape {

	}

	record Circle(int radius) implements Shape {
	}

	record NoConstructor(@PrimaryKey long id, @JsonColumn Fixed value) {
	}

	record NoSetter(@PrimaryKey long id, @JsonColumn Counter value) {
	}

	record Narrow(@PrimaryKey long id, @JsonColumn Base value) {
	}

	record Keys(@PrimaryKey long id, @JsonColumn Map<Key, Integer> map) {
	}

	record Key(String first, String second) {
	}

	record Many(@PrimaryKey long id, @JsonColumn Payload payload, @JsonColumn JsonNode tree,
			@JsonColumn Optional<String> none, @JsonColumn Set<Long> set, @JsonColumn Map<Colour, Integer> byColour) {
	}

	record Payload(Instant at, LocalDateTime local, Duration duration, Optional<String> some, Optional<String> none,
			URI uri, Colour colour, float number, BigDecimal price, Set<String> set,
			Map<String, @Nullable Object> map) {
	}

	record Times(@PrimaryKey long id, @JsonColumn Time time, @JsonColumn Set<OffsetDateTime> times) {
	}

	record Time(OffsetDateTime at) {
	}

	enum Colour {

		RED

	}

	static class Fixed {

		private final int number;

		private Fixed(int number) {
			this.number = number;
		}

		static Fixed of(int number) {
			return new Fixed(number);
		}

		public int getNumber() {
			return this.number;
		}

	}

	static class Counter {

		private final int count = 7;

		private final long createdAt = System.nanoTime();

		public int getCount() {
			return this.count;
		}

		public long getCreatedAt() {
			return this.createdAt;
		}

	}

	static class Base {

		private int first;

		public int getFirst() {
			return this.first;
		}

		public void setFirst(int first) {
			this.first = first;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Base base && base.first == this.first;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.first);
		}

	}

	static class Wide extends Base {

		private final int second;

		Wide(int first, int second) {
			setFirst(first);
			this.second = second;
		}

		public int getSecond() {
			return this.second;
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes({ @JsonSubTypes.Type(value = Disc.class, name = "disc"),
			@JsonSubTypes.Type(value = Box.class, name = "box") })
	interface Figure {

	}

	record Disc(double radius) implements Figure {

	}

	record Box(double side) implements Figure {

	}

	@TiDBTable("json_drawings")
	record Drawing(@PrimaryKey long id, @JsonColumn List<Figure> shapes, @JsonColumn Map<String, Figure> byName,
			@JsonColumn Optional<Figure> main, @JsonColumn Figure[] others) {

	}

	/** Fluent, as Lombok writes them, and so nothing to Jackson. */
	static class Hidden {

		private final String text;

		Hidden(String text) {
			this.text = text;
		}

		public String text() {
			return this.text;
		}

	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	static final class Annotated extends Hidden {

		Annotated(String text) {
			super(text);
		}

	}

}
