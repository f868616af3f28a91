package io.github.tidbspring.client.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.IncorrectResultSizeDataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Rows that are found, against the same done in Java.
 */
@NullMarked
@ContractTests
class TableQueryIntegrationTests {

	private static final int ROWS = 120;

	private final TiDBClient tidb;

	private static List<Item> all = List.of();

	private static Table<Item> items;

	TableQueryIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@BeforeAll
	static void insert(TiDBClient tidb) {
		Random random = new Random(4);
		all = IntStream.range(0, ROWS)
			.mapToObj((i) -> new Item(i, "abc".substring(random.nextInt(3)), random.nextInt(4), random.nextInt(3) / 10f,
					(random.nextInt(3) > 0) ? random.nextInt(4) : null))
			.toList();
		items = tidb.table(Item.class).schema().recreate();
		items.insertAll(all);
	}

	@ParameterizedTest
	@MethodSource("orders")
	void pagesHoldEachRowOnceAndInOrder(List<SortOrder> orders) {
		TableQuery<Item> query = items.find(Filter.lt("id", 100)).orderBy(orders.toArray(SortOrder[]::new)).limit(7);
		List<Item> seen = new ArrayList<>();
		List<Item> page = query.after(null).list();
		while (!page.isEmpty()) {
			seen.addAll(page);
			page = query.after(page.get(page.size() - 1)).list();
		}
		List<Item> expected = all.stream().filter((item) -> item.id() < 100).sorted(comparator(orders)).toList();
		assertThat(seen).isEqualTo(expected);
	}

	@Test
	void orderThatIsGivenAfterThePageHasTheKeyTooInTheEnd() {
		List<Item> first = items.find().after(null).orderBy(SortOrder.desc("group")).limit(50).list();
		List<Item> second = items.find().after(first.get(49)).orderBy(SortOrder.desc("group")).limit(ROWS).list();
		assertThat(Stream.concat(first.stream(), second.stream())).containsExactlyInAnyOrderElementsOf(all);
	}

	static Stream<List<SortOrder>> orders() {
		Random random = new Random(7);
		List<String> names = List.of("name", "group", "weight", "rank", "id");
		Stream<List<SortOrder>> mixed = IntStream.range(0, 20).mapToObj((i) -> {
			Set<String> chosen = new LinkedHashSet<>();
			for (int n = random.nextInt(4); n >= 0; n--) {
				chosen.add(names.get(random.nextInt(names.size())));
			}
			return chosen.stream()
				.map((name) -> random.nextBoolean() ? SortOrder.asc(name) : SortOrder.desc(name))
				.toList();
		});
		return Stream.concat(Stream.of(List.of(), List.of(SortOrder.desc("rank")), List.of(SortOrder.asc("rank"))),
				mixed);
	}

	@Test
	void rowWhoseKeyIsGivenTwiceComesOnceAlsoWhenItTakesSeveralStatements() {
		List<Long> ids = IntStream.range(0, 2500).mapToObj((i) -> (long) (i % (2 * ROWS))).toList();
		assertThat(items.findAllById(ids)).containsExactlyInAnyOrderElementsOf(all);
	}

	private static Comparator<Item> comparator(List<SortOrder> orders) {
		Comparator<Item> whole = (a, b) -> 0;
		for (SortOrder sort : orders) {
			Comparator<Item> one = switch (sort.property()) {
				case "name" -> Comparator.comparing(Item::name);
				case "group" -> Comparator.comparing(Item::group);
				case "weight" -> Comparator.comparing(Item::weight);
				case "rank" -> Comparator.comparing(Item::rank, Comparator.nullsFirst(Comparator.naturalOrder()));
				default -> Comparator.comparing(Item::id);
			};
			whole = whole.thenComparing((sort.isAscending()) ? one : one.reversed());
		}
		return whole.thenComparing(Item::id);
	}

	@Test
	void randomFiltersFindWhatTheirReferenceFinds() {
		Random random = new Random(11);
		for (int i = 0; i < 300; i++) {
			Condition condition = condition(random, 3);
			assertThat(items.find(condition.filter()).orderBy(SortOrder.asc("id")).values("id", Long.class))
				.as("%s", condition.filter())
				.isEqualTo(all.stream()
					.filter((item) -> Boolean.TRUE.equals(condition.reference().test(item)))
					.map(Item::id)
					.toList());
		}
	}

	private static Condition condition(Random random, int depth) {
		if (depth > 0 && random.nextInt(3) > 0) {
			Condition one = condition(random, depth - 1);
			Condition two = condition(random, depth - 1);
			return switch (random.nextInt(3)) {
				case 0 -> new Condition(one.filter().and(two.filter()), (item) -> {
					Boolean a = one.reference().test(item);
					Boolean b = two.reference().test(item);
					return (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) ? Boolean.FALSE
							: ((a == null || b == null) ? null : Boolean.TRUE);
				});
				case 1 -> new Condition(one.filter().or(two.filter()), (item) -> {
					Boolean a = one.reference().test(item);
					Boolean b = two.reference().test(item);
					return (Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b)) ? Boolean.TRUE
							: ((a == null || b == null) ? null : Boolean.FALSE);
				});
				default -> new Condition(one.filter().negate(), (item) -> {
					Boolean a = one.reference().test(item);
					return (a != null) ? !a : null;
				});
			};
		}
		int number = random.nextInt(4);
		String text = "abc".substring(random.nextInt(3));
		float weight = number / 10f;
		return switch (random.nextInt(10)) {
			case 0 -> known(Filter.eq("name", text), (item) -> item.name().equals(text));
			case 1 -> known(Filter.gt("group", number), (item) -> item.group() > number);
			case 2 -> known(Filter.in("group", number, 1), (item) -> item.group() == number || item.group() == 1);
			case 3 -> known(Filter.notIn("group", number), (item) -> item.group() != number);
			case 4 -> known(Filter.isNull("rank"), (item) -> item.rank() == null);
			case 5 -> known(Filter.contains("name", "b"), (item) -> item.name().contains("b"));
			case 6 -> known(Filter.lte("weight", weight), (item) -> item.weight() <= weight);
			case 7 -> known(Filter.in("group"), (item) -> false);
			case 8 -> known(Filter.notIn("group"), (item) -> true);
			default -> new Condition(Filter.lt("rank", number), (item) -> {
				Integer rank = item.rank();
				return (rank != null) ? rank < number : null;
			});
		};
	}

	private static Condition known(Filter filter, Predicate<Item> reference) {
		return new Condition(filter, reference::test);
	}

	@Test
	void limitAndOffsetAreChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> items.find().limit(-1))
			.withMessage("A limit is 0 or more, not -1");
		assertThatIllegalArgumentException().isThrownBy(() -> items.find().offset(-1))
			.withMessage("An offset is 0 or more, not -1");
		assertThat(items.find().limit(0).list()).isEmpty();
		assertThat(items.find().orderBy(SortOrder.asc("id")).limit(2).offset(118).values("id", Long.class))
			.containsExactly(118L, 119L);
	}

	@Test
	void offsetNeedsNoLimit() {
		TableQuery<Item> rest = items.find().orderBy(SortOrder.asc("id")).offset(ROWS - 3);
		assertThat(rest.list()).containsExactlyElementsOf(all.subList(ROWS - 3, ROWS));
		assertThat(rest.first()).contains(all.get(ROWS - 3));
		assertThat(rest.values("id", Long.class)).hasSize(3);
		assertThat(items.find().orderBy(SortOrder.asc("id")).offset(ROWS - 1).one()).contains(all.get(ROWS - 1));
		assertThat(items.find().offset(ROWS).list()).isEmpty();
		try (Stream<Item> stream = rest.stream()) {
			assertThat(stream).hasSize(3);
		}
	}

	@Test
	void conditionsOfSeveralCallsAreCombined() {
		TableQuery<Item> first = items.find(Filter.gte("id", 10));
		TableQuery<Item> both = first.where(Filter.lt("id", 13));
		assertThat(both.count()).isEqualTo(3);
		assertThat(both.where(Filter.ne("id", 11)).orderBy(SortOrder.asc("id")).list()).containsExactly(all.get(10),
				all.get(12));
		assertThat(first.count()).isEqualTo(ROWS - 10);
		assertThat(items.find().where(Filter.eq("id", 5)).one()).contains(all.get(5));
	}

	@Test
	void orderByReplacesTheOrderBefore() {
		assertThat(items.find().orderBy(SortOrder.desc("id")).orderBy(SortOrder.asc("id")).first())
			.contains(all.get(0));
	}

	@Test
	void intoComesBeforeAfter() {
		assertThatIllegalStateException().isThrownBy(() -> items.find().after(all.get(0)).into(Item.class))
			.withMessageStartingWith("into(type) comes before after(row)");
	}

	@Test
	void whenResultIsASingleValueThenTheMessageNamesWhatReadsOne() {
		for (Class<?> type : List.of(String.class, Long.class, UUID.class, Instant.class)) {
			assertThatIllegalArgumentException().isThrownBy(() -> items.find().into(type))
				.withMessageEndingWith("values(property, type) reads a single column");
		}
	}

	@Test
	void unknownPropertyIsRefusedAndTheKnownOnesAreListed() {
		String known = "name, group, weight, rank";
		assertThatIllegalArgumentException().isThrownBy(() -> items.find(Filter.eq("nope", 1)).list())
			.withMessageContainingAll("nope", known);
		assertThatIllegalArgumentException().isThrownBy(() -> items.find().orderBy(SortOrder.asc("nope")))
			.withMessageContainingAll("nope", known);
		assertThatIllegalArgumentException().isThrownBy(() -> items.update(Filter.eq("id", 1), Map.of("nope", 1)))
			.withMessageContainingAll("nope", known);
		assertThatIllegalArgumentException().isThrownBy(() -> items.find().values("nope", String.class))
			.withMessageContainingAll("nope", known);
		assertThatIllegalArgumentException().isThrownBy(() -> items.find().into(Nope.class))
			.withMessageContainingAll("nope", known);
	}

	@Test
	void unconditionalUpdateAndDeleteAreRefused() {
		for (Filter filter : List.of(Filter.unrestricted(), Filter.of(Map.of()), Filter.notIn("id"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> items.delete(filter))
				.withMessage("The condition of this delete is met by every row; deleteAll() deletes all rows");
			assertThatIllegalArgumentException().isThrownBy(() -> items.update(filter, Map.of("group", 1)))
				.withMessage("The condition of this update is met by every row; updateAll(values) changes all rows");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> items.update(Filter.eq("id", 1), Map.of()))
			.withMessage("An update needs at least one new value: a map from properties to values");
		assertThat(items.count()).isEqualTo(ROWS);
	}

	@Test
	void oneRowIsOneAndTwoAreAFailure() {
		assertThat(items.find(Filter.eq("id", 5)).one()).contains(all.get(5));
		assertThat(items.find(Filter.eq("id", -5)).one()).isEmpty();
		assertThatExceptionOfType(IncorrectResultSizeDataAccessException.class).isThrownBy(() -> items.find().one());
		assertThat(items.find().orderBy(SortOrder.desc("id")).first()).contains(all.get(ROWS - 1));
	}

	@Test
	void rowsOfManyKeysAreFound() {
		List<Integer> ids = IntStream.range(-1500, 1500).boxed().toList();
		assertThat(items.findAllById(ids)).containsExactlyInAnyOrderElementsOf(all);
		assertThat(items.findAllById(List.of())).isEmpty();
	}

	@Test
	void streamOfManyRowsGivesEachOnceAndInOrder() {
		Table<Line> lines = this.tidb.table(Line.class).schema().recreate();
		lines.bulk().insert(IntStream.range(0, 20_000).mapToObj((i) -> new Line(i, "x".repeat(200))));
		this.tidb
			.sql("INSERT INTO line (id, text) SELECT l.id + 20000 * n.n, l.text FROM line l JOIN "
					+ "(SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 "
					+ "UNION SELECT 7 UNION SELECT 8 UNION SELECT 9) n")
			.update();
		try (Stream<Line> rows = lines.find().orderBy(SortOrder.asc("id")).stream()) {
			long[] expected = new long[1];
			rows.forEachOrdered((line) -> assertThat(line.id()).isEqualTo(expected[0]++));
			assertThat(expected[0]).isEqualTo(200_000);
		}
		lines.schema().drop();
	}

	@Test
	void streamThatIsClosedEarlyGivesItsConnectionBack() {
		for (int i = 0; i < 30; i++) {
			try (Stream<Item> rows = items.find().stream()) {
				assertThat(rows.findFirst()).isPresent();
			}
		}
		assertThat(items.count()).isEqualTo(ROWS);
	}

	record Item(@PrimaryKey long id, String name, int group, float weight, @Nullable Integer rank) {

	}

	record Line(@PrimaryKey long id, String text) {

	}

	record Nope(int nope) {

	}

	private record Condition(Filter filter, Reference reference) {

	}

	/**
	 * True, false or neither, as SQL has it.
	 */
	private interface Reference {

		@Nullable Boolean test(Item item);

	}

}
