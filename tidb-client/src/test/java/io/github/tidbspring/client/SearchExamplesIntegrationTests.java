package io.github.tidbspring.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.search.SearchExplanation;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import io.github.tidbspring.client.search.SearchHits;
import io.github.tidbspring.client.search.SearchMatch;
import io.github.tidbspring.client.search.VectorSearch;
import io.github.tidbspring.client.table.IndexStatus;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import io.github.tidbspring.client.vector.EmbeddingContent;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import io.github.tidbspring.test.StatementRecording;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.util.MimeTypeUtils;

import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The examples of {@code docs/search.md}.
 */
@NullMarked
@ExtendWith(SharedDevServer.class)
class SearchExamplesIntegrationTests {

	private static final String DATABASE = "search_examples";

	private static TiDBDevServer server;

	private static TiDBClient tidb;

	private final List<String> log = new ArrayList<>();

	private final float[] vector = { 1, 2, 3 };

	private Table<Note> notes = tidb.table(Note.class);

	@BeforeAll
	static void start(TiDBDevServer shared) {
		server = shared;
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
	void fill() {
		this.notes.schema().recreate();
		this.notes.insertAll(List.of(note("Ports", "Change the port with server.port", "en", 1, 2, 3),
				note("Sockets", "A socket has a port", "en", 1, 2, 4), note("Häfen", "Der port", "de", 1, 2, 3),
				note("Cakes", "Flour and eggs", "en", 3, -2, -1)));
	}

	@Test
	void vectorSearch() {
		List<SearchHit<Note>> hits = this.notes.search()
			.vector(this.vector)
			.where(eq("meta.lang", "en"))
			.maxDistance(0.6)
			.limit(10)
			.list();
		assertThat(hits).extracting((hit) -> hit.entity().title()).containsExactly("Ports", "Sockets");
		assertThat(hits.get(0).entity().embedding()).isNull();
	}

	@Test
	void whatIsRead() {
		List<SearchHit<Heading>> headings = this.notes.search()
			.vector(this.vector)
			.into(Heading.class)
			.limit(10)
			.list();
		Optional<SearchHit<Note>> best = this.notes.search().vector(this.vector).withVectors().first();
		assertThat(headings).hasSize(4).extracting((hit) -> hit.entity().title()).last().isEqualTo("Cakes");
		assertThat(best).map((hit) -> hit.entity().embedding()).contains(this.vector);
	}

	@Test
	void bounds() {
		List<SearchHit<Note>> between = this.notes.search()
			.vector(this.vector)
			.distanceMetric(DistanceMetric.L2)
			.minDistance(0)
			.maxDistance(1.5)
			.limit(10)
			.list();
		assertThat(between).extracting(SearchHit::distance).containsExactly(0.0, 0.0, 1.0);
	}

	@Test
	void lowestScore() {
		Optional<SearchHit<Note>> answer = this.notes.search().vector(this.vector).minScore(0.8).first();
		if (answer.isEmpty()) {
			this.log.add("No note is similar enough");
		}
		assertThat(answer).isPresent();
		assertThat(this.notes.search().vector(new float[] { -3, 0, 1 }).minScore(0.8).first()).isEmpty();
	}

	@Test
	void pages() {
		VectorSearch<Note> similarNotes = this.notes.search().vector(this.vector).maxDistance(0.9);
		List<SearchHit<Note>> firstPage = similarNotes.limit(2).list();
		List<SearchHit<Note>> secondPage = similarNotes.after(firstPage.get(1)).limit(2).list();
		assertThat(firstPage).extracting((hit) -> hit.entity().title()).containsExactly("Ports", "Häfen");
		assertThat(secondPage).extracting((hit) -> hit.entity().title()).containsExactly("Sockets");
	}

	@Test
	void pagesOfAnotherRequest() {
		SearchMatch match = SearchMatch.of(SearchMatch.Kind.VECTOR, "embedding", 10, DistanceMetric.COSINE.score(0.25));
		SearchHit<Id> tenth = SearchHit.of(new Id(7L), match.score(), 0.25, List.of(match));
		List<SearchHit<Id>> next = this.notes.search().vector(this.vector).into(Id.class).after(tenth).limit(10).list();
		assertThat(next).singleElement()
			.satisfies((hit) -> assertThat(this.notes.findById(hit.entity().id())).map(Note::title).contains("Cakes"));
	}

	@Test
	void cachedVectors() {
		Table<Chapter> chapters = tidb.table(Chapter.class).schema().recreate();
		EmbeddingFunction model = (texts) -> texts.stream().map(this::embed).toList();
		EmbeddingFunction remembering = model.cached(10_000);
		Table<Chapter> searchable = chapters.withEmbeddingFunction(remembering);
		searchable.insert(new Chapter(1, "four", null));
		assertThat(searchable.search().similarTo("four").first()).isPresent();
		assertThat(searchable.search().similarTo("four").first()).isPresent();
		assertThat(this.log).containsExactly("embed", "embed");
	}

	private float[] embed(String text) {
		this.log.add("embed");
		return new float[] { text.length(), 1, 0 };
	}

	@Test
	void severalVectors() {
		float[] picture = { 1, 2 };
		Table<Product> products = tidb.table(Product.class).schema().recreate();
		products.insertAll(List.of(new Product(1, "shoe", new float[] { 1, 2, 3 }, new float[] { 1, 2 }),
				new Product(2, "boot", new float[] { 3, 2, 3 }, null)));
		List<SearchHit<Product>> matchingProducts = products.search()
			.fused(products.search().vector(this.vector).vectorColumn("description"),
					products.search().vector(picture).vectorColumn("picture").maxDistance(2))
			.limit(10)
			.list();
		Fusion picturesFirst = (matches) -> matches.stream()
			.mapToDouble((match) -> match.property().equals("picture") ? 0.8 * match.score() : 0.2 * match.score())
			.sum();
		assertThat(matchingProducts).extracting((hit) -> hit.entity().name()).containsExactly("shoe", "boot");
		assertThat(picturesFirst.score(matchingProducts.get(0).matches())).isEqualTo(1);
	}

	@Test
	void images() {
		byte[] photo = { 1, 2, 3 };
		Table<Pet> pets = tidb.table(Pet.class).withEmbeddingFunction(new PictureModel()).schema().recreate();
		pets.insert(new Pet(1, "Tom", photo, null));
		List<SearchHit<Pet>> byPhoto = pets.search().similarTo(photo, MimeTypeUtils.IMAGE_PNG).limit(10).list();
		List<SearchHit<Pet>> byWords = pets.search().similarTo("a grey cat").limit(10).list();
		assertThat(byPhoto).singleElement().satisfies((hit) -> assertThat(hit.score()).isCloseTo(1, within(1e-6)));
		assertThat(byWords).hasSize(1);
	}

	private static float[] embedAny(byte[] content) {
		return new float[] { content.length, content[0], 1 };
	}

	@Test
	void indexProgress() {
		for (IndexStatus index : this.notes.schema().indexes()) {
			this.log.add(index.name() + ": " + index.state() + ", " + index.pendingRows().orElse(0) + " rows pending");
		}
		assertThat(this.log).hasSize(2).first().asString().startsWith("fts_idx_body: ");
	}

	@Test
	void filters() {
		SearchHits<Note> result = this.notes.search()
			.vector(this.vector)
			.where(eq("title", "Ports"))
			.limit(10)
			.result();
		List<SearchHit<Note>> rare = this.notes.search()
			.vector(this.vector)
			.where(eq("title", "Ports"))
			.prefilter()
			.limit(10)
			.list();
		assertThat(result.completeness()).isEqualTo(Completeness.EXHAUSTED);
		assertThat(result.list()).hasSize(1);
		assertThat(rare).hasSize(1);
	}

	@Test
	void explain() {
		SearchExplanation plan = this.notes.search().vector(this.vector).limit(10).explain();
		if (!plan.usesVectorIndex()) {
			plan.reasons().forEach(this.log::add);
		}
		assertThat(this.log).singleElement()
			.asString()
			.contains(server.isStandIn() ? "stand-in" : "has no vector index on `embedding`");
	}

	@Test
	@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
			disabledReason = "one TiDB alone has no full-text search")
	void fullText() {
		List<SearchHit<Note>> matching = this.notes.search()
			.fullText("port socket")
			.where(eq("meta.lang", "en"))
			.limit(10)
			.list();
		assertThat(matching).extracting((hit) -> hit.entity().title()).containsExactly("Sockets", "Ports");
	}

	@Test
	@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
			disabledReason = "one TiDB alone has no full-text search")
	void hybrid() {
		List<SearchHit<Note>> both = this.notes.search()
			.hybrid("change the port", this.vector)
			.fusion(Fusion.weighted(0.7, 0.3))
			.limit(10)
			.list();
		assertThat(both).first().satisfies((hit) -> assertThat(hit.entity().title()).isEqualTo("Ports"));
		SearchHits<Note> anywhere = this.notes.search()
			.hybrid("change the port", this.vector)
			.fallBackToVector()
			.limit(10)
			.result();
		if (anywhere.isVectorOnly()) {
			this.log.add("This server has no full-text search");
		}
		assertThat(this.log).isEmpty();
	}

	@Test
	@DisabledIfSystemProperty(named = "tidb.dev-server.type", matches = "tidb",
			disabledReason = "one TiDB alone has no full-text search")
	void embedding() {
		Table<Chapter> chapters = tidb.withEmbeddingFunction(new LengthOfWords())
			.table(Chapter.class)
			.schema()
			.recreate();
		chapters.insertAll(List.of(new Chapter(1, "How to change the port", null),
				new Chapter(2, "Configuration properties", null), new Chapter(3, "Where rivers begin", null)));
		List<SearchHit<Chapter>> similar = chapters.search().similarTo("how do I change the port").limit(10).list();
		List<SearchHit<Chapter>> found = chapters.search().hybrid("change the port").limit(10).list();
		assertThat(similar).extracting((hit) -> hit.entity().id()).containsExactly(1L, 3L, 2L);
		assertThat(found).first().satisfies((hit) -> assertThat(hit.fullTextMatch()).isNotNull());
	}

	@Test
	void rerank() {
		Reranker reranker = (query, texts) -> texts.stream().mapToDouble((text) -> askModel(query, text)).toArray();
		List<SearchHit<Note>> reranked = this.notes.search()
			.similarTo("how do I change the port", this.vector)
			.rerank(reranker, "body")
			.limit(10)
			.list();
		assertThat(reranked).extracting((hit) -> hit.entity().title()).startsWith("Häfen");
	}

	@Test
	void documentationShowsTheStatementOfTheExample() throws IOException {
		String sql = this.notes.search().vector(this.vector).where(eq("meta.lang", "en")).limit(10).toSql();
		assertThat(DocumentedExamples.page("docs/search.md")).contains("```sql\n" + sql + "\n```");
	}

	@Test
	void documentationShowsTheseExamples() throws IOException {
		DocumentedExamples.of("docs/search.md").areAtLeast(13, SearchExamplesIntegrationTests.class);
	}

	private static double askModel(String query, String text) {
		return -Math.abs(query.length() - 16 - text.length());
	}

	private static Note note(String title, String body, String lang, float... embedding) {
		return new Note(null, title, body, Map.of("lang", lang), embedding);
	}

	@TiDBTable("notes")
	record Note(@PrimaryKey @AutoRandom @Nullable Long id, String title, @FullTextColumn String body,
			@JsonColumn Map<String, Object> meta, @VectorColumn(dimensions = 3, index = true) float[] embedding) {

	}

	record Id(Long id) {

	}

	@TiDBTable("pets")
	record Pet(@PrimaryKey long id, String name, byte @Nullable [] photo, @VectorColumn(dimensions = 3,
			source = "photo", sourceMediaType = "image/png") float @Nullable [] embedding) {

	}

	static class PictureModel implements EmbeddingFunction {

		@Override
		public List<float[]> embed(List<String> texts) {
			return texts.stream().map((text) -> embedAny(text.getBytes())).toList();
		}

		@Override
		public List<float[]> embedContents(List<EmbeddingContent> contents) {
			return contents.stream().map((content) -> embedAny(content.bytes())).toList();
		}

	}

	@TiDBTable("products")
	record Product(@PrimaryKey long id, String name, @VectorColumn(dimensions = 3) float @Nullable [] description,
			@VectorColumn(dimensions = 2, distanceMetric = DistanceMetric.L2) float @Nullable [] picture) {

	}

	record Heading(Long id, String title) {

	}

	record Chapter(@PrimaryKey long id, @FullTextColumn String body,
			@VectorColumn(dimensions = 3, source = "body") float @Nullable [] embedding) {

	}

	/** Counts the letters of words: no model, but the same text has the same vector. */
	static class LengthOfWords implements EmbeddingFunction {

		@Override
		public OptionalInt dimensions() {
			return OptionalInt.of(3);
		}

		@Override
		public List<float[]> embed(List<String> texts) {
			return texts.stream().map(LengthOfWords::vector).toList();
		}

		private static float[] vector(String text) {
			float[] vector = new float[3];
			for (String word : text.split(" ")) {
				vector[Math.min(2, word.length() / 4)]++;
			}
			return vector;
		}

	}

}
