package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.data.domain.Vector;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.test.context.transaction.BeforeTransaction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Vectors in the entities and queries of Spring Data JDBC.
 */
@DataJdbcTest
@AutoConfigureTestDatabase(replace = Replace.NONE)
class DataJdbcVectorsIntegrationTests {

	@Autowired
	private Poems poems;

	@Autowired
	private JdbcCustomConversions conversions;

	@Autowired
	private TiDBClient tidb;

	@BeforeTransaction
	void createTable() {
		this.tidb
			.sql("CREATE TABLE IF NOT EXISTS poem (id BIGINT PRIMARY KEY AUTO_INCREMENT, title VARCHAR(100), "
					+ "embedding VECTOR(3), meaning VECTOR(3))")
			.update();
	}

	@Test
	void vectorsOfAnEntityAreReadBack() {
		Poem saved = this.poems
			.save(new Poem(null, "Ports", new float[] { 0.1f, -2.5f, 3e-9f }, Vector.of(1.5f, 2, 3)));
		assertThat(saved.id()).isNotNull();
		assertThat(this.poems.findById(saved.id())).hasValueSatisfying((poem) -> {
			assertThat(poem.embedding()).containsExactly(0.1f, -2.5f, 3e-9f);
			assertThat(poem.meaning()).isEqualTo(Vector.of(1.5f, 2, 3));
		});
		this.poems.save(new Poem(saved.id(), "Ports", null, null));
		assertThat(this.poems.findById(saved.id())).hasValueSatisfying((poem) -> {
			assertThat(poem.embedding()).isNull();
			assertThat(poem.meaning()).isNull();
		});
	}

	@Test
	void queriesTakeAndReturnVectors() {
		this.poems.save(new Poem(null, "far", new float[] { 5, 5, 5 }, Vector.of(1f, 1f, 1f)));
		this.poems.save(new Poem(null, "near", new float[] { 1, 1, 1 }, Vector.of(5f, 5f, 5f)));
		assertThat(this.poems.findNearest(Vector.of(1f, 1f, 1f))).extracting(Poem::title)
			.containsExactly("near", "far");
		assertThat(this.poems.findNearestInMeaning(new float[] { 1, 1, 1 })).element(0).satisfies((poem) -> {
			assertThat(poem.title()).isEqualTo("far");
			assertThat(poem.distance()).isZero();
			assertThat(poem.meaning()).containsExactly(1, 1, 1);
		});
	}

	@Test
	void conversionsAreThoseOfSpringData() {
		assertThat(this.conversions.getClass()).isEqualTo(JdbcCustomConversions.class);
		assertThat(this.conversions.hasCustomReadTarget(String.class, float[].class)).isTrue();
	}

}
