package io.github.tidbspring.boot.test.autoconfigure.example;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Array;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * An entity of JPA that has a vector.
 */
@Entity
class Verse {

	@Id
	private Long id;

	private String title;

	@JdbcTypeCode(SqlTypes.VECTOR)
	@Array(length = 3)
	private float[] embedding;

	protected Verse() {
	}

	Verse(Long id, String title, float[] embedding) {
		this.id = id;
		this.title = title;
		this.embedding = embedding;
	}

	String title() {
		return this.title;
	}

	float[] embedding() {
		return this.embedding;
	}

}
