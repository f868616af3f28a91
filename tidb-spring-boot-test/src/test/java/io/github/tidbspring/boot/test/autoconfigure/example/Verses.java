package io.github.tidbspring.boot.test.autoconfigure.example;

import java.util.List;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Score;
import org.springframework.data.domain.SearchResults;
import org.springframework.data.domain.Vector;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/**
 * A repository of Spring Data JPA that searches by a vector.
 */
interface Verses extends JpaRepository<Verse, Long> {

	@Query("from Verse order by l2_distance(embedding, :vector) limit 10")
	List<Verse> findNearest(float[] vector);

	SearchResults<Verse> searchByEmbeddingNear(Vector vector, Score distance, Limit limit);

}
