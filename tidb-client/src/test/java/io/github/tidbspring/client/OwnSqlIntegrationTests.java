package io.github.tidbspring.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.SqlVectorValue;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Statements of an application: vectors as parameters, and rows of tables, joins and JSON
 * as results.
 */
@NullMarked
@ContractTests
class OwnSqlIntegrationTests {

	private static final Instant NOON = Instant.parse("2026-11-29T12:00:00.123456Z");

	private static final float[] NEAR = { 1, 0.1f, 0 };

	private static TiDBClient tidb;

	private static Table<Essay> essays;

	private static Table<Writer> writers;

	@BeforeAll
	static void fill(TiDBClient client) {
		tidb = client;
		writers = tidb.table(Writer.class).schema().recreate();
		essays = tidb.table(Essay.class).schema().recreate();
		writers.insertAll(List.of(new Writer(1, "Ann"), new Writer(2, "Bob")));
		essays.insertAll(List.of(
				new Essay(1, "Ports", 1, new Meta("en", List.of("net", "[tcp]")), List.of(1.5, 2.0), NOON,
						new float[] { 1, 0, 0 }),
				new Essay(2, "Sockets", 2, new Meta("de", List.of()), List.of(), NOON.plusSeconds(1),
						new float[] { 0, 1, 0 }),
				new Essay(3, "Threads", 3, null, null, null, null)));
	}

	@AfterAll
	static void drop() {
		essays.schema().drop();
		writers.schema().drop();
	}

	@Test
	void joinIsReadIntoARecordWithVectorJsonAndInstant() {
		List<NearEssay> near = tidb.sql("""
				SELECT candidates.*, w.name AS writer
				FROM (SELECT id, title, writer_id, meta, marks, written_at, embedding,
						VEC_COSINE_DISTANCE(embedding, :v) AS distance
					FROM own_sql_essay ORDER BY distance LIMIT 10) AS candidates
				JOIN own_sql_writer w ON w.id = candidates.writer_id
				WHERE candidates.distance IS NOT NULL ORDER BY candidates.distance""")
			.param("v", SqlVectorValue.of(NEAR))
			.query(NearEssay.class)
			.list();
		assertThat(near).extracting(NearEssay::title).containsExactly("Ports", "Sockets");
		assertThat(near.get(0)).satisfies((essay) -> {
			assertThat(essay.meta()).isEqualTo(new Meta("en", List.of("net", "[tcp]")));
			assertThat(essay.marks()).containsExactly(1.5, 2.0);
			assertThat(essay.writtenAt()).isEqualTo(NOON);
			assertThat(essay.embedding()).containsExactly(1, 0, 0);
			assertThat(essay.writer()).isEqualTo("Ann");
			assertThat(essay.distance()).isBetween(0.0, 0.01);
		});
	}

	@Test
	void jsonIsReadByTheTypeOfTheProperty() {
		JsonParts parts = tidb
			.sql("SELECT meta, meta AS tree, meta->'$.tags' AS tags, marks, embedding AS vector, "
					+ "meta->>'$.lang' AS lang FROM own_sql_essay WHERE id = 1")
			.query(JsonParts.class)
			.single();
		assertThat(parts.meta()).containsEntry("lang", "en").containsEntry("tags", List.of("net", "[tcp]"));
		assertThat(parts.tree().getTags()).containsExactly("net", "[tcp]");
		assertThat(parts.tags()).containsExactly("net", "[tcp]");
		assertThat(parts.marks()).containsExactly(1.5, 2);
		assertThat(parts.vector()).containsExactly(1.0, 0.0, 0.0);
		assertThat(parts.lang()).isEqualTo("en");
		assertThat(tidb.sql("SELECT NULL AS meta").query(OnlyMeta.class).single()).isEqualTo(new OnlyMeta(null));
	}

	@Test
	void jsonThatDoesNotFitNamesColumnAndType() {
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(
					() -> tidb.sql("SELECT marks AS meta FROM own_sql_essay WHERE id = 1").query(OnlyMeta.class).list())
			.withMessage("The column meta has a value that does not fit " + Meta.class.getName());
	}

	@Test
	void textThatIsNoJsonIsConvertedBySpring() {
		assertThat(tidb.sql("SELECT 'a,b' AS names, 'c' AS code").query(Codes.class).single())
			.isEqualTo(new Codes(List.of("a", "b"), new Code("c")));
	}

	@Test
	void rowsOfATableAreReadAsTheTableReadsThem() {
		List<Essay> all = tidb.sql("SELECT 1 AS one, e.* FROM own_sql_essay e ORDER BY id")
			.query(essays.rowMapper())
			.list();
		assertThat(all).usingRecursiveComparison().isEqualTo(essays.find().list());
		assertThat(tidb.sql(
				"SELECT embedding, title, WRITER_ID, written_at, marks, meta, id AS ID FROM own_sql_essay WHERE id = 2")
			.query(essays.rowMapper())
			.single()).usingRecursiveComparison().isEqualTo(essays.findById(2).orElseThrow());
	}

	@Test
	void rowsOfATableWithoutATypeAreMaps() {
		Table<Map<String, @Nullable Object>> opened = tidb.tables().open("own_sql_writer");
		assertThat(tidb.sql("SELECT " + opened.selectList("w", "w_") + " FROM own_sql_writer w WHERE id = 2")
			.query(opened.rowMapper("w_"))
			.single()).isEqualTo(Map.of("id", 2L, "name", "Bob"));
	}

	@Test
	void rowsWithADistanceAreReadTogether() {
		RowMapper<Essay> essay = essays.rowMapper();
		List<Found> found = tidb
			.sql("SELECT %s, VEC_COSINE_DISTANCE(e.embedding, ?) AS distance FROM own_sql_essay e WHERE id < 3 "
				.formatted(essays.selectList("e")) + "ORDER BY distance, id LIMIT 1")
			.param(SqlVectorValue.of(NEAR))
			.query((row, number) -> new Found(essay.mapRow(row, number), null, row.getDouble("distance")))
			.list();
		assertThat(found).singleElement()
			.satisfies((hit) -> assertThat(hit.essay()).usingRecursiveComparison()
				.isEqualTo(essays.findById(1).orElseThrow()));
	}

	@Test
	void tablesOfAJoinAreToldApartByTheirPrefixes() {
		RowMapper<@Nullable Essay> essay = essays.rowMapper("e_");
		RowMapper<@Nullable Writer> writer = writers.rowMapper("w_");
		List<Found> found = tidb
			.sql("SELECT %s, %s FROM own_sql_essay e LEFT JOIN own_sql_writer w ON w.id = e.writer_id ORDER BY e.id"
				.formatted(essays.selectList("e", "e_"), writers.selectList("w", "w_")))
			.query((row, number) -> new Found(essay.mapRow(row, number), writer.mapRow(row, number), 0))
			.list();
		assertThat(found).extracting(Found::writer).containsExactly(new Writer(1, "Ann"), new Writer(2, "Bob"), null);
		assertThat(found.get(2).essay()).usingRecursiveComparison().isEqualTo(essays.findById(3).orElseThrow());
	}

	@Test
	void columnThatIsMissingOrThereTwiceIsNamed() {
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> tidb.sql("SELECT id FROM own_sql_writer").query(writers.rowMapper()).list())
			.withMessage("The result has no column 'name' for Writer.name; selectList(alias) returns all columns of "
					+ "the table");
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> tidb.sql("SELECT id AS w_id FROM own_sql_writer").query(writers.rowMapper("w_")).list())
			.withMessage("The result has no column 'w_name' for Writer.name; selectList(alias, \"w_\") returns all "
					+ "columns of the table");
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(
					() -> tidb.sql("SELECT e.*, w.* FROM own_sql_essay e JOIN own_sql_writer w ON w.id = e.writer_id")
						.query(writers.rowMapper())
						.list())
			.withMessage("The result has several columns 'id', one of which is for Writer.id; "
					+ "selectList(alias, prefix) and rowMapper(prefix) tell the columns of joined tables apart");
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> tidb.sql("SELECT NULL AS id, 'x' AS name").query(writers.rowMapper()).list())
			.withMessage("The column `id` is NULL, and Writer.id (long) cannot be");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a ", "a\0b" })
	void whenAliasIsNoIdentifierThenItIsRejected(String alias) {
		assertThatIllegalArgumentException().isThrownBy(() -> writers.selectList(alias));
	}

	@Test
	void aliasesAndLabelsAreQuoted() {
		assertThat(writers.selectList("w`")).isEqualTo("`w```.`id`, `w```.`name`");
		assertThat(writers.selectList("w", "a b")).isEqualTo("`w`.`id` AS `a bid`, `w`.`name` AS `a bname`");
		assertThatIllegalArgumentException().isThrownBy(() -> writers.selectList("w", ""))
			.withMessage("'prefix' must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> writers.selectList("w", "p".repeat(61)));
		assertThatIllegalArgumentException().isThrownBy(() -> writers.rowMapper(""));
	}

	@Test
	void jdbcTemplateReadsAndWritesTheSame() {
		JdbcTemplate template = new JdbcTemplate(tidb.dataSource());
		String sql = "SELECT id, title, meta, marks, written_at, embedding, 'x' AS writer, "
				+ "VEC_COSINE_DISTANCE(embedding, ?) AS distance FROM own_sql_essay WHERE id < 3 ORDER BY distance, id LIMIT 5";
		assertThat(template.query(sql, tidb.rowMapper(NearEssay.class), SqlVectorValue.of(NEAR))).element(0)
			.satisfies((near) -> {
				assertThat(near.embedding()).containsExactly(1, 0, 0);
				assertThat(near.writtenAt()).isEqualTo(NOON);
				assertThat(near.meta()).isEqualTo(new Meta("en", List.of("net", "[tcp]")));
			});
		assertThat(template.queryForObject("SELECT embedding FROM own_sql_essay WHERE id = 2",
				tidb.rowMapper(float[].class)))
			.containsExactly(0, 1, 0);
		template.update("INSERT INTO own_sql_essay (id, title, writer_id, embedding) VALUES (?, ?, ?, ?)", 4, "Locks",
				1, SqlVectorValue.of(NEAR));
		try {
			assertThat(template.query("SELECT * FROM own_sql_essay WHERE id = 4", essays.rowMapper())).singleElement()
				.satisfies((essay) -> assertThat(essay.embedding()).containsExactly(NEAR));
		}
		finally {
			essays.deleteById(4);
		}
	}

	@TiDBTable("own_sql_essay")
	record Essay(@PrimaryKey long id, String title, long writerId, @JsonColumn @Nullable Meta meta,
			@JsonColumn @Nullable List<Double> marks, @TiDBColumn(name = "written_at") @Nullable Instant writtenAt,
			@VectorColumn(dimensions = 3) float @Nullable [] embedding) {

	}

	@TiDBTable("own_sql_writer")
	record Writer(@PrimaryKey long id, String name) {

	}

	record Meta(String lang, List<String> tags) {

	}

	record NearEssay(long id, String title, @Nullable Meta meta, @Nullable List<Double> marks, Instant writtenAt,
			float[] embedding, String writer, double distance) {

	}

	record Found(@Nullable Essay essay, @Nullable Writer writer, double distance) {

	}

	record JsonParts(Map<String, Object> meta, MetaBean tree, List<String> tags, double[] marks, List<Double> vector,
			String lang) {

	}

	record OnlyMeta(@Nullable Meta meta) {

	}

	record Codes(List<String> names, Code code) {

	}

	public record Code(String value) {

	}

	static class MetaBean {

		private String lang = "";

		private List<String> tags = List.of();

		public String getLang() {
			return this.lang;
		}

		public void setLang(String lang) {
			this.lang = lang;
		}

		public List<String> getTags() {
			return this.tags;
		}

		public void setTags(List<String> tags) {
			this.tags = tags;
		}

	}

}
