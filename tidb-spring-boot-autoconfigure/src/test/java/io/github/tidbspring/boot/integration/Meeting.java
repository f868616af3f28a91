package io.github.tidbspring.boot.integration;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * An entity that has instants, in both kinds of columns.
 */
@Entity
@Table(name = "meeting")
class Meeting {

	@Id
	Long id;

	@Column(name = "begins")
	Instant begins;

	@Column(name = "changed")
	Instant changed;

	protected Meeting() {
	}

	Meeting(Long id, Instant begins, Instant changed) {
		this.id = id;
		this.begins = begins;
		this.changed = changed;
	}

}
