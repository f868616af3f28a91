package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.Indexed;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.Sort;
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
class BulkInsertIntegrationTests {

	private final TiDBClient tidb;

	private final Table<Item> items;

	private final Table<Counted> counted;

	BulkInsertIntegrationTests(TiDBClient tidb) {
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
		assertThatExceptionOfType(BulkInsertException.class)
			.isThrownBy(() -> this.items.bulkInsert().batchSize(10).insert(items(0, 40)))
			.withMessageStartingWith("Batch 2 of the rows for `item` failed (rows 11 to 20). 10 rows before it are in")
			.withCauseInstanceOf(DuplicateKeyException.class)
			.satisfies((ex) -> {
				assertThat(ex.getInsertedRows()).isEqualTo(10);
				assertThat(ex.getFailedBatch()).isEqualTo(2);
			});
		assertThat(this.items.find().orderBy(Sort.asc("id")).values("id", Long.class)).containsExactly(0L, 1L, 2L, 3L,
				4L, 5L, 6L, 7L, 8L, 9L, 17L);
	}

	@Test
	void whenATransactionIsAroundThenNothingIsIn() {
		this.items.insert(new Item(17, "there"));
		assertThatExceptionOfType(BulkInsertException.class)
			.isThrownBy(() -> this.tidb
				.inTransaction((tx) -> tx.table(Item.class).bulkInsert().batchSize(10).insert(items(0, 40))))
			.withMessageContaining("None is in once the running transaction is rolled back");
		assertThat(this.items.count()).isEqualTo(1);
	}

	@Test
	void whenABatchWithKeysFailsThenItsRowsHaveNone() {
		List<Counted> rows = Stream.of("a", "b", "c", "a", "d").map(Counted::new).toList();
		assertThatExceptionOfType(BulkInsertException.class)
			.isThrownBy(() -> this.counted.bulkInsert().batchSize(2).insertReturning(rows))
			.satisfies((ex) -> assertThat(ex.getInsertedRows()).isEqualTo(2));
		assertThat(rows.subList(0, 2)).extracting(Counted::getId).doesNotContainNull();
		assertThat(rows.subList(2, 5)).extracting(Counted::getId).containsOnlyNulls();
		assertThat(this.counted.count()).isEqualTo(2);
		rows.get(3).setName("again");
		assertThat(this.counted.bulkInsert().insertReturning(rows.subList(2, 5))).isEqualTo(rows.subList(2, 5));
		assertThat(this.counted.count()).isEqualTo(5);
	}

	@Test
	void whenRowsWithAndWithoutKeysAreMixedThenAllAreIn() {
		List<Counted> rows = Stream.of("a", "b", "c").map(Counted::new).toList();
		rows.get(1).setId(1000L);
		assertThat(this.counted.insertAll(rows)).isEqualTo(3);
		assertThat(this.counted.get(1000L)).map(Counted::getName).contains("b");
	}

	@Test
	void whenRowsAreSavedThenNewOnesAreInsertedAndOldOnesUpdated() {
		Counted old = this.counted.insert(new Counted("old"));
		old.setName("changed");
		this.counted.saveAll(List.of(old, new Counted("new")));
		assertThat(this.counted.find().orderBy(Sort.asc("name")).values("name", String.class))
			.containsExactly("changed", "new");
	}

	@Test
	void whenLargeRowsAreInsertedThenTheirBatchesAreSmall() {
		String text = "x".repeat(1_000_000);
		List<InsertProgress> progress = new ArrayList<>();
		this.tidb.table(Document.class)
			.schema()
			.recreate()
			.bulkInsert()
			.onProgress(progress::add)
			.insert(IntStream.range(0, 20).mapToObj((i) -> new Document(i, List.of(text))));
		assertThat(progress).extracting(InsertProgress::rows).containsExactly(9L, 18L, 20L);
	}

	@Test
	void whenAStreamIsInsertedThenItIsClosed() {
		boolean[] closed = new boolean[1];
		this.items.insertAll(items(0, 3).onClose(() -> closed[0] = true));
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

		@Indexed(unique = true)
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
