package io.github.tidbspring.client.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Change;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.server.Capability;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataIntegrityViolationException;

import static io.github.tidbspring.client.query.Change.increment;
import static io.github.tidbspring.client.query.Change.remove;
import static io.github.tidbspring.client.query.Change.set;
import static io.github.tidbspring.client.query.Change.sql;
import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Updates with expressions, and of values in JSON documents.
 */
@NullMarked
@ContractTests
class ChangesIntegrationTests {

	private final TiDBClient tidb;

	private final Table<Item> items;

	ChangesIntegrationTests(ContractServer server) {
		this.tidb = server.client();
		this.items = this.tidb.table(Item.class);
	}

	@BeforeEach
	void createTable() {
		this.items.schema().createIfAbsent();
		this.items
			.insert(new Item(1, "Draft", 5, null, new BigDecimal("1.50"), 0.5, 7L, Map.of("lang", "de"), null, null));
		this.items.insert(new Item(2, "Other", 5, null, null, 0.5, 7L, Map.of(), null, null));
	}

	@AfterEach
	void empty() {
		this.items.deleteAll();
	}

	@Test
	void severalChangesAreMadeByOneUpdate() {
		assertThat(this.items.update(eq("title", "Draft"), set("title", "Ports"), increment("views", 1),
				set("meta.lang", "en"), set("meta.year", 2026)))
			.isEqualTo(1);
		Item item = item(1);
		assertThat(item.title()).isEqualTo("Ports");
		assertThat(item.views()).isEqualTo(6);
		assertThat(item.meta()).isEqualTo(Map.of("lang", "en", "year", 2026));
		assertThat(item(2)).isEqualTo(new Item(2, "Other", 5, null, null, 0.5, 7L, Map.of(), null, null));
	}

	@Test
	void numbersAreIncrementedAndNullCountsAsZero() {
		assertThat(this.items.updateAll(increment("views", -2), increment("rating", 3L),
				increment("price", new BigDecimal("0.25")), increment("weight", 0.25), increment("stock", -3)))
			.isEqualTo(2);
		Item item = item(1);
		assertThat(item.views()).isEqualTo(3);
		assertThat(item.rating()).isEqualTo(3);
		assertThat(item.price()).isEqualByComparingTo("1.75");
		assertThat(item.weight()).isEqualTo(0.75);
		assertThat(item.stock()).isEqualTo(4);
		assertThat(Objects.requireNonNull(item(2).price())).isEqualByComparingTo("0.25");
	}

	@Test
	void sumThatTheColumnCannotHoldIsAnErrorOfTheServer() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.items.update(eq("id", 1), increment("views", Integer.MAX_VALUE)));
		assertThat(item(1).views()).isEqualTo(5);
	}

	@Test
	void expressionHasParametersOfAllKinds() {
		this.items.update(eq("id", 1),
				sql("title", "CONCAT(title, :suffix, id IN (:ids))", Map.of("suffix", "'s ", "ids", List.of(1, 2))));
		assertThat(item(1).title()).isEqualTo("Draft's 1");
	}

	@Test
	void allChangesSeeTheRowAsItWasBefore() {
		this.items.update(eq("id", 1), set("title", "Ports"), increment("views", 1),
				sql("meta", "JSON_OBJECT('title', title, 'views', views)", Map.of()));
		assertThat(item(1).meta()).isEqualTo(Map.of("title", "Draft", "views", 5));
	}

	/** By the document: the changes and the document after them. */
	static Stream<Arguments> documentIsChanged() {
		long exact = (1L << 53) + 1;
		return Stream.of(
				changed("{'a': 1}", "{'a': 2, 'b': [1, 'x', {'c': null}]}", set("meta.a", 2),
						set("meta.b", Arrays.asList(1, "x", JsonMapper.shared().readTree("{\"c\": null}")))),
				changed("{'a': {'b': 1}}", "{'a': {'b': 1, 'c': {'d': true}}}", set("meta.a.c.d", true)),
				changed("{}", "{'a': {'b': 'x', 'c': 1.5}, 'd': [['y']]}", set("meta.a.b", "x"), set("meta.a.c", 1.5),
						set("meta.d[0][0]", "y")),
				changed("{'a': null}", "{'a': {'b': 'x'}}", set("meta.a.b", "x")),
				changed("null", "{'a': {'b': 'x'}}", set("meta.a.b", "x")),
				changed(null, "{'a': {'b': 'x'}, 'n': 1}", set("meta.a.b", "x"), increment("meta.n", 1)),
				changed("{'a': 'text'}", "{'a': 'text'}", set("meta.a.b", "x")),
				changed("{'a': [1, 2, 3]}", "{'a': [1, 'x', 3, 'y']}", set("meta.a[1]", "x"), set("meta.a[9]", "y")),
				changed("{'a': 1}", "{'a': null}", set("meta.a", null)),
				changed("{'a': 1}", "{'a': '2026-01-02'}", set("meta.a", LocalDate.parse("2026-01-02"))),
				changed("{'q\\\"': 1, 'x.y': 1}", "{'q\\\"': 2, 'x.y': '\\u000a🔑'}",
						set(Filter.path("meta", "q\""), 2), set(Filter.path("meta", "x.y"), "\n🔑")),
				changed("{'n': 5, 'd': 0.5, 'big': 9007199254740993, 'z': null, 's': '5', 'o': {'n': 1}}",
						"{'n': 6, 'd': 1.5, 'big': 9007199254740994, 'z': 1, 'new': 1, 's': '5', 'o': {'n': 2}}",
						increment("meta.n", 1), increment("meta.d", 1), increment("meta.big", 1),
						increment("meta.z", 1), increment("meta.new", 1), increment("meta.s", 1),
						increment("meta.o.n", 1)),
				changed("{'n': 5, 'd': 0.5}", "{'n': 4.75, 'd': 0.25, 'new': -0.25}", increment("meta.n", -0.25),
						increment("meta.d", -0.25), increment("meta.new", -0.25)),
				changed("{'n': 1}", "{'n': " + (exact + 1) + "}", increment("meta.n", exact)),
				changed("{'a': 1, 'b': 2}", "{'b': 3}", remove("meta.a"), set("meta.b", 3)),
				changed("{'a': [0, 1, 2, 3]}", "{'a': [0, 3]}", remove("meta.a[1]"), remove("meta.a[2]")),
				changed("{'a': {'b': 1, 'c': 2}}", "{'a': {'c': 2}}", remove("meta.a.b"), remove("meta.none.none")),
				changed(null, null, remove("meta.a")));
	}

	@ParameterizedTest
	@MethodSource
	void documentIsChanged(@Nullable String before, @Nullable String after, List<Change> changes) {
		this.tidb.sql("UPDATE items_to_change SET meta = ? WHERE id = 1").param(before).update();
		assertThat(this.items.update(eq("id", 1), changes.get(0),
				changes.subList(1, changes.size()).toArray(Change[]::new)))
			.isEqualTo(1);
		String stored = this.tidb.sql("SELECT meta FROM items_to_change WHERE id = 1")
			.query(String.class)
			.optional()
			.orElse(null);
		assertThat((stored != null) ? JsonMapper.shared().readTree(stored) : null)
			.isEqualTo((after != null) ? JsonMapper.shared().readTree(after) : null);
	}

	private static Arguments changed(@Nullable String before, @Nullable String after, Change... changes) {
		return arguments((before != null) ? before.replace('\'', '"') : null,
				(after != null) ? after.replace('\'', '"') : null, List.of(changes));
	}

	@Test
	void pathInAMapOfValuesIsChanged() {
		this.items.update(eq("id", 1), Map.of("title", "Ports", "meta.lang", "en"));
		assertThat(item(1).meta()).isEqualTo(Map.of("lang", "en"));
	}

	@Test
	void documentOfATypeIsChangedAsTheTypeIsWritten() {
		this.items.update(eq("id", 1), set("details", new Details("x", 1, Size.SMALL, LocalDate.EPOCH, List.of())));
		this.items.update(eq("id", 1), set("details.size", "LARGE"), set("details.day", LocalDate.of(2026, 1, 2)),
				set("details.words[0]", "word"), increment("details.count", 2L));
		assertThat(item(1).details())
			.isEqualTo(new Details("x", 3, Size.LARGE, LocalDate.of(2026, 1, 2), List.of("word")));
	}

	static Stream<Arguments> changeThatCannotBeMadeIsRefused() {
		return Stream.of(refused("There is no property or column 'nope'", set("nope", 1)),
				refused("'title' in table `items_to_change` is not JSON, so there is no 'title.x'", set("title.x", 1)),
				refused("The name of a property to change must not be empty", () -> set("", 1)),
				refused("Item.title cannot become null", set("title", null)),
				refused("Item.title is given two values", set("title", "a"), sql("title", "'b'", Map.of())),
				refused("Item.meta is given two values", set("meta", Map.of()), set("meta.a", 1)),
				refused("Item.meta is given two values", set("meta.a", 1), set("meta", Map.of())),
				refused("'meta.a' and 'meta.a.b' cannot be changed together", set("meta.a", 1), remove("meta.a.b")),
				refused("'meta.a' is changed twice", set("meta.a", 1), increment("meta.a", 1)),
				refused("'meta.a.b' names a value in an object where", set("meta.a[0]", 1), set("meta.a.b", 1)),
				refused("Item.title is a java.lang.String, which is not a number", increment("title", 1)),
				refused("Item.meta is a java.util.Map", increment("meta", 1)),
				refused("is not one of its whole numbers", increment("views", 0.5)),
				refused("'meta.n' cannot be incremented by null", () -> increment("meta.n", nothing())),
				refused("has the number NaN", increment("meta.n", Double.NaN)),
				refused("'title' is a column, and remove(…) removes a value from a JSON document", remove("title")),
				refused("'meta.a' is a value in a JSON document, and only a whole column becomes an expression",
						sql("meta.a", "1", Map.of())),
				refused("The text of an expression must not be empty", () -> sql("title", " ", Map.of())),
				refused("The expression ':a' has the parameter ':a', but there is no value for it",
						() -> sql("title", ":a", Map.of())),
				refused("The JSON path 'meta..a' is not valid", set("meta..a", 1)),
				refused("half of a surrogate pair", set("meta.a", "\ud800")),
				refused("There is no 'details.nope' in the JSON documents of Item.details: " + Details.class.getName()
						+ " has no property 'nope'", set("details.nope", 1)),
				refused("a java.lang.String has no keys", set("details.name.x", 1)),
				refused("a java.util.List has no keys", set("details.words.x", 1)),
				refused("has no positions", set("details[0]", 1)),
				refused("'details.count' is a int in its JSON document, and cannot become a java.lang.String",
						set("details.count", "5")),
				refused("'details.count' is a int in its JSON document, and cannot become null",
						set("details.count", null)),
				refused("'details.count' cannot be removed: its type is int", remove("details.count")),
				refused("cannot become a java.math.BigDecimal", increment("details.count", new BigDecimal("0.5"))),
				refused("'details.name' is a java.lang.String in its JSON document, and not a number to increment",
						increment("details.name", 1)),
				refused("'more.price' is written as a text in its JSON document", increment("more.price", 1)),
				refused("'more.shape' is a " + Shape.class.getName() + " in its JSON document, and cannot become a",
						set("more.shape", new Circle(1))),
				refused("cannot become a java.lang.String", set("details.size", "HUGE")),
				refused("cannot become a java.util.ImmutableCollections$List12",
						set("details.words", List.of(List.of()))),
				refused("A change must not be null", set("title", "a"), nothing()));
	}

	@ParameterizedTest
	@MethodSource
	void changeThatCannotBeMadeIsRefused(String message, List<Change> changes) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.items.update(eq("id", 1), changes.get(0),
					changes.subList(1, changes.size()).toArray(Change[]::new)))
			.withMessageContaining(message);
	}

	private static Arguments refused(String message, Change... changes) {
		return arguments(message, Arrays.asList(changes));
	}

	private static Arguments refused(String message, Callable<Change> creation) {
		assertThatIllegalArgumentException().isThrownBy(creation::call).withMessageContaining(message);
		return arguments("There is no property or column", new ArrayList<>(List.of(set("checked", 1))));
	}

	@Test
	void updateOfAllRowsHasItsOwnMethod() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.items.update(Filter.unrestricted(), set("title", "x")))
			.withMessage("The condition of this update is met by every row; updateAll(changes) changes all rows");
		assertThat(this.items.updateAll(set("title", "x"))).isEqualTo(2);
	}

	@Test
	@Requires(Capability.VECTOR)
	void textOfAVectorIsNotChangedByAnExpressionAlone() {
		Table<Embedded> table = this.tidb.table(Embedded.class)
			.withEmbeddingFunction((texts) -> texts.stream().map((text) -> new float[] { text.length(), 1 }).toList())
			.schema()
			.recreate();
		table.insert(new Embedded(1, "one", null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> table.update(eq("id", 1), sql("body", "UPPER(body)", Map.of())))
			.withMessageContaining("Embedded.body is changed by an expression, and Embedded.embedding is made from");
		table.update(eq("id", 1), sql("body", "UPPER(body)", Map.of()), set("embedding", null));
		assertThat(table.findById(1)).get()
			.extracting(Embedded::body, Embedded::embedding)
			.containsExactly("ONE", null);
		table.update(eq("id", 1), set("body", "three"));
		assertThat(table.findById(1)).get().extracting(Embedded::embedding).isEqualTo(new float[] { 5, 1 });
		table.schema().drop();
	}

	private Item item(long id) {
		return this.items.findById(id).orElseThrow();
	}

	@SuppressWarnings("NullAway")
	private static <T> T nothing() {
		return null;
	}

	enum Size {

		SMALL, LARGE

	}

	record Details(String name, int count, Size size, @JsonFormat(pattern = "dd.MM.yyyy") LocalDate day,
			List<String> words) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(Circle.class))
	interface Shape {

	}

	record Circle(int radius) implements Shape {
	}

	record More(@JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal price, Shape shape) {
	}

	@TiDBTable("items_to_change")
	record Item(@PrimaryKey long id, String title, int views, @Nullable Integer rating,
			@TiDBColumn(precision = 10, scale = 2) @Nullable BigDecimal price, double weight,
			@TiDBColumn(type = "BIGINT UNSIGNED") Long stock, @JsonColumn @Nullable Map<String, Object> meta,
			@JsonColumn @Nullable Details details, @JsonColumn @Nullable More more) {
	}

	@TiDBTable("items_with_vectors")
	record Embedded(@PrimaryKey long id, String body,
			@VectorColumn(dimensions = 2, source = "body") float @Nullable [] embedding) {
	}

}
