package io.github.tidbspring.boot.test.autoconfigure.example;

import java.util.List;

import org.springframework.data.domain.Vector;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.ListCrudRepository;

/**
 * A repository of Spring Data JDBC whose queries have vectors.
 */
interface Poems extends ListCrudRepository<Poem, Long> {

	@Query("SELECT * FROM poem ORDER BY VEC_L2_DISTANCE(embedding, :vector) LIMIT 10")
	List<Poem> findNearest(Vector vector);

	@Query("SELECT title, VEC_L2_DISTANCE(meaning, :vector) AS distance, meaning FROM poem ORDER BY distance LIMIT 10")
	List<NearPoem> findNearestInMeaning(float[] vector);

	/**
	 * A poem and its distance.
	 */
	record NearPoem(String title, Double distance, float[] meaning) {

	}

}
