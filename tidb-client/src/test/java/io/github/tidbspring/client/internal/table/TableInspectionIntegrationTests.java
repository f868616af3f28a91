package io.github.tidbspring.client.internal.table;

import java.util.List;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.StandInOnly;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.table.TableMismatchException;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tables that are made, changed and compared.
 */
@NullMarked
@ContractTests
class TableInspectionIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	private final Table<Person> people;

	private final Table<Near> near;

	TableInspectionIntegrationTests(ContractServer server) {
		TiDBClient tidb = server.client();
		this.server = server;
		this.tidb = tidb;
		this.people = tidb.table(Person.class);
		this.near = tidb.table(Near.class);
	}

	@BeforeEach
	void recreate() {
		this.people.schema().recreate();
	}

	@Test
	void whenTableIsAsDescribedThenValidationPasses() {
		assertThat(this.people.schema().validate()).isSameAs(this.people);
		this.tidb.table(Counter.class).schema().recreate().schema().validate();
		this.tidb.table(OwnTypes.class).schema().recreate().schema().validate();
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void whenTableWithAVectorIndexIsAsDescribedThenValidationPasses() {
		this.near.schema().recreate().schema().validate();
	}

	@Test
	void whenTableIsMissingThenValidationSaysSo() {
		this.people.schema().drop();
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(this.people.schema()::validate)
			.withMessage("The table `person` is not what Person describes:\n"
					+ "- there is no such table in the current database");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					DROP COLUMN age | the column `age` of Person.age is missing
					MODIFY COLUMN age BIGINT NOT NULL | the column `age` is bigint, and Person.age is int
					MODIFY COLUMN age INT UNSIGNED NOT NULL | the column `age` is int unsigned, and Person.age is int
					MODIFY COLUMN name VARCHAR(50) NOT NULL | the column `name` is varchar(50), and Person.name is varchar(100)
					MODIFY COLUMN name VARCHAR(100) NULL | the column `name` may be NULL, and Person.name may not
					MODIFY COLUMN mail VARCHAR(255) NOT NULL | the column `mail` may not be NULL, and Person.mail may
					ADD COLUMN extra INT NOT NULL | the column `extra`, which Person does not have, needs a value
					DROP INDEX idx_name | the index `idx_name` is missing
					DROP INDEX idx_name, ADD UNIQUE INDEX idx_name (name) | the index `idx_name` is unique, and that of Person is not
					MODIFY COLUMN id BIGINT NOT NULL AUTO_INCREMENT | the column `id` is AUTO_INCREMENT, and Person.id is not
					""")
	void whenOneThingDiffersThenItIsNamed(String change, String difference) {
		assumeTrue(this.server.isStandIn() || !(change.contains("AUTO_INCREMENT") || change.contains(", ADD")),
				"TiDB refuses to make an existing column AUTO_INCREMENT, and to change an index twice in a statement");
		this.tidb.sql("ALTER TABLE person " + change).update();
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(this.people.schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).hasSize(1)
				.first()
				.asString()
				.isEqualToIgnoringCase(difference.replace("bigint,", columnType("age") + ",")
					.replace("int unsigned,", columnType("age") + ",")));
	}

	/** Some servers tell a width with an integer's type. */
	private String columnType(String column) {
		return this.tidb
			.sql("SELECT column_type FROM information_schema.columns WHERE table_schema = DATABASE() "
					+ "AND table_name = 'person' AND column_name = ?")
			.param(column)
			.query(String.class)
			.optional()
			.orElse("");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ADD COLUMN extra INT NULL
			ADD COLUMN extra INT NOT NULL DEFAULT 0
			ADD INDEX other (age)
			""")
	void whenTheTableHasMoreThatNeedsNothingThenValidationPasses(String change) {
		this.tidb.sql("ALTER TABLE person " + change).update();
		assertThatCode(this.people.schema()::validate).doesNotThrowAnyException();
	}

	@Test
	@StandInOnly("TiDB takes AUTO_INCREMENT from a column only if tidb_allow_remove_auto_inc is set")
	void whenServerNeitherCountsNorRefusesEqualValuesThenValidationSaysSo() {
		Table<Counter> counters = this.tidb.table(Counter.class).schema().recreate();
		this.tidb.sql("ALTER TABLE counter MODIFY COLUMN number BIGINT NOT NULL").update();
		this.tidb.sql("ALTER TABLE counter DROP INDEX uk_mail").update();
		this.tidb.sql("ALTER TABLE counter ADD INDEX uk_mail (mail)").update();
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(counters.schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly(
					"the column `number` is not AUTO_INCREMENT, and Counter.number is",
					"the index `uk_mail` is not unique, and that of Counter is unique"));
	}

	@Test
	void whenManyThingsDifferThenAllAreNamedAtOnce() {
		this.people.schema().drop();
		this.tidb
			.sql("CREATE TABLE person (id VARCHAR(20) NOT NULL, part INT NOT NULL, name VARCHAR(100) NOT NULL, "
					+ "age VARCHAR(5) NULL, more INT NOT NULL, PRIMARY KEY (part, id), INDEX idx_name (age))")
			.update();
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(this.people.schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly(
					"the column `id` is varchar(20), and Person.id is bigint",
					"the column `age` is varchar(5), and Person.age is int",
					"the column `age` may be NULL, and Person.age may not",
					"the column `mail` of Person.mail is missing",
					"the column `part`, which Person does not have, needs a value",
					"the column `more`, which Person does not have, needs a value",
					"the primary key is [part, id], and that of Person is [id]",
					"the index `idx_name` has the columns [age], and that of Person has [name]"));
	}

	@Test
	@Requires(Capability.VECTOR)
	void whenVectorHasOtherDimensionsThenValidationSaysSo() {
		this.near.schema().dropIfExists();
		this.tidb.sql("CREATE TABLE near (id BIGINT NOT NULL, vector VECTOR(4) NULL, PRIMARY KEY (id))").update();
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(this.near.schema()::validate)
			.withMessageContaining("the column `vector` is vector(4), and Near.vector is vector(3)");
	}

	@Test
	void whenTheTableExistsThenItIsCreatedOnlyIfAbsent() {
		this.people.insert(new Person(1, "Ann", 30, null));
		assertThat(this.people.schema().createIfAbsent().count()).isEqualTo(1);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this.people.schema()::create);
		assertThat(this.people.schema().recreate().count()).isZero();
		this.people.schema().drop();
		assertThat(this.people.schema().exists()).isFalse();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this.people.schema()::drop);
		this.people.schema().dropIfExists();
		assertThat(this.tidb.tables().exists("person")).isFalse();
	}

	@Test
	void whenTheTableIsTruncatedThenItIsEmptyAndStays() {
		this.people.insertAll(List.of(new Person(1, "Ann", 30, null), new Person(2, "Bob", 31, null)));
		this.people.schema().truncate();
		assertThat(this.people.count()).isZero();
		this.people.schema().validate();
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void whenVectorIndexIsDroppedThenItCanBeCreatedLater() {
		this.near.schema().recreate().schema().dropIndex("vector");
		this.near.insertAll(List.of(new Near(1, new float[] { 1, 2, 3 }), new Near(2, null)));
		this.near.schema().setTiFlashReplicas(1);
		this.near.schema().createIndex("vector");
		assertThat(this.near.count()).isEqualTo(2);
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void whenVectorIndexIsCreatedOnDemandThenItIsThere() {
		this.near.schema().dropIfExists();
		// An index that is created with its table has made the replica already.
		this.tidb.sql("CREATE TABLE near (id BIGINT NOT NULL, vector VECTOR(3) NULL, PRIMARY KEY (id))").update();
		assertThat(replicasOf("near")).isZero();
		try {
			this.near.schema().createIndexWithReplica("vector");
		}
		catch (InvalidDataAccessResourceUsageException ex) {
			assertThat(ex)
				.hasMessageStartingWith(
						"The server does not create the vector index `vec_idx_vector` of the " + "table `near`: ")
				.hasMessageContaining("setTiFlashReplicas(1) adds one")
				.hasMessageContaining("createIndex(\"vector\")");
			abort("only TiDB Cloud makes a replica on demand; this server said: " + ex.getMostSpecificCause());
		}
		assertThat(this.server.isStandIn() || replicasOf("near") == 1).isTrue();
		this.near.schema().validate();
	}

	/** A stand-in has none. */
	private int replicasOf(String table) {
		return this.server.isStandIn() ? 0
				: this.tidb
					.sql("SELECT COALESCE(SUM(replica_count), 0) FROM information_schema.tiflash_replica "
							+ "WHERE table_schema = DATABASE() AND table_name = ?")
					.param(table)
					.query(Integer.class)
					.single();
	}

	@Test
	void whenIndexIsNoVectorIndexThenItIsNotCreatedOnDemand() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.people.schema().createIndexWithReplica("name"))
			.withMessageStartingWith("Person.name has no vector index");
	}

	@Test
	@Requires(Capability.FULL_TEXT)
	void whenThereIsAFullTextIndexThenTheTableCanBeDroppedAllTheSame() {
		Table<Article> articles = this.tidb.table(Article.class).schema().recreate();
		articles.schema().validate();
		articles.schema().recreate().schema().validate();
		articles.schema().drop();
		assertThat(articles.schema().exists()).isFalse();
		articles.schema().dropIfExists();
	}

	@Test
	void whenFullTextIndexIsToBeMadeLaterThenTheTableIsCreatedAndValidWithoutIt() {
		Table<Draft> drafts = this.tidb.table(Draft.class).schema().recreate();
		assertThat(drafts.schema().ddl()).doesNotContain("FULLTEXT");
		drafts.schema().validate();
		assertThat(this.tidb.sql("SHOW INDEX FROM `drafts`").query().listOfRows())
			.noneSatisfy((index) -> assertThat(index).containsEntry("Key_name", "fts_idx_body"));
		drafts.schema().drop();
	}

	@Test
	@Requires(Capability.FULL_TEXT)
	void whenFullTextIndexIsMadeLaterThenItIsThere() {
		Table<Draft> drafts = this.tidb.table(Draft.class).schema().recreate();
		drafts.schema().createIndex("body");
		assertThat(this.tidb.sql("SHOW INDEX FROM `drafts`").query().listOfRows())
			.anySatisfy((index) -> assertThat(index).containsEntry("Key_name", "fts_idx_body"));
		drafts.schema().validate().schema().drop();
	}

	@Test
	void whenPlainIndexIsDroppedAndCreatedThenValidationFollows() {
		this.people.schema().dropIndex("name");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(this.people.schema()::validate);
		this.people.schema().createIndex("name");
		this.people.schema().validate();
	}

	@Test
	void whenPropertyHasNoIndexThenItIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.people.schema().createIndex("age"))
			.withMessageStartingWith("Person.age describes no index");
		assertThatIllegalArgumentException().isThrownBy(() -> this.people.schema().dropIndex("nope"))
			.withMessage("Person has no column 'nope'; it has id, name, age, mail");
		assertThatIllegalArgumentException().isThrownBy(() -> this.people.schema().setTiFlashReplicas(-1))
			.withMessage("A table cannot have -1 TiFlash replicas");
	}

	record Person(@PrimaryKey long id, @TiDBIndex @TiDBColumn(length = 100) String name, int age,
			@Nullable String mail) {

	}

	record Near(@PrimaryKey long id, @VectorColumn(dimensions = 3, index = true) float @Nullable [] vector) {

	}

	record Counter(@PrimaryKey @TiDBColumn(length = 10) String id, @AutoIncrement @Nullable Long number,
			@TiDBIndex(unique = true) String mail) {

	}

	record OwnTypes(@PrimaryKey long id, @TiDBColumn(type = "BIGINT UNSIGNED") long counter,
			@TiDBColumn(type = "Decimal( 10, 2 )") java.math.BigDecimal price,
			@TiDBColumn(type = "INT(11)") int number) {

	}

	@TiDBTable("drafts")
	record Draft(@PrimaryKey long id, @FullTextColumn(index = false) String body) {

	}

	@TiDBTable("articles")
	record Article(@PrimaryKey long id, @FullTextColumn(parser = FullTextColumn.Parser.MULTILINGUAL) String body) {

	}

}
