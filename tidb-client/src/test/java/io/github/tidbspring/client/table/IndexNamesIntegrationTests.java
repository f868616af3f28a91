package io.github.tidbspring.client.table;

import java.util.List;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Indexes that others made, under names of their own.
 */
@NullMarked
@ContractTests
class IndexNamesIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	IndexNamesIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@Test
	void whenOrdinaryIndexesAreEqualThenTheirNamesDoNotMatter() {
		this.tidb.tables().dropIfExists("named");
		this.tidb.sql("CREATE TABLE named (id BIGINT NOT NULL, name VARCHAR(50) NOT NULL, mail VARCHAR(50) NOT NULL, "
				+ "PRIMARY KEY (id), INDEX by_name (name), UNIQUE INDEX by_mail (mail), INDEX both_of (name, mail))")
			.update();
		Table<Named> table = this.tidb.table(Named.class).schema().validate();
		table.schema().dropIndex("name");
		assertThat(indexesOf("named")).doesNotContain("by_name").contains("by_mail");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(table.schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly("the index `idx_name` is missing"));
		table.schema().createIndex("name");
		table.schema().validate();
	}

	@Test
	void whenIndexIsNotEqualThenItDoesNotCount() {
		this.tidb.tables().dropIfExists("named");
		this.tidb
			.sql("CREATE TABLE named (id BIGINT NOT NULL, name VARCHAR(50) NOT NULL, mail VARCHAR(50) NOT NULL, "
					+ "PRIMARY KEY (id), INDEX by_name (name(5)), INDEX by_mail (mail), INDEX both_of (mail, name))")
			.update();
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(this.tidb.table(Named.class).schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly("the index `idx_name` is missing",
					"the index `uk_mail` is missing", "the index `idx_name_mail` is missing"));
	}

	@Test
	void whenIndexOfThatNameHasTheBeginningOnlyThenThatIsSaid() {
		this.tidb.tables().dropIfExists("named");
		this.tidb
			.sql("CREATE TABLE named (id BIGINT NOT NULL, name VARCHAR(50) NOT NULL, mail VARCHAR(50) NOT NULL, "
					+ "PRIMARY KEY (id), INDEX idx_name (name(5)), UNIQUE INDEX uk_mail (mail(3)), "
					+ "INDEX idx_name_mail (name, mail(7)))")
			.update();
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(this.tidb.table(Named.class).schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactlyInAnyOrder(
					"the index `idx_name` has the columns [name(5)], and that of Named has [name]",
					"the index `uk_mail` has the columns [mail(3)], and that of Named has [mail]",
					"the index `idx_name_mail` has the columns [name, mail(7)], and that of Named has [name, mail]"));
	}

	@Test
	void whenTheBeginningIsUniqueThenThatIsADifference() {
		this.tidb.tables().dropIfExists("named");
		this.tidb
			.sql("CREATE TABLE named (id BIGINT NOT NULL, name VARCHAR(50) NOT NULL, mail VARCHAR(50) NOT NULL, "
					+ "PRIMARY KEY (id), INDEX a (name), UNIQUE INDEX b (mail), INDEX c (name, mail), "
					+ "UNIQUE INDEX beginning (mail(3)))")
			.update();
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(this.tidb.table(Named.class).schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly(
					"the table has the unique index `beginning` on [mail(3)], and Named has none: save() would change "
							+ "the row with that value instead of failing"));
	}

	@Test
	void whenAnExpressionIsUniqueThenItIsNamed() {
		assumeFalse(this.server.isStandIn(), "a stand-in has an index on an invisible column instead");
		this.tidb.tables().dropIfExists("named");
		this.tidb
			.sql("CREATE TABLE named (id BIGINT NOT NULL, name VARCHAR(50) NOT NULL, mail VARCHAR(50) NOT NULL, "
					+ "PRIMARY KEY (id), INDEX a (name), UNIQUE INDEX b (mail), INDEX c (name, mail), "
					+ "UNIQUE INDEX small ((LOWER(mail))))")
			.update();
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(this.tidb.table(Named.class).schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly(
					"the table has the unique index `small` on [(lower(mail))], and Named has none: save() would "
							+ "change the row with that value instead of failing"));
	}

	@Test
	@Requires(Capability.VECTOR_INDEX)
	void whenVectorIndexIsThatOfPytidbThenItCounts() {
		assumeFalse(this.server.isStandIn(), "a stand-in has no vector index that it could tell of");
		this.tidb.tables().dropIfExists("shared");
		this.tidb
			.sql("CREATE TABLE shared (id BIGINT NOT NULL, embedding VECTOR(3) NULL, PRIMARY KEY (id), "
					+ "VECTOR INDEX vec_idx_embedding_cosine ((VEC_COSINE_DISTANCE(embedding))))")
			.update();
		Table<Shared> table = this.tidb.table(Shared.class).schema().validate();
		table.schema().dropIndex("embedding");
		assertThat(indexesOf("shared")).containsExactly("PRIMARY");
	}

	@Test
	@Requires(Capability.VECTOR_INDEX)
	void whenVectorIndexIsForAnotherDistanceThenItIsMissing() {
		assumeFalse(this.server.isStandIn(), "a stand-in has no vector index that it could tell of");
		this.tidb.tables().dropIfExists("shared");
		this.tidb
			.sql("CREATE TABLE shared (id BIGINT NOT NULL, embedding VECTOR(3) NULL, PRIMARY KEY (id), "
					+ "VECTOR INDEX vec_idx_embedding_l2 ((VEC_L2_DISTANCE(embedding))))")
			.update();
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(this.tidb.table(Shared.class).schema()::validate)
			.withMessageContaining("the index `vec_idx_embedding` is missing");
		this.tidb.sql("DROP INDEX vec_idx_embedding_l2 ON shared").update();
		this.tidb.sql("CREATE VECTOR INDEX vec_idx_embedding ON shared ((VEC_L2_DISTANCE(embedding)))").update();
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(this.tidb.table(Shared.class).schema()::validate)
			.withMessageContaining(
					"the index `vec_idx_embedding` is VECTOR on VEC_L2_DISTANCE(`embedding`), and that of "
							+ "Shared is VECTOR on VEC_COSINE_DISTANCE(`embedding`)");
	}

	@Test
	void whenTableHasAUniqueIndexThatTheTypeHasNotThenThatIsNamed() {
		this.tidb.tables().dropIfExists("plain");
		this.tidb
			.sql("CREATE TABLE plain (id BIGINT NOT NULL, name VARCHAR(255) NOT NULL, PRIMARY KEY (id), "
					+ "UNIQUE INDEX only_once (name))")
			.update();
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(this.tidb.table(Plain.class).schema()::validate)
			.withMessageContaining("the table has the unique index `only_once` on [name], and Plain has none");
	}

	@Test
	void whenKeyIsRandomInOneOfBothOnlyThenThatIsNamed() {
		assumeFalse(this.server.isStandIn(), "a stand-in does not tell of AUTO_RANDOM");
		this.tidb.tables().dropIfExists("random");
		this.tidb.sql("CREATE TABLE random (id BIGINT NOT NULL, PRIMARY KEY (id) CLUSTERED)").update();
		assertDifference("the column `id` is not AUTO_RANDOM, and Random.id is AUTO_RANDOM(5, 54)");
		this.tidb.tables().drop("random");
		this.tidb.sql("CREATE TABLE random (id BIGINT NOT NULL AUTO_RANDOM(5), PRIMARY KEY (id) CLUSTERED)").update();
		assertDifference("the column `id` is AUTO_RANDOM(5), and Random.id is AUTO_RANDOM(5, 54)");
		this.tidb.table(Random.class).schema().recreate().schema().validate();
		this.tidb.tables().dropIfExists("plain");
		this.tidb
			.sql("CREATE TABLE plain (id BIGINT NOT NULL AUTO_RANDOM, name VARCHAR(255) NOT NULL, "
					+ "PRIMARY KEY (id) CLUSTERED)")
			.update();
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(this.tidb.table(Plain.class).schema()::validate)
			.withMessageContaining("the primary key is AUTO_RANDOM(5), and that of Plain is not");
	}

	private void assertDifference(String difference) {
		assertThatExceptionOfType(TableMismatchException.class)
			.isThrownBy(this.tidb.table(Random.class).schema()::validate)
			.satisfies((ex) -> assertThat(ex.getDifferences()).containsExactly(difference));
	}

	private List<String> indexesOf(String table) {
		return this.tidb.sql("SHOW INDEX FROM `" + table + "`")
			.query((row, number) -> row.getString("Key_name"))
			.list()
			.stream()
			.distinct()
			.toList();
	}

	@TiDBTable
	@TiDBIndex({ "name", "mail" })
	record Named(@PrimaryKey long id, @TiDBIndex @TiDBColumn(length = 50) String name,
			@TiDBIndex(unique = true) @TiDBColumn(length = 50) String mail) {

	}

	record Shared(@PrimaryKey long id, @VectorColumn(dimensions = 3, index = true,
			distanceMetric = DistanceMetric.COSINE) float @Nullable [] embedding) {

	}

	record Plain(@PrimaryKey long id, String name) {

	}

	record Random(@PrimaryKey @AutoRandom(rangeBits = 54) @Nullable Long id) {

	}

}
