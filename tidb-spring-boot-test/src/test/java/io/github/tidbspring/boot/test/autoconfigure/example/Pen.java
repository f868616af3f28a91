package io.github.tidbspring.boot.test.autoconfigure.example;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * An entity of JPA.
 */
@Entity
class Pen {

	@Id
	Long id;

	protected Pen() {
	}

	Pen(Long id) {
		this.id = id;
	}

}
