package io.github.tidbspring.client;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.SqlVectorValue;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the page about SQL.
 */
@NullMarked
@ContractTests
class SqlExamplesIntegrationTests {

	private static TiDBClient tidb;

	private static Table<Note> notes;

	private static Table<Author> authors;

	private final JdbcTemplate jdbcTemplate = new JdbcTemplate(tidb.dataSource());

	private final float[] vector = { 1, 2, 3 };

	@BeforeAll
	static void fill(TiDBClient client) {
		tidb = client;
		notes = tidb.table(Note.class).schema().recreate();
		authors = tidb.table(Author.class).schema().recreate();
		authors.insert(new Author(1, "Ann"));
		notes.insertAll(
				List.of(note(1, 1, new float[] { 1, 2, 3 }), note(2, 2, new float[] { 3, 2, 1 }), note(3, 1, null)));
	}

	@AfterAll
	static void drop() {
		notes.schema().drop();
		authors.schema().drop();
	}

	private static Note note(long id, long author, float @Nullable [] vector) {
		return new Note(id, "Note " + id, Map.of("lang", "en"), author, Instant.EPOCH.plusSeconds(id), vector);
	}

	@Test
	void joins() {
		List<NearNote> near = tidb.sql("""
				SELECT candidates.id, candidates.title, candidates.meta, a.name AS author, candidates.distance
				FROM (SELECT id, title, meta, author_id, VEC_COSINE_DISTANCE(embedding, :v) AS distance
					FROM note ORDER BY distance LIMIT 10) AS candidates
				JOIN author a ON a.id = candidates.author_id
				WHERE candidates.distance IS NOT NULL ORDER BY candidates.distance""")
			.param("v", SqlVectorValue.of(this.vector))
			.query(NearNote.class)
			.list();
		assertThat(near).singleElement().satisfies((note) -> {
			assertThat(note.meta()).containsEntry("lang", "en");
			assertThat(note.author()).isEqualTo("Ann");
			assertThat(note.distance()).isBetween(0.0, 1e-6);
		});
	}

	@Test
	void wholeRows() {
		tidb.sql("DELETE FROM note WHERE id = 3").update();
		RowMapper<Note> note = notes.rowMapper();
		List<Found> found = tidb.sql("SELECT " + notes.selectList("n") + """
				, VEC_COSINE_DISTANCE(n.embedding, :v) AS distance FROM note n ORDER BY distance LIMIT 10""")
			.param("v", SqlVectorValue.of(this.vector))
			.query((row, number) -> new Found(note.mapRow(row, number), row.getDouble("distance")))
			.list();
		List<Note> newest = tidb.sql("SELECT * FROM note ORDER BY created_at DESC LIMIT 3")
			.query(notes.rowMapper())
			.list();
		assertThat(found).extracting((each) -> each.note().id()).containsExactly(1L, 2L);
		assertThat(newest).extracting(Note::createdAt)
			.containsExactly(Instant.EPOCH.plusSeconds(2), Instant.EPOCH.plusSeconds(1));
		notes.insert(note(3, 1, null));
	}

	@Test
	void joinsOfWholeRows() {
		RowMapper<@Nullable Note> signedNote = notes.rowMapper("note_");
		RowMapper<@Nullable Author> author = authors.rowMapper("author_");
		List<Signed> signed = tidb
			.sql("SELECT " + notes.selectList("n", "note_") + ", " + authors.selectList("a", "author_")
					+ " FROM note n LEFT JOIN author a ON a.id = n.author_id ORDER BY n.id")
			.query((row, number) -> new Signed(signedNote.mapRow(row, number), author.mapRow(row, number)))
			.list();
		assertThat(signed).extracting(Signed::author).containsExactly(new Author(1, "Ann"), null, new Author(1, "Ann"));
	}

	@Test
	void jdbcTemplates() {
		List<NearNote> unsigned = this.jdbcTemplate.query("""
				SELECT id, title, meta, 'unknown' AS author, VEC_COSINE_DISTANCE(embedding, ?) AS distance
				FROM note ORDER BY distance LIMIT 10""", tidb.rowMapper(NearNote.class),
				SqlVectorValue.of(this.vector));
		List<Note> all = this.jdbcTemplate.query("SELECT * FROM note", notes.rowMapper());
		assertThat(unsigned).extracting(NearNote::distance).startsWith((Double) null);
		assertThat(all).hasSize(3);
	}

	@Test
	void documentedExamplesAreTested() throws IOException {
		DocumentedExamples.of("docs/sql.md").areAtLeast(8, SqlExamplesIntegrationTests.class);
	}

	record NearNote(long id, String title, Map<String, Object> meta, String author, @Nullable Double distance) {
	}

	record Found(Note note, double distance) {
	}

	record Signed(Note note, @Nullable Author author) {
	}

	@TiDBTable
	record Note(@PrimaryKey long id, String title, @JsonColumn Map<String, Object> meta, long authorId,
			Instant createdAt, @VectorColumn(dimensions = 3) float @Nullable [] embedding) {
	}

	@TiDBTable
	record Author(@PrimaryKey long id, String name) {
	}

}
