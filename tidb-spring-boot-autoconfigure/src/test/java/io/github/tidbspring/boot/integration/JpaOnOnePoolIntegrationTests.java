package io.github.tidbspring.boot.integration;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.table.Table;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * JPA and the client on one pool, whose only connection they share: the same instants,
 * and one transaction also where it goes into another database. On a stand-in, or on the
 * TiDB that the environment variable {@code TIDB_TEST_URL} names.
 */
@DirtiesContext
@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=none",
				"tidb.hikari.maximum-pool-size=1", "tidb.hikari.connection-timeout=5000" })
class JpaOnOnePoolIntegrationTests {

	private static final String URL = System.getenv("TIDB_TEST_URL");

	private static final TimeZone BEFORE = TimeZone.getDefault();

	private static final String OTHER = "jpa_other_database";

	/** The last two have the same time on clocks of New York. */
	private static final List<Instant> INSTANTS = List.of(Instant.parse("2024-05-01T09:59:59.123456Z"),
			Instant.parse("1999-12-31T23:30:00Z"), Instant.parse("2024-11-03T05:30:00Z"),
			Instant.parse("2024-11-03T06:30:00Z"));

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private EntityManager entityManager;

	@DynamicPropertySource
	static void server(DynamicPropertyRegistry registry) {
		TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
		if (URL != null && !URL.isBlank()) {
			registry.add("tidb.database-url", () -> URL.replaceFirst("/?$", "/test"));
		}
	}

	@AfterAll
	static void restoreTimeZone() {
		TimeZone.setDefault(BEFORE);
	}

	@BeforeEach
	void createTables() {
		this.tidb.table(Row.class).schema().recreate();
		this.tidb.sql("CREATE DATABASE IF NOT EXISTS " + OTHER).update();
		this.tidb.withDatabase(OTHER).table(Row.class).schema().recreate();
	}

	@AfterEach
	void dropTables() {
		this.tidb.table(Row.class).schema().dropIfExists();
		this.tidb.sql("DROP DATABASE " + OTHER).update();
	}

	@Test
	void instantsOfJpaAreThoseOfTheClient() {
		Table<Row> rows = this.tidb.table(Row.class);
		this.tidb.inTransactionWithoutResult((tx) -> {
			for (int i = 0; i < INSTANTS.size(); i++) {
				this.entityManager.persist(new Meeting((long) i, INSTANTS.get(i), INSTANTS.get(i)));
			}
		});
		for (int i = 0; i < INSTANTS.size(); i++) {
			Instant instant = INSTANTS.get(i);
			assertThat(rows.findById(i)).contains(new Row(i, instant, instant));
			assertThat(rows.find(Filter.eq("begins", instant)).list()).extracting(Row::id).containsExactly((long) i);
			assertThat(rows.find(Filter.eq("changed", instant)).list()).extracting(Row::id).containsExactly((long) i);
			assertThat(this.tidb.sql("SELECT id FROM meeting WHERE begins = ? AND changed = ?")
				.params(Timestamp.from(instant), instant)
				.query(Long.class)
				.list()).containsExactly((long) i);
		}
	}

	@Test
	void instantsOfTheClientAreThoseOfJpa() {
		for (int i = 0; i < INSTANTS.size(); i++) {
			this.tidb.table(Row.class).insert(new Row(i, INSTANTS.get(i), INSTANTS.get(i)));
		}
		for (int i = 0; i < INSTANTS.size(); i++) {
			Meeting meeting = this.entityManager.find(Meeting.class, (long) i);
			assertThat(List.of(meeting.begins, meeting.changed)).containsOnly(INSTANTS.get(i));
			assertThat(this.entityManager
				.createQuery("select m.id from Meeting m where m.begins = :at and m.changed = :at", Long.class)
				.setParameter("at", INSTANTS.get(i))
				.getResultList()).containsExactly((long) i);
		}
	}

	@Test
	void anotherDatabaseIsPartOfTheTransactionThatJpaHas() {
		TiDBClient other = this.tidb.withDatabase(OTHER);
		this.tidb.inTransactionWithoutResult((tx) -> {
			this.entityManager.persist(new Meeting(1L, INSTANTS.get(0), INSTANTS.get(0)));
			this.entityManager.flush();
			other.table(Row.class).insert(new Row(2, INSTANTS.get(1), INSTANTS.get(1)));
			assertThat(other.table(Row.class).find().list()).extracting(Row::id).containsExactly(2L);
			assertThat(this.entityManager.createQuery("select m.id from Meeting m", Long.class).getResultList())
				.containsExactly(1L);
		});
		assertThat(this.tidb.table(Row.class).find().list()).extracting(Row::id).containsExactly(1L);
		assertThat(other.table(Row.class).find().list()).extracting(Row::id).containsExactly(2L);
	}

	@Test
	void whatIsUndoneIsUndoneInBothDatabases() {
		TiDBClient other = this.tidb.withDatabase(OTHER);
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
				other.table(Row.class).insert(new Row(2, INSTANTS.get(1), INSTANTS.get(1)));
				this.entityManager.persist(new Meeting(1L, INSTANTS.get(0), INSTANTS.get(0)));
				this.entityManager.flush();
				other.table(Row.class).insert(new Row(2, INSTANTS.get(1), INSTANTS.get(1)));
			}));
		assertThat(this.tidb.table(Row.class).find().list()).isEmpty();
		assertThat(other.table(Row.class).find().list()).isEmpty();
		assertThat(this.tidb.databases().current()).isNotEqualTo(OTHER);
	}

	/**
	 * A row of the same table.
	 */
	@NullMarked
	@TiDBTable("meeting")
	record Row(@PrimaryKey long id, Instant begins, @TiDBColumn(type = "TIMESTAMP(6)") Instant changed) {

	}

}
