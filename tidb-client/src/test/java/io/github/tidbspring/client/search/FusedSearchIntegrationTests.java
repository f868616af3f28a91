package io.github.tidbspring.client.search;

import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import io.github.tidbspring.client.search.SearchMatch.Kind;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.gt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

/**
 * Searches by several vector columns.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class FusedSearchIntegrationTests {

	private static ListeningDataSource dataSource;

	private static Table<Product> products;

	@BeforeAll
	static void fill(ContractServer server) {
		dataSource = new ListeningDataSource(server.client().dataSource(), false);
		products = server.recreate(TiDBClient.create(dataSource), Product.class);
		products.insertAll(List.of(new Product(1, "shoe", new float[] { 1, 0 }, new float[] { 0, 9, 0 }),
				new Product(2, "boot", new float[] { 1, 0.5f }, new float[] { 0, 1, 0 }),
				new Product(3, "hat", new float[] { -1, 0 }, new float[] { 0, 1, 0.5f }),
				new Product(4, "lamp", new float[] { -1, 0.1f }, null)));
	}

	@Test
	void rowsAreRankedByBothColumns() {
		List<SearchHit<Product>> hits = products.search().fused(byText(), byPicture()).limit(10).list();
		// By text 1, 2, 4, 3; by picture 2, 3, 1.
		assertThat(ids(hits)).containsExactly(2L, 1L, 3L, 4L);
		SearchHit<Product> best = hits.get(0);
		assertThat(best.score()).isCloseTo(1.0 / 62 + 1.0 / 61, within(1e-12));
		assertThat(best.distance()).isNull();
		assertThat(best.matches()).extracting(SearchMatch::property, SearchMatch::rank)
			.containsExactly(tuple("text", 2), tuple("picture", 1));
		assertThat(best.matches()).extracting(SearchMatch::kind).containsOnly(Kind.VECTOR);
		assertThat(best.vectorMatch()).isEqualTo(best.matches().get(0));
	}

	@Test
	void rowWithoutAVectorInOneColumnIsFoundByTheOther() {
		assertThat(products.search().fused(byPicture(), byText()).limit(10).list())
			.filteredOn((hit) -> hit.entity().id() == 4)
			.singleElement()
			.satisfies((hit) -> assertThat(hit.matches()).extracting(SearchMatch::property).containsExactly("text"));
	}

	@Test
	void fusionSeesTheColumns() {
		Fusion picturesFirst = (matches) -> matches.stream()
			.mapToDouble((match) -> match.property().equals("picture") ? 10 * match.score() : match.score())
			.sum();
		List<SearchHit<Product>> hits = products.search()
			.fused(byText(), byPicture())
			.fusion(picturesFirst)
			.limit(3)
			.list();
		assertThat(ids(hits)).containsExactly(2L, 3L, 1L);
	}

	@Test
	void moreSearchesCanBeAddedAlsoOfOneColumn() {
		List<SearchHit<Product>> hits = products.search()
			.fused(byText(), products.search().vector(new float[] { -1, 0 }).vectorColumn("text"))
			.and(byPicture())
			.limit(10)
			.list();
		assertThat(ids(hits)).first().isEqualTo(2L);
		assertThat(hits.get(0).matches()).hasSize(3);
	}

	@Test
	void conditionsOfASearchAreItsOwnAndThoseOfTheFusedSearchApplyToAll() {
		FusedSearch<Product> search = products.search()
			.fused(byText().where(eq("name", "shoe")), byPicture().maxDistance(1));
		assertThat(ids(search.limit(10).list())).containsExactlyInAnyOrder(1L, 2L, 3L);
		assertThat(ids(search.where(gt("id", 2)).limit(10).list())).containsExactly(3L);
		assertThat(ids(search.where(gt("id", 1)).where(eq("name", "boot")).limit(10).list())).containsExactly(2L);
	}

	@Test
	void resultTellsWhetherThereIsMore() {
		FusedSearch<Product> search = products.search().fused(byText(), byPicture());
		assertThat(search.limit(2).result().completeness()).isEqualTo(Completeness.LIMIT_REACHED);
		assertThat(search.limit(5).result().completeness()).isEqualTo(Completeness.EXHAUSTED);
		assertThat(search.first()).get().extracting((hit) -> hit.entity().id()).isEqualTo(2L);
	}

	@Test
	void rowsAreReadAsOfASingleSearch() {
		FusedSearch<Product> search = products.search().fused(byText(), byPicture());
		assertThat(search.limit(1).list().get(0).entity().text()).isNull();
		assertThat(search.withVectors().limit(1).list().get(0).entity().picture()).containsExactly(0, 1, 0);
		assertThat(products.search().fused(byText().withVectors(), byPicture()).limit(1).list().get(0).entity().text())
			.containsExactly(1, 0.5f);
		assertThat(search.into(Name.class).limit(2).list()).extracting((hit) -> hit.entity().name())
			.containsExactly("boot", "shoe");
	}

	@Test
	void rerankerGetsTheRowsAfterTheFusion() {
		List<String> seen = new ArrayList<>();
		Reranker reranker = (query, texts) -> {
			assertThat(query).isEqualTo("something to wear");
			seen.addAll(texts);
			return texts.stream().mapToDouble((text) -> text.equals("hat") ? 1 : 0).toArray();
		};
		List<SearchHit<Product>> hits = products.search()
			.fused(byPicture(),
					products.search().similarTo("something to wear", new float[] { 1, 0 }).vectorColumn("text"))
			.rerank(reranker, "name")
			.limit(1)
			.list();
		assertThat(seen).containsExactly("boot", "shoe", "hat", "lamp");
		assertThat(ids(hits)).containsExactly(3L);
	}

	@Test
	void functionOfEachColumnEmbedsItsText() {
		Table<Product> embedding = products.withEmbeddingFunction("text", (texts) -> List.of(new float[] { 1, 0 }))
			.withEmbeddingFunction("picture", (texts) -> List.of(new float[] { 0, 1, 0 }));
		List<SearchHit<Product>> hits = embedding.search()
			.fused(embedding.search().similarTo("boots").vectorColumn("text"),
					embedding.search().similarTo("boots").vectorColumn("picture"))
			.limit(2)
			.list();
		assertThat(ids(hits)).containsExactly(2L, 1L);
	}

	@Test
	void eachSearchIsOneStatementOnOneConnectionAtATime() {
		dataSource.preparedOnClient().clear();
		dataSource.threads().clear();
		products.search().fused(byText(), byText().distanceMetric(DistanceMetric.L2)).limit(1).list();
		assertThat(dataSource.preparedOnClient()).hasSize(2).allSatisfy((sql) -> assertThat(sql).contains("LIMIT 10"));
		assertThat(dataSource.threads()).containsOnly(Thread.currentThread().getName());
		assertThat(dataSource.open()).isZero();
		assertThat(products.search().fused(byText(), byPicture()).numCandidates(3).limit(1).toSql().split("\n"))
			.allSatisfy((sql) -> assertThat(sql).contains("LIMIT 3"));
	}

	@Test
	void explanationIsThatOfAllSearches() {
		SearchExplanation explanation = products.search().fused(byText(), byPicture()).limit(3).explain();
		assertThat(explanation.usesVectorIndex()).isFalse();
		assertThat(explanation.reasons()).isNotEmpty().doesNotHaveDuplicates();
		assertThat(explanation.sql().split("\n")).hasSize(2);
	}

	private static VectorSearch<Product> byText() {
		return products.search().vector(new float[] { 1, 0 }).vectorColumn("text");
	}

	private static VectorSearch<Product> byPicture() {
		return products.search().vector(new float[] { 0, 1, 0 }).vectorColumn("picture");
	}

	private static List<Long> ids(List<SearchHit<Product>> hits) {
		return hits.stream().map((hit) -> hit.entity().id()).toList();
	}

	record Name(String name) {

	}

	@TiDBTable("fused_product")
	record Product(@PrimaryKey long id, @TiDBColumn(length = 20) String name,
			@VectorColumn(dimensions = 2) float @Nullable [] text,
			@VectorColumn(dimensions = 3, distanceMetric = DistanceMetric.L2) float @Nullable [] picture) {

	}

}
