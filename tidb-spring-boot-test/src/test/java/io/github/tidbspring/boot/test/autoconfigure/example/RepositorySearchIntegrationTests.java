package io.github.tidbspring.boot.test.autoconfigure.example;

import java.util.List;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.github.tidbspring.client.vector.SqlVectorValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Score;
import org.springframework.data.domain.ScoringFunction;
import org.springframework.data.domain.SearchResult;
import org.springframework.data.domain.SearchResults;
import org.springframework.data.domain.Similarity;
import org.springframework.data.domain.Vector;
import org.springframework.data.domain.VectorScoringFunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Searches in a repository of Spring Data JDBC.
 */
@DataJdbcTest
@AutoConfigureTestDatabase(replace = Replace.NONE)
class RepositorySearchIntegrationTests {

	@Autowired
	private Memos memos;

	@Autowired
	private TiDBClient tidb;

	@BeforeEach
	void saveRows() {
		this.tidb.table(Memo.class).schema().createIfAbsent();
		this.memos.deleteAll();
		this.memos.saveAll(List.of(new Memo(null, "East", "about the port", new float[] { 1, 0 }),
				new Memo(null, "North", "about the socket", new float[] { 0, 1 }),
				new Memo(null, "West", "about nothing", new float[] { -1, 0 })));
	}

	@Test
	void rowsOfTheRepositoryAreFoundByVector() {
		SearchResults<Memo> near = this.memos.searchNear(Vector.of(1, 0.1), Limit.of(2));
		assertThat(near.contentStream().map(Memo::title)).containsExactly("East", "North");
		assertThat(near.getContent().get(0).getScore()).isInstanceOf(Similarity.class)
			.satisfies((score) -> assertThat(score.getValue()).isCloseTo(0.9975, within(0.001)));
	}

	@Test
	void rowsAreThoseOfTheRepositoryInOneTransaction() {
		assertThat(this.memos.count()).isEqualTo(3);
		long east = this.memos.searchSimilar("East", Limit.of(1)).getContent().get(0).getContent().id();
		this.memos.deleteById(east);
		assertThat(titles(this.memos.searchSimilar("East", Limit.of(3)))).doesNotContain("East").hasSize(2);
	}

	@Test
	void rowsOfTheRepositoryAreFoundByText() {
		SearchResults<Memo> similar = this.memos.searchSimilar("East", Limit.of(1));
		assertThat(similar).singleElement().extracting((result) -> result.getContent().title()).isEqualTo("East");
		assertThat(this.memos.searchSimilar("East", Similarity.of(0.9), Limit.of(3))).hasSize(1);
	}

	@Test
	void whenThereIsABoundThenOnlyRowsWithinItAreFound() {
		Vector east = Vector.of(1f, 0f);
		assertThat(titles(this.memos.searchNear(east, Similarity.of(0.5), Limit.of(3)))).containsExactly("East",
				"North");
		assertThat(titles(this.memos.searchNear(east, Score.of(0.5), Limit.of(3)))).containsExactly("East");
		SearchResults<Memo> byEuclid = this.memos.searchNear(east, Score.of(1.5, VectorScoringFunctions.EUCLIDEAN),
				Limit.of(3));
		assertThat(titles(byEuclid)).containsExactly("East", "North");
		assertThat(byEuclid).extracting(SearchResult::getScore)
			.extracting(Score::getFunction)
			.containsOnly(ScoringFunction.euclidean());
		assertThat(titles(this.memos.searchNear(east, Score.of(0, VectorScoringFunctions.DOT_PRODUCT), Limit.of(3))))
			.containsExactly("East", "North");
	}

	@Test
	void searchHasAllSteps() {
		assertThat(this.memos.search().vector(new float[] { 1, 0 }).where(Filter.ne("title", "East")).limit(1).list())
			.singleElement()
			.extracting((hit) -> hit.entity().title())
			.isEqualTo("North");
	}

	@Test
	void wordsAreFound() {
		assumeTrue(this.tidb.supports(Capability.FULL_TEXT), "this server lacks full text");
		assertThat(titles(this.memos.searchFullText("socket", Limit.of(3)))).containsExactly("North");
		assertThat(titles(this.memos.searchHybrid("socket", Limit.of(3)))).contains("North");
	}

	@Test
	void whenSearchCannotBeMeantThenASentenceSaysSo() {
		Vector east = Vector.of(1f, 0f);
		assertThatIllegalArgumentException().isThrownBy(() -> this.memos.searchNear(east, Limit.unlimited()))
			.withMessageContaining("A search needs a limit, such as Limit.of(10)");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.memos.searchNear(east, Score.of(1, VectorScoringFunctions.HAMMING), Limit.of(1)))
			.withMessageContaining("TiDB has no Hamming distance");
		assertThatIllegalArgumentException().isThrownBy(() -> this.memos.searchNear(Vector.of(1f, 0f, 0f), Limit.of(1)))
			.withMessageContaining("2");
	}

	private static List<String> titles(SearchResults<Memo> results) {
		return results.contentStream().map(Memo::title).toList();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		EmbeddingFunction embeddingFunction() {
			return (texts) -> texts.stream()
				.map((text) -> text.equals("East") ? new float[] { 1, 0 } : new float[] { 0, 1 })
				.toList();
		}

	}

}
