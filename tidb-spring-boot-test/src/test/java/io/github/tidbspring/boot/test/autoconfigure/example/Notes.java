package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.table.Table;

import org.springframework.stereotype.Repository;

/**
 * A component of the application.
 */
@Repository
class Notes {

	private final Table<Note> table;

	Notes(TiDBClient tidb) {
		this.table = tidb.table(Note.class);
	}

	Note add(String title) {
		return this.table.insert(new Note(null, title, new float[] { 1, 2, 3 }));
	}

	long count() {
		return this.table.count();
	}

}
