package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A row that was read without its vectors is saved without losing them, and without
 * paying for them again.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class LeanSaveIntegrationTests {

	private static final float[] GIVEN = { 1, 2, 3 };

	private final ToyEmbeddingFunction function = new ToyEmbeddingFunction();

	private final TiDBClient tidb;

	private final Table<Plain> plains;

	private final Table<Strict> stricts;

	private final Table<Chapter> chapters;

	LeanSaveIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb.withEmbeddingFunction(this.function);
		this.plains = this.tidb.table(Plain.class);
		this.stricts = this.tidb.table(Strict.class);
		this.chapters = this.tidb.table(Chapter.class);
	}

	@BeforeEach
	void recreate() {
		this.plains.schema().recreate();
		this.stricts.schema().recreate();
		this.chapters.schema().recreate();
	}

	@Test
	void whenRowOfASearchIsSavedThenItsVectorStays() {
		this.plains.insertAll(List.of(new Plain(1, "a", GIVEN), new Plain(2, "b", GIVEN), new Plain(3, "c", GIVEN)));
		List<Plain> found = found(this.plains);
		assertThat(found).hasSize(3).extracting(Plain::embedding).containsOnlyNulls();
		this.plains.save(changed(found, 1));
		this.plains.saveAll(List.of(changed(found, 2)));
		this.plains.bulk().save(List.of(changed(found, 3)));
		assertThat(this.plains.find().list()).hasSize(3).allSatisfy((row) -> {
			assertThat(row.title()).isEqualTo("changed");
			assertThat(row.embedding()).containsExactly(GIVEN);
		});
	}

	private static Plain changed(List<Plain> found, long id) {
		Plain row = found.stream().filter((each) -> each.id() == id).findFirst().orElseThrow();
		return new Plain(row.id(), "changed", row.embedding());
	}

	@Test
	void whenTheColumnIsNotNullThenItsVectorStaysToo() {
		this.stricts.insertAll(List.of(new Strict(1, "a", GIVEN), new Strict(2, "b", GIVEN)));
		List<Strict> found = found(this.stricts);
		this.stricts.save(new Strict(found.get(0).id(), "changed", found.get(0).embedding()));
		this.stricts.saveAll(List.of(new Strict(found.get(1).id(), "changed", found.get(1).embedding()),
				new Strict(3, "new", GIVEN)));
		assertThat(this.stricts.find().list()).hasSize(3)
			.allSatisfy((row) -> assertThat(row.embedding()).containsExactly(GIVEN));
		assertThat(this.stricts.count(Filter.eq("title", "changed"))).isEqualTo(2);
	}

	@Test
	void whenTheColumnIsNotNullAndTheRowIsNewThenItsVectorIsAskedFor() {
		this.stricts.insert(new Strict(1, "a", GIVEN));
		String message = "Strict.embedding is null, and its column `embedding` is not: without a vector only an "
				+ "existing row can be saved, and there is none with this key; give it a vector";
		assertThatIllegalArgumentException().isThrownBy(() -> this.stricts.save(new Strict(2, "b", null)))
			.withMessage(message);
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.stricts.bulk()
				.save(List.of(new Strict(1, "changed", null), new Strict(2, "b", GIVEN), new Strict(3, "c", null))))
			.withMessageContaining("Row 3: " + message);
		assertThat(this.stricts.find().values("title", String.class)).containsExactly("a");
	}

	@Test
	void whenNewRowIsSavedWithoutAVectorThenItHasNone() {
		this.plains.save(new Plain(1, "a", null));
		this.plains.saveAll(List.of(new Plain(2, "b", null), new Plain(3, "c", GIVEN), new Plain(4, "d", null)));
		assertThat(this.plains.find().orderBy(SortOrder.asc("id")).list()).extracting(Plain::embedding)
			.containsExactly(null, null, GIVEN, null);
	}

	@Test
	void whenRowsWithAndWithoutVectorsTakeTurnsThenEachIsWrittenAndTheLastOneOfAKeyWins() {
		this.plains.bulk().insert(IntStream.range(0, 100).mapToObj((i) -> new Plain(i, "old", GIVEN)));
		List<Plain> rows = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			rows.add(new Plain(i, "first", (i % 2 == 0) ? new float[] { 9, 9, 9 } : null));
		}
		for (int i = 0; i < 200; i++) {
			rows.add(new Plain(i, "last " + i, (i % 3 == 0) ? new float[] { 7, 7, 7 } : null));
		}
		assertThat(this.plains.bulk().save(rows)).isEqualTo(400);
		List<Plain> stored = this.plains.find().orderBy(SortOrder.asc("id")).list();
		assertThat(stored).hasSize(200);
		for (Plain row : stored) {
			assertThat(row.title()).isEqualTo("last " + row.id());
			float @Nullable [] expected = (row.id() < 100) ? GIVEN : null;
			expected = (row.id() % 2 == 0) ? new float[] { 9, 9, 9 } : expected;
			expected = (row.id() % 3 == 0) ? new float[] { 7, 7, 7 } : expected;
			assertThat(row.embedding()).isEqualTo(expected);
		}
	}

	@Test
	void whenRowsWithAndWithoutVectorsTakeTurnsThenTheirStatementsAreFew() {
		List<String> statements = new ArrayList<>();
		DataSource counting = ProxyDataSourceBuilder.create(this.tidb.dataSource())
			.afterQuery((execution, queries) -> queries.forEach((query) -> statements.add(query.getQuery())))
			.build();
		Table<Plain> plains = TiDBClient.create(counting).table(Plain.class);
		Table<Chapter> chapters = TiDBClient.create(counting).table(Chapter.class).withEmbeddingFunction(this.function);
		statements.clear();
		assertThat(plains.bulk()
			.save(IntStream.range(0, 1000).mapToObj((i) -> new Plain(i, "x", (i % 2 == 0) ? GIVEN : null)).toList()))
			.isEqualTo(1000);
		assertThat(statements).allMatch((sql) -> sql.startsWith("INSERT")).hasSizeLessThan(10);
		chapters.bulk().insert(IntStream.range(0, 1000).mapToObj((i) -> new Chapter(i, "Text " + i, GIVEN)));
		statements.clear();
		assertThat(chapters.bulk()
			.save(IntStream.range(0, 1000).mapToObj((i) -> new Chapter(i, "Text " + (i - i % 2), null)).toList()))
			.isEqualTo(1000);
		assertThat(statements).filteredOn((sql) -> sql.startsWith("SELECT")).hasSize(2);
		assertThat(statements).hasSizeLessThan(12);
	}

	@Test
	void whenAVectorIsClearedThenByAnUpdate() {
		this.plains.insert(new Plain(1, "a", GIVEN));
		this.plains.update(Filter.eq("id", 1), Collections.singletonMap("embedding", null));
		assertThat(this.plains.findById(1).orElseThrow().embedding()).isNull();
	}

	@Test
	void whenTheTextIsTheStoredOneThenNobodyIsAskedAndTheVectorStays() {
		this.chapters.insert(new Chapter(1, "text", GIVEN));
		this.chapters.insertAll(List.of(new Chapter(2, "Größe 漢字 🔑 \\ '", GIVEN), new Chapter(3, "", GIVEN)));
		this.chapters.insert(new Chapter(4, null, GIVEN));
		Chapter saved = this.chapters.save(new Chapter(1, "changed", "text", null));
		assertThat(saved.embedding()).isNull();
		this.chapters
			.saveAll(List.of(new Chapter(1, "again", "text", null), new Chapter(2, "changed", "Größe 漢字 🔑 \\ '", null),
					new Chapter(3, "changed", "", null), new Chapter(4, "changed", null, null)));
		assertThat(this.function.calls()).isEmpty();
		assertThat(this.chapters.find().list()).hasSize(4)
			.allSatisfy((row) -> assertThat(row.embedding()).containsExactly(GIVEN));
		assertThat(this.chapters.count(Filter.in("title", "again", "changed"))).isEqualTo(4);
	}

	@Test
	void whenRowsOfASearchAreSavedThenOnlyChangedTextsAreEmbedded() {
		this.chapters.bulk().insert(IntStream.range(0, 50).mapToObj((i) -> new Chapter(i, "Text " + i, null)));
		this.function.calls().clear();
		List<Chapter> found = this.chapters.search().vector(GIVEN).limit(50).list().stream().map((hit) -> {
			Chapter row = hit.entity();
			return (row.id() % 10 == 0) ? new Chapter(row.id(), "Changed " + row.id(), null) : row;
		}).toList();
		List<Chapter> rows = new ArrayList<>(found);
		rows.add(new Chapter(100, "New", null));
		assertThat(this.chapters.bulk().save(rows)).isEqualTo(51);
		assertThat(this.function.calls()).singleElement()
			.satisfies((texts) -> assertThat(texts).containsExactlyInAnyOrder("Changed 0", "Changed 10", "Changed 20",
					"Changed 30", "Changed 40", "New"));
		assertThat(this.chapters.find().list()).hasSize(51)
			.allSatisfy((row) -> assertThat(row.embedding()).containsExactly(vectorOf(row.body())));
	}

	@Test
	void whenTheTextIsSimilarOnlyThenItIsEmbedded() {
		this.chapters.insertAll(List.of(new Chapter(1, "text", GIVEN), new Chapter(2, "text", GIVEN),
				new Chapter(3, "text", GIVEN), new Chapter(4, "e\u0301", GIVEN)));
		this.chapters.saveAll(List.of(new Chapter(1, "Text", null), new Chapter(2, "text ", null),
				new Chapter(3, "téxt", null), new Chapter(4, "\u00e9", null)));
		assertThat(this.chapters.find().list()).hasSize(4)
			.allSatisfy((row) -> assertThat(row.embedding()).containsExactly(vectorOf(row.body())));
	}

	@Test
	void whenTheTextIsTakenAwayThenSoIsItsVector() {
		this.chapters.insertAll(List.of(new Chapter(1, "a", GIVEN), new Chapter(2, "b", GIVEN),
				new Chapter(3, "c", GIVEN), new Chapter(4, "d", GIVEN)));
		this.chapters.save(new Chapter(1, null, null));
		this.chapters
			.saveAll(List.of(new Chapter(2, "", null), new Chapter(3, " \u00a0\t", null), new Chapter(4, null, GIVEN)));
		assertThat(this.function.calls()).isEmpty();
		assertThat(this.chapters.find().orderBy(SortOrder.asc("id")).list()).extracting(Chapter::embedding)
			.containsExactly(null, null, null, GIVEN);
	}

	@Test
	void whenTheStoredVectorIsNullThenItIsMade() {
		this.chapters.insertAll(List.of(new Chapter(1, "a", GIVEN), new Chapter(2, "b", GIVEN)));
		this.chapters.updateAll(Collections.singletonMap("embedding", null));
		this.chapters.save(new Chapter(1, "a", null));
		this.chapters.saveAll(List.of(new Chapter(2, "b", null)));
		assertThat(this.chapters.find().list()).hasSize(2)
			.allSatisfy((row) -> assertThat(row.embedding()).containsExactly(vectorOf(row.body())));
	}

	@Test
	void whenAVectorIsGivenThenItWins() {
		this.chapters.insert(new Chapter(1, "a", null));
		this.function.calls().clear();
		this.chapters.save(new Chapter(1, "a", GIVEN));
		assertThat(this.chapters.findById(1).orElseThrow().embedding()).containsExactly(GIVEN);
		this.chapters.saveAll(List.of(new Chapter(1, "b", new float[] { 4, 5, 6 })));
		assertThat(this.chapters.findById(1).orElseThrow().embedding()).containsExactly(4, 5, 6);
		assertThat(this.function.calls()).isEmpty();
	}

	@Test
	void whenARowComesSeveralTimesInABatchThenItsVectorIsThatOfItsLastText() {
		this.chapters.insertAll(List.of(new Chapter(1, "a", null), new Chapter(2, "a", GIVEN)));
		this.chapters.saveAll(List.of(new Chapter(1, "a", null), new Chapter(1, "b", null), new Chapter(1, "a", null),
				new Chapter(3, "x", null), new Chapter(3, "y", null), new Chapter(2, "b", null),
				new Chapter(2, "last", "b", null)));
		assertThat(this.chapters.find().orderBy(SortOrder.asc("id")).list()).extracting(Chapter::body)
			.containsExactly("a", "b", "y");
		assertThat(this.chapters.find().list())
			.allSatisfy((row) -> assertThat(row.embedding()).containsExactly(vectorOf(row.body())));
	}

	@Test
	void whenATypeHasSeveralVectorsThenEachIsDecidedOn() {
		Table<Several> table = this.tidb.table(Several.class).schema().recreate();
		table.insert(new Several(1, "title", "body", GIVEN, GIVEN, GIVEN));
		table.save(new Several(1, "title", "changed", null, null, null));
		Several row = table.findById(1).orElseThrow();
		assertThat(row.ofTitle()).containsExactly(GIVEN);
		assertThat(row.ofBody()).containsExactly(vectorOf("changed"));
		assertThat(row.own()).containsExactly(GIVEN);
		assertThat(this.function.calls()).containsExactly(List.of("changed"));
		table.saveAll(List.of(new Several(1, "title", "changed", null, null, new float[] { 5, 5, 5 }),
				new Several(2, "new", "new", GIVEN, null, GIVEN)));
		assertThat(table.findById(1).orElseThrow().own()).containsExactly(5, 5, 5);
		assertThat(table.findById(2).orElseThrow().ofBody()).containsExactly(vectorOf("new"));
		assertThat(this.function.calls()).hasSize(2);
	}

	@Test
	void whenABeanOfASearchIsSavedThenItsVectorStaysAndTheBeanGetsWhatWasMade() {
		Table<Post> posts = this.tidb.table(Post.class).schema().recreate();
		posts.insertAll(List.of(new Post("a@x", "text"), new Post("b@x", "other")));
		this.function.calls().clear();
		List<Post> found = found(posts);
		assertThat(found).hasSize(2).extracting(Post::getEmbedding).containsOnlyNulls();
		Post unchanged = found.stream().filter((post) -> "text".equals(post.getBody())).findFirst().orElseThrow();
		Post changed = found.stream().filter((post) -> "other".equals(post.getBody())).findFirst().orElseThrow();
		unchanged.setMail("new@x");
		assertThat(posts.save(unchanged)).isSameAs(unchanged);
		assertThat(unchanged.getEmbedding()).isNull();
		changed.setBody("changed");
		posts.save(changed);
		assertThat(changed.getEmbedding()).containsExactly(vectorOf("changed"));
		unchanged.setMail("newer@x");
		posts.saveAll(List.of(unchanged));
		assertThat(this.function.calls()).containsExactly(List.of("changed"));
		assertThat(posts.find().list()).extracting(Post::getMail).containsExactlyInAnyOrder("newer@x", "b@x");
		assertThat(posts.find().list()).hasSize(2)
			.allSatisfy((post) -> assertThat(post.getEmbedding()).containsExactly(vectorOf(post.getBody())));
	}

	@Test
	void whenTiDBChoosesTheKeysThenTheVectorStaysTooAndNothingIsMadeForAnUnknownKey() {
		Table<Event> events = this.tidb.table(Event.class).schema().recreate();
		Event saved = events.save(new Event(null, "a", "text", null));
		this.function.calls().clear();
		events.save(new Event(saved.id(), "b", "text", null));
		events.saveAll(List.of(new Event(saved.id(), "c", "text", null), new Event(null, "new", "more", null)));
		assertThat(this.function.calls()).containsExactly(List.of("more"));
		Event stored = events.findById(Objects.requireNonNull(saved.id())).orElseThrow();
		assertThat(stored.name()).isEqualTo("c");
		assertThat(stored.embedding()).containsExactly(vectorOf("text"));
		assertThatExceptionOfType(EmptyResultDataAccessException.class)
			.isThrownBy(() -> events.save(new Event(42L, "x", "nobody", null)));
		assertThat(this.function.calls()).hasSize(1);
	}

	@Test
	void whenAKeyHasSeveralColumnsThenItsRowIsFound() {
		Table<Page> pages = this.tidb.table(Page.class).schema().recreate();
		pages.insertAll(List.of(new Page("a", 1, "text", GIVEN), new Page("a", 2, "text", GIVEN)));
		pages.saveAll(List.of(new Page("a", 1, "text", null), new Page("a", 2, "changed", null),
				new Page("b", 1, "text", null)));
		assertThat(pages.find().orderBy(SortOrder.asc("book"), SortOrder.asc("number")).list())
			.extracting(Page::embedding)
			.containsExactly(GIVEN, vectorOf("changed"), vectorOf("text"));
	}

	@Test
	void whenTheServerTakesTwoKeysForOneThenTheirRowIsFoundAndTheirOrderKept() {
		Table<Named> table = this.tidb.table(Named.class).schema().recreate();
		table.insertAll(List.of(new Named("Ann", "old", "text", GIVEN), new Named("Bob", "old", "text", GIVEN)));
		table.save(new Named("ANN", "changed", "text", null));
		assertThat(table.findById("ann").orElseThrow().embedding()).containsExactly(GIVEN);
		table.saveAll(List.of(new Named("ann", "1", "text", null),
				new Named("bob", "1", "text", new float[] { 7, 7, 7 }), new Named("BOB", "2", "text", null),
				new Named("ANN", "2", "new", null), new Named("ann", "3", "text", null)));
		assertThat(table.count()).isEqualTo(2);
		assertThat(table.findById("Ann").orElseThrow()).satisfies((row) -> {
			assertThat(row.title()).isEqualTo("3");
			assertThat(row.embedding()).containsExactly(vectorOf("text"));
		});
		assertThat(table.findById("Bob").orElseThrow()).satisfies((row) -> {
			assertThat(row.title()).isEqualTo("2");
			assertThat(row.embedding()).containsExactly(7, 7, 7);
		});
	}

	@Test
	void whenSomebodyElseChangesATextMeanwhileThenNoVectorIsThatOfAnotherText() {
		this.chapters.insertAll(List.of(new Chapter(1, "a", null), new Chapter(2, "b", null)));
		Table<Chapter> interrupted = this.chapters.withEmbeddingFunction(new ToyEmbeddingFunction() {
			@Override
			public List<float[]> embed(List<String> texts) {
				if (calls().isEmpty()) {
					LeanSaveIntegrationTests.this.chapters.update(Filter.eq("id", 1), Map.of("body", "theirs"));
				}
				return super.embed(texts);
			}
		});
		interrupted.saveAll(List.of(new Chapter(1, "a", null), new Chapter(2, "changed", null)));
		assertThat(this.chapters.find().orderBy(SortOrder.asc("id")).list()).extracting(Chapter::body)
			.containsExactly("a", "changed");
		assertThat(this.chapters.find().list())
			.allSatisfy((row) -> assertThat(row.embedding()).containsExactly(vectorOf(row.body())));
	}

	@Test
	void whenOthersChangeATextAgainAndAgainThenTheSaveGivesUpAndNothingIsWritten() {
		List<Chapter> rows = new ArrayList<>(
				IntStream.range(0, 20).mapToObj((i) -> new Chapter(i, "Text " + i, null)).toList());
		this.chapters.insertAll(rows);
		Table<Chapter> interrupted = this.chapters.withEmbeddingFunction(new ToyEmbeddingFunction() {
			@Override
			public List<float[]> embed(List<String> texts) {
				int attempt = calls().size();
				LeanSaveIntegrationTests.this.chapters.update(Filter.eq("id", attempt), Map.of("body", "theirs"));
				return super.embed(texts);
			}
		});
		rows.add(new Chapter(20, "New", null));
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> interrupted.bulk().save(rows))
			.withCauseInstanceOf(OptimisticLockingFailureException.class);
		assertThat(this.chapters.count()).isEqualTo(20);
		assertThat(this.chapters.find().list())
			.allSatisfy((row) -> assertThat(row.embedding()).containsExactly(vectorOf(row.body())));
	}

	@Test
	void whenATransactionIsRunningThenWhatItHasWrittenCounts() {
		this.chapters.insert(new Chapter(1, "a", null));
		this.function.calls().clear();
		this.tidb.inTransactionWithoutResult((tx) -> {
			this.chapters.update(Filter.eq("id", 1), Map.of("body", "b"));
			this.chapters.save(new Chapter(1, "title", "b", null));
			this.chapters.saveAll(List.of(new Chapter(1, "again", "b", null), new Chapter(2, "c", null)));
		});
		assertThat(this.function.calls()).containsExactly(List.of("b"), List.of("c"));
		assertThat(this.chapters.find().list()).hasSize(2)
			.allSatisfy((row) -> assertThat(row.embedding()).containsExactly(vectorOf(row.body())));
	}

	@Test
	void whenThereAreMoreRowsThanKeysInAStatementThenAllAreFound() {
		this.chapters.bulk().insert(IntStream.range(0, 2500).mapToObj((i) -> new Chapter(i, "Text " + i, GIVEN)));
		this.chapters.bulk()
			.batchSize(2500)
			.save(IntStream.range(0, 2500).mapToObj((i) -> new Chapter(i, "changed", "Text " + i, null)).toList());
		assertThat(this.function.calls()).isEmpty();
		assertThat(this.chapters.count(Filter.eq("title", "changed").and(Filter.isNotNull("embedding"))))
			.isEqualTo(2500);
	}

	@Test
	void whenATypeHasLessThanTheTableThenTheRestStays() {
		this.chapters.insert(new Chapter(1, "title", "text", GIVEN));
		this.tidb.table(Title.class).save(new Title(1, "changed"));
		this.tidb.table(Title.class).saveAll(List.of(new Title(1, "again")));
		assertThat(this.chapters.findById(1).orElseThrow()).satisfies((row) -> {
			assertThat(row.title()).isEqualTo("again");
			assertThat(row.body()).isEqualTo("text");
			assertThat(row.embedding()).containsExactly(GIVEN);
		});
	}

	private static <T> List<T> found(Table<T> table) {
		return table.search().vector(GIVEN).limit(10).list().stream().map((hit) -> hit.entity()).toList();
	}

	private static float[] vectorOf(@Nullable String text) {
		return ToyEmbeddingFunction.vectorOf(Objects.requireNonNull(text));
	}

	@TiDBTable("lean_plain")
	record Plain(@PrimaryKey long id, String title, @VectorColumn(dimensions = 3) float @Nullable [] embedding) {

	}

	@TiDBTable("lean_strict")
	record Strict(@PrimaryKey long id, String title, @VectorColumn(dimensions = 3) float[] embedding) {

	}

	@TiDBTable("lean_chapter")
	record Chapter(@PrimaryKey long id, @Nullable String title, @Nullable String body,
			@VectorColumn(dimensions = 3, source = "body") float @Nullable [] embedding) {

		Chapter(long id, @Nullable String body, float @Nullable [] embedding) {
			this(id, null, body, embedding);
		}

	}

	@TiDBTable("lean_chapter")
	record Title(@PrimaryKey long id, String title) {

	}

	@TiDBTable("lean_several")
	record Several(@PrimaryKey long id, String title, String body,
			@VectorColumn(dimensions = 3, source = "title") float @Nullable [] ofTitle,
			@VectorColumn(dimensions = 3, source = "body") float[] ofBody,
			@VectorColumn(dimensions = 3) float @Nullable [] own) {

	}

	@TiDBTable("lean_event")
	record Event(@PrimaryKey @AutoRandom @Nullable Long id, String name, String body,
			@VectorColumn(dimensions = 3, source = "body") float[] embedding) {

	}

	@TiDBTable("lean_page")
	record Page(@PrimaryKey String book, @PrimaryKey int number, String body,
			@VectorColumn(dimensions = 3, source = "body") float @Nullable [] embedding) {

	}

	@TiDBTable("lean_named")
	record Named(@PrimaryKey @TiDBColumn(type = "VARCHAR(50) COLLATE utf8mb4_general_ci") String name, String title,
			String body, @VectorColumn(dimensions = 3, source = "body") float @Nullable [] embedding) {

	}

	@TiDBTable("lean_post")
	static class Post {

		@PrimaryKey
		@AutoIncrement
		private @Nullable Long id;

		@TiDBIndex(unique = true)
		private String mail = "";

		private @Nullable String body;

		@VectorColumn(dimensions = 3, source = "body")
		private float @Nullable [] embedding;

		Post() {
		}

		Post(String mail, String body) {
			this.mail = mail;
			this.body = body;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public void setId(@Nullable Long id) {
			this.id = id;
		}

		public String getMail() {
			return this.mail;
		}

		public void setMail(String mail) {
			this.mail = mail;
		}

		public @Nullable String getBody() {
			return this.body;
		}

		public void setBody(@Nullable String body) {
			this.body = body;
		}

		public float @Nullable [] getEmbedding() {
			return this.embedding;
		}

		public void setEmbedding(float @Nullable [] embedding) {
			this.embedding = embedding;
		}

	}

}
