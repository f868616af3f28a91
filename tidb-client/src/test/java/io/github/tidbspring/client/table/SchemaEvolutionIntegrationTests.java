package io.github.tidbspring.client.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBCheck;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBForeignKey;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tables that are brought to their types: by text, and by {@code migrate()}.
 */
@NullMarked
@ContractTests
class SchemaEvolutionIntegrationTests {

	private final TiDBClient tidb;

	SchemaEvolutionIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@BeforeEach
	@AfterEach
	void drop() {
		this.tidb.tables().dropIfExists("evolved");
		this.tidb.tables().dropIfExists("evolved_parent");
	}

	@Test
	void whenTheTableIsMissingThenItIsCreated() {
		SchemaOperations<New> schema = this.tidb.table(New.class).schema();
		this.tidb.table(Parent.class).schema().create();
		assertThat(schema.diff().statements()).containsExactly(schema.ddl());
		assertThat(schema.diff().refused()).isEmpty();
		assertThat(schema.exists()).isFalse();
		assertThat(schema.migrate().isEmpty()).isTrue();
		assertThat(schema.diff()).hasToString("");
		schema.validate();
	}

	@Test
	void migrationBringsATableToItsTypeAndKeepsItsRows() {
		this.tidb.table(Parent.class).schema().create();
		this.tidb.table(Parent.class).insert(new Parent(7));
		execute("CREATE TABLE evolved (id INT NOT NULL PRIMARY KEY, title VARCHAR(20) NOT NULL COMMENT 'it''s', "
				+ "views INT NOT NULL DEFAULT 3, price DECIMAL(10,2) NULL, seen DATETIME NOT NULL, state ENUM('a','b') NOT NULL, "
				+ "note VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NULL, parent BIGINT NULL, "
				+ "body VARCHAR(255) NOT NULL, meta JSON NOT NULL, changed_at DATETIME(6) NULL, kind VARCHAR(10) NOT NULL, "
				+ "extra INT NULL, INDEX idx_title (title, views), INDEX other (views))");
		execute("INSERT INTO evolved (id, title, views, price, seen, state, note, parent, body, meta, kind) "
				+ "VALUES (1, 'One', 2147483647, 1.25, '2024-01-02 03:04:05', 'b', 'Note', 7, 'text', '{\"lang\": \"en\"}', 'k')");
		SchemaOperations<New> schema = this.tidb.table(New.class).schema();
		SchemaDiff diff = schema.diff();
		assertThat(diff.refused()).isEmpty();
		assertThat(diff.statements()).containsExactly("ALTER TABLE `evolved` MODIFY COLUMN `id` BIGINT NOT NULL",
				"ALTER TABLE `evolved` MODIFY COLUMN `title` VARCHAR(200) NOT NULL COMMENT 'it''s'",
				"ALTER TABLE `evolved` MODIFY COLUMN `views` BIGINT NOT NULL DEFAULT %s".formatted(quoted("3")),
				"ALTER TABLE `evolved` MODIFY COLUMN `price` DECIMAL(20,4) NULL",
				"ALTER TABLE `evolved` MODIFY COLUMN `seen` DATETIME(6) NOT NULL",
				"ALTER TABLE `evolved` MODIFY COLUMN `state` ENUM('a','b','c') NOT NULL",
				"ALTER TABLE `evolved` ALTER COLUMN `state` SET DEFAULT 'c'",
				"ALTER TABLE `evolved` MODIFY COLUMN `note` VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL",
				"ALTER TABLE `evolved` MODIFY COLUMN `body` MEDIUMTEXT NULL",
				"ALTER TABLE `evolved` MODIFY COLUMN `changed_at` DATETIME(6) NULL DEFAULT CURRENT_TIMESTAMP(6) "
						+ "ON UPDATE CURRENT_TIMESTAMP(6)",
				"ALTER TABLE `evolved` ADD COLUMN `subtitle` VARCHAR(255) NULL",
				"ALTER TABLE `evolved` ADD COLUMN `rating` INT NOT NULL",
				"ALTER TABLE `evolved` ADD COLUMN `added_at` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)",
				"ALTER TABLE `evolved` ADD COLUMN `token` VARCHAR(36) NULL",
				"ALTER TABLE `evolved` ALTER COLUMN `token` SET DEFAULT (UUID())",
				"ALTER TABLE `evolved` ADD COLUMN `lang` VARCHAR(8) GENERATED ALWAYS AS (meta->>'$.lang') VIRTUAL NULL",
				"DROP INDEX `idx_title` ON `evolved`", "CREATE INDEX `idx_title` ON `evolved` (`title`)",
				"CREATE INDEX `idx_lang` ON `evolved` (`lang`)",
				"CREATE UNIQUE INDEX `uk_lower_title` ON `evolved` ((LOWER(title)))",
				"ALTER TABLE `evolved` ADD CONSTRAINT `fk_evolved_parent` FOREIGN KEY (`parent`) REFERENCES `evolved_parent` (`id`)");
		this.tidb.sql("SELECT * FROM evolved").query().listOfRows();
		assertThat(this.tidb
			.sql("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE() "
					+ "AND table_name = 'evolved'")
			.query(Integer.class)
			.single()).isEqualTo(13);
		SchemaDiff remaining = schema.migrate();
		assertThat(remaining.refused()).isEmpty();
		assertThat(remaining.isEmpty()).isTrue();
		Table<New> table = schema.validate();
		New row = table.findById(1).orElseThrow();
		assertThat(row.title()).isEqualTo("One");
		assertThat(row.views()).isEqualTo(Integer.MAX_VALUE);
		assertThat(row.price()).isEqualByComparingTo(new BigDecimal("1.25"));
		assertThat(row.seen()).isEqualTo(LocalDateTime.parse("2024-01-02T03:04:05"));
		assertThat(row.state()).isEqualTo("b");
		assertThat(row.note()).isEqualTo("Note");
		assertThat(row.body()).isEqualTo("text");
		assertThat(row.rating()).isZero();
		assertThat(row.lang()).isEqualTo("en");
		assertThat(row.addedAt()).isNotNull();
		assertThat(row.token()).isNull();
		execute("INSERT INTO evolved (id, title, price, seen, note, meta, kind, rating) "
				+ "VALUES (2, 'Two', 1, '2024-01-02', 'x', '{}', 'k', 1)");
		New defaults = table.findById(2).orElseThrow();
		assertThat(defaults.views()).isEqualTo(3);
		assertThat(defaults.state()).isEqualTo("c");
		assertThat(defaults.token()).hasSize(36);
		assertThat(defaults.changedAt()).isNotNull();
		assertThat(this.tidb
			.sql("SELECT column_comment FROM information_schema.columns WHERE table_schema = DATABASE() "
					+ "AND table_name = 'evolved' AND column_name = 'title'")
			.query(String.class)
			.single()).isEqualTo("it's");
	}

	@Test
	void whatLosesDataIsOnlyNamed() {
		execute("CREATE TABLE evolved (id VARCHAR(9) NOT NULL, other BIGINT NOT NULL, views BIGINT NOT NULL, "
				+ "vector VECTOR(2) NULL, state ENUM('a','b','z') NOT NULL, note VARCHAR(99) NULL, written INT NULL, "
				+ "code VARCHAR(9) NOT NULL, needed INT NOT NULL, total INT AS (views + 1) STORED, PRIMARY KEY (id, other), "
				+ "UNIQUE INDEX one_code (code))");
		execute("INSERT INTO evolved (id, other, views, state, code, needed) VALUES ('a', 1, 1, 'z', 'c', 1)");
		SchemaOperations<Losing> schema = this.tidb.table(Losing.class).schema();
		SchemaDiff diff = schema.migrate();
		assertThat(diff.statements()).isEmpty();
		assertThat(diff.isEmpty()).isFalse();
		assertThat(diff.refused()).map((difference) -> difference.replace("bigint(20)", "bigint"))
			.containsExactlyInAnyOrder(
					"the column `views` is bigint, and Losing.views is int: TiDB does not modify it, because the generated "
							+ "column total depends on it",
					"the column `vector` is vector(2), and Losing.vector is vector(3): values that do not fit the other type "
							+ "would be lost",
					"the column `state` is enum('a','b','z'), and Losing.state is enum('a','b'): values that do not fit the "
							+ "other type would be lost",
					"the column `note` is varchar(99), and Losing.note is varchar(10): values that do not fit the other type "
							+ "would be lost",
					"the column `note` may be NULL, and Losing.note may not: there are rows in which it is NULL",
					"the column `written` is not generated, and Losing.written is: GENERATED ALWAYS AS (views * 2): the values "
							+ "of the column would be lost, and TiDB does not make an existing column a generated one",
					"the column `at` of Losing.at is missing: the existing rows would get a value that nobody has given them, "
							+ "such as a text without characters or the year 0; with nullable = true, or a constant "
							+ "defaultExpression, the column can be added",
					"the column `copy` of Losing.copy is missing: TiDB adds no STORED column to an existing table, only a "
							+ "VIRTUAL one",
					"the column `tags` of Losing.tags is missing: TiDB has such a default only if the table is created with it",
					"the column `other`, which Losing does not have, needs a value: to drop it would lose its values; it can "
							+ "become nullable, or get a default",
					"the column `needed`, which Losing does not have, needs a value: to drop it would lose its values; it can "
							+ "become nullable, or get a default",
					"the primary key is [id, other], and that of Losing is [id]: TiDB does not change the primary key of a table",
					"the table has the unique index `one_code` on [code], and Losing has none: save() would change the row with "
							+ "that value instead of failing: without it, equal values would be accepted; it can be dropped, or "
							+ "declared");
		assertThat(diff.toString().lines()).hasSize(13).allMatch((line) -> line.startsWith("-- the "));
		assertThat(this.tidb.sql("SELECT CONCAT(id, other, views, state, code, total) FROM evolved")
			.query(String.class)
			.single()).isEqualTo("a11zc2");
	}

	@Test
	void whenTheTableIsEmptyThenNoRowLosesAnything() {
		execute("CREATE TABLE evolved (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(255) NULL)");
		SchemaOperations<Expiring> schema = this.tidb.table(Expiring.class).schema();
		SchemaDiff diff = schema.diff();
		assertThat(diff.refused()).isEmpty();
		assertThat(diff.statements()).startsWith("ALTER TABLE `evolved` MODIFY COLUMN `name` VARCHAR(255) NOT NULL",
				"ALTER TABLE `evolved` ADD COLUMN `at` DATETIME(6) NOT NULL");
		assertThat(schema.migrate().isEmpty()).isTrue();
		schema.validate();
		assumeTrue(isTiDB(), "a stand-in does not report a time to live");
		assertThat(diff.statements()).endsWith("ALTER TABLE `evolved` TTL = at + INTERVAL 1 DAY",
				"ALTER TABLE `evolved` TTL_JOB_INTERVAL = '3h'");
		execute("INSERT INTO evolved (id, name, at) VALUES (1, 'a', '2001-01-01')");
		execute("ALTER TABLE evolved REMOVE TTL");
		execute("ALTER TABLE evolved AUTO_ID_CACHE = 50");
		SchemaDiff refused = schema.migrate();
		assertThat(refused.statements()).isEmpty();
		assertThat(refused.refused()).contains(
				"the table has no TTL, and Expiring has TTL = at + INTERVAL 1 DAY: TiDB would delete the rows that have "
						+ "expired");
	}

	@Test
	void whenAColumnCannotBeAddedThenNothingIsMadeOfIt() {
		this.tidb.table(Parent.class).schema().create();
		execute("CREATE TABLE evolved (id BIGINT NOT NULL PRIMARY KEY)");
		execute("INSERT INTO evolved (id) VALUES (1)");
		SchemaDiff diff = this.tidb.table(Dependent.class).schema().migrate();
		assertThat(diff.statements()).isEmpty();
		assertThat(diff.refused()).filteredOn((difference) -> difference.contains("it needs the column at"))
			.map((difference) -> difference.replaceFirst(":.*", ""))
			.containsExactly("the column `year` of Dependent.year is missing", "the index `idx_at_id` is missing");
		assertThat(diff.refused()).anyMatch(
				(difference) -> difference.endsWith("it needs the column year, which the table " + "does not have"));
	}

	@Test
	void whenARowHasEqualValuesThenTheServerRefusesTheUniqueIndex() {
		execute("CREATE TABLE evolved (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL)");
		execute("INSERT INTO evolved (id, name) VALUES (1, 'a'), (2, 'a')");
		SchemaOperations<Unique> schema = this.tidb.table(Unique.class).schema();
		assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(schema::migrate);
		assertThat(schema.diff().statements()).containsExactly("CREATE UNIQUE INDEX `uk_name` ON `evolved` (`name`)");
		this.tidb.table(Unique.class).deleteById(2);
		assertThat(schema.migrate().isEmpty()).isTrue();
	}

	@Test
	void generatedColumnsAreAddedAndChangedWhereTiDBCan() {
		assumeTrue(isTiDB(), "a stand-in does not report the expression");
		execute("CREATE TABLE evolved (id BIGINT NOT NULL PRIMARY KEY, plain INT AS (id + 1) STORED, "
				+ "computed INT AS (id + 1) VIRTUAL, kept INT AS (id + 1) STORED, indexed INT AS (id + 1) VIRTUAL, "
				+ "lazy INT AS (id + 1) VIRTUAL, narrow BIGINT AS (id + 1) VIRTUAL, INDEX idx_indexed (indexed))");
		execute("INSERT INTO evolved (id) VALUES (1)");
		SchemaOperations<Computed> schema = this.tidb.table(Computed.class).schema();
		assertThat(schema.diff().statements()).containsExactly("ALTER TABLE `evolved` MODIFY COLUMN `plain` INT NULL",
				"ALTER TABLE `evolved` MODIFY COLUMN `computed` BIGINT GENERATED ALWAYS AS (id + 2) VIRTUAL NULL");
		SchemaDiff remaining = schema.migrate();
		assertThat(remaining.statements()).isEmpty();
		assertThat(remaining.refused()).containsExactly(
				"the column `kept` is generated as (`id` + 1), and Computed.kept as (id + 2): TiDB does not change the "
						+ "expression of a STORED column",
				"the column `indexed` is generated as (`id` + 1), and Computed.indexed as (id + 2): TiDB does not change "
						+ "the expression of a column that is in an index; drop the index first",
				"the column `lazy` is VIRTUAL, and Computed.lazy is STORED: TiDB does not change this; the column "
						+ "can be dropped and added",
				"the column `narrow` is bigint, and Computed.narrow is int: TiDB does not change the type of a generated "
						+ "column in this way; the column can be dropped and added");
		assertThat(this.tidb.sql("SELECT CONCAT(plain, computed, kept) FROM evolved").query(String.class).single())
			.isEqualTo("232");
	}

	@Test
	void autoRandomIsNeverChanged() {
		assumeTrue(isTiDB(), "a stand-in does not tell of AUTO_RANDOM");
		execute("CREATE TABLE evolved (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL)");
		SchemaDiff diff = this.tidb.table(Random.class).schema().migrate();
		assertThat(diff.refused())
			.containsExactly("the column `id` is not AUTO_RANDOM, and Random.id is AUTO_RANDOM(5): TiDB does not add, "
					+ "change or remove AUTO_RANDOM in an existing table");
		drop();
		execute("CREATE TABLE evolved (id BIGINT NOT NULL AUTO_RANDOM(5) PRIMARY KEY, name VARCHAR(20) NOT NULL)");
		assertThat(this.tidb.table(Random.class).schema().migrate().isEmpty()).isTrue();
		assertThat(this.tidb.table(Unique.class).schema().diff().refused()).containsExactly(
				"the primary key is AUTO_RANDOM(5), and that of Unique is not: TiDB does not add, change or "
						+ "remove AUTO_RANDOM in an existing table");
	}

	@Test
	void collationsAreKeptAndOnlyChangedWhereTiDBCan() {
		execute("CREATE TABLE evolved (id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(20) COLLATE utf8mb4_bin NOT NULL, "
				+ "mail VARCHAR(255) COLLATE utf8mb4_bin NOT NULL, INDEX idx_mail (mail)) DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_bin");
		SchemaOperations<Collated> schema = this.tidb.table(Collated.class).schema();
		assertThat(schema.diff().statements()).containsExactly(
				"ALTER TABLE `evolved` MODIFY COLUMN `name` VARCHAR(255) COLLATE utf8mb4_general_ci NOT NULL");
		SchemaDiff remaining = schema.migrate();
		assertThat(remaining.statements()).isEmpty();
		assertThat(remaining.refused()).containsExactly(
				"the column `mail` has the character set utf8mb4 and the collation utf8mb4_bin, and Collated.mail is "
						+ "VARCHAR(255) COLLATE utf8mb4_general_ci: TiDB does not change the collation of a column that is in "
						+ "an index; drop the index first");
	}

	@Test
	void foreignKeysAndChecksAreChanged() {
		this.tidb.table(Parent.class).schema().create();
		execute("CREATE TABLE evolved (id BIGINT NOT NULL PRIMARY KEY, parent BIGINT NOT NULL, stars INT NOT NULL DEFAULT 1, "
				+ "CONSTRAINT fk_evolved_parent FOREIGN KEY (parent) REFERENCES evolved_parent (id))");
		SchemaOperations<Child> schema = this.tidb.table(Child.class).schema();
		SchemaDiff diff = schema.diff();
		assertThat(diff.statements()).startsWith("ALTER TABLE `evolved` DROP FOREIGN KEY `fk_evolved_parent`",
				"ALTER TABLE `evolved` ADD CONSTRAINT `fk_evolved_parent` FOREIGN KEY (`parent`) REFERENCES "
						+ "`evolved_parent` (`id`) ON DELETE CASCADE");
		if (diff.statements().size() == 3) {
			assertThat(diff.statements())
				.endsWith("ALTER TABLE `evolved` ADD CONSTRAINT `chk_evolved_stars` CHECK (stars > 0)");
		}
		else {
			assertThat(schema.strict().diff().refused())
				.containsExactly("the constraint `chk_evolved_stars` is missing: CHECK (stars > 0): "
						+ "tidb_enable_check_constraint is off");
		}
		assertThat(schema.migrate().isEmpty()).isTrue();
		schema.validate();
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void vectorIndexIsAddedWithTheReplicaThatItNeeds() {
		execute("CREATE TABLE evolved (id BIGINT NOT NULL PRIMARY KEY, vector VECTOR NULL)");
		execute("INSERT INTO evolved (id, vector) VALUES (1, '[1,2,3]')");
		SchemaOperations<Indexed> schema = this.tidb.table(Indexed.class).schema();
		assertThat(schema.diff().statements()).contains("ALTER TABLE `evolved` MODIFY COLUMN `vector` VECTOR(3) NULL")
			.endsWith("CREATE VECTOR INDEX `vec_idx_vector` ON `evolved` ((VEC_COSINE_DISTANCE(`vector`))) USING HNSW");
		if (isTiDB()) {
			assertThat(schema.diff().statements()).contains("ALTER TABLE `evolved` SET TIFLASH REPLICA 1");
		}
		assertThat(schema.migrate().isEmpty()).isTrue();
		schema.validate();
		assertThat(this.tidb.table(Indexed.class).findById(1).orElseThrow().vector()).containsExactly(1, 2, 3);
	}

	@Test
	void whenAStatementFailsThenThoseBeforeItRemain() {
		this.tidb.table(Parent.class).schema().create();
		execute("CREATE TABLE evolved (id BIGINT NOT NULL PRIMARY KEY, parent BIGINT NOT NULL)");
		execute("INSERT INTO evolved (id, parent) VALUES (1, 2)");
		SchemaOperations<Child> schema = this.tidb.table(Child.class).schema();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(schema::migrate);
		assertThat(schema.diff().statements()).first()
			.isEqualTo("ALTER TABLE `evolved` ADD CONSTRAINT `fk_evolved_parent` FOREIGN KEY (`parent`) REFERENCES "
					+ "`evolved_parent` (`id`) ON DELETE CASCADE");
		this.tidb.table(Parent.class).insert(new Parent(2));
		assertThat(schema.migrate().isEmpty()).isTrue();
	}

	/**
	 * The types are those for which the tests of the comparison say that nothing is lost.
	 */
	@Test
	void eachTypeThatHoldsAllValuesKeepsThem() {
		String[][] changes = { { "INT", "2147483647", "BIGINT" }, { "TINYINT(1)", "1", "INT" },
				{ "INT UNSIGNED", "4294967295", "BIGINT UNSIGNED" }, { "INT", "-2147483648", "DECIMAL(12,2)" },
				{ "BIGINT UNSIGNED", "18446744073709551615", "DECIMAL(20,0)" }, { "INT", "2147483647", "DOUBLE" },
				{ "DECIMAL(10,2)", "99999999.99", "DECIMAL(12,4)" }, { "FLOAT", "1.5", "DOUBLE" },
				{ "VARCHAR(3)", "'a b'", "VARCHAR(5)" }, { "CHAR(3)", "'abc'", "VARCHAR(3)" },
				{ "CHAR(3)", "'a'", "CHAR(5)" }, { "VARCHAR(20)", "'ü😀'", "MEDIUMTEXT" },
				{ "TEXT", "'x'", "LONGTEXT" }, { "BINARY(4)", "'ab'", "VARBINARY(4)" },
				{ "VARBINARY(8)", "'xy'", "BLOB" }, { "TINYBLOB", "'xy'", "MEDIUMBLOB" },
				{ "DATETIME", "'2024-01-02 03:04:05'", "DATETIME(6)" },
				{ "TIMESTAMP", "'2024-01-02 03:04:05'", "TIMESTAMP(3)" }, { "TIME", "'03:04:05'", "TIME(2)" },
				{ "DATE", "'2024-01-02'", "DATETIME" }, { "BIT(1)", "1", "BIT(8)" },
				{ "ENUM('a','b')", "'b'", "ENUM('a','b','c')" }, { "ENUM('a','b')", "'b'", "ENUM('b','c','a')" },
				{ "ENUM('a','it''s')", "'it''s'", "VARCHAR(4)" }, { "SET('a','b')", "'a,b'", "SET('c','a','b')" } };
		List<String> columns = IntStream.range(0, changes.length)
			.mapToObj((i) -> "c%s %s NULL, o%s %s NULL".formatted(i, changes[i][0], i, changes[i][0]))
			.toList();
		List<String> values = IntStream.range(0, changes.length)
			.mapToObj((i) -> changes[i][1] + ", " + changes[i][1])
			.toList();
		execute("CREATE TABLE evolved (id INT PRIMARY KEY, " + String.join(", ", columns) + ")");
		execute("INSERT INTO evolved VALUES (1, " + String.join(", ", values) + ")");
		for (int i = 0; i < changes.length; i++) {
			execute("ALTER TABLE evolved MODIFY COLUMN c%s %s NULL".formatted(i, changes[i][2]));
			assertThat(this.tidb.sql("SELECT c%s = o%s FROM evolved".formatted(i, i)).query(Boolean.class).single())
				.as(String.join(" ", changes[i]))
				.isTrue();
		}
	}

	/** MariaDB reports a number without quotes. */
	private String quoted(String number) {
		return isTiDB() ? "'" + number + "'" : number;
	}

	private boolean isTiDB() {
		return this.tidb.serverInfo().isTiDB();
	}

	private void execute(String sql) {
		this.tidb.sql(sql).update();
	}

	@TiDBTable("evolved_parent")
	record Parent(@PrimaryKey long id) {

	}

	@TiDBTable("evolved")
	@TiDBIndex(value = "(LOWER(title))", unique = true)
	record New(@PrimaryKey long id, @TiDBColumn(length = 200) @TiDBIndex String title, long views,
			@TiDBColumn(precision = 20, scale = 4) @Nullable BigDecimal price, LocalDateTime seen,
			@TiDBColumn(type = "ENUM('a','b','c')", defaultExpression = "'c'", nullable = false) @Nullable String state,
			@TiDBColumn(length = 100) String note, @TiDBForeignKey(references = Parent.class) @Nullable Long parent,
			@TiDBColumn(type = "MEDIUMTEXT") @Nullable String body, @JsonColumn Map<String, Object> meta,
			@TiDBColumn(defaultExpression = "CURRENT_TIMESTAMP(6)",
					onUpdate = "CURRENT_TIMESTAMP(6)") @Nullable Instant changedAt,
			@TiDBColumn(length = 10) String kind, @Nullable String subtitle, int rating,
			@TiDBColumn(defaultExpression = "CURRENT_TIMESTAMP(6)", nullable = false) @Nullable Instant addedAt,
			@TiDBColumn(defaultExpression = "(UUID())", length = 36) @Nullable String token,
			@TiDBColumn(generatedAs = "meta->>'$.lang'", length = 8) @TiDBIndex @Nullable String lang) {

	}

	@TiDBTable("evolved")
	record Losing(@PrimaryKey @TiDBColumn(length = 9) String id, int views,
			@VectorColumn(dimensions = 3) float @Nullable [] vector, @TiDBColumn(type = "ENUM('a','b')") String state,
			@TiDBColumn(length = 10) String note, @TiDBColumn(generatedAs = "views * 2") @Nullable Integer written,
			@TiDBColumn(length = 9) String code, LocalDateTime at,
			@TiDBColumn(generatedAs = "views * 2", stored = true) @Nullable Integer copy,
			@TiDBColumn(defaultExpression = "(JSON_ARRAY())") @JsonColumn @Nullable List<String> tags) {

	}

	@TiDBTable(value = "evolved", ttl = "at + INTERVAL 1 DAY", options = "TTL_JOB_INTERVAL = '3h'")
	record Expiring(@PrimaryKey long id, String name, LocalDateTime at) {

	}

	@TiDBTable("evolved")
	@TiDBIndex({ "at", "id" })
	record Dependent(@PrimaryKey long id, @TiDBColumn(generatedAs = "YEAR(at)") @TiDBIndex @Nullable Integer year,
			LocalDateTime at) {

	}

	@TiDBTable("evolved")
	record Unique(@PrimaryKey long id, @TiDBIndex(unique = true) String name) {

	}

	@TiDBTable("evolved")
	record Computed(@PrimaryKey long id, @Nullable Integer plain,
			@TiDBColumn(generatedAs = "id + 2") @Nullable Long computed,
			@TiDBColumn(generatedAs = "id + 2", stored = true) @Nullable Integer kept,
			@TiDBColumn(generatedAs = "id + 2") @TiDBIndex @Nullable Integer indexed,
			@TiDBColumn(generatedAs = "id + 1", stored = true) @Nullable Integer lazy,
			@TiDBColumn(generatedAs = "id + 1") @Nullable Integer narrow) {

	}

	@TiDBTable("evolved")
	record Random(@PrimaryKey @AutoRandom @Nullable Long id, String name) {

	}

	@TiDBTable("evolved")
	record Collated(@PrimaryKey long id, @TiDBColumn(type = "VARCHAR(255) COLLATE utf8mb4_general_ci") String name,
			@TiDBColumn(type = "VARCHAR(255) COLLATE utf8mb4_general_ci") @TiDBIndex String mail) {

	}

	@TiDBTable("evolved")
	record Child(@PrimaryKey long id,
			@TiDBForeignKey(references = Parent.class, onDelete = TiDBForeignKey.Action.CASCADE) long parent,
			@TiDBCheck("stars > 0") @TiDBColumn(defaultExpression = "1") int stars) {

	}

	@TiDBTable("evolved")
	record Indexed(@PrimaryKey long id, @VectorColumn(dimensions = 3, index = true) float @Nullable [] vector) {

	}

}
