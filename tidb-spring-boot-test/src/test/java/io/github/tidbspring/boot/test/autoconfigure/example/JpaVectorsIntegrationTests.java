package io.github.tidbspring.boot.test.autoconfigure.example;

import java.util.ArrayList;
import java.util.List;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.test.StatementRecording;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Score;
import org.springframework.data.domain.ScoringFunction;
import org.springframework.data.domain.SearchResult;
import org.springframework.data.domain.Vector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Vectors in the entities of JPA and in repositories of Spring Data JPA.
 */
@DataJpaTest(properties = "spring.jpa.hibernate.ddl-auto=create")
@AutoConfigureTestDatabase(replace = Replace.NONE)
class JpaVectorsIntegrationTests {

	@Autowired
	private Verses verses;

	@Autowired
	private TiDBClient tidb;

	@Test
	void repositoriesSaveAndSearch() {
		this.verses.saveAllAndFlush(List.of(new Verse(1L, "far", new float[] { 0, 1, 0 }),
				new Verse(2L, "near", new float[] { 1, 0.1f, 0 })));
		assertThat(this.tidb.sql("SELECT embedding FROM verse WHERE id = 2").query(float[].class).single())
			.containsExactly(1, 0.1f, 0);
		assertThat(this.verses.findNearest(new float[] { 1, 0, 0 })).extracting(Verse::title)
			.containsExactly("near", "far");
		List<SearchResult<Verse>> results = new ArrayList<>();
		// Spring Data filters beside the order, which costs the vector index.
		StatementRecording.notForTiDB(() -> this.verses
			.searchByEmbeddingNear(Vector.of(1f, 0f, 0f), Score.of(0.5, ScoringFunction.cosine()), Limit.of(10))
			.forEach(results::add));
		assertThat(results).singleElement().satisfies((result) -> {
			assertThat(result.getContent().title()).isEqualTo("near");
			assertThat(result.getContent().embedding()).containsExactly(1, 0.1f, 0);
		});
	}

}
