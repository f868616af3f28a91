package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;

import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.SortOrder.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rows that are inserted unless they are there.
 */
@NullMarked
@ContractTests
class InsertIfAbsentIntegrationTests {

	private final TiDBClient tidb;

	private final Table<Link> links;

	private final Table<Word> words;

	InsertIfAbsentIntegrationTests(ContractServer server) {
		this.tidb = server.client();
		this.links = this.tidb.table(Link.class);
		this.words = this.tidb.table(Word.class);
	}

	@BeforeEach
	void empty() {
		this.links.schema().createIfAbsent().deleteAll();
		this.words.schema().createIfAbsent().deleteAll();
	}

	@Test
	void rowIsInsertedOnce() {
		assertThat(this.words.insertIfAbsent(new Word("a", "first"))).contains(new Word("a", "first"));
		assertThat(this.words.insertIfAbsent(new Word("a", "second"))).isEmpty();
		assertThat(this.words.find().list()).containsExactly(new Word("a", "first"));
	}

	@Test
	void valueInAUniqueIndexMakesARowExist() {
		Link first = this.links.insertIfAbsent(new Link(null, "https://a", "A")).orElseThrow();
		assertThat(first.id()).isNotNull();
		assertThat(this.links.insertIfAbsent(new Link(null, "https://a", "B"))).isEmpty();
		assertThat(this.links.insertIfAbsent(new Link(null, null, "C"))).isPresent();
		assertThat(this.links.insertIfAbsent(new Link(null, null, "D"))).isPresent();
		assertThat(this.links.find(eq("url", "https://a")).one()).contains(first);
	}

	@Test
	void otherErrorIsAnError() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.words.insertIfAbsent(new Word("a", "much too long for its column")));
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.words.bulk()
				.batchSize(2)
				.insertIfAbsent(List.of(new Word("a", "1"), new Word("b", "2"), new Word("b", "2"), new Word("c", "3"),
						new Word("d", "much too long for its column"))))
			.withMessageContaining("(rows 5 to 5). 3 rows before it are written")
			.satisfies((failure) -> assertThat(failure.getWrittenRows()).isEqualTo(3));
		assertThat(this.words.count()).isEqualTo(3);
	}

	@Test
	void rowsAreInsertedUnlessTheyAreThere() {
		this.words.insertAll(List.of(new Word("w3", "old"), new Word("w8", "old")));
		List<Long> progress = new ArrayList<>();
		long inserted = this.words.bulk()
			.batchSize(5)
			.onProgress((state) -> progress.add(state.rows()))
			.insertIfAbsent(IntStream.range(0, 12).mapToObj((i) -> new Word("w" + i % 10, "new " + i)));
		assertThat(inserted).isEqualTo(8);
		assertThat(progress).containsExactly(4L, 8L, 8L);
		assertThat(this.words.find().orderBy(asc("word")).values("meaning", String.class)).containsExactly("new 0",
				"new 1", "new 2", "old", "new 4", "new 5", "new 6", "new 7", "old", "new 9");
	}

	@Test
	void whenOnlyTheServerTakesRowsAsTheSameThenTheFirstIsInserted() {
		this.words.insert(new Word("b", "old"));
		long inserted = this.words.bulk()
			.insertIfAbsent(List.of(new Word("a", "1"), new Word("B", "2"), new Word("c", "3"), new Word("C", "4")));
		assertThat(inserted).isEqualTo(2);
		assertThat(this.words.find().orderBy(asc("word")).values("meaning", String.class)).containsExactly("1", "old",
				"3");
	}

	@Test
	void rowsWithAndWithoutKeysAndUniqueValuesAreInserted() {
		Link stored = this.links.insert(new Link(null, "https://a", "A"));
		long inserted = this.links.bulk()
			.insertIfAbsent(Stream.of(new Link(null, "https://a", "B"), new Link(null, "https://b", "B"),
					new Link(null, "https://b", "C"), new Link(null, null, "D"), new Link(null, null, "E")));
		assertThat(inserted).isEqualTo(3);
		assertThat(this.links.find(eq("url", "https://a")).one()).contains(stored);
		assertThat(this.links.find(eq("url", "https://b")).one()).map(Link::title).contains("B");
	}

	@Test
	void takesPartInARunningTransaction() {
		this.words.insert(new Word("a", "old"));
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
				assertThat(this.words.insertIfAbsent(new Word("a", "new"))).isEmpty();
				assertThat(this.words.insertIfAbsent(new Word("b", "new"))).isPresent();
				assertThat(this.words.bulk().insertIfAbsent(List.of(new Word("B", "x"), new Word("c", "x"))))
					.isEqualTo(1);
				assertThat(this.words.count()).isEqualTo(3);
				throw new IllegalStateException("roll back");
			}));
		assertThat(this.words.count()).isEqualTo(1);
	}

	@Test
	@Requires(Capability.VECTOR)
	void vectorIsComputedForNewRowsOnly() {
		List<String> embedded = new ArrayList<>();
		Table<Page> pages = this.tidb.table(Page.class).withEmbeddingFunction((texts) -> {
			embedded.addAll(texts);
			return texts.stream().map((text) -> new float[] { text.length(), 1 }).toList();
		}).schema().recreate();
		pages.insert(new Page(1, "one", null));
		embedded.clear();
		Optional<Page> again = pages.insertIfAbsent(new Page(1, "other", null));
		long inserted = pages.bulk()
			.insertIfAbsent(List.of(new Page(1, "other", null), new Page(2, "two", null), new Page(2, "three", null)));
		assertThat(again).isEmpty();
		assertThat(inserted).isEqualTo(1);
		assertThat(embedded).containsExactly("two");
		assertThat(pages.findById(2)).get().extracting(Page::embedding).isEqualTo(new float[] { 3, 1 });
		pages.schema().drop();
	}

	@TiDBTable("links")
	record Link(@PrimaryKey @AutoRandom(rangeBits = 54) @Nullable Long id,
			@TiDBIndex(unique = true) @Nullable String url, String title) {
	}

	@TiDBTable("words")
	record Word(@PrimaryKey @TiDBColumn(type = "VARCHAR(20) COLLATE utf8mb4_general_ci") String word,
			@TiDBColumn(length = 10) String meaning) {
	}

	@TiDBTable("pages")
	record Page(@PrimaryKey long id, String body,
			@VectorColumn(dimensions = 2, source = "body") float @Nullable [] embedding) {
	}

}
