package io.github.tidbspring.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.connection.ConnectionSettings.Credentials;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchHits;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.SchemaDiff;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import io.github.tidbspring.client.vector.SqlVectorValue;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static io.github.tidbspring.client.query.Change.increment;
import static io.github.tidbspring.client.query.Change.set;
import static io.github.tidbspring.client.query.Filter.anyOf;
import static io.github.tidbspring.client.query.Filter.containsElement;
import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.gt;
import static io.github.tidbspring.client.query.Filter.gte;
import static io.github.tidbspring.client.query.Filter.isNull;
import static io.github.tidbspring.client.query.Filter.lt;
import static io.github.tidbspring.client.query.Filter.not;
import static io.github.tidbspring.client.query.Filter.path;
import static io.github.tidbspring.client.query.SortOrder.desc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application writes, from the first connection to the last transaction: the
 * public API as a whole, as its users see it.
 */
@NullMarked
@ExtendWith(SharedDevServer.class)
class ProgramsIntegrationTests {

	private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

	private static TiDBDevServer server;

	private static TiDBClient tidb;

	private Table<Note> notes = tidb.table(Note.class);

	@BeforeAll
	static void connect(TiDBDevServer shared) {
		server = shared;
		tidb = TiDBClient
			.builder((connection) -> connection.host("127.0.0.1")
				.port(server.port())
				.database("programs")
				.ensureDatabase(true)
				.credentials(() -> Credentials.of(server.username(), server.password())))
			.decorateDataSource((dataSource) -> StatementRecording.record(server.wrap(dataSource)))
			.embeddingFunction(new ToyEmbeddingFunction(100))
			.build();
	}

	@AfterAll
	static void disconnect() {
		tidb.close();
	}

	@BeforeEach
	void create() {
		this.notes = tidb.table(Note.class).schema().recreate();
	}

	@Test
	void connectInEachWay() {
		try (TiDBClient local = TiDBClient.create(server.url());
				TiDBClient shared = TiDBClient.create(tidb.dataSource())) {
			assertThat(local.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
			assertThat(shared.serverInfo().version()).isEqualTo(local.serverInfo().version());
		}
		assertThat(tidb.sql("SELECT 1").query(Integer.class).single()).isEqualTo(1);
	}

	@Test
	void createValidateAndEvolveATable() {
		Table<Author> authors = tidb.table(Author.class).schema().recreate();
		authors.schema().createIfAbsent().schema().validate();
		assertThat(authors.schema().exists()).isTrue();
		assertThat(authors.schema().ddl()).contains("UNIQUE INDEX `uk_mail`");
		authors.schema().dropIndex("mail");
		authors.schema().createIndex("mail");
		authors.schema().validate();
		authors.schema().dropIndex("mail");
		List<String> migration = new ArrayList<>();
		authors.schema().diff().statements().forEach(migration::add);
		assertThat(migration).containsExactly("CREATE UNIQUE INDEX `uk_mail` ON `author` (`mail`)");
		SchemaDiff remaining = authors.schema().migrate();
		assertThat(remaining.isEmpty()).isTrue();
		authors.schema().drop();
		assertThat(authors.schema().exists()).isFalse();
	}

	@Test
	void describeATableAtRunTime() {
		String tenant = "north";
		int dimensions = 3;
		Table<Map<String, @Nullable Object>> rows = tidb.table("notes_" + tenant,
				(columns) -> columns.autoRandomKey("id")
					.column("title", String.class)
					.fullTextColumn("body")
					.jsonColumn("meta")
					.vectorColumn("embedding", dimensions, (vector) -> vector.source("body").index()));
		rows.schema().recreate().schema().validate();
		Map<String, @Nullable Object> saved = rows
			.insert(Map.of("title", "Ports", "body", "server.port", "meta", Map.of("lang", "en")));
		assertThat(rows.find(eq("meta.lang", "en")).one())
			.hasValueSatisfying((found) -> assertThat(found).usingRecursiveComparison().isEqualTo(saved));
		assertThat(rows.search().similarTo("server.port").first())
			.hasValueSatisfying((hit) -> assertThat(hit.entity()).containsEntry("title", "Ports"));
		assertThat(tidb.tables().open("notes_" + tenant).find().list()).hasSize(1);
		rows.schema().drop();
		Table<Note> ofTenant = tidb.table(Note.class, "notes_" + tenant).schema().createIfAbsent();
		assertThat(ofTenant.insert(note("Ports")).id()).isNotNull();
		ofTenant.schema().drop();
	}

	@Test
	void createVectorIndexWhenTheRowsAreIn() {
		this.notes.insertAll(List.of(note("Ports"), note("Sockets")));
		if (tidb.supports(Capability.VECTOR_INDEX)) {
			this.notes.schema().dropIndex("embedding");
			this.notes.schema().createIndex("embedding");
		}
		this.notes.schema().validate();
		assertThat(this.notes.schema().ddl()).contains("VECTOR INDEX");
	}

	@Test
	void writeWithKeysBack() {
		Note saved = this.notes.insert(note("Ports"));
		List<Note> withKeys = this.notes.insertAll(List.of(note("first"), note("second")));
		Note replaced = this.notes.save(saved);
		List<Note> edited = this.notes.saveAll(withKeys);
		List<Long> batches = new ArrayList<>();
		long inserted = this.notes.bulk()
			.batchSize(2)
			.onProgress((progress) -> batches.add(progress.rows()))
			.insert(Stream.of(note("a"), note("b"), note("c")));
		long written = this.notes.bulk().save(edited);
		assertThat(saved.id()).isNotNull();
		assertThat(withKeys).extracting(Note::title).containsExactly("first", "second");
		assertThat(withKeys).extracting(Note::id).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(replaced.id()).isEqualTo(saved.id());
		assertThat(inserted).isEqualTo(3);
		assertThat(batches).containsExactly(2L, 3L);
		assertThat(written).isEqualTo(2);
		assertThat(this.notes.count()).isEqualTo(6);
	}

	@Test
	void findByIdFilterOrderPageProjectionAndStream() {
		List<Note> all = this.notes.insertAll(List.of(note("Ports"), note("Sockets"), note("Threads")));
		Long id = all.get(0).id();
		assertThat(id).isNotNull();
		Optional<Note> one = this.notes.findById(id);
		List<Note> page = this.notes.find(eq("title", "Ports").or(gt("views", -1)))
			.orderBy(desc("title"))
			.limit(2)
			.list();
		List<Note> next = this.notes.find().orderBy(desc("title")).after(page.get(1)).limit(2).list();
		List<Heading> headings = this.notes.find().into(Heading.class).list();
		List<@Nullable String> titles = this.notes.find().values("title", String.class);
		assertThat(one).get().extracting(Note::title).isEqualTo("Ports");
		assertThat(page).extracting(Note::title).containsExactly("Threads", "Sockets");
		assertThat(next).extracting(Note::title).containsExactly("Ports");
		assertThat(headings).extracting(Heading::title).containsExactlyInAnyOrder("Ports", "Sockets", "Threads");
		assertThat(titles).containsExactlyInAnyOrder("Ports", "Sockets", "Threads");
		try (Stream<Note> stream = this.notes.find().stream()) {
			assertThat(stream).hasSize(3);
		}
		assertThat(this.notes.findAllById(List.of(id, -1L))).hasSize(1);
		assertThat(this.notes.existsById(id)).isTrue();
		assertThat(this.notes.exists(eq("title", "None"))).isFalse();
	}

	@Test
	void updateAndDelete() {
		List<Note> all = this.notes.insertAll(List.of(note("Draft"), note("Ports")));
		int changed = this.notes.update(eq("title", "Draft"), set("title", "Sockets"), increment("views", 1),
				set("meta.lang", "de"));
		int untitled = this.notes.update(isNull("title"), Map.of("title", "Untitled"));
		int cleared = this.notes.update(eq("title", "Sockets"), set("embedding", null));
		int deleted = this.notes.delete(lt("createdAt", NOW.minusSeconds(60)));
		Long id = all.get(0).id();
		assertThat(id).isNotNull();
		assertThat(this.notes.findById(id)).get()
			.extracting(Note::title, Note::views, (note) -> note.meta().get("lang"), Note::embedding)
			.containsExactly("Sockets", 1L, "de", null);
		assertThat(this.notes.deleteById(id)).isTrue();
		assertThat(this.notes.deleteById(id)).isFalse();
		assertThat(List.of(changed, untitled, cleared, deleted)).containsExactly(1, 0, 1, 0);
		assertThat(this.notes.deleteAllById(List.of(id))).isZero();
		assertThat(this.notes.deleteAll()).isEqualTo(1);
	}

	@Test
	void vectorSearch() {
		this.notes.insertAll(List.of(note("Ports"), note("Sockets")));
		List<SearchHit<Note>> near = this.notes.search()
			.vector(ToyEmbeddingFunction.vectorOf("about Ports"))
			.where(eq("meta.lang", "en"))
			.maxDistance(0.6)
			.limit(10)
			.list();
		Optional<SearchHit<Heading>> best = this.notes.search().similarTo("about Ports").into(Heading.class).first();
		assertThat(near).first().extracting((hit) -> hit.entity().title()).isEqualTo("Ports");
		assertThat(best).get().extracting((hit) -> hit.entity().title()).isEqualTo("Ports");
	}

	@Test
	void fullTextAndHybridSearch() {
		this.notes.insertAll(List.of(note("Ports"), note("Sockets")));
		if (tidb.supports(Capability.FULL_TEXT)) {
			List<SearchHit<Note>> hits = this.notes.search()
				.fullText("Ports")
				.where(gte("createdAt", NOW))
				.limit(10)
				.list();
			assertThat(hits).extracting((hit) -> hit.entity().title()).containsExactly("Ports");
		}
		SearchHits<Note> result = this.notes.search()
			.hybrid("about Ports")
			.fusion(Fusion.weighted(0.7, 0.3))
			.rerank((query, texts) -> texts.stream().mapToDouble((text) -> text.contains("Ports") ? 1 : 0).toArray(),
					"body")
			.fallBackToVector()
			.limit(10)
			.result();
		assertThat(result.completeness()).isEqualTo(SearchHits.Completeness.EXHAUSTED);
		assertThat(result.entities()).first().extracting(Note::title).isEqualTo("Ports");
		assertThat(result).hasSize(2);
	}

	@Test
	void filterOnJson() {
		this.notes.insertAll(List.of(note("Ports"), note("Sockets")));
		Filter english = eq("meta.lang", "en").and(gte("meta.year", 2020));
		Filter flagged = eq(path("meta", "a key with.dots"), true);
		Filter sameAsEnglish = Filter.of(Map.of("meta.lang", "en", "meta.year", Map.of("$gte", 2020)));
		Filter tagged = containsElement("meta.tags", "java");
		assertThat(this.notes.count(english.and(tagged, not(flagged)))).isEqualTo(2);
		assertThat(this.notes.count(english.and(not(flagged)))).isEqualTo(2);
		assertThat(this.notes.count(sameAsEnglish)).isEqualTo(2);
		assertThat(this.notes.count(anyOf(flagged, eq("title", "Ports")))).isEqualTo(1);
	}

	@Test
	void sqlOfOnesOwn() {
		this.notes.insertAll(List.of(note("Ports"), note("Sockets")));
		List<Near> joined = tidb.sql("""
				SELECT n.id, n.title, VEC_L2_DISTANCE(n.embedding, :v) AS distance
				FROM note n ORDER BY distance LIMIT 10""")
			.param("v", SqlVectorValue.of(ToyEmbeddingFunction.vectorOf("about Ports")))
			.query(Near.class)
			.list();
		List<Note> rows = tidb.sql("SELECT " + this.notes.selectList("n") + " FROM note n WHERE n.title = ?")
			.param("Ports")
			.query(this.notes.rowMapper())
			.list();
		assertThat(joined).first().isEqualTo(new Near(joined.get(0).id(), "Ports", 0));
		assertThat(rows).singleElement().satisfies((note) -> {
			assertThat(note.meta()).containsEntry("lang", "en");
			assertThat(note.createdAt()).isEqualTo(NOW);
			assertThat(note.embedding()).hasSize(3);
		});
	}

	@Test
	void transactionWithRetries() {
		TransactionOptions options = TransactionOptions.defaults().timeout(Duration.ofSeconds(5)).maxRetries(3);
		this.notes.insert(note("Ports"));
		Long left = tidb.inTransaction(options, (tx) -> {
			tx.sql("UPDATE note SET views = views - ? WHERE title = ?").params(1, "Ports").update();
			tx.sql("UPDATE note SET views = views + ? WHERE title = ?").params(3, "Ports").update();
			return tx.sql("SELECT views FROM note WHERE title = ?").param("Ports").query(Long.class).single();
		});
		tidb.inTransactionWithoutResult((tx) -> tx.sql("UPDATE note SET views = 0").update());
		assertThat(left).isEqualTo(2);
		assertThat(this.notes.exists(eq("views", 0))).isTrue();
	}

	@Test
	void severalDatabases() {
		tidb.databases().createIfAbsent("programs_archive");
		try {
			TiDBClient archive = tidb.withDatabase("programs_archive");
			Table<Note> archived = archive.table(Note.class).schema().createIfAbsent();
			archived.insert(note("Ports"));
			assertThat(archived.count()).isEqualTo(1);
			assertThat(this.notes.count()).isZero();
		}
		finally {
			tidb.databases().drop("programs_archive");
		}
	}

	private static Note note(String title) {
		Map<String, Object> meta = Map.of("lang", "en", "year", 2026, "tags", List.of("java", "tidb"),
				"a key with.dots", false);
		return new Note(null, title, "about " + title, meta, 0, NOW, null);
	}

	@TiDBTable("note")
	@TiDBIndex({ "title", "createdAt" })
	record Note(@PrimaryKey @AutoRandom(rangeBits = 54) @Nullable Long id, @TiDBColumn(length = 200) String title,
			@FullTextColumn String body, @JsonColumn Map<String, Object> meta, long views, Instant createdAt,
			@VectorColumn(dimensions = 3, index = true, source = "body") float @Nullable [] embedding) {
	}

	record Heading(@Nullable Long id, String title) {
	}

	record Near(long id, String title, double distance) {
	}

	static class Author {

		@PrimaryKey
		private String login = "";

		@TiDBIndex(unique = true)
		private String mail = "";

		public String getLogin() {
			return this.login;
		}

		public void setLogin(String login) {
			this.login = login;
		}

		public String getMail() {
			return this.mail;
		}

		public void setMail(String mail) {
			this.mail = mail;
		}

	}

}
