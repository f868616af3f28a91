package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.table.Table;
import jakarta.persistence.EntityManager;

import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes with all that there is, in one transaction.
 */
@Service
class Studio {

	private final EntityManager entityManager;

	private final JdbcAggregateTemplate aggregates;

	private final Inks inks;

	private final JdbcTemplate jdbcTemplate;

	private final JdbcClient jdbcClient;

	private final TiDBClient tidb;

	private final Table<Note> notes;

	Studio(EntityManager entityManager, JdbcAggregateTemplate aggregates, Inks inks, JdbcTemplate jdbcTemplate,
			JdbcClient jdbcClient, TiDBClient tidb) {
		this.entityManager = entityManager;
		this.aggregates = aggregates;
		this.inks = inks;
		this.jdbcTemplate = jdbcTemplate;
		this.jdbcClient = jdbcClient;
		this.tidb = tidb;
		this.notes = tidb.table(Note.class).schema().createIfAbsent();
	}

	@Transactional
	void write(long id, boolean fail) {
		this.entityManager.persist(new Pen(id));
		this.entityManager.flush();
		this.aggregates.insert(new Ink(id, "Spring Data JDBC"));
		this.inks.save(new Ink(id, "a repository"));
		this.jdbcTemplate.update("INSERT INTO ink VALUES (?, 'JdbcTemplate')", id + 1);
		this.jdbcClient.sql("INSERT INTO ink VALUES (?, 'JdbcClient')").param(id + 2).update();
		this.tidb.sql("INSERT INTO ink VALUES (?, 'TiDBClient')").param(id + 3).update();
		this.notes.insert(new Note(null, "Note " + id, new float[] { 1, 2, 3 }));
		String connection = "SELECT CONNECTION_ID()";
		assertThat(this.tidb.sql(connection).query(Long.class).single())
			.isEqualTo(this.jdbcTemplate.queryForObject(connection, Long.class))
			.isEqualTo(this.entityManager.createNativeQuery(connection, Long.class).getSingleResult());
		if (fail) {
			throw new IllegalStateException("Roll back");
		}
	}

}
