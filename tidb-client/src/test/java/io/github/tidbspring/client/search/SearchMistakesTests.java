package io.github.tidbspring.client.search;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import io.github.tidbspring.client.search.SearchStatementsTests.Embedded;
import io.github.tidbspring.client.search.SearchStatementsTests.Unconnected;
import io.github.tidbspring.client.table.SessionTables;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
	void searchNeedsALimit() {
		refused(() -> search().vector(VECTOR).list(), "A search of `article` needs a limit, such as limit(10)");
		refused(() -> search().matching("x").result(), "A search of `article` needs a limit, such as limit(10)");
		refused(() -> search().hybrid("x", VECTOR).explain(), "A search of `article` needs a limit, such as limit(10)");
		wrong(() -> search().vector(VECTOR).limit(0), "A limit of a search is 1 or more, not 0");
		wrong(() -> search().vector(VECTOR).limit(-1), "A limit of a search is 1 or more, not -1");
	}

	@Test
	@SuppressWarnings("NullAway")
	void searchNeedsAQuery() {
		wrong(() -> search().text(" "), "The text of a query must not be empty");
		wrong(() -> search().matching(""), "The text of a query must not be empty");
		wrong(() -> search().hybrid(""), "The text of a query must not be empty");
		wrong(() -> search().vector(null), "A search needs a vector, not null");
		wrong(() -> search().text("x", null), "A search needs a vector, not null");
		wrong(() -> search().text(null), "The text of a query must not be empty");
	}

	@Test
	void columnMustExistAndBeOfItsKind() {
		wrong(() -> search().vector(VECTOR).vectorColumn("nope"),
				"The table `article` has no column 'nope'; its columns are id, title, body, meta, embedding");
		wrong(() -> search().vector(VECTOR).vectorColumn("body"),
				"The column `body` of `article` is no vector; its vectors are embedding");
		wrong(() -> search().matching("x").textColumn("meta"),
				"The column `meta` of `article` is no text; its texts are title, body");
		wrong(() -> search().vector(VECTOR).rerank(RERANKER, "id"),
				"The column `id` of `article` is no text; its texts are title, body");
		assertThatIllegalArgumentException().isThrownBy(() -> search().vector(VECTOR).where(eq("nope", 1)))
			.withMessageContaining("nope")
			.withMessageContaining("`article`");
		assertThatIllegalArgumentException().isThrownBy(() -> search().vector(VECTOR).as(Stranger.class))
			.withMessageContaining("stranger");
	}

	@Test
	void columnMustBeChosenWhereThereAreSeveralOrNone() {
		refused(() -> media().vector(VECTOR).limit(1).list(),
				"The table `media` has several properties with @Vector: picture, sound. "
						+ "Choose one with vectorColumn(…)");
		refused(() -> media().matching("x").limit(1).list(), "The table `media` has no property with @FullText that "
				+ "could be searched; textColumn(…) names a column");
		refused(() -> new SessionTables(new Unconnected()).table(Stranger.class).search().vector(VECTOR).limit(1).sql(),
				"The table `stranger` has no property with @Vector that could be searched; "
						+ "vectorColumn(…) names a column");
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
				"A bound of a distance is a finite number, not NaN");
		wrong(() -> search().vector(VECTOR).minDistance(Double.NEGATIVE_INFINITY),
				"A bound of a distance is a finite number, not -Infinity");
		refused(() -> search().vector(VECTOR).minDistance(0.5).maxDistance(0.1).limit(1).list(),
				"No distance is from 0.5 to 0.1: the smallest is above the largest");
	}

	@Test
	void candidatesMustBeAsManyAsTheLimit() {
		wrong(() -> search().vector(VECTOR).numCandidates(0), "A number of candidates is 1 or more, not 0");
		refused(() -> search().vector(VECTOR).numCandidates(5).limit(6).list(),
				"A search of `article` for 6 rows cannot choose them among 5 candidates");
	}

	@Test
	void fusionMustMakeSense() {
		wrong(() -> Fusion.rrf(0), "The k of reciprocal rank fusion is 1 or more, not 0");
		wrong(() -> Fusion.rrf(-60), "The k of reciprocal rank fusion is 1 or more, not -60");
		wrong(() -> Fusion.weighted(-0.1, 1),
				"The weights of a fusion are finite, 0 or more, and not both 0: vectors -0.1, texts 1.0");
		wrong(() -> Fusion.weighted(0, 0),
				"The weights of a fusion are finite, 0 or more, and not both 0: vectors 0.0, texts 0.0");
		wrong(() -> Fusion.weighted(Double.NaN, 1),
				"The weights of a fusion are finite, 0 or more, and not both 0: vectors NaN, texts 1.0");
	}

	@Test
	void rerankingNeedsTheTextOfTheQueryAndATextToLookAt() {
		refused(() -> search().vector(VECTOR).rerank(RERANKER).limit(1).list(),
				"Reranking a search of `article` needs the text of the query: text(query, vector) takes both");
		refused(() -> media().text("x", new float[2]).vectorColumn("picture").rerank(RERANKER).limit(1).list(),
				"Which text of `media` shall be reranked by? rerank(reranker, \"property\") says it");
		refused(() -> search().text("x", VECTOR).rerank(), "The search of `article` is to be reranked, and there is no "
				+ "reranker: give one to the client (TiDBClient.Builder.reranker) or to rerank(…)");
	}

	@Test
	void textNeedsAnEmbeddingFunctionThatFitsTheColumn() {
		assertThatIllegalArgumentException().isThrownBy(() -> search().text("a question").limit(1).list())
			.withMessageContaining("Article.embedding of `article`")
			.withMessageContaining("there is no embedding function")
			.withMessageContaining("withEmbeddingFunction");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SessionTables(new Unconnected()).table(Media.class)
				.withEmbeddingFunction(new ToyEmbeddingFunction())
				.search()
				.text("a question")
				.vectorColumn("picture")
				.limit(1)
				.list())
			.withMessageContaining("Media.picture of `media` has 2 dimensions, and its embedding function 3");
	}

	@Test
	void serverEmbedsForTheDistancesOfAnIndexOnly() {
		refused(() -> new SessionTables(new Unconnected()).table(Embedded.class)
			.search()
			.text("a question")
			.distance(DistanceMetric.L1)
			.limit(1)
			.list(),
				"The server embeds the query for `embedding` of `embedded`, and does so for COSINE and L2, "
						+ "but not for L1");
	}

	@Test
	void queryIsTakenAsItWas() {
		float[] vector = VECTOR.clone();
		VectorSearch<Article> search = search().vector(vector).limit(1);
		String before = search.sql();
		vector[0] = 9;
		assertThat(search.sql()).isEqualTo(before);
	}

	private static void wrong(ThrowingCallable mistake, String message) {
		assertThatIllegalArgumentException().isThrownBy(mistake).withMessage(message);
	}

	private static void refused(ThrowingCallable mistake, String message) {
		assertThatIllegalStateException().isThrownBy(mistake).withMessage(message);
	}

	private static Search<Article> search() {
		return new SessionTables(new Unconnected()).table(Article.class).search();
	}

	private static Search<Media> media() {
		return new SessionTables(new Unconnected()).table(Media.class).search();
	}

	record Stranger(@PrimaryKey long stranger, @Nullable String text) {

	}

}
