package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Many rows, and what is in when one of them fails.
 */
@NullMarked
@ContractTests
class BulkWriteIntegrationTests {

	private final TiDBClient tidb;

	private final Table<Item> items;

	private final Table<Counted> counted;

	BulkWriteIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.items = tidb.table(Item.class);
		this.counted = tidb.table(Counted.class);
	}

	@BeforeEach
	void recreate() {
		this.items.schema().recreate();
		this.counted.schema().recreate();
	}

	@Test
	void whenTheDatabaseRefusesARowThenNoneOfItsBatchIsIn() {
		this.items.insert(new Item(17, "there"));
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.items.bulk().batchSize(10).insert(items(0, 40)))
			.withMessageStartingWith(
					"Batch 2 of the rows for `item` failed (rows 11 to 20). 10 rows before it are written")
			.withCauseInstanceOf(DuplicateKeyException.class)
			.satisfies((ex) -> {
				assertThat(ex.getWrittenRows()).isEqualTo(10);
				assertThat(ex.getFailedBatch()).isEqualTo(2);
			});
		assertThat(this.items.find().orderBy(SortOrder.asc("id")).values("id", Long.class)).containsExactly(0L, 1L, 2L,
				3L, 4L, 5L, 6L, 7L, 8L, 9L, 17L);
	}

	@Test
	void whenATransactionIsAroundThenNothingIsIn() {
		this.items.insert(new Item(17, "there"));
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(
				() -> this.tidb.inTransaction((tx) -> tx.table(Item.class).bulk().batchSize(10).insert(items(0, 40))))
			.withMessageContaining("No row is written once the running transaction is rolled back");
		assertThat(this.items.count()).isEqualTo(1);
	}

	@Test
	void whenRowsAreWrittenInBatchesThenTheyStayAsTheyAre() {
		List<Counted> rows = Stream.of("a", "b", "c").map(Counted::new).toList();
		assertThat(this.counted.bulk().batchSize(2).insert(rows)).isEqualTo(3);
		assertThat(rows).extracting(Counted::getId).containsOnlyNulls();
	}

	@Test
	void whenAStepIsTakenThenTheSpecificationBeforeStaysAsItWas() {
		List<BulkWrite.Progress> progress = new ArrayList<>();
		BulkWrite<Item> plain = this.items.bulk();
		BulkWrite<Item> small = plain.batchSize(2);
		BulkWrite<Item> told = small.onProgress(progress::add);
		assertThat(plain.insert(items(0, 3))).isEqualTo(3);
		assertThat(small.insert(items(3, 6))).isEqualTo(3);
		assertThat(progress).isEmpty();
		assertThat(told.save(() -> items(0, 3).iterator())).isEqualTo(3);
		assertThat(progress).containsExactly(new BulkWrite.Progress(2, 1), new BulkWrite.Progress(3, 2));
	}

	@Test
	void whenRowsWithAndWithoutKeysAreMixedThenAllAreIn() {
		List<Counted> rows = Stream.of("a", "b", "c").map(Counted::new).toList();
		rows.get(1).setId(1000L);
		assertThat(this.counted.bulk().insert(rows)).isEqualTo(3);
		assertThat(this.counted.findById(1000L)).map(Counted::getName).contains("b");
	}

	@Test
	void whenRowsAreSavedThenNewOnesAreInsertedAndOldOnesUpdated() {
		Counted old = this.counted.insert(new Counted("old"));
		old.setName("changed");
		this.counted.saveAll(List.of(old, new Counted("new")));
		assertThat(this.counted.find().orderBy(SortOrder.asc("name")).values("name", String.class))
			.containsExactly("changed", "new");
	}

	@Test
	void whenLargeRowsAreInsertedThenTheirBatchesAreSmall() {
		String text = "x".repeat(1_000_000);
		List<BulkWrite.Progress> progress = new ArrayList<>();
		this.tidb.table(Document.class)
			.schema()
			.recreate()
			.bulk()
			.onProgress(progress::add)
			.insert(IntStream.range(0, 20).mapToObj((i) -> new Document(i, List.of(text))));
		assertThat(progress).extracting(BulkWrite.Progress::rows).containsExactly(9L, 18L, 20L);
	}

	@Test
	void whenAStreamIsInsertedThenItIsClosed() {
		boolean[] closed = new boolean[1];
		this.items.bulk().insert(items(0, 3).onClose(() -> closed[0] = true));
		assertThat(closed[0]).isTrue();
		assertThat(this.items.exists(Filter.eq("id", 2))).isTrue();
	}

	private static Stream<Item> items(int from, int to) {
		return IntStream.range(from, to).mapToObj((i) -> new Item(i, "Item " + i));
	}

	record Item(@PrimaryKey long id, String name) {

	}

	record Document(@PrimaryKey long id, @JsonColumn List<String> texts) {

	}

	static class Counted {

		@PrimaryKey
		@AutoIncrement
		private @Nullable Long id;

		@TiDBIndex(unique = true)
		private String name = "";

		Counted() {
		}

		Counted(String name) {
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
