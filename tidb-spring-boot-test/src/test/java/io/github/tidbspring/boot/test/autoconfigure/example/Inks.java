package io.github.tidbspring.boot.test.autoconfigure.example;

import java.util.List;

import org.springframework.data.repository.ListCrudRepository;

/**
 * A repository of Spring Data JDBC.
 */
interface Inks extends ListCrudRepository<Ink, Long> {

	List<Ink> findByColour(String colour);

}
