package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.EmbeddingException;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Vectors that are made from texts when rows are written.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class EmbeddingIntegrationTests {

	private final ToyEmbeddingFunction function = new ToyEmbeddingFunction();

	private final TiDBClient plain;

	private final TiDBClient tidb;

	private final Table<Note> notes;

	private final Table<Draft> drafts;

	private final Table<Bean> beans;

	EmbeddingIntegrationTests(TiDBClient tidb) {
		this.plain = tidb;
		this.tidb = tidb.withEmbeddingFunction(this.function);
		this.notes = this.tidb.table(Note.class);
		this.drafts = this.tidb.table(Draft.class);
		this.beans = this.tidb.table(Bean.class);
	}

	@BeforeEach
	void recreate() {
		this.notes.schema().recreate();
		this.drafts.schema().recreate();
		this.beans.schema().recreate();
	}

	@Test
	void insertedRowComesBackWithItsKeyAndItsVector() {
		Note saved = this.notes.insert(new Note(null, "Hello", null));
		assertThat(saved.id()).isPositive();
		assertThat(saved.embedding()).containsExactly(vectorOf("Hello"));
		assertThat(this.notes.findById(saved.id()).orElseThrow().embedding()).containsExactly(vectorOf("Hello"));
	}

	@Test
	void vectorThatIsGivenIsKept() {
		float[] given = { 1, 2, 3 };
		assertThat(this.notes.insert(new Note(null, "Hello", given)).embedding()).isSameAs(given);
		this.notes.insertAll(List.of(new Note(null, "Hi", given)));
		assertThat(this.notes.find().list()).hasSize(2)
			.allSatisfy((note) -> assertThat(note.embedding()).containsExactly(given));
		assertThat(this.function.calls()).isEmpty();
	}

	@Test
	void manyRowsAreEmbeddedWithFewCalls() {
		List<Note> rows = IntStream.range(0, 250)
			.mapToObj((i) -> new Note(null, "Note " + i, (i == 7) ? new float[3] : null))
			.toList();
		assertThat(this.notes.bulk().insert(rows)).isEqualTo(250);
		assertThat(this.function.calls()).extracting(List::size).containsExactly(100, 100, 49);
		assertThat(this.notes.find().list()).hasSize(250)
			.allSatisfy((note) -> assertThat(note.embedding())
				.containsExactly(note.body().equals("Note 7") ? new float[3] : vectorOf(note.body())));
	}

	@Test
	void rowsComeBackWithTheirVectorsWhereTheyComeBackWithTheirKeys() {
		List<Note> saved = this.notes.insertAll(List.of(new Note(null, "a", null), new Note(null, "bb", null)));
		assertThat(saved).extracting(Note::id).doesNotContainNull();
		assertThat(saved).extracting(Note::embedding).containsExactly(vectorOf("a"), vectorOf("bb"));
	}

	@Test
	void savedRowGetsTheVectorOfItsText() {
		Draft saved = this.drafts.save(new Draft(1, "first", null));
		assertThat(saved.embedding()).containsExactly(vectorOf("first"));
		this.drafts.save(new Draft(1, "second", null));
		assertThat(embeddingOf(1)).containsExactly(vectorOf("second"));
		this.drafts.saveAll(List.of(new Draft(1, "third", null), new Draft(2, "new", null)));
		assertThat(embeddingOf(1)).containsExactly(vectorOf("third"));
		assertThat(embeddingOf(2)).containsExactly(vectorOf("new"));
	}

	@Test
	void savedRowOfATableWithAnotherUniqueIndexGetsItsVectorToo() {
		Bean bean = this.beans.save(new Bean("first"));
		assertThat(bean.getId()).isNotNull();
		bean.setBody("second");
		bean.setEmbedding(null);
		assertThat(this.beans.save(bean).getEmbedding()).containsExactly(vectorOf("second"));
		Bean another = new Bean("another");
		another.setId(1000L);
		this.beans.saveAll(List.of(another));
		assertThat(this.beans.findById(1000L).orElseThrow().getEmbedding()).containsExactly(vectorOf("another"));
	}

	@Test
	void rowWithoutATextHasNoVector() {
		Draft saved = this.drafts.insert(new Draft(1, null, null));
		assertThat(saved.embedding()).isNull();
		this.drafts.insertAll(List.of(new Draft(2, null, null), new Draft(3, "x", null)));
		assertThat(embeddingOf(2)).isNull();
		assertThat(embeddingOf(3)).containsExactly(vectorOf("x"));
	}

	@Test
	void newTextChangesTheVector() {
		this.drafts.insertAll(List.of(new Draft(1, "a", null), new Draft(2, "b", null)));
		assertThat(this.drafts.update(Filter.eq("id", 1), Map.of("body", "changed"))).isEqualTo(1);
		assertThat(embeddingOf(1)).containsExactly(vectorOf("changed"));
		assertThat(embeddingOf(2)).containsExactly(vectorOf("b"));
		this.drafts.updateAll(Map.of("body", "all", "embedding", new float[] { 1, 2, 3 }));
		assertThat(embeddingOf(1)).containsExactly(1, 2, 3);
		this.drafts.updateAll(Collections.singletonMap("body", null));
		assertThat(embeddingOf(2)).isNull();
		this.drafts.updateAll(Map.of("title", "x"));
		assertThat(this.function.calls()).hasSize(2);
	}

	@Test
	void whenTheFunctionFailsThenNothingIsWrittenAndTheBeanIsAsItWas() {
		Table<Bean> failing = this.beans.withEmbeddingFunction(failing());
		Bean bean = new Bean("x");
		assertThatExceptionOfType(EmbeddingException.class).isThrownBy(() -> failing.insert(bean))
			.withMessage("The embedding function failed for Bean.embedding of `beans` (the row)");
		assertThat(bean.getId()).isNull();
		assertThat(bean.getEmbedding()).isNull();
		assertThat(this.beans.count()).isZero();
	}

	@Test
	void whenTheWriteFailsThenTheBeanIsAsItWas() {
		this.beans.insert(new Bean("taken"));
		Bean bean = new Bean("taken");
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.beans.insert(bean));
		assertThat(bean.getEmbedding()).isNull();
		List<Bean> rows = List.of(new Bean("free"), bean);
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> this.beans.insertAll(rows));
		assertThat(rows).extracting(Bean::getEmbedding).containsOnlyNulls();
		assertThat(this.beans.count()).isEqualTo(1);
	}

	@Test
	void whenTheFunctionFailsInASecondBatchThenTheFirstOneIsInAndTheRowsAreNamed() {
		List<Draft> rows = IntStream.rangeClosed(1, 40).mapToObj((i) -> new Draft(i, "Text " + i, null)).toList();
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.drafts.withEmbeddingFunction(failingAt("Text 27")).bulk().batchSize(20).insert(rows))
			.withMessageStartingWith(
					"Batch 2 of the rows for `drafts` failed (rows 21 to 40). 20 rows before it are written. "
							+ "The embedding function failed for Draft.embedding of `drafts` (rows 21 to 30)")
			.withCauseInstanceOf(EmbeddingException.class)
			.satisfies((ex) -> assertThat(ex.getWrittenRows()).isEqualTo(20));
		assertThat(this.drafts.find().orderBy(SortOrder.asc("id")).values("id", Long.class)).hasSize(20).endsWith(20L);
	}

	@Test
	void textsOfABatchAreEmbeddedOutsideOfItsTransaction() {
		List<Boolean> running = new ArrayList<>();
		this.drafts.withEmbeddingFunction(new ToyEmbeddingFunction() {
			@Override
			public List<float[]> embed(List<String> texts) {
				running.add(TransactionSynchronizationManager.isActualTransactionActive());
				return super.embed(texts);
			}
		}).insertAll(List.of(new Draft(1, "x", null)));
		assertThat(running).containsExactly(false);
	}

	@Test
	void clientWithAFunctionTakesPartInTheTransactionOfTheOther() {
		assertThatIllegalStateException().isThrownBy(() -> this.plain.inTransactionWithoutResult((tx) -> {
			this.drafts.insert(new Draft(1, "x", null));
			assertThat(tx.table(Draft.class).count()).isEqualTo(1);
			throw new IllegalStateException("Back");
		}));
		assertThat(this.drafts.count()).isZero();
	}

	@Test
	void clientForAnotherDatabaseKeepsTheFunction() {
		this.tidb.databases().createIfAbsent("embedding_other");
		Table<Draft> others = this.tidb.withDatabase("embedding_other").table(Draft.class).schema().recreate();
		assertThat(others.insert(new Draft(1, "x", null)).embedding()).containsExactly(vectorOf("x"));
		this.tidb.databases().drop("embedding_other");
	}

	@Test
	void generatedColumnIsReadAndNeverWritten() {
		Table<Generated> table = this.tidb.table(Generated.class);
		table.schema().dropIfExists();
		// The stand-in has no model: a column of the same type takes its place.
		this.tidb
			.sql("CREATE TABLE `generated` (`id` BIGINT NOT NULL, `body` VARCHAR(255) NOT NULL, "
					+ "`embedding` VECTOR(3) NULL, PRIMARY KEY (`id`))")
			.update();
		table.schema().validate();
		table.insert(new Generated(1, "a", null));
		table.insertAll(List.of(new Generated(2, "b", null)));
		table.save(new Generated(1, "changed", null));
		table.update(Filter.eq("id", 2), Map.of("body", "also changed"));
		this.tidb.sql("UPDATE `generated` SET `embedding` = '[1,2,3]'").update();
		assertThat(table.find().orderBy(SortOrder.asc("id")).list()).extracting(Generated::body)
			.containsExactly("changed", "also changed");
		assertThat(table.findById(1).orElseThrow().embedding()).containsExactly(1, 2, 3);
		assertThat(this.function.calls()).isEmpty();
	}

	private float @Nullable [] embeddingOf(long id) {
		return this.drafts.findById(id).orElseThrow().embedding();
	}

	private static float[] vectorOf(String text) {
		return ToyEmbeddingFunction.vectorOf(text);
	}

	private static EmbeddingFunction failing() {
		return new ToyEmbeddingFunction() {
			@Override
			public List<float[]> embed(List<String> texts) {
				throw new IllegalStateException("The model is busy");
			}
		};
	}

	private static EmbeddingFunction failingAt(String text) {
		return new ToyEmbeddingFunction(10) {
			@Override
			public List<float[]> embed(List<String> texts) {
				if (texts.contains(text)) {
					throw new IllegalStateException("The model is busy");
				}
				return super.embed(texts);
			}
		};
	}

	@TiDBTable("notes")
	record Note(@PrimaryKey @AutoRandom @Nullable Long id, String body,
			@VectorColumn(dimensions = 3, source = "body") float[] embedding) {

	}

	@TiDBTable("drafts")
	record Draft(@PrimaryKey long id, @Nullable String title, @Nullable String body,
			@VectorColumn(dimensions = 3, source = "body") float @Nullable [] embedding) {

		Draft(long id, @Nullable String body, float @Nullable [] embedding) {
			this(id, null, body, embedding);
		}

	}

	record Generated(@PrimaryKey long id, String body, @VectorColumn(dimensions = 3, source = "body",
			serverModel = "tidbcloud_free/amazon/titan-embed-text-v2") float[] embedding) {

	}

	@TiDBTable("beans")
	static class Bean {

		@PrimaryKey
		@AutoIncrement
		private @Nullable Long id;

		@TiDBIndex(unique = true)
		private String body = "";

		@VectorColumn(dimensions = 3, source = "body")
		private float @Nullable [] embedding;

		Bean() {
		}

		Bean(String body) {
			this.body = body;
		}

		public @Nullable Long getId() {
			return this.id;
		}

		public void setId(@Nullable Long id) {
			this.id = id;
		}

		public String getBody() {
			return this.body;
		}

		public void setBody(String body) {
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
