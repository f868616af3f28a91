package io.github.tidbspring.client.table;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.server.Capability;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows in, rows out.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class TableIntegrationTests {

	private final TiDBClient tidb;

	private final Table<Note> notes;

	TableIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.notes = tidb.table(Note.class);
	}

	@BeforeEach
	void recreate() {
		this.notes.schema().recreate();
	}

	@Test
	void whenRowIsInsertedThenItComesBackWithItsKey() {
		Note saved = this.notes.insert(note("Hi"));
		assertThat(saved.id()).isPositive();
		assertThat(this.notes.findById(saved.id())).hasValueSatisfying((found) -> {
			assertThat(found).usingRecursiveComparison().isEqualTo(saved);
			assertThat(found.embedding()).containsExactly(0.1f, -2, 3.4e-5f);
			assertThat(found.meta()).isEqualTo(Map.of("lang", "en", "year", 2026));
		});
	}

	@Test
	void whenTableMatchesThenValidationPasses() {
		assertThat(this.notes.schema().exists()).isTrue();
		this.notes.schema().validate();
	}

	@Test
	void whenManyRowsAreInsertedThenAllAreIn() {
		List<BulkWrite.Progress> progress = new ArrayList<>();
		long rows = this.notes.bulk()
			.batchSize(100)
			.onProgress(progress::add)
			.insert(IntStream.range(0, 250).mapToObj((i) -> note("Note " + i)));
		assertThat(rows).isEqualTo(250);
		assertThat(this.notes.count()).isEqualTo(250);
		assertThat(progress).extracting(BulkWrite.Progress::rows).containsExactly(100L, 200L, 250L);
	}

	@Test
	void whenKeysAreWantedThenEachRowHasItsOwn() {
		List<Note> saved = this.notes.insertAll(List.of(note("a"), note("b"), note("c")));
		assertThat(saved).extracting(Note::title).containsExactly("a", "b", "c");
		Set<@Nullable Long> ids = new HashSet<>();
		saved.forEach((note) -> {
			ids.add(note.id());
			assertThat(this.notes.findById(note.id())).map(Note::title).contains(note.title());
		});
		assertThat(ids).hasSize(3);
	}

	@Test
	void whenVectorHasTheWrongLengthThenRowAndColumnAreNamedAndTheBatchesBeforeAreIn() {
		List<Note> rows = new ArrayList<>(IntStream.range(0, 15).mapToObj((i) -> note("Note " + i)).toList());
		rows.set(12, new Note(null, "bad", "", new float[] { 1, 2 }, Map.of(), Instant.EPOCH, Kind.SHORT));
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.notes.bulk().batchSize(10).insert(rows))
			.withMessageContaining("Row 13: Note.embedding has a vector of 2 dimensions instead of 3")
			.satisfies((ex) -> {
				assertThat(ex.getWrittenRows()).isEqualTo(10);
				assertThat(ex.getFailedBatch()).isEqualTo(2);
			});
		assertThat(this.notes.count()).isEqualTo(10);
	}

	@Test
	void whenATransactionIsAroundAFailedBulkLoadThenNothingIsIn() {
		List<Note> rows = new ArrayList<>(IntStream.range(0, 15).mapToObj((i) -> note("Note " + i)).toList());
		rows.set(12, new Note(null, "bad", "", new float[] { 1, 2 }, Map.of(), Instant.EPOCH, Kind.SHORT));
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.tidb.inTransaction((tx) -> tx.table(Note.class).bulk().batchSize(10).insert(rows)))
			.satisfies((ex) -> assertThat(ex.getWrittenRows()).isZero());
		assertThat(this.notes.count()).isZero();
	}

	@Test
	void whenRowsAreFoundThenFilterOrderLimitAndOffsetHold() {
		this.notes.bulk().insert(IntStream.range(0, 30).mapToObj((i) -> note("Note %02d".formatted(i))));
		assertThat(this.notes.find(Filter.like("title", "Note 1%").and(Filter.eq("meta.lang", "en")))
			.orderBy(SortOrder.desc("title"))
			.limit(3)
			.offset(2)
			.list()).extracting(Note::title).containsExactly("Note 17", "Note 16", "Note 15");
		assertThat(this.notes.find(Filter.eq("kind", Kind.LONG)).count()).isZero();
		assertThat(this.notes.exists(Filter.gt("createdAt", Instant.now().minus(Duration.ofDays(1))))).isTrue();
	}

	@Test
	void whenPagesFollowTheLastRowThenEachRowIsSeenOnce() {
		this.notes.bulk().insert(IntStream.range(0, 25).mapToObj((i) -> note("Note " + i / 3)));
		List<Note> seen = new ArrayList<>();
		Note last = null;
		List<Note> page;
		do {
			page = this.notes.find().orderBy(SortOrder.desc("title")).after(last).limit(4).list();
			seen.addAll(page);
			last = page.isEmpty() ? null : page.get(page.size() - 1);
		}
		while (!page.isEmpty());
		assertThat(seen).hasSize(25).extracting(Note::id).doesNotHaveDuplicates();
	}

	@Test
	void whenProjectionIsReadThenItHasItsColumnsOnly() {
		this.notes.insert(note("Hi"));
		assertThat(this.notes.find().into(Title.class).list()).containsExactly(new Title("Hi", Kind.SHORT));
		assertThat(this.notes.find().values("title", String.class)).containsExactly("Hi");
	}

	@Test
	void whenRowsAreStreamedThenAllCome() {
		this.notes.bulk().insert(IntStream.range(0, 500).mapToObj((i) -> note("Note " + i)));
		try (Stream<Note> rows = this.notes.find().stream()) {
			assertThat(rows.map(Note::id).distinct().count()).isEqualTo(500);
		}
	}

	@Test
	void whenRowsAreUpdatedAndDeletedThenThoseThatMeetTheCondition() {
		this.notes.insertAll(List.of(note("a"), note("b"), note("c")));
		assertThat(this.notes.update(Filter.eq("title", "b"), Map.of("kind", Kind.LONG, "meta", Map.of("lang", "de"))))
			.isEqualTo(1);
		assertThat(this.notes.find(Filter.eq("meta.lang", "de")).list()).extracting(Note::kind)
			.containsExactly(Kind.LONG);
		assertThat(this.notes.delete(Filter.in("title", "a", "b"))).isEqualTo(2);
		assertThat(this.notes.find().list()).extracting(Note::title).containsExactly("c");
		assertThat(this.notes.deleteAll()).isEqualTo(1);
	}

	@Test
	void whenRowIsSavedThenItIsInsertedOrUpdated() {
		Note saved = this.notes.save(note("first"));
		this.notes.save(new Note(saved.id(), "second", "", null, Map.of(), saved.createdAt(), Kind.LONG));
		assertThat(this.notes.find().list()).singleElement().satisfies((found) -> {
			assertThat(found.title()).isEqualTo("second");
			assertThat(found.embedding()).containsExactly(saved.embedding());
		});
		Table<Setting> settings = this.tidb.table(Setting.class).schema().recreate();
		settings.save(new Setting("a", 1, "x"));
		settings.saveAll(List.of(new Setting("a", 1, "y"), new Setting("a", 2, "z")));
		assertThat(settings.find().orderBy(SortOrder.asc("number")).list()).containsExactly(new Setting("a", 1, "y"),
				new Setting("a", 2, "z"));
		assertThat(settings.findById(Map.of("name", "a", "number", 2))).contains(new Setting("a", 2, "z"));
		assertThat(settings.findById(new Place("a", 2, 'x'))).contains(new Setting("a", 2, "z"));
		assertThat(settings.findAllById(List.of(new Place("a", 1, 'x'), Map.of("name", "b", "number", 1)))).hasSize(1);
		assertThat(settings.existsById(new Setting("a", 2, "any"))).isTrue();
		assertThat(settings.existsById(Map.of("name", "a", "number", 3))).isFalse();
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> settings.insert(new Setting("a", 1, "again")));
	}

	@Test
	void whenBeanHasManyTypesThenEachComesBack() {
		Table<Everything> table = this.tidb.table(Everything.class).schema().recreate();
		Everything row = new Everything();
		row.setUuid(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
		row.setAmount(new BigDecimal("12345678901234.5678"));
		row.setDay(LocalDate.of(2026, 11, 23));
		row.setData(new byte[] { 0, 1, -1 });
		row.setFlag(true);
		Everything saved = table.insert(row);
		assertThat(saved).isSameAs(row);
		assertThat(saved.getId()).isPositive();
		Everything found = table.findById(saved.getId()).orElseThrow();
		assertThat(found).usingRecursiveComparison()
			.withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
			.isEqualTo(row);
		table.schema().validate();
	}

	@Test
	void whenNamesAreHostileThenTheyAreJustNames() {
		Table<Hostile> table = this.tidb.table(Hostile.class).schema().recreate();
		table.insert(new Hostile(1, "v"));
		assertThat(table.find(Filter.eq("value", "v")).list()).containsExactly(new Hostile(1, "v"));
		table.schema().validate();
		table.schema().drop();
		assertThat(this.notes.schema().exists()).isTrue();
	}

	@Test
	void whenAnotherDatabaseIsUsedThenThisOneIsLeftAlone() {
		String here = this.tidb.databases().current();
		this.tidb.databases().createIfAbsent("other`db");
		TiDBClient other = this.tidb.withDatabase("other`db");
		assertThat(other.databases().current()).isEqualTo("other`db");
		other.table(Note.class).schema().createIfAbsent().insert(note("there"));
		assertThat(other.table(Note.class).count()).isEqualTo(1);
		assertThat(this.notes.count()).isZero();
		assertThat(this.tidb.databases().current()).isEqualTo(here);
		assertThat(this.tidb.databases().list()).contains("other`db");
		this.tidb.databases().drop("other`db");
		assertThat(this.tidb.databases().exists("other`db")).isFalse();
		assertThat(this.tidb.tables().list()).contains("notes");
	}

	private static Note note(String title) {
		return new Note(null, title, "body", new float[] { 0.1f, -2, 3.4e-5f }, Map.of("lang", "en", "year", 2026),
				Instant.now().truncatedTo(ChronoUnit.MICROS), Kind.SHORT);
	}

	enum Kind {

		SHORT, LONG

	}

	@TiDBTable("notes")
	record Note(@PrimaryKey @AutoRandom @Nullable Long id, String title, String body,
			@VectorColumn(dimensions = 3) float @Nullable [] embedding, @JsonColumn Map<String, Object> meta,
			Instant createdAt, Kind kind) {

	}

	record Title(String title, Kind kind) {

	}

	record Place(String name, int number, char shelf) {

	}

	@TiDBTable(value = "settings", comment = "It's a \\ comment")
	record Setting(@PrimaryKey String name, @PrimaryKey int number,
			@TiDBColumn(comment = "a 'quoted' one") String text) {

	}

	@TiDBTable("a`; DROP TABLE notes; --")
	record Hostile(@PrimaryKey @TiDBColumn(name = "k`; --") long id,
			@TiDBIndex @TiDBColumn(name = "v` DESC") String value) {

	}

	static class Everything {

		@PrimaryKey
		@AutoIncrement
		private @Nullable Long id;

		private @Nullable UUID uuid;

		@TiDBColumn(precision = 20, scale = 4)
		private @Nullable BigDecimal amount;

		private @Nullable LocalDate day;

		private byte @Nullable [] data;

		private boolean flag;

		public @Nullable Long getId() {
			return this.id;
		}

		public void setId(@Nullable Long id) {
			this.id = id;
		}

		public @Nullable UUID getUuid() {
			return this.uuid;
		}

		public void setUuid(@Nullable UUID uuid) {
			this.uuid = uuid;
		}

		public @Nullable BigDecimal getAmount() {
			return this.amount;
		}

		public void setAmount(@Nullable BigDecimal amount) {
			this.amount = amount;
		}

		public @Nullable LocalDate getDay() {
			return this.day;
		}

		public void setDay(@Nullable LocalDate day) {
			this.day = day;
		}

		public byte @Nullable [] getData() {
			return this.data;
		}

		public void setData(byte @Nullable [] data) {
			this.data = data;
		}

		public boolean isFlag() {
			return this.flag;
		}

		public void setFlag(boolean flag) {
			this.flag = flag;
		}

	}

}
