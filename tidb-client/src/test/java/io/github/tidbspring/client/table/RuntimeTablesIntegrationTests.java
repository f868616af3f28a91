package io.github.tidbspring.client.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.DistanceMetric;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

import static io.github.tidbspring.client.query.Change.increment;
import static io.github.tidbspring.client.query.Change.set;
import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.gte;
import static io.github.tidbspring.client.query.Filter.in;
import static io.github.tidbspring.client.query.Filter.isNull;
import static io.github.tidbspring.client.query.SortOrder.asc;
import static io.github.tidbspring.client.query.SortOrder.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tables without a class: described in code, or read from the database.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class RuntimeTablesIntegrationTests {

	private static final int DIMENSIONS = 3;

	private final ContractServer server;

	private final TiDBClient tidb;

	private final Table<Map<String, @Nullable Object>> notes;

	RuntimeTablesIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client().withEmbeddingFunction(new ToyEmbeddingFunction());
		this.notes = this.tidb.table("runtime_notes",
				(columns) -> columns.autoRandomKey("id")
					.column("title", String.class, (title) -> title.length(100).notNull())
					.column("views", long.class)
					.column("createdAt", Instant.class)
					.column("body", String.class)
					.jsonColumn("meta")
					.vectorColumn("embedding", DIMENSIONS, (vector) -> vector.source("body"))
					.index("title", "createdAt"));
	}

	@BeforeEach
	void recreate() {
		this.notes.schema().recreate().schema().validate();
	}

	@Test
	void whatTheDatabaseFillsIsFilledInAnOpenedTableToo() {
		this.tidb.tables().dropIfExists("runtime_filled");
		this.tidb.sql("CREATE TABLE runtime_filled (id BIGINT NOT NULL PRIMARY KEY, meta JSON NOT NULL, "
				+ "state VARCHAR(20) NOT NULL DEFAULT 'it''s', rating INT NULL DEFAULT -3, "
				+ "token VARCHAR(36) NULL DEFAULT (UUID()), created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), "
				+ "updated_at DATETIME(6) NULL ON UPDATE CURRENT_TIMESTAMP(6), "
				+ "lang VARCHAR(8) AS (JSON_UNQUOTE(JSON_EXTRACT(meta, '$.lang'))) VIRTUAL, next BIGINT AS (id + 1) STORED)")
			.update();
		Table<Map<String, @Nullable Object>> table = this.tidb.tables().open("runtime_filled");
		table.schema().validate();
		assertThat(table.schema().diff().isEmpty()).isTrue();
		Map<String, @Nullable Object> row = table.refresh(table.insert(Map.of("id", 1, "meta", Map.of("lang", "en"))));
		assertThat(row).containsEntry("state", "it's")
			.containsEntry("rating", -3)
			.containsEntry("lang", "en")
			.containsEntry("next", 2L)
			.containsEntry("updated_at", null)
			.hasEntrySatisfying("token", (token) -> assertThat((String) token).hasSize(36));
		row.put("state", "changed");
		table.save(row);
		assertThat(table.refresh(row)).containsEntry("state", "changed")
			.containsEntry("created_at", row.get("created_at"))
			.doesNotContainEntry("updated_at", null);
		this.tidb.tables().drop("runtime_filled");
	}

	@Test
	void definitionIsTheOneThatATypeWouldHave() {
		assertThat(this.notes.schema().ddl()).isEqualTo("""
				CREATE TABLE `runtime_notes` (
					`id` BIGINT NOT NULL AUTO_RANDOM(5, 54),
					`title` VARCHAR(100) NOT NULL,
					`views` BIGINT NOT NULL,
					`createdAt` DATETIME(6) NULL,
					`body` VARCHAR(255) NULL,
					`meta` JSON NULL,
					`embedding` VECTOR(3) NULL,
					PRIMARY KEY (`id`) CLUSTERED,
					INDEX `idx_title_createdAt` (`title`, `createdAt`)
				)""");
		assertThat(this.notes.name()).isEqualTo("runtime_notes");
		assertThat(this.notes).hasToString("Table `runtime_notes` of the definition of runtime_notes");
	}

	@Test
	void whenRowIsInsertedThenItComesBackWithItsKeyAndItsVector() {
		Map<String, @Nullable Object> given = note("Ports");
		Map<String, @Nullable Object> saved = this.notes.insert(given);
		assertThat(given).doesNotContainKeys("id", "embedding");
		assertThat(saved.keySet()).containsExactly("id", "title", "views", "createdAt", "body", "meta", "embedding");
		assertThat(saved.get("id")).isInstanceOf(Long.class);
		Map<String, @Nullable Object> found = this.notes.findById(id(saved)).orElseThrow();
		assertThat(found.keySet()).containsExactlyElementsOf(saved.keySet());
		assertThat(found).usingRecursiveComparison().isEqualTo(saved);
		assertThat((float[]) found.get("embedding")).hasSize(DIMENSIONS);
	}

	@Test
	void whenKeysAreWantedThenEachRowHasItsOwn() {
		List<Map<String, @Nullable Object>> saved = this.notes.insertAll(List.of(note("a"), note("b")));
		saved.forEach((row) -> row.put("views", 7));
		assertThat(this.notes.saveAll(saved)).extracting((row) -> row.get("title")).containsExactly("a", "b");
		assertThat(this.notes.findAllById(saved)).hasSize(2)
			.allSatisfy((row) -> assertThat(row).containsEntry("views", 7L));
		assertThat(this.notes.deleteById(saved.get(0))).isTrue();
		assertThat(this.notes.count()).isEqualTo(1);
	}

	@Test
	void whenRowIsSavedThenItsVectorChangesOnlyWithItsText() {
		Map<String, @Nullable Object> saved = this.notes.insert(note("Ports"));
		float[] first = (float[]) saved.get("embedding");
		saved.put("TITLE", saved.remove("title"));
		saved.remove("embedding");
		assertThat(this.notes.save(saved)).containsEntry("title", "Ports").containsEntry("embedding", null);
		assertThat(vector(id(saved))).isEqualTo(first);
		saved.put("body", "something else");
		this.notes.save(saved);
		assertThat(vector(id(saved))).isNotEqualTo(first);
	}

	@Test
	void whenColumnIsLeftOutOfASavedRowThenItIsNull() {
		Map<String, @Nullable Object> saved = this.notes.insert(note("Ports"));
		this.notes.save(Map.of("id", id(saved), "title", "Ports", "views", 0));
		assertThat(this.notes.find(isNull("meta").and(isNull("createdAt"), isNull("body"))).count()).isEqualTo(1);
	}

	@Test
	void whenRowsAreLoadedInBulkThenAllAreIn() {
		assertThat(this.notes.bulk().batchSize(10).insert(IntStream.range(0, 25).mapToObj((i) -> note("Note " + i))))
			.isEqualTo(25);
		assertThat(this.notes.find(eq("meta.lang", "en").and(gte("views", 0))).count()).isEqualTo(25);
	}

	@Test
	void whenPagesFollowTheLastRowThenEachRowIsSeenOnce() {
		this.notes.insertAll(IntStream.range(0, 7).mapToObj((i) -> note("Note " + i / 2)).toList());
		List<@Nullable Object> seen = new ArrayList<>();
		Map<String, @Nullable Object> last = null;
		List<Map<String, @Nullable Object>> page;
		do {
			page = this.notes.find().orderBy(desc("title")).after(last).limit(3).list();
			page.forEach((row) -> seen.add(row.get("id")));
			last = page.isEmpty() ? null : page.get(page.size() - 1);
		}
		while (last != null);
		assertThat(seen).hasSize(7).doesNotHaveDuplicates();
	}

	@Test
	void whenRowsAreUpdatedThenVectorFollowsTheText() {
		Map<String, @Nullable Object> saved = this.notes.insert(note("Ports"));
		assertThat(this.notes.update(eq("id", saved.get("id")), Map.of("body", "another text", "views", 3)))
			.isEqualTo(1);
		assertThat(vector(id(saved))).isNotEqualTo(saved.get("embedding"));
		assertThat(this.notes.update(eq("views", 3), increment("VIEWS", 1), set("meta.lang", "de"))).isEqualTo(1);
		assertThat(this.notes.find(eq("meta.lang", "de")).values("views", Long.class)).containsExactly(4L);
		assertThat(this.notes.delete(eq("views", 4))).isEqualTo(1);
	}

	@Test
	void whenReadIntoATypeThenItHasItsColumnsOnly() {
		this.notes.insert(note("Ports"));
		assertThat(this.notes.find().into(Heading.class).list())
			.containsExactly(new Heading("Ports", Instant.parse("2026-11-29T12:00:00Z")));
		try (Stream<Map<String, @Nullable Object>> all = this.notes.find().stream()) {
			assertThat(all.map((row) -> row.get("title"))).containsExactly("Ports");
		}
	}

	@Test
	void whenTextIsSearchedThenTheNearestRowIsFoundAndCanBeSaved() {
		this.notes.insertAll(List.of(note("Ports"), note("Sockets"), note("Wires")));
		SearchHit<Map<String, @Nullable Object>> hit = this.notes.search()
			.similarTo("text of Sockets")
			.where(eq("meta.lang", "en"))
			.first()
			.orElseThrow();
		assertThat(hit.entity()).containsEntry("title", "Sockets").containsEntry("embedding", null);
		float[] before = vector(id(hit.entity()));
		this.notes.save(hit.entity());
		assertThat(vector(id(hit.entity()))).isEqualTo(before);
		assertThat(this.notes.search().similarTo("text of Wires").into(Heading.class).limit(1).list())
			.extracting((found) -> found.entity().title())
			.containsExactly("Wires");
	}

	@Test
	void whenKeyHasSeveralColumnsThenAMapOfThemFindsTheRow() {
		Table<Map<String, @Nullable Object>> prices = this.tidb
			.table("runtime_prices",
					(columns) -> columns.primaryKey("shop", String.class)
						.primaryKey("article", int.class)
						.column("price", BigDecimal.class, (price) -> price.type("DECIMAL(10,2)"))
						.uniqueIndex("price", "shop"))
			.schema()
			.recreate();
		prices.save(Map.of("shop", "north", "article", 7, "price", new BigDecimal("1.50")));
		prices.save(Map.of("shop", "north", "article", 7, "price", 2));
		assertThat(prices.findById(Map.of("article", 7, "shop", "north")))
			.hasValueSatisfying((row) -> assertThat(row).containsEntry("price", new BigDecimal("2.00")));
		assertThat(prices.existsById(Map.of("article", 8, "shop", "north"))).isFalse();
		prices.schema().drop();
	}

	@Test
	void whenTableIsOfATypeWithAnotherNameThenItIsAnotherTable() {
		Table<Tagged> first = this.tidb.table(Tagged.class, "tagged_first").schema().recreate();
		Table<Tagged> second = this.tidb.table(Tagged.class, "tagged second").schema().recreate();
		first.insert(new Tagged("a", "1", null));
		second.save(new Tagged("b", "2", new float[] { 1, 2 }));
		second.schema().validate();
		assertThat(first.find().list()).extracting(Tagged::name).containsExactly("a");
		assertThat(second.name()).isEqualTo("tagged second");
		assertThat(second.search().vector(new float[] { 1, 2 }).first())
			.hasValueSatisfying((hit) -> assertThat(hit.entity().name()).isEqualTo("b"));
		first.schema().drop();
		second.schema().drop();
		assertThat(this.tidb.tables().exists("tagged")).isFalse();
	}

	@Test
	void openedTableIsWhatIsInTheDatabase() {
		Table<Map<String, @Nullable Object>> opened = this.tidb.tables().open("RUNTIME_notes");
		opened.schema().validate();
		assertThat(opened.name()).isEqualTo("RUNTIME_notes");
		Map<String, @Nullable Object> row = note("Ports");
		row.put("createdAt", LocalDateTime.parse("2026-11-29T12:00:00"));
		row.put("embedding", ToyEmbeddingFunction.vectorOf("text of Ports"));
		Map<String, @Nullable Object> saved = opened.insert(row);
		assertThat(this.notes.findById(id(saved))).hasValueSatisfying(
				(found) -> assertThat(found).containsEntry("createdAt", Instant.parse("2026-11-29T12:00:00Z")));
		assertThat(opened.findById(saved))
			.hasValueSatisfying((found) -> assertThat(found).usingRecursiveComparison().isEqualTo(saved));
		assertThat(opened.search().similarTo("text of Ports").limit(1).list())
			.extracting((hit) -> hit.entity().get("id"))
			.containsExactly(saved.get("id"));
	}

	@Test
	void whenRowIsAbsentThenItIsInserted() {
		Table<Map<String, @Nullable Object>> codes = this.tidb
			.table("runtime_codes",
					(columns) -> columns.primaryKey("code", String.class)
						.column("body", String.class)
						.vectorColumn("embedding", DIMENSIONS, (vector) -> vector.source("body")))
			.schema()
			.recreate();
		assertThat(codes.insertIfAbsent(Map.of("CODE", "a", "BODY", "first"))).isPresent();
		assertThat(codes.insertIfAbsent(Map.of("code", "a", "body", "second"))).isEmpty();
		assertThat(codes.bulk().insertIfAbsent(List.of(Map.of("code", "a"), Map.of("Code", "b")))).isEqualTo(1);
		assertThat(codes.refresh(Map.of("Code", "a"))).containsEntry("body", "first");
		assertThat(codes.find(eq("code", "a")).list()).hasSize(1)
			.allSatisfy((row) -> assertThat((float[]) row.get("embedding")).hasSize(DIMENSIONS));
		assertThatIllegalArgumentException().isThrownBy(() -> codes.insertIfAbsent(Map.of("kode", "a")))
			.withMessageContaining("has the key 'kode'");
		assertThatIllegalArgumentException().isThrownBy(() -> codes.refresh(Map.of("kode", "a")));
		codes.schema().drop();
	}

	@Test
	void whenSqlIsOnesOwnThenItsRowsAreMapsToo() {
		Map<String, @Nullable Object> saved = this.notes.insert(note("Ports"));
		assertThat(this.tidb
			.sql("SELECT n.views + 1 AS more, " + this.notes.selectList("n")
					+ " FROM runtime_notes n WHERE n.title = ?")
			.param("Ports")
			.query(this.notes.rowMapper())
			.single()).usingRecursiveComparison().isEqualTo(saved);
	}

	@Test
	void columnsOfEachTypeAreReadFromTheDatabase() {
		this.tidb.tables().dropIfExists("runtime_types");
		this.tidb.sql("CREATE TABLE runtime_types (b INT NOT NULL, a BIGINT UNSIGNED NOT NULL, flag TINYINT(1), "
				+ "small SMALLINT, positive INT UNSIGNED, large BIGINT, bits BIT(8), price DECIMAL(10,2), single FLOAT, "
				+ "ratio DOUBLE, day DATE, at DATETIME(6), clock TIME(6), data VARBINARY(10), "
				+ "kind ENUM('it''s', 'b'), code CHAR(5), body TEXT, meta JSON, embedding VECTOR(3), "
				+ "UNIQUE INDEX by_code (code, kind), INDEX by_day (day), PRIMARY KEY (a, b))")
			.update();
		Table<Map<String, @Nullable Object>> opened = this.tidb.tables().open("runtime_types");
		opened.schema().validate();
		assertThat(opened.schema().ddl()).contains("PRIMARY KEY (`a`, `b`)", "UNIQUE INDEX `by_code` (`code`, `kind`)",
				"INDEX `by_day` (`day`)", "VECTOR(3)");
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		row.put("a", new BigInteger("18446744073709551615"));
		row.put("b", 1);
		row.put("flag", true);
		row.put("small", 2);
		row.put("positive", 4_294_967_295L);
		row.put("large", 3L);
		row.put("bits", 200L);
		row.put("price", new BigDecimal("1.50"));
		row.put("single", 0.5f);
		row.put("ratio", 0.1);
		row.put("day", LocalDate.parse("2026-11-29"));
		row.put("at", LocalDateTime.parse("2026-11-29T12:00:00.000001"));
		row.put("clock", LocalTime.parse("12:00:00"));
		row.put("data", "x".getBytes(StandardCharsets.UTF_8));
		row.put("kind", "it's");
		row.put("code", "c");
		row.put("body", "text");
		row.put("meta", List.of(1, Map.of("lang", "en")));
		row.put("embedding", new float[] { 1, 2, 3 });
		opened.save(row);
		opened.save(row);
		assertThat(opened.find(eq("meta[1].lang", "en")).one())
			.hasValueSatisfying((found) -> assertThat(found).usingRecursiveComparison().isEqualTo(row));
		opened.schema().recreate().schema().validate();
		opened.schema().drop();
	}

	@Test
	void whatTheDatabaseFillsIsReadFromTheDatabase() {
		// In the place of an expression, a stand-in has a hidden column.
		String expression = this.server.isStandIn() ? "state" : "(LOWER(state))";
		this.tidb.tables().dropIfExists("runtime_filled");
		this.tidb
			.sql("CREATE TABLE runtime_filled (id BIGINT NOT NULL PRIMARY KEY, title VARCHAR(20) NOT NULL, "
					+ "state VARCHAR(20) NOT NULL DEFAULT 'it''s new', views INT NOT NULL DEFAULT 5, "
					+ "flag BIT(1) NOT NULL DEFAULT b'1', created TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), "
					+ "upper_title VARCHAR(20) GENERATED ALWAYS AS (UPPER(title)) STORED, "
					+ "INDEX by_beginning (title(3)), UNIQUE INDEX by_both (title, views), " + "UNIQUE INDEX by_state ("
					+ expression + "))")
			.update();
		Table<Map<String, @Nullable Object>> opened = this.tidb.tables().open("runtime_filled").schema().validate();
		Map<String, @Nullable Object> saved = opened.insert(Map.of("id", 1, "title", "ports"));
		assertThat(saved).containsEntry("state", null);
		assertThat(opened.refresh(saved)).containsEntry("state", "it's new")
			.containsEntry("views", 5)
			.containsEntry("flag", true)
			.containsEntry("upper_title", "PORTS")
			.hasEntrySatisfying("created", (created) -> assertThat(created).isInstanceOf(Instant.class));
		opened.save(Map.of("id", 1, "title", "sockets", "views", 7));
		assertThat(opened.findById(1))
			.hasValueSatisfying((found) -> assertThat(found).containsEntry("state", "it's new")
				.containsEntry("views", 7)
				.containsEntry("upper_title", "SOCKETS"));
		assertThat(opened.schema().ddl()).contains("DEFAULT 'it''s new'", "`title`(3)",
				"UNIQUE INDEX `by_both` (`title`, `views`)", "UNIQUE INDEX `by_state`");
		opened.schema().recreate().schema().validate();
		opened.schema().drop();
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void vectorIndexAndItsDistanceMetricAreReadFromTheDatabase() {
		Table<Map<String, @Nullable Object>> places = this.tidb
			.table("runtime_places",
					(columns) -> columns.primaryKey("id", long.class)
						.vectorColumn("place", 2, (vector) -> vector.index().distanceMetric(DistanceMetric.L2)))
			.schema()
			.recreate();
		places.insertAll(List.of(Map.of("id", 1, "place", new float[] { 1, 1 }),
				Map.of("id", 2, "place", new float[] { 9, 8 })));
		Table<Map<String, @Nullable Object>> opened = this.tidb.tables().open("runtime_places");
		assertThat(opened.schema().ddl()).contains("VECTOR INDEX `vec_idx_place` ((VEC_L2_DISTANCE(`place`)))");
		opened.schema().validate();
		// By the cosine, the other one is nearer.
		assertThat(opened.search().vector(new float[] { 8, 8 }).limit(1).list())
			.extracting((hit) -> hit.entity().get("id"), SearchHit::distance)
			.containsExactly(tuple(2L, 1.0));
		opened.schema().dropIndex("place");
		places.schema().drop();
	}

	@Test
	void whenTableCannotBeOpenedThenTheReasonIsNamed() {
		this.tidb.sql("CREATE TABLE IF NOT EXISTS runtime_keyless (title VARCHAR(20))").update();
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> this.tidb.tables().open("runtime_missing"))
			.withMessage("There is no table `runtime_missing` in the current database");
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> this.tidb.tables().open("runtime_keyless"))
			.withMessageStartingWith("The table `runtime_keyless` has no primary key");
		this.tidb.tables().drop("runtime_keyless");
	}

	@Test
	void whenTableLacksADescribedColumnThenValidationNamesIt() {
		Table<Map<String, @Nullable Object>> wider = this.tidb.table("runtime_notes",
				(columns) -> columns.autoRandomKey("id")
					.column("title", String.class, (title) -> title.length(100).notNull())
					.column("author", String.class));
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(wider.schema()::validate)
			.withMessageStartingWith("The table `runtime_notes` is not what the definition of runtime_notes describes:")
			.satisfies((ex) -> assertThat(ex.getDifferences())
				.contains("the column `author` of runtime_notes.author is missing"));
		assertThat(wider.schema().diff().statements())
			.anyMatch((statement) -> statement.contains("ADD COLUMN `author`"));
		assertThat(this.notes.schema().diff().isEmpty()).isTrue();
		assertThat(this.tidb.tables().open("runtime_notes").schema().diff().isEmpty()).isTrue();
	}

	@Test
	void whenModelHasOtherDimensionsThenNothingIsSent() {
		Table<Map<String, @Nullable Object>> other = this.notes.withEmbeddingFunction(new Eight());
		assertThatIllegalArgumentException().isThrownBy(() -> other.insert(note("Ports")))
			.withMessage("runtime_notes.embedding of `runtime_notes` has 3 dimensions, and its embedding function 8");
		assertThatIllegalArgumentException().isThrownBy(() -> other.search().similarTo("x").limit(1).list())
			.withMessageContaining("has 3 dimensions, and its embedding function 8");
		assertThat(this.notes.count()).isZero();
	}

	@Test
	void whenKeyOnlyDiffersByASpaceThenItIsRefused() {
		Table<Tagged> tags = this.tidb.table(Tagged.class, "runtime_tags").schema().recreate();
		tags.insert(new Tagged("a", " ", null));
		String reason = "Tagged.name is in the primary key, and a text for it ends with a space";
		assertThatIllegalArgumentException().isThrownBy(() -> tags.save(new Tagged("a ", "2", null)))
			.withMessageStartingWith(reason);
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> tags.bulk().save(List.of(new Tagged("a ", "2", null))))
			.withMessageContaining(reason);
		assertThatIllegalArgumentException().isThrownBy(() -> tags.findById("a ")).withMessageStartingWith(reason);
		assertThatIllegalArgumentException().isThrownBy(() -> tags.deleteAllById(Arrays.asList("b", "a ")));
		assertThatIllegalArgumentException().isThrownBy(() -> tags.update(eq("name", "a"), Map.of("name", "b ")));
		assertThat(tags.find(in("name", "a", "b")).orderBy(asc("name")).list()).extracting(Tagged::value)
			.containsExactly(" ");
		tags.schema().drop();
	}

	private float[] vector(Object id) {
		return (float[]) Objects.requireNonNull(this.notes.findById(id).orElseThrow().get("embedding"));
	}

	private static Object id(Map<String, @Nullable Object> row) {
		return Objects.requireNonNull(row.get("id"));
	}

	private static Map<String, @Nullable Object> note(String title) {
		Map<String, @Nullable Object> note = new LinkedHashMap<>();
		note.put("title", title);
		note.put("views", 0L);
		note.put("createdAt", Instant.parse("2026-11-29T12:00:00Z"));
		note.put("body", "text of " + title);
		note.put("meta", Map.of("lang", "en", "tags", List.of("a", 1)));
		return note;
	}

	/** Has eight dimensions, and is never asked for a vector. */
	private static final class Eight implements EmbeddingFunction {

		@Override
		public OptionalInt dimensions() {
			return OptionalInt.of(8);
		}

		@Override
		public List<float[]> embed(List<String> texts) {
			throw new AssertionError("No vector of this function fits");
		}

	}

	record Heading(String title, @TiDBColumn(name = "createdAt") @Nullable Instant at) {

	}

	record Tagged(@PrimaryKey String name, String value, @VectorColumn(dimensions = 2) float @Nullable [] place) {

	}

}
