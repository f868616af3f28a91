package io.github.tidbspring.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.ColumnConverter;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBCheck;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBForeignKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.annotation.VersionColumn;
import io.github.tidbspring.client.query.Change;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.table.BulkWriteException;
import io.github.tidbspring.client.table.SchemaDiff;
import io.github.tidbspring.client.table.SchemaOperations;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.table.TableMismatchException;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import io.github.tidbspring.test.StatementRecording;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

import static io.github.tidbspring.client.query.Change.increment;
import static io.github.tidbspring.client.query.Change.remove;
import static io.github.tidbspring.client.query.Change.set;
import static io.github.tidbspring.client.query.Filter.containsAllElements;
import static io.github.tidbspring.client.query.Filter.containsAnyElement;
import static io.github.tidbspring.client.query.Filter.containsElement;
import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.gt;
import static io.github.tidbspring.client.query.Filter.in;
import static io.github.tidbspring.client.query.Filter.isNull;
import static io.github.tidbspring.client.query.Filter.like;
import static io.github.tidbspring.client.query.Filter.not;
import static io.github.tidbspring.client.query.Filter.path;
import static io.github.tidbspring.client.query.SortOrder.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The examples of {@code docs/tables.md} and of the README.
 */
@NullMarked
@ExtendWith(SharedDevServer.class)
class TableExamplesIntegrationTests {

	private static final String DATABASE = "table_examples";

	private static TiDBClient tidb;

	private final List<String> log = new ArrayList<>();

	private Table<Note> notes = tidb.table(Note.class);

	@BeforeAll
	static void start(TiDBDevServer server) {
		tidb = TiDBClient
			.builder((connection) -> connection.databaseUrl(SharedDevServer.url(server, DATABASE)).ensureDatabase(true))
			.decorateDataSource((dataSource) -> StatementRecording.record(server.wrap(dataSource)))
			.build();
	}

	@AfterAll
	static void stop() {
		tidb.databases().drop(DATABASE);
		tidb.close();
	}

	@BeforeEach
	void recreate() {
		this.notes.schema().recreate();
	}

	@Test
	void recordsInRecordsOut() {
		Notes service = new Notes(tidb);
		Note saved = service.add("Hi", Map.of("lang", "en"), new float[] { 1, 2, 3 });
		service.add("Hallo", Map.of("lang", "de"), new float[] { 1, 2, 4 });
		assertThat(saved.id()).isNotNull();
		assertThat(service.recent("en")).extracting(Note::title).containsExactly("Hi");
		assertThat(service.similar(new float[] { 1, 2, 4 }, "de")).singleElement()
			.satisfies((hit) -> assertThat(hit.entity().title()).isEqualTo("Hallo"));
	}

	@Test
	@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
			disabledReason = "one TiDB alone has no TiFlash, and so no vector index")
	void tables() {
		Table<Note> notes = tidb.table(Note.class).schema().createIfAbsent().schema().validate();
		assertThat(notes.schema().exists()).isTrue();
		tidb.tables().dropIfExists("article");
		Table<Article> articles = tidb.table(Article.class).schema().create();
		articles.schema().validate();
		articles.schema().dropIndex("embedding");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(articles.schema()::validate)
			.withMessage("The table `article` is not what Article describes:\n"
					+ "- the index `vec_idx_embedding` is missing");
		articles.schema().setTiFlashReplicas(1);
		articles.schema().createIndex("embedding");
		articles.schema().validate();
		SchemaOperations<Article> strict = tidb.table(Article.class).schema().strict();
		strict.createIfAbsent();
		Table<Article> complete = strict.validate();
		assertThat(complete.schema().exists()).isTrue();
	}

	@Test
	void writeRows() {
		Note saved = this.notes.insert(new Note(null, "Hi", null, Map.of("lang", "en"), null, Instant.now()));
		this.notes.save(new Note(saved.id(), "Hello", null, saved.meta(), null, saved.createdAt()));
		Optional<Note> found = this.notes.findById(saved.id());
		boolean deleted = this.notes.deleteById(saved.id());
		assertThat(found).map(Note::title).contains("Hello");
		assertThat(deleted).isTrue();
		assertThatExceptionOfType(EmptyResultDataAccessException.class).isThrownBy(() -> this.notes.save(saved));
	}

	@Test
	void saveRowsOfASearch() {
		float[] vector = { 1, 2, 3 };
		this.notes.insert(new Note(null, "Hi", null, Map.of(), vector, Instant.now()));
		for (SearchHit<Note> hit : this.notes.search().vector(vector).limit(10).list()) {
			Note note = hit.entity();
			this.notes.save(new Note(note.id(), note.title(), "Ann", note.meta(), note.embedding(), note.createdAt()));
		}
		assertThat(this.notes.find(eq("author", "Ann")).list()).singleElement()
			.satisfies((note) -> assertThat(note.embedding()).containsExactly(vector));
		int removed = this.notes.update(eq("author", "Ann"), set("embedding", null));
		assertThat(removed).isEqualTo(1);
		assertThat(this.notes.find().list()).singleElement().extracting(Note::embedding).isNull();
	}

	@Test
	void writeManyRows() {
		List<Note> rows = manyNotes(250);
		long inserted = this.notes.bulk()
			.batchSize(100)
			.onProgress((progress) -> this.log.add(progress.rows() + " rows are in"))
			.insert(rows);
		assertThat(inserted).isEqualTo(250);
		assertThat(this.log).containsExactly("100 rows are in", "200 rows are in", "250 rows are in");
		List<Note> withKeys = this.notes.insertAll(rows.subList(0, 3));
		assertThat(withKeys).extracting(Note::id).doesNotContainNull();
	}

	@Bean
	ColumnConverter<Money, BigDecimal> moneyConverter() {
		return ColumnConverter.of(Money.class, BigDecimal.class, Money::amount, Money::new);
	}

	@Test
	void typesOfAnApplication() {
		TiDBClient client = TiDBClient.builder(tidb.dataSource()).columnConverter(moneyConverter()).build();
		assertThat(client.table(Price.class).schema().ddl()).contains("`amount` DECIMAL(38,10) NOT NULL");
	}

	@Test
	void keysOfSeveralColumns() {
		Table<Setting> settings = tidb.table(Setting.class).schema().recreate();
		settings.insertAll(List.of(new Setting("theme", 1, "light"), new Setting("theme", 2, "dark"),
				new Setting("font", 1, "serif")));
		Optional<Setting> theme = settings.findById(Map.of("name", "theme", "version", 2));
		boolean there = settings.existsById(new SettingKey("theme", 2));
		int gone = settings.deleteAllById(List.of(new SettingKey("theme", 1), new SettingKey("font", 1)));
		assertThat(theme).map(Setting::value).contains("dark");
		assertThat(there).isTrue();
		assertThat(gone).isEqualTo(2);
	}

	@Test
	void rowsThatMayBeThere() {
		Table<Setting> settings = tidb.table(Setting.class).schema().recreate();
		Optional<Setting> created = settings.insertIfAbsent(new Setting("theme", 2, "dark"));
		long added = settings.bulk()
			.insertIfAbsent(List.of(new Setting("theme", 2, "light"), new Setting("font", 1, "serif")));
		assertThat(created).contains(new Setting("theme", 2, "dark"));
		assertThat(added).isEqualTo(1);
		assertThat(settings.findById(new SettingKey("theme", 2))).map(Setting::value).contains("dark");
	}

	@Test
	void versionsAndLocks() {
		Table<Task> tasks = tidb.table(Task.class).schema().recreate();
		Task planned = tasks.insert(new Task(1, "planned", null)); // version 0
		Task started = tasks.save(new Task(1, "started", planned.version())); // version 1
		assertThat(List.of(planned, started)).extracting(Task::version).containsExactly(0L, 1L);
		try {
			tasks.save(new Task(1, "cancelled", 0L)); // read before it was started
		}
		catch (OptimisticLockingFailureException ex) {
			Task current = tasks.findById(1).orElseThrow();
			this.log.add("The task is " + current.state());
		}
		assertThat(this.log).containsExactly("The task is started");
		int done = tasks.update(eq("id", 1).and(eq("version", 1)), set("state", "done"));
		assertThat(done).isEqualTo(1);
		tidb.inTransactionWithoutResult((tx) -> {
			Task task = tasks.find(eq("id", 1)).forUpdate().one().orElseThrow();
			tasks.save(new Task(task.id(), task.state() + "!", task.version()));
		});
		assertThat(tasks.findById(1)).contains(new Task(1, "done!", 3L));
	}

	@Test
	void failureOfManyRows() {
		List<Note> rows = new ArrayList<>(manyNotes(1500));
		rows.set(1200, new Note(null, "Short", null, Map.of(), new float[] { 1, 2 }, Instant.EPOCH));
		try {
			this.notes.bulk().insert(rows);
		}
		catch (BulkWriteException ex) {
			this.log.add(ex.getWrittenRows() + " rows are in. " + ex.getMessage());
		}
		assertThat(this.log).singleElement(InstanceOfAssertFactories.STRING)
			.startsWith("1000 rows are in. Batch 2 of the rows for `notes` failed")
			.endsWith("Row 1201: Note.embedding has a vector of 2 dimensions instead of 3");
	}

	@Test
	void changeRowsThatMeetACondition() {
		this.notes.insertAll(manyNotes(3));
		int changed = this.notes.update(eq("title", "Note 1"), set("author", null), set("meta.lang", "de"),
				increment("meta.views", 1));
		int cleaned = this.notes.updateAll(remove("meta.draft"));
		int named = this.notes.update(isNull("author"), Map.of("author", "Ann"));
		assertThat(List.of(changed, cleaned, named)).containsExactly(1, 3, 3);
		assertThat(this.notes.find(eq("title", "Note 1")).one()).get()
			.satisfies((note) -> assertThat(note.meta()).containsEntry("lang", "de").containsEntry("views", 1))
			.extracting(Note::author)
			.isEqualTo("Ann");
		Change upper = Change.sql("title", "UPPER(title)", Map.of());
		int corrected = this.notes.update(eq("author", "Ann"), upper);
		assertThat(corrected).isEqualTo(3);
		assertThat(this.notes.find().orderBy(desc("title")).values("title", String.class)).containsExactly("NOTE 2",
				"NOTE 1", "NOTE 0");
	}

	@Test
	void deleteRowsThatMeetACondition() {
		this.notes.insertAll(manyNotes(3));
		int deleted = this.notes.delete(in("title", "Note 0", "Note 1"));
		assertThat(deleted).isEqualTo(2);
		assertThat(this.notes.find().one()).map(Note::title).contains("Note 2");
	}

	@Test
	void find() {
		this.notes.insertAll(manyNotes(30));
		Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS);
		String key = "any.key";
		Filter english = eq("meta.lang", "en").and(gt("createdAt", yesterday));
		Filter tagged = in("meta.tags[0]", "java", "tidb").or(gt("meta.year", 2000));
		Filter others = not(like("title", "Draft%")).and(eq(path("meta", key), true));
		assertThat(this.notes.count(english)).isEqualTo(30);
		assertThat(this.notes.count(tagged)).isEqualTo(30);
		assertThat(this.notes.count(others)).isZero();

		List<Note> thirdPage = this.notes.find(eq("meta.lang", "en"))
			.orderBy(desc("createdAt"))
			.limit(10)
			.offset(20)
			.list();
		assertThat(thirdPage).hasSize(10);

		Filter same = Filter.of(Map.of("meta.lang", "en", "meta.year", Map.of("$gte", 2000, "$lt", 2030)));
		Filter more = Filter.of(Map.of("title", Map.of("$not", Map.of("$like", "Draft%")), "meta.tags",
				Map.of("$containsElement", "java"), "meta.author", Map.of("$exists", true)));
		assertThat(this.notes.count(same)).isEqualTo(30);
		assertThat(this.notes.count(more)).isZero();

		Filter java = containsElement("meta.tags", "java");
		Filter either = containsAnyElement("meta.tags", List.of("java", "kotlin"));
		Filter both = containsAllElements("meta.tags", List.of("java", 17));
		assertThat(this.notes.count(java.and(either))).isEqualTo(30);
		assertThat(this.notes.count(both)).isZero();

		Filter longTitles = Filter.sql("CHAR_LENGTH(title) > :length", Map.of("length", 6));
		assertThat(this.notes.count(longTitles)).isEqualTo(20);
	}

	@Test
	void pagesByTheLastRow() {
		this.notes.insertAll(manyNotes(25));
		this.notes.updateAll(Map.of("author", "Ann"));
		this.notes.update(in("title", "Note 3", "Note 4"), set("author", null));
		Note last = null;
		do {
			List<Note> page = this.notes.find().orderBy(desc("author")).after(last).limit(10).list();
			page.forEach((note) -> this.log.add(note.title()));
			last = page.isEmpty() ? null : page.get(page.size() - 1);
		}
		while (last != null);
		assertThat(this.log).hasSize(25).doesNotHaveDuplicates();
	}

	@Test
	void stream() {
		this.notes.insertAll(manyNotes(25));
		try (Stream<Note> rows = this.notes.find().stream()) {
			rows.forEach((note) -> this.log.add(note.title()));
		}
		assertThat(this.log).hasSize(25);
	}

	@Test
	void projections() {
		this.notes.insertAll(manyNotes(2));
		List<Heading> headings = this.notes.find().into(Heading.class).list();
		List<@Nullable String> titles = this.notes.find().values("title", String.class);
		assertThat(headings).extracting(Heading::title).hasSameElementsAs(titles).hasSize(2);
	}

	@Test
	void vectorsFromTexts() {
		EmbeddingFunction function = new ToyEmbeddingFunction();
		Table<Chapter> chapters = tidb.withEmbeddingFunction(function).table(Chapter.class).schema().createIfAbsent();
		Chapter written = chapters.insert(new Chapter(null, "Where rivers begin", null));
		assertThat(written.embedding()).containsExactly(ToyEmbeddingFunction.vectorOf("Where rivers begin"));
		chapters.update(eq("id", written.id()), Map.of("body", "Where rivers end"));
		assertThat(chapters.find().one().orElseThrow().embedding())
			.containsExactly(ToyEmbeddingFunction.vectorOf("Where rivers end"));
		assertThat(tidb.table(Page.class).schema().ddl())
			.contains("GENERATED ALWAYS AS (EMBED_TEXT('tidbcloud_free/amazon/titan-embed-text-v2', `body`)) STORED");
	}

	@Test
	void columnsThatTheDatabaseFills() {
		Table<Memory> memories = tidb.table(Memory.class).schema().recreate().schema().validate();
		float[] vector = { 1, 2, 3 };
		Memory written = memories.insert(new Memory(null, "alice", MemoryKind.preference, "Alice prefers Python.",
				Map.of("lang", "en"), vector, null, null, null, null));
		Memory stored = memories.refresh(written);
		assertThat(stored.isActive()).isTrue();
		assertThat(stored.createdAt()).isNotNull();
		assertThat(stored.updatedAt()).isNull();
		assertThat(stored.lang()).isEqualTo("en");
		memories.save(stored);
		assertThat(memories.refresh(stored).createdAt()).isEqualTo(stored.createdAt());
	}

	@Test
	void evolvingTables() {
		tidb.sql("ALTER TABLE notes MODIFY COLUMN title VARCHAR(20) NOT NULL, DROP COLUMN author").update();
		SchemaDiff diff = this.notes.schema().diff();
		diff.statements().forEach(this.log::add); // text for Flyway or Liquibase
		diff.refused().forEach(this.log::add); // what is to be done by hand, and why
		assertThat(this.log).containsExactly("ALTER TABLE `notes` MODIFY COLUMN `title` VARCHAR(255) NOT NULL",
				"ALTER TABLE `notes` ADD COLUMN `author` VARCHAR(255) NULL");
		SchemaDiff remaining = this.notes.schema().migrate();
		if (!remaining.isEmpty()) {
			this.log.add(remaining.toString());
		}
		assertThat(this.log).hasSize(2);
		this.notes.schema().validate();
	}

	@Test
	void indexesOnExpressionsAndConstraints() {
		Table<Post> posts = tidb.table(Post.class).schema().recreate().schema().validate();
		posts.insert(new Post("a", "news", "A", "the body", List.of("java", "tidb")));
		List<Post> tagged = posts.find(Filter.sql("JSON_CONTAINS(tags, :tag)", Map.of("tag", "\"java\""))).list();
		assertThat(tagged).extracting(Post::slug).containsExactly("a");
		tidb.tables().dropIfExists("review");
		tidb.table(Article.class).schema().recreate();
		Table<Review> reviews = tidb.table(Review.class).schema().create();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> reviews.insert(new Review(null, "none", 3, "text", Instant.now())));
		reviews.schema().drop();
	}

	@Test
	void tablesKnownAtRunTime() {
		TiDBClient tidb = TableExamplesIntegrationTests.tidb.withEmbeddingFunction(new ToyEmbeddingFunction());
		String tenant = "north";
		int dimensions = 3;
		Table<Note> ofTenant = tidb.table(Note.class, "notes_" + tenant).schema().createIfAbsent();
		assertThat(ofTenant.insert(note("Ports")).id()).isNotNull();
		ofTenant.schema().drop();
		Table<Map<String, @Nullable Object>> defined = tidb.table("notes_" + tenant,
				(columns) -> columns.autoRandomKey("id")
					.column("title", String.class, (title) -> title.length(200).notNull())
					.column("views", long.class)
					.fullTextColumn("body")
					.jsonColumn("meta")
					.vectorColumn("embedding", dimensions, (vector) -> vector.source("body").index())
					.index("title"));
		defined.schema().createIfAbsent();
		Map<String, @Nullable Object> saved = defined
			.insert(Map.of("title", "Ports", "views", 0, "body", "server.port …"));
		List<SearchHit<Map<String, @Nullable Object>>> hits = defined.search()
			.similarTo("change the port")
			.limit(3)
			.list();
		assertThat(hits).extracting((hit) -> hit.entity().get("id")).containsExactly(saved.get("id"));
		defined.schema().drop();
	}

	@Test
	void tableAsItIsInTheDatabase() {
		this.notes.insert(new Note(null, "Ports", "Ann", Map.of(), null, Instant.now()));
		Table<Map<String, @Nullable Object>> opened = tidb.tables().open("notes");
		Optional<Map<String, @Nullable Object>> first = opened.find(eq("author", "Ann")).first();
		assertThat(first).hasValueSatisfying((row) -> assertThat(row).containsEntry("title", "Ports"));
	}

	@Test
	void anotherDatabase() {
		tidb.databases().createIfAbsent("archive");
		TiDBClient archive = tidb.withDatabase("archive");
		Table<Note> archived = archive.table(Note.class).schema().createIfAbsent();
		archived.insert(note("Old"));
		assertThat(archived.count()).isEqualTo(1);
		assertThat(this.notes.count()).isZero();
		tidb.databases().drop("archive");
	}

	@Test
	void documentationShowsTheStatementOfTheExample() throws IOException {
		assertThat(DocumentedExamples.page("docs/tables.md"))
			.contains("```sql\n" + tidb.table(Note.class).schema().ddl() + "\n```");
	}

	@Test
	void typesWithAConstructor() {
		Table<Station> stations = tidb.table(Station.class).schema().createIfAbsent();
		assertThat(stations.insert(new Station("ZUE", "Zürich")).name()).isEqualTo("Zürich");
		assertThat(stations.findById("ZUE"))
			.hasValueSatisfying((found) -> assertThat(found.name()).isEqualTo("Zürich"));
		stations.schema().drop();
	}

	@Test
	void documentationShowsExamplesInKotlinThatCompile() throws IOException {
		String calls = Files.readString(Path.of("src/test/kotlin/io/github/tidbspring/client/KotlinCalls.kt"));
		assertThat(Pattern.compile("```kotlin\n(.*?)\n```", Pattern.DOTALL)
			.matcher(DocumentedExamples.page("docs/tables.md"))
			.results()
			.map((example) -> example.group(1))).hasSize(2)
			.allSatisfy((example) -> assertThat(calls).contains(example));
	}

	@Test
	void documentationShowsTheseExamples() throws IOException {
		DocumentedExamples.of("docs/tables.md").areAtLeast(16, TableExamplesIntegrationTests.class);
	}

	@Test
	void readmeShowsTheseExamples() throws IOException {
		DocumentedExamples.of("README.md").areAtLeast(6, TableExamplesIntegrationTests.class);
	}

	private static List<Note> manyNotes(int count) {
		return IntStream.range(0, count).mapToObj((i) -> note("Note " + i)).toList();
	}

	private static Note note(String title) {
		return new Note(null, title, null, Map.of("lang", "en", "year", 2026, "tags", List.of("java")), null,
				Instant.now());
	}

	@TiDBTable("notes")
	record Note(@PrimaryKey @AutoRandom(rangeBits = 54) @Nullable Long id, String title, @Nullable String author,
			@JsonColumn Map<String, Object> meta, @VectorColumn(dimensions = 3) float @Nullable [] embedding,
			Instant createdAt) {

	}

	@Service
	static class Notes {

		private final Table<Note> notes;

		Notes(TiDBClient tidb) {
			this.notes = tidb.table(Note.class).schema().createIfAbsent();
		}

		Note add(String title, Map<String, Object> meta, float[] embedding) {
			return this.notes.insert(new Note(null, title, null, meta, embedding, Instant.now()));
		}

		List<Note> recent(String lang) {
			return this.notes.find(eq("meta.lang", lang)).orderBy(desc("createdAt")).limit(20).list();
		}

		List<SearchHit<Note>> similar(float[] vector, String lang) {
			return this.notes.search().vector(vector).where(eq("meta.lang", lang)).maxDistance(0.6).limit(10).list();
		}

	}

	enum MemoryKind {

		fact, preference, episode

	}

	@TiDBTable(value = "agent_memory", ttl = "created_at + INTERVAL 90 DAY")
	@TiDBIndex(value = { "userId", "isActive" }, name = "idx_user")
	record Memory(@PrimaryKey @AutoRandom @Nullable Long id, @TiDBColumn(length = 64) String userId,
			@TiDBColumn(type = "ENUM('fact', 'preference', 'episode')") MemoryKind kind,
			@TiDBColumn(type = "TEXT") String content, @JsonColumn Map<String, Object> meta,
			@VectorColumn(dimensions = 3, index = true, indexName = "idx_embedding") float[] embedding,
			@TiDBColumn(defaultExpression = "TRUE", nullable = false) @Nullable Boolean isActive,
			@TiDBColumn(defaultExpression = "CURRENT_TIMESTAMP(6)", nullable = false,
					updatable = false) @Nullable Instant createdAt,
			@TiDBColumn(onUpdate = "CURRENT_TIMESTAMP(6)") @Nullable Instant updatedAt,
			@TiDBColumn(generatedAs = "meta->>'$.lang'", length = 8) @TiDBIndex @Nullable String lang) {

	}

	@TiDBIndex({ "section", "(LOWER(title))" })
	record Post(@PrimaryKey String slug, String section, String title,
			@TiDBColumn(type = "TEXT") @TiDBIndex("body(100)") String body,
			@TiDBIndex("(CAST(tags AS CHAR(40) ARRAY))") @JsonColumn List<String> tags) {

	}

	@TiDBTable(ttl = "created_at + INTERVAL 1 YEAR", options = "TTL_JOB_INTERVAL = '12h'")
	@TiDBCheck(value = "stars = 0 OR text <> ''", name = "rated_with_text")
	record Review(@PrimaryKey @AutoRandom @Nullable Long id,
			@TiDBForeignKey(references = Article.class, onDelete = TiDBForeignKey.Action.CASCADE) String article,
			@TiDBCheck("stars BETWEEN 0 AND 5") int stars, String text, Instant createdAt) {

	}

	record Chapter(@PrimaryKey @AutoRandom @Nullable Long id, String body,
			@VectorColumn(dimensions = 3, source = "body") float @Nullable [] embedding) {

	}

	record Page(@PrimaryKey long id, String body, @VectorColumn(dimensions = 1024, source = "body",
			serverModel = "tidbcloud_free/amazon/titan-embed-text-v2") float @Nullable [] embedding) {

	}

	record Setting(@PrimaryKey String name, @PrimaryKey int version, String value) {

	}

	record Money(BigDecimal amount) {

	}

	record Price(@PrimaryKey long id, Money amount) {

	}

	record Task(@PrimaryKey long id, String state, @VersionColumn @Nullable Long version) {
	}

	record SettingKey(String name, int version) {

	}

	static final class Station {

		@PrimaryKey
		private final String code;

		private final @Nullable String name;

		Station(String code, @Nullable String name) {
			this.code = code;
			this.name = name;
		}

		String name() {
			return (this.name != null) ? this.name : this.code;
		}

	}

	record Heading(String title, Instant createdAt) {

	}

	@TiDBTable(comment = "What is published")
	@TiDBIndex({ "section", "publishedAt" })
	record Article(@PrimaryKey String slug, @TiDBIndex String section, Instant publishedAt,
			@TiDBColumn(name = "headline", length = 500) String title, @FullTextColumn String text,
			@VectorColumn(dimensions = 3, index = true) float[] embedding) {

	}

}
