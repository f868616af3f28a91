package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.github.tidbspring.client.CapturedLog;
import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.DistanceMetric;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * One type, on servers that can have its vector and full-text indexes and on those that
 * cannot.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class SearchIndexCreationIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	SearchIndexCreationIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@Test
	void firstExampleOfTheSearchPageRunsOnEachServer() {
		this.tidb.tables().dropIfExists("notes");
		Table<Note> notes = this.tidb.table(Note.class).schema().createIfAbsent().schema().validate();
		notes.insert(
				new Note(null, "Ports", "server.port changes the port", Map.of("lang", "en"), new float[] { 1, 0, 0 }));
		notes.insert(
				new Note(null, "Häfen", "server.port ändert den Port", Map.of("lang", "de"), new float[] { 1, 0, 0 }));
		List<SearchHit<Note>> hits = notes.search()
			.vector(new float[] { 1, 0, 0 })
			.withVectors()
			.where(eq("meta.lang", "en"))
			.maxDistance(0.6)
			.limit(10)
			.list();
		assertThat(hits).extracting((hit) -> hit.entity().title()).containsExactly("Ports");
		notes.schema().createIfAbsent().schema().validate();
		assertThat(notes.count()).isEqualTo(2);
		notes.schema().recreate().schema().validate();
		assertThat(notes.count()).isZero();
	}

	@ParameterizedTest
	@ValueSource(classes = { WithVector.class, TwoVectors.class, WithText.class, WithBoth.class, WithAll.class })
	void eachCombinationOfIndexesIsCreated(Class<?> type) {
		Table<?> table = this.tidb.table(type).schema().recreate();
		table.schema().validate();
		assertThat(table.schema().exists()).isTrue();
		table.schema().createIfAbsent().schema().validate();
		table.schema().drop();
	}

	@Test
	void whenSearchIndexesAreLeftOutThenTheOthersAreThere() {
		Table<WithAll> table = this.tidb.table(WithAll.class).schema().recreate();
		assertThat(indexesOf("with_all")).contains("PRIMARY", "idx_section", "uk_mail", "idx_section_mail");
		table.insert(new WithAll(1, "a", "ann@x", "text", new float[] { 1, 0, 0 }, null));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> table.insert(new WithAll(2, "b", "ann@x", "text", new float[] { 1, 0, 0 }, null)));
	}

	@Test
	void whenVectorIndexIsImpossibleThenThatIsSaidOnceWithTheReasonAndTheRemedy() {
		assumeFalse(this.server.isStandIn(), "the stand-in takes each index");
		assumeFalse(this.server.supports(Capability.VECTOR_INDEX), "this server has vector indexes");
		this.tidb.tables().dropIfExists("with_vector");
		try (TiDBClient client = this.server.client(Map.of())) {
			Table<WithVector> table = client.table(WithVector.class);
			List<String> warnings = CapturedLog.warningsOf(() -> table.schema()
				.create()
				.schema()
				.validate()
				.schema()
				.recreate()
				.schema()
				.createIfAbsent()
				.schema()
				.recreate()
				.schema()
				.validate());
			assertThat(warnings).hasSize(1);
			assertThat(warnings.get(0)).startsWith("The table `with_vector` was created without")
				.contains("the vector index `vec_idx_embedding`", "unsupported TiFlash store count is 0", "(8200)",
						"setTiFlashReplicas(1)", "createIndex(\"embedding\")");
		}
	}

	@Test
	void whenFullTextIndexIsImpossibleThenThatIsSaid() {
		assumeFalse(this.server.isStandIn(), "the stand-in takes each index");
		assumeFalse(this.server.supports(Capability.FULL_TEXT), "this server has full-text indexes");
		this.tidb.tables().dropIfExists("with_text");
		try (TiDBClient client = this.server.client(Map.of())) {
			Table<WithText> table = client.table(WithText.class);
			List<String> warnings = CapturedLog.warningsOf(() -> table.schema().createIfAbsent().schema().validate());
			assumeFalse(indexesOf("with_text").contains("fts_idx_body"),
					"this server takes the index, if not the search");
			assertThat(warnings).hasSize(1);
			assertThat(warnings.get(0)).startsWith("The table `with_text` was created without")
				.contains("the full-text index `fts_idx_body`", "createIndex(\"body\")")
				.containsPattern("\\((8200|1214)\\)");
		}
	}

	@Test
	@Requires(Capability.VECTOR_INDEX)
	void whenOnlyOneKindIsPossibleThenThatOneIsMade() {
		this.tidb.table(WithBoth.class).schema().recreate().schema().validate();
		assertThat(indexesOf("with_both")).contains("vec_idx_embedding");
	}

	@Test
	void whenTypeIsWrongThenTheErrorIsAboutTheType() {
		this.tidb.tables().dropIfExists("misspelled");
		StatementRecording.notForTiDB(() -> {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> this.tidb.table(Misspelled.class).schema().createIfAbsent())
				.satisfies((ex) -> assertThat(ex.getMostSpecificCause()).hasMessageContaining("NOSUCHTYPE"));
		});
		assertThat(this.tidb.tables().exists("misspelled")).isFalse();
	}

	@Test
	void whenColumnIsTooLongThenTheErrorIsAboutTheColumn() {
		this.tidb.tables().dropIfExists("too_long");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.tidb.table(TooLong.class).schema().create())
			.satisfies((ex) -> assertThat(ex.getMostSpecificCause()).hasMessageContaining("too big"));
		assertThat(this.tidb.tables().exists("too_long")).isFalse();
	}

	@Test
	void whenTableExistsThenCreateSaysSo() {
		Table<WithBoth> table = this.tidb.table(WithBoth.class).schema().recreate();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(table.schema()::create)
			.satisfies((ex) -> assertThat(ex.getMostSpecificCause()).hasMessageContaining("already exists"));
	}

	@Test
	void whenSeveralCreateTheTableAtOnceThenAllSucceed() {
		this.tidb.tables().dropIfExists("with_all");
		ExecutorService threads = Executors.newFixedThreadPool(6);
		try {
			List<CompletableFuture<Void>> runs = IntStream.range(0, 6)
				.mapToObj((i) -> CompletableFuture.runAsync(
						() -> this.tidb.table(WithAll.class).schema().createIfAbsent().schema().validate(), threads))
				.toList();
			runs.forEach(CompletableFuture::join);
		}
		finally {
			threads.shutdown();
		}
		assertThat(indexesOf("with_all")).contains("uk_mail");
	}

	@Test
	void whenIndexIsMissingThoughPossibleThenValidationFails() {
		assumeTrue(this.server.isStandIn() || this.server.supports(Capability.VECTOR_INDEX),
				"without TiFlash the index is impossible");
		Table<WithVector> table = this.tidb.table(WithVector.class).schema().recreate();
		table.schema().dropIndex("embedding");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(table.schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences())
				.containsExactly("the index `vec_idx_embedding` is missing"));
		table.schema().setTiFlashReplicas(1);
		table.schema().createIndex("embedding");
		table.schema().validate();
	}

	@Test
	void whenIndexIsImpossibleThenItsCreationSaysWhatItNeeds() {
		assumeFalse(this.server.isStandIn(), "the stand-in takes each index");
		assumeFalse(this.server.supports(Capability.VECTOR_INDEX), "this server has vector indexes");
		Table<WithVector> table = this.tidb.table(WithVector.class).schema().recreate();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> table.schema().createIndex("embedding"))
			.withMessageStartingWith("The server does not create the vector index `vec_idx_embedding`")
			.withMessageContaining("setTiFlashReplicas(1)");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> table.schema().createIndexWithReplica("embedding"))
			.withMessageStartingWith("The server does not create the vector index `vec_idx_embedding`")
			.withMessageContaining("setTiFlashReplicas(1)");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> table.schema().setTiFlashReplicas(1))
			.withMessageStartingWith("The table `with_vector` cannot have 1 TiFlash replicas: ")
			.withMessageContaining("a TiFlash server of its own");
	}

	private List<String> indexesOf(String table) {
		return this.tidb.sql("SHOW INDEX FROM `" + table + "`")
			.query((row, number) -> row.getString("Key_name"))
			.list()
			.stream()
			.distinct()
			.toList();
	}

	@TiDBTable("notes")
	record Note(@PrimaryKey @AutoRandom @Nullable Long id, String title, @FullTextColumn String body,
			@JsonColumn Map<String, Object> meta, @VectorColumn(dimensions = 3, index = true) float[] embedding) {

	}

	record WithVector(@PrimaryKey long id, @VectorColumn(dimensions = 3, index = true) float @Nullable [] embedding) {

	}

	record TwoVectors(@PrimaryKey long id, @VectorColumn(dimensions = 3, index = true) float[] title,
			@VectorColumn(dimensions = 4, index = true, distanceMetric = DistanceMetric.L2) float @Nullable [] body) {

	}

	record WithText(@PrimaryKey long id, @FullTextColumn String body) {

	}

	record WithBoth(@PrimaryKey long id, @FullTextColumn(parser = FullTextColumn.Parser.MULTILINGUAL) String body,
			@VectorColumn(dimensions = 3, index = true) float @Nullable [] embedding) {

	}

	@TiDBTable
	@TiDBIndex({ "section", "mail" })
	record WithAll(@PrimaryKey long id, @TiDBIndex String section, @TiDBIndex(unique = true) String mail,
			@FullTextColumn String body, @VectorColumn(dimensions = 3, index = true) float[] embedding,
			@VectorColumn(dimensions = 3, index = true, distanceMetric = DistanceMetric.L2) float @Nullable [] other) {

	}

	record Misspelled(@PrimaryKey long id, @TiDBColumn(type = "NOSUCHTYPE(3)") String text, @FullTextColumn String body,
			@VectorColumn(dimensions = 3, index = true) float[] embedding) {

	}

	record TooLong(@PrimaryKey long id, @TiDBColumn(type = "VARCHAR(70000)") String text, @FullTextColumn String body,
			@VectorColumn(dimensions = 3, index = true) float[] embedding) {

	}

}
