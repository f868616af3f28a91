package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Filter;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Rows that are written in one transaction, and their keys.
 */
@NullMarked
@ContractTests
class AtomicWriteIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	private final Table<Counted> counted;

	private final Table<Drawn> drawn;

	private final Table<Given> given;

	private final Table<Numbered> numbered;

	AtomicWriteIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
		this.counted = this.tidb.table(Counted.class);
		this.drawn = this.tidb.table(Drawn.class);
		this.given = this.tidb.table(Given.class);
		this.numbered = this.tidb.table(Numbered.class);
	}

	@BeforeEach
	void recreate() {
		this.counted.schema().recreate();
		this.drawn.schema().recreate();
		this.given.schema().recreate();
		this.numbered.schema().recreate();
	}

	@Test
	void whenRowsAreInsertedThenEachComesBackWithItsOwnKeyInTheOrderGiven() {
		assertThat(this.counted.insertAll(counted(0, 2500))).extracting(Counted::name)
			.containsExactlyElementsOf(counted(0, 2500).stream().map(Counted::name).toList());
		assertKeys(this.counted, this.counted.insertAll(counted(2500, 2600)), Counted::id);
		List<Drawn> rows = IntStream.range(0, 50).mapToObj((i) -> new Drawn(null, "d" + i)).toList();
		List<Drawn> saved = this.drawn.insertAll(rows);
		assertThat(saved).extracting(Drawn::name).containsExactlyElementsOf(rows.stream().map(Drawn::name).toList());
		assertKeys(this.drawn, saved, Drawn::id);
	}

	@Test
	void whenKeysAreGivenForSomeRowsThenTheOthersGetTheirs() {
		List<Counted> saved = this.counted.insertAll(List.of(new Counted(null, "a"), new Counted(100_000L, "b"),
				new Counted(null, "c"), new Counted(0L, "d")));
		assertThat(saved).extracting(Counted::name).containsExactly("a", "b", "c", "d");
		assertThat(saved.get(1).id()).isEqualTo(100_000);
		assertKeys(this.counted, saved, Counted::id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false" })
	void whenTheDriverRewritesBatchesOrNotThenTheKeysAreRight(String rewriting) {
		try (TiDBClient client = this.server.client(Map.of("rewriteBatchedStatements", rewriting))) {
			assertKeys(this.counted, client.table(Counted.class).insertAll(counted(0, 300)), Counted::id);
		}
	}

	@Test
	void whenTheServerCountsInLargerStepsThenTheKeysAreRightToo() throws Exception {
		SingleConnectionDataSource connection = new SingleConnectionDataSource(this.tidb.dataSource().getConnection(),
				true);
		TiDBClient client = TiDBClient.create(connection);
		try {
			client.sql("SET SESSION auto_increment_increment = 7").update();
			assertKeys(this.counted, client.table(Counted.class).insertAll(counted(0, 20)), Counted::id);
		}
		finally {
			client.sql("SET SESSION auto_increment_increment = 1").update();
			connection.destroy();
		}
	}

	@Test
	void whenRowsShareAStatementThenThereAreFewRoundTrips() {
		List<String> sent = new ArrayList<>();
		TiDBClient client = TiDBClient.create(ProxyDataSourceBuilder.create(this.tidb.dataSource())
			.afterQuery((execution, queries) -> sent.add(queries.get(0).getQuery()))
			.build());
		client.table(Counted.class).insertAll(counted(0, 100));
		assertThat(sent).filteredOn((sql) -> sql.startsWith("INSERT")).hasSize(1);
		sent.clear();
		client.table(Given.class).insertAll(given(0, 100, "v"));
		client.table(Given.class).saveAll(given(50, 150, "w"));
		assertThat(sent).filteredOn((sql) -> sql.startsWith("INSERT")).hasSize(2);
		sent.clear();
		assertThat(client.table(Given.class).insertAll(List.of())).isEmpty();
		assertThat(client.table(Given.class).saveAll(List.of())).isEmpty();
		assertThat(sent).isEmpty();
	}

	@Test
	void whenOneRowIsRefusedThenNoneIsInAndNoBeanHasAKey() {
		List<Bean> rows = Stream.of("a", "b", "c", "a", "d").map(Bean::new).toList();
		Table<Bean> beans = this.tidb.table(Bean.class).schema().recreate();
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> beans.insertAll(rows));
		assertThat(rows).extracting(Bean::getId).containsOnlyNulls();
		assertThat(beans.count()).isZero();
		rows.get(3).setName("again");
		assertThat(beans.insertAll(rows)).isEqualTo(rows);
		assertThat(rows).extracting(Bean::getId).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(beans.count()).isEqualTo(5);
	}

	@Test
	void whenALateRowIsRefusedThenTheRowsOfThePartsBeforeAreNotInEither() {
		List<Given> rows = new ArrayList<>(given(0, 2500, "v"));
		rows.add(new Given(7, "again"));
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.given.insertAll(rows));
		assertThat(this.given.count()).isZero();
		assertThat(this.given.saveAll(rows)).isEqualTo(rows);
		assertThat(this.given.count()).isEqualTo(2500);
		assertThat(this.given.findById(7)).contains(new Given(7, "again"));
	}

	@Test
	void whenARowCannotBeStoredThenItIsNamedAndNothingIsSent() {
		List<Given> rows = new ArrayList<>(given(0, 5, "v"));
		rows.set(3, new Given(3, "half a character: \ud83d"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.given.insertAll(rows))
			.withMessageStartingWith("Row 4: Given.name ");
		assertThatIllegalArgumentException().isThrownBy(() -> this.given.saveAll(rows))
			.withMessageStartingWith("Row 4: Given.name ");
		assertThat(this.given.count()).isZero();
	}

	@Test
	void whenATransactionIsRunningThenTheRowsAreAPartOfIt() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
				this.given.insertAll(given(0, 3, "v"));
				tx.table(Given.class).saveAll(given(2, 5, "w"));
				assertThat(this.given.count()).isEqualTo(5);
				throw new IllegalStateException("rolled back");
			}));
		assertThat(this.given.count()).isZero();
	}

	@Test
	void whenRowsAreSavedThenNewOnesComeBackWithTheirKeysAndOldOnesAreUpdated() {
		List<Counted> there = this.counted.insertAll(counted(0, 3));
		List<Counted> saved = this.counted.saveAll(List.of(new Counted(null, "new"),
				new Counted(there.get(1).id(), "changed"), new Counted(null, "newer"), there.get(0)));
		assertThat(saved).extracting(Counted::name).containsExactly("new", "changed", "newer", "c0");
		assertThat(saved.get(1).id()).isEqualTo(there.get(1).id());
		assertKeys(this.counted, saved, Counted::id);
		assertThat(this.counted.count()).isEqualTo(5);
	}

	@Test
	void whenTheServerCountsBesideTheKeyThenTheNumbersComeBackToo() {
		List<Numbered> first = this.numbered
			.insertAll(List.of(new Numbered("a", null, "v"), new Numbered("b", null, "v")));
		List<Numbered> saved = this.numbered.saveAll(List.of(new Numbered("b", null, "w"), new Numbered("c", null, "w"),
				new Numbered("d", null, "w"), new Numbered("a", null, "w")));
		assertThat(saved).extracting(Numbered::code).containsExactly("b", "c", "d", "a");
		assertThat(saved.get(0).number()).isEqualTo(first.get(1).number());
		assertThat(saved.get(3).number()).isEqualTo(first.get(0).number());
		assertThat(this.numbered.find().list()).containsExactlyInAnyOrderElementsOf(saved);
	}

	@Test
	void whenARandomKeyIsUnknownThenNoneOfTheRowsIsSaved() {
		assertThatExceptionOfType(EmptyResultDataAccessException.class)
			.isThrownBy(() -> this.drawn.saveAll(List.of(new Drawn(null, "new"), new Drawn(42L, "unknown"))))
			.withMessageContaining("TiDB generates the keys");
		assertThat(this.drawn.count()).isZero();
	}

	@Test
	void whenKeysAreDeletedThenThoseRowsAreGoneAndAreCounted() {
		this.given.insertAll(given(0, 2500, "v"));
		assertThat(this.given.deleteAllById(List.of())).isZero();
		assertThat(this.given.deleteAllById(List.of(1, 1, 9999, new Given(2, "any")))).isEqualTo(2);
		assertThat(this.given.existsById(1)).isFalse();
		assertThat(this.given.existsById(3)).isTrue();
		assertThat(this.given.deleteAllById(LongStream.range(0, 2400).boxed().toList())).isEqualTo(2398);
		assertThat(this.given.count()).isEqualTo(100);
		assertThatIllegalArgumentException().isThrownBy(() -> this.given.deleteAllById(List.of(2400, "x")))
			.withMessageContaining("Given.id");
		assertThat(this.given.count(Filter.eq("id", 2400))).isEqualTo(1);
	}

	@Test
	void whenKeysOfSeveralColumnsAreDeletedThenMapsAndObjectsAreKeys() {
		Table<Seat> seats = this.tidb.table(Seat.class).schema().recreate();
		seats.insertAll(List.of(new Seat("a", 1), new Seat("a", 2), new Seat("b", 1)));
		assertThat(seats.deleteAllById(List.of(Map.of("line", "a", "place", 1), new Seat("b", 1)))).isEqualTo(2);
		assertThat(seats.existsById(Map.of("line", "a", "place", 2))).isTrue();
		assertThat(seats.existsById(Map.of("line", "a", "place", 1))).isFalse();
	}

	private static <T> void assertKeys(Table<T> table, List<T> rows, Function<T, @Nullable Long> key) {
		assertThat(rows).extracting(key::apply).doesNotContainNull().doesNotHaveDuplicates();
		rows.forEach((row) -> assertThat(table.findById(key.apply(row))).contains(row));
	}

	private static List<Counted> counted(int from, int to) {
		return IntStream.range(from, to).mapToObj((i) -> new Counted(null, "c" + i)).toList();
	}

	private static List<Given> given(int from, int to, String name) {
		return IntStream.range(from, to).mapToObj((i) -> new Given(i, name)).toList();
	}

	@TiDBTable("atomic_counted")
	record Counted(@PrimaryKey @AutoIncrement @Nullable Long id, String name) {

	}

	@TiDBTable("atomic_drawn")
	record Drawn(@PrimaryKey @AutoRandom @Nullable Long id, String name) {

	}

	@TiDBTable("atomic_given")
	record Given(@PrimaryKey long id, String name) {

	}

	@TiDBTable("atomic_numbered")
	record Numbered(@PrimaryKey String code, @AutoIncrement @Nullable Long number, String name) {

	}

	@TiDBTable("atomic_seat")
	record Seat(@PrimaryKey String line, @PrimaryKey int place) {

	}

	@TiDBTable("atomic_bean")
	static class Bean {

		@PrimaryKey
		@AutoIncrement
		private @Nullable Long id;

		@TiDBIndex(unique = true)
		private String name = "";

		Bean() {
		}

		Bean(String name) {
			this.name = name;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public void setId(@Nullable Long id) {
			this.id = id;
		}

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

	}

}
