package io.github.tidbspring.boot.integration;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity.
 */
@Entity
class Book {

	@Id
	Long id;

	String title;

	protected Book() {
	}

	Book(Long id, String title) {
		this.id = id;
		this.title = title;
	}

}
