package io.github.tidbspring.client.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.CapturedLog;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBCheck;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBForeignKey;
import io.github.tidbspring.client.annotation.TiDBForeignKey.Action;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Filter;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Indexes on expressions, foreign keys, CHECK constraints, time to live, and options.
 */
@NullMarked
@ContractTests
class TableConstraintsIntegrationTests {

	private final TiDBClient tidb;

	private final Table<Author> authors;

	private final Table<Post> posts;

	private final Table<Rating> ratings;

	private final Table<Tagged> tagged;

	TableConstraintsIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.authors = tidb.table(Author.class);
		this.posts = tidb.table(Post.class);
		this.ratings = tidb.table(Rating.class);
		this.tagged = tidb.table(Tagged.class);
	}

	@BeforeEach
	@AfterEach
	void drop() {
		this.posts.schema().dropIfExists();
		this.authors.schema().dropIfExists();
		this.ratings.schema().dropIfExists();
		this.tagged.schema().dropIfExists();
	}

	@Test
	void foreignKeysAreCreatedAndEnforced() {
		this.authors.schema().create();
		this.posts.schema().create().schema().validate();
		this.authors.insert(new Author("ann", null));
		this.authors.insert(new Author("bob", "ann"));
		this.posts.insert(new Post(0, "ann", "bob"));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.posts.insert(new Post(0, "carl", null)));
		this.authors.deleteById("bob");
		assertThat(this.posts.find().list()).extracting(Post::reviewer).containsOnlyNulls();
		this.authors.deleteById("ann");
		assertThat(this.posts.count()).isZero();
	}

	@Test
	void whenTheReferencedTableIsMissingThenTheServerSaysSo() {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.posts.schema().create());
		assertThat(this.posts.schema().exists()).isFalse();
	}

	@Test
	void whenForeignKeysDifferThenEachIsADifference() {
		this.authors.schema().create();
		execute("CREATE TABLE constraints_post (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, "
				+ "author VARCHAR(40) NOT NULL, reviewer VARCHAR(40), CONSTRAINT fk_constraints_post_author "
				+ "FOREIGN KEY (author) REFERENCES constraints_author (name))");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(() -> this.posts.schema().validate())
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly(
					"the foreign key `fk_constraints_post_author` is FOREIGN KEY (`author`) REFERENCES "
							+ "`constraints_author` (`name`), and that of Post is FOREIGN KEY (`author`) REFERENCES "
							+ "`constraints_author` (`name`) ON DELETE CASCADE",
					"the foreign key `reviewed_by` is missing: FOREIGN KEY (`reviewer`) REFERENCES "
							+ "`constraints_author` (`name`) ON DELETE SET NULL"));
	}

	@Test
	void checksAreCreatedWhereTheServerHasThem() {
		List<String> warnings = CapturedLog.warningsOf(() -> this.ratings.schema().create().schema().validate());
		this.ratings.insert(new Rating(1, 5, 1));
		assumeTrue(acceptsChecks(), "tidb_enable_check_constraint is off");
		assertThat(warnings).isEmpty();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.ratings.insert(new Rating(2, 6, 1)));
		execute("DROP TABLE constraints_rating");
		execute("CREATE TABLE constraints_rating (id BIGINT NOT NULL PRIMARY KEY, stars INT NOT NULL, "
				+ "weight INT NOT NULL, CONSTRAINT total CHECK (stars != 3 OR weight > 0))");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(() -> this.ratings.schema().validate())
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly(
					"the constraint `chk_constraints_rating_stars` is missing: CHECK (stars BETWEEN 1 AND 5)"));
	}

	@Test
	void whenTheServerIgnoresChecksThenThisIsSaid() {
		assumeTrue(!acceptsChecks(), "the server creates CHECK constraints");
		List<String> warnings = CapturedLog.warningsOf(() -> this.ratings.schema().create().schema().validate());
		assertThat(warnings).anyMatch((message) -> message.contains("tidb_enable_check_constraint is off"))
			.anyMatch((message) -> message
				.contains("lacks the constraint `chk_constraints_rating_stars`, CHECK (stars BETWEEN 1 AND 5)"));
		this.ratings.insert(new Rating(2, 6, 1));
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(() -> this.ratings.schema().strict().validate())
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly(
					"the constraint `chk_constraints_rating_stars` is missing: CHECK (stars BETWEEN 1 AND 5)",
					"the constraint `total` is missing: CHECK (stars <> 3 OR weight > 0)"));
		this.ratings.schema().drop();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.ratings.schema().strict().create())
			.withMessageContaining("tidb_enable_check_constraint");
		assertThat(this.ratings.schema().exists()).isFalse();
	}

	@Test
	void indexesOnExpressionsAreCreatedComparedAndDropped() {
		this.tagged.schema().create().schema().validate();
		this.tagged.insert(new Tagged(1, "Ann", List.of("a", "b"), Map.of("size", 3), "x".repeat(300), null));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.tagged.insert(new Tagged(2, "ANN", List.of(), Map.of(), "y", null)));
		this.tagged.schema().dropIndex("tags");
		this.tagged.schema().dropIndex("idx_id_lower_name");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(() -> this.tagged.schema().validate())
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly(
					"the index `idx_cast_tags_as_char_40_array` is missing",
					"the index `idx_id_lower_name` is missing"));
		this.tagged.schema().createIndex("tags");
		this.tagged.schema().createIndex("idx_id_lower_name");
		this.tagged.schema().validate();
	}

	@Test
	void multiValuedIndexIsUsedByTheServer() {
		assumeTrue(isTiDB(), "a stand-in has an index on the whole array");
		this.tagged.schema().create();
		Filter tag = Filter.sql("'b' MEMBER OF (tags)", Map.of());
		this.tagged.insertAll(List.of(new Tagged(1, "Ann", List.of("a", "b"), Map.of(), "x", null),
				new Tagged(2, "Bob", List.of("c"), Map.of(), "x", null)));
		assertThat(this.tagged.find(tag).list()).extracting(Tagged::id).containsExactly(1L);
		assertThat(this.tidb
			.sql("EXPLAIN FORMAT = 'brief' SELECT /*+ use_index_merge(constraints_tagged) */ * "
					+ "FROM constraints_tagged WHERE 'b' MEMBER OF (tags)")
			.query()
			.listOfRows()
			.toString()).contains("idx_cast_tags_as_char_40_array");
	}

	@Test
	void whenAnExpressionDiffersThenItIsADifference() {
		assumeTrue(isTiDB(), "a stand-in does not report the expression");
		execute("CREATE TABLE constraints_tagged (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL, "
				+ "tags JSON NOT NULL, meta JSON NOT NULL, body TEXT NOT NULL, created_at DATETIME(6) NULL, "
				+ "UNIQUE INDEX one_name ((UPPER(name))), INDEX idx_body_20 (body(10)), "
				+ "INDEX i ((CAST(tags AS CHAR(40) ARRAY))), INDEX (id, (LOWER(`name`))))");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(() -> this.tagged.schema().validate())
			.satisfies((ex) -> assertThat(ex.getDifferences()).contains(
					"the index `one_name` has the columns [(upper(name))], and that of Tagged has [(lower(name))]",
					"the index `by_body` is missing",
					"the table has no TTL, and Tagged has TTL = created_at + INTERVAL 90 DAY"));
	}

	@Test
	void timeToLiveAndOptionsAreComparedWhereTheServerReportsThem() {
		assumeTrue(isTiDB(), "a stand-in has no such options");
		this.tagged.schema().create().schema().validate();
		execute("ALTER TABLE constraints_tagged TTL = created_at + INTERVAL 1 DAY TTL_JOB_INTERVAL = '2h'");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(() -> this.tagged.schema().validate())
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly(
					"the table has TTL = created_at + interval 1 day, and Tagged has TTL = created_at + INTERVAL 90 DAY",
					"the table has TTL_JOB_INTERVAL = 2h, and Tagged has TTL_JOB_INTERVAL = 12h"));
	}

	@Test
	void whatFillsAColumnIsCompared() {
		execute("CREATE TABLE constraints_rating (id BIGINT NOT NULL PRIMARY KEY, stars INT NOT NULL, "
				+ "weight INT GENERATED ALWAYS AS (stars + 1) STORED)");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(() -> this.ratings.schema().validate())
			.satisfies((ex) -> assertThat(ex.getDifferences())
				.contains("the column `weight` is generated, and Rating.weight is written; with generatedAs, or with "
						+ "insertable = false and updatable = false, it is not"));
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(() -> this.tidb.table(Filled.class).schema().validate())
			.satisfies((ex) -> assertThat(ex.getDifferences()).contains(
					"the column `stars` is not generated, and Filled.stars is: GENERATED ALWAYS AS (id + 1)",
					"the column `weight` is STORED, and Filled.weight is VIRTUAL"));
		this.ratings.schema().drop();
		execute("CREATE TABLE constraints_rating (id BIGINT NOT NULL PRIMARY KEY, stars INT AS (id + 1), "
				+ "weight INT AS (stars + 1), at DATETIME(6) NULL DEFAULT '2024-01-01', text VARCHAR(255) NULL, "
				+ "number INT NULL DEFAULT 1)");
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(() -> this.tidb.table(Filled.class).schema().validate())
			.satisfies((ex) -> assertThat(ex.getDifferences()).contains(
					"the column `at` has the default '2024-01-01 00:00:00.000000', and Filled.at has CURRENT_TIMESTAMP(6)",
					"the column `at` has no ON UPDATE, and Filled.at has ON UPDATE CURRENT_TIMESTAMP(6)",
					"the column `text` has no default, and Filled.text has the default 'it''s'",
					"the column `number` has the default '1', and Filled.number has 2"));
	}

	private boolean acceptsChecks() {
		return this.tidb.sql("SHOW VARIABLES LIKE 'tidb_enable_check_constraint'")
			.query((row, number) -> row.getString(2))
			.list()
			.stream()
			.allMatch("ON"::equals);
	}

	private boolean isTiDB() {
		return this.tidb.serverInfo().isTiDB();
	}

	private void execute(String sql) {
		this.tidb.sql(sql).update();
	}

	@TiDBTable("constraints_author")
	record Author(@PrimaryKey @TiDBColumn(length = 40) String name,
			@TiDBColumn(length = 40) @TiDBForeignKey(references = Author.class) @Nullable String boss) {

	}

	@TiDBTable("constraints_post")
	@TiDBForeignKey(value = "reviewer", table = "constraints_author", columns = "name", onDelete = Action.SET_NULL,
			name = "reviewed_by")
	record Post(@PrimaryKey @AutoIncrement long id, @TiDBColumn(length = 40) @TiDBForeignKey(references = Author.class,
			onDelete = Action.CASCADE) String author, @TiDBColumn(length = 40) @Nullable String reviewer) {

	}

	@TiDBTable("constraints_rating")
	@TiDBCheck(value = "stars <> 3 OR weight > 0", name = "total")
	record Rating(@PrimaryKey long id, @TiDBCheck("stars BETWEEN 1 AND 5") int stars, int weight) {

	}

	@TiDBTable("constraints_rating")
	record Filled(@PrimaryKey long id, @TiDBColumn(generatedAs = "id + 1") @Nullable Integer stars,
			@TiDBColumn(generatedAs = "stars + 1") @Nullable Integer weight,
			@TiDBColumn(defaultExpression = "CURRENT_TIMESTAMP(6)",
					onUpdate = "CURRENT_TIMESTAMP(6)") @Nullable Instant at,
			@TiDBColumn(defaultExpression = "'it''s'") @Nullable String text,
			@TiDBColumn(defaultExpression = "2") @Nullable Integer number) {

	}

	@TiDBTable(value = "constraints_tagged", ttl = "created_at + INTERVAL 90 DAY", options = "TTL_JOB_INTERVAL = '12h'")
	@TiDBIndex({ "id", "(LOWER(name))" })
	@TiDBIndex(value = "body(20)", name = "by_body")
	record Tagged(@PrimaryKey long id,
			@TiDBIndex(value = "(LOWER(name))", unique = true, name = "one_name") String name,
			@TiDBIndex("(CAST(tags AS CHAR(40) ARRAY))") @JsonColumn List<String> tags,
			@JsonColumn Map<String, Object> meta, @TiDBColumn(type = "TEXT") String body, @Nullable Instant createdAt) {

	}

}
