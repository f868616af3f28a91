package io.github.tidbspring.client.internal.search;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.table.DefaultTables;
import io.github.tidbspring.client.search.Article;
import io.github.tidbspring.client.search.Fusion;
import io.github.tidbspring.client.search.Media;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.search.Search;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchMatch.Kind;
import io.github.tidbspring.client.search.SearchMatch;
import io.github.tidbspring.client.search.SearchQuery;
import io.github.tidbspring.client.search.VectorSearch;
import io.github.tidbspring.client.internal.search.SearchStatementsTests.Embedded;
import io.github.tidbspring.client.internal.search.SearchStatementsTests.Unconnected;
import io.github.tidbspring.client.vector.DistanceMetric;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is wrong with a search is said before anything is sent: the session here can send
 * nothing.
 */
@NullMarked
class SearchMistakesTests {

	private static final float[] VECTOR = { 1, 2, 3 };

	private static final Reranker RERANKER = (query, texts) -> new double[texts.size()];

	@Test
	void limitMustBeOneOrMore() {
		wrong(() -> search().vector(VECTOR).limit(0), "The limit of a search must be 1 or more, not 0");
		wrong(() -> search().vector(VECTOR).limit(-1), "The limit of a search must be 1 or more, not -1");
	}

	@Test
	@SuppressWarnings("NullAway")
	void searchNeedsAQuery() {
		wrong(() -> search().similarTo(" "), "The text of a query must not be empty");
		wrong(() -> search().fullText(""), "The text of a query must not be empty");
		wrong(() -> search().hybrid(""), "The text of a query must not be empty");
		wrong(() -> search().vector(null), "'vector' must not be null");
		wrong(() -> search().similarTo("x", null), "'vector' must not be null");
		wrong(() -> search().similarTo(null), "The text of a query must not be empty");
	}

	@Test
	void columnMustExistAndBeOfItsKind() {
		wrong(() -> search().vector(VECTOR).vectorColumn("nope"),
				"The table `article` has no column 'nope'; its columns are id, title, body, meta, embedding");
		wrong(() -> search().vector(VECTOR).vectorColumn("body"),
				"The column `body` of `article` is not a vector column; its vector columns are embedding");
		wrong(() -> search().fullText("x").fullTextColumn("meta"),
				"The column `meta` of `article` is not a text column; its text columns are title, body");
		wrong(() -> search().vector(VECTOR).rerank(RERANKER, "id"),
				"The column `id` of `article` is not a text column; its text columns are title, body");
		assertThatIllegalArgumentException().isThrownBy(() -> search().vector(VECTOR).where(eq("nope", 1)))
			.withMessageContaining("nope")
			.withMessageContaining("`article`");
		assertThatIllegalArgumentException().isThrownBy(() -> search().vector(VECTOR).into(Stranger.class))
			.withMessageContaining("stranger");
	}

	@Test
	void columnMustBeChosenWhereThereAreSeveralOrNone() {
		refused(() -> media().vector(VECTOR).limit(1).list(),
				"The table `media` has several properties with @VectorColumn: picture, sound. "
						+ "Choose one with vectorColumn(…)");
		refused(() -> media().fullText("x").limit(1).list(), "The table `media` has no property with @FullTextColumn "
				+ "to search; name a column with fullTextColumn(…)");
		refused(() -> new DefaultTables(new Unconnected()).table(Stranger.class)
			.search()
			.vector(VECTOR)
			.limit(1)
			.toSql(),
				"The table `stranger` has no property with @VectorColumn to search; "
						+ "name a column with vectorColumn(…)");
	}

	@Test
	void vectorMustHaveTheDimensionsOfTheColumnAndBeFinite() {
		wrong(() -> search().vector(new float[] { 1, 2 }).limit(1).list(),
				"The column `embedding` of `article` has 3 dimensions, and the query has 2");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> search().vector(new float[] { 1, Float.NaN, 2 }).limit(1).list())
			.withMessageContaining("`embedding` of `article`")
			.withMessageContaining("NaN");
	}

	@Test
	void boundsMustBeNumbersInTheirOrder() {
		wrong(() -> search().vector(VECTOR).maxDistance(Double.NaN),
				"The bound of a distance must be a finite number, not NaN");
		wrong(() -> search().vector(VECTOR).minDistance(Double.NEGATIVE_INFINITY),
				"The bound of a distance must be a finite number, not -Infinity");
		refused(() -> search().vector(VECTOR).minDistance(0.5).maxDistance(0.1).limit(1).list(),
				"minDistance(0.5) is above maxDistance(0.1): no row could be found");
	}

	@Test
	void lowestScoreMustBeFromZeroToOneAndNearerThanTheSmallestDistance() {
		for (double score : new double[] { -0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY }) {
			wrong(() -> search().vector(VECTOR).minScore(score),
					"The score of a vector search is from 0 to 1: minScore(%s) is not".formatted(score));
		}
		refused(() -> search().vector(VECTOR).minDistance(0.5).minScore(1).limit(1).list(),
				"minDistance(0.5) is above minScore(1.0), for COSINE a distance of 1.1102230246251565E-16: "
						+ "no row could be found");
	}

	@Test
	void pageContinuesAfterAHitOfTheSameSearch() {
		String another = "A search of `article` by `embedding` and COSINE cannot continue after a hit of another search: "
				+ "after(hit) takes the last hit of the page before, found by the same query, column and metric, "
				+ "and not reranked";
		SearchMatch match = SearchMatch.of(Kind.VECTOR, "embedding", 3, 0.8);
		wrong(() -> search().vector(VECTOR).after(SearchHit.of(article(7), 3.2)),
				"after(hit) continues a vector search of `article`, and the hit has no distance: "
						+ "it was found by a search for words");
		wrong(() -> page(hit(0.4, SearchMatch.of(Kind.VECTOR, "picture", 3, 0.8))).list(), another);
		wrong(() -> page(hit(0.4, match, SearchMatch.of(Kind.FULL_TEXT, "body", 3, 0.8))).list(), another);
		// The score of a distance by L2.
		wrong(() -> page(hit(0.4, SearchMatch.of(Kind.VECTOR, "embedding", 3, 0.76))).list(), another);
		wrong(() -> page(SearchHit.of(article(7), 0, Double.NEGATIVE_INFINITY, List.of())).list(),
				"There is no page after a hit whose distance has overflowed to -Infinity");
		refused(() -> search().vector(VECTOR).maxDistance(0.3).after(hit(0.4, match)).limit(1).list(),
				"The hit of after(hit) has the distance 0.4, which is above the largest one, 0.3: no row could be found");
		refused(() -> search().similarTo("x", VECTOR).rerank(RERANKER).after(hit(0.4, match)).limit(1).list(),
				"A reranked search of `article` has no page after a hit: a reranker reorders the rows of one page. "
						+ "Search with a larger limit");
		refused(() -> search().vector(VECTOR).after(hit(0.4, match)).into(Article.class),
				"into(type) comes before after(hit), which takes a hit of that type");
	}

	private static SearchHit<Article> hit(double distance, SearchMatch... matches) {
		return SearchHit.of(article(7), 0.8, distance, List.of(matches));
	}

	private static Article article(long id) {
		return new Article(id, "", "", Map.of(), VECTOR);
	}

	private static SearchQuery<Article> page(SearchHit<Article> after) {
		return search().vector(VECTOR).after(after).limit(1);
	}

	@Test
	void fusedSearchesAreOfOneTableAndNeitherRerankedNorPages() {
		VectorSearch<Article> part = search().vector(VECTOR);
		wrong(() -> search().fused(part, part.rerank(RERANKER, "title")),
				"A reranked search of `article` cannot be fused: call rerank(…) on the fused search, "
						+ "so that the reranker gets the rows after the fusion");
		wrong(() -> search().fused(part.after(hit(0.4)), part),
				"A page of a search of `article` cannot be fused: the rows of a fused search have another order");
		wrong(() -> search().fused(part, part).and(mock("another")),
				"A search of `article` can be fused with a search of table.search(), and not with another");
		wrong(() -> search().fused(part,
				new DefaultTables(new Unconnected()).table(OtherArticle.class)
					.search()
					.vector(VECTOR)
					.into(Article.class)),
				"A search of `article` cannot be fused with one of `other_article`");
		wrong(() -> search().fused(part, search().vector(new float[1])).limit(1).list(),
				"The column `embedding` of `article` has 3 dimensions, and the query has 1");
		refused(() -> search().fused(part, part).rerank(RERANKER, "title").limit(1).list(),
				"Reranking a search of `article` needs the text of the query: pass both with similarTo(query, vector)");
		refused(() -> search().fused(part.numCandidates(3), part).limit(4).list(),
				"A search of `article` for 4 rows needs at least as many candidates, not 3");
	}

	@SuppressWarnings("unchecked")
	private static VectorSearch<Article> mock(String name) {
		return Mockito.mock(VectorSearch.class, name);
	}

	@Test
	void candidatesMustBeAsManyAsTheLimit() {
		wrong(() -> search().vector(VECTOR).numCandidates(0), "The number of candidates must be 1 or more, not 0");
		refused(() -> search().vector(VECTOR).numCandidates(5).limit(6),
				"A search of `article` for 6 rows needs at least as many candidates, not 5");
	}

	@Test
	void fusionMustMakeSense() {
		wrong(() -> Fusion.rrf(0), "The k of reciprocal rank fusion must be 1 or more, not 0");
		wrong(() -> Fusion.rrf(-60), "The k of reciprocal rank fusion must be 1 or more, not -60");
		wrong(() -> Fusion.weighted(-0.1, 1),
				"The weights of a fusion must be finite, 0 or more, and not both 0: vector -0.1, full text 1.0");
		wrong(() -> Fusion.weighted(0, 0),
				"The weights of a fusion must be finite, 0 or more, and not both 0: vector 0.0, full text 0.0");
		wrong(() -> Fusion.weighted(Double.NaN, 1),
				"The weights of a fusion must be finite, 0 or more, and not both 0: vector NaN, full text 1.0");
	}

	@Test
	void rerankingNeedsTheTextOfTheQueryAndATextToLookAt() {
		refused(() -> search().vector(VECTOR).rerank(RERANKER).limit(1).list(),
				"Reranking a search of `article` needs the text of the query: pass both with similarTo(query, vector)");
		refused(() -> media().similarTo("x", new float[2]).vectorColumn("picture").rerank(RERANKER).limit(1).list(),
				"It is not known which text of `media` a reranker reads: name it with rerank(reranker, \"property\")");
		refused(() -> search().similarTo("x", VECTOR).rerank(),
				"The search of `article` cannot be reranked, because there is no reranker: "
						+ "set one on the client (TiDBClient.Builder.reranker), or pass one to rerank(…)");
	}

	@Test
	void textNeedsAnEmbeddingFunctionThatFitsTheColumn() {
		assertThatIllegalArgumentException().isThrownBy(() -> search().similarTo("a question").limit(1).list())
			.withMessageContaining("Article.embedding of `article`")
			.withMessageContaining("there is no embedding function")
			.withMessageContaining("withEmbeddingFunction");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DefaultTables(new Unconnected()).table(Media.class)
				.withEmbeddingFunction(new ToyEmbeddingFunction())
				.search()
				.similarTo("a question")
				.vectorColumn("picture")
				.limit(1)
				.list())
			.withMessageContaining("Media.picture of `media` has 2 dimensions, and its embedding function 3");
	}

	@Test
	void serverEmbedsForTheDistancesOfAnIndexOnly() {
		refused(() -> new DefaultTables(new Unconnected()).table(Embedded.class)
			.search()
			.similarTo("a question")
			.distanceMetric(DistanceMetric.L1)
			.limit(1)
			.list(),
				"The server embeds the query for `embedding` of `embedded`, which it can do for COSINE and L2, "
						+ "but not for L1");
	}

	@Test
	void queryIsTakenAsItWas() {
		float[] vector = VECTOR.clone();
		SearchQuery<Article> search = search().vector(vector).limit(1);
		String before = search.toSql();
		vector[0] = 9;
		assertThat(search.toSql()).isEqualTo(before);
	}

	private static void wrong(ThrowingCallable mistake, String message) {
		assertThatIllegalArgumentException().isThrownBy(mistake).withMessage(message);
	}

	private static void refused(ThrowingCallable mistake, String message) {
		assertThatIllegalStateException().isThrownBy(mistake).withMessage(message);
	}

	private static Search<Article> search() {
		return new DefaultTables(new Unconnected()).table(Article.class).search();
	}

	private static Search<Media> media() {
		return new DefaultTables(new Unconnected()).table(Media.class).search();
	}

	@TiDBTable("other_article")
	record OtherArticle(@PrimaryKey long id, String title, String body, @JsonColumn Map<String, Object> meta,
			@VectorColumn(dimensions = 3) float[] embedding) {

	}

	record Stranger(@PrimaryKey long stranger, @Nullable String text) {

	}

}
