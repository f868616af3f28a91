package io.github.tidbspring.client.table;

import java.sql.SQLException;
import java.util.List;

import io.github.tidbspring.client.CapturedLog;
import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.StandInOnly;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which refusals are about an index that a server cannot have, and which are not.
 */
@NullMarked
@ContractTests
@StandInOnly("the refusals are scripted, and the server must take what is not refused")
class RefusedIndexesIntegrationTests {

	private final TiDBClient tidb;

	private final RefusingDataSource dataSource;

	private final Table<Both> table;

	RefusedIndexesIntegrationTests(ContractServer server) {
		this.tidb = server.client();
		this.dataSource = new RefusingDataSource(this.tidb.dataSource());
		this.table = TiDBClient.create(this.dataSource).table(Both.class);
	}

	@BeforeEach
	void drop() {
		this.tidb.tables().dropIfExists("both");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			8200 | HY000 | Unsupported add vector index: unsupported TiFlash store count is 0
			8200 | HY000 | Unsupported add columnar index: columnar replica must exist to create vector index
			8200 | HY000 | words of a version that nobody has seen yet
			1064 | 42000 | You have an error in your SQL syntax
			1235 | 42000 | This version of TiDB doesn't yet support 'VECTOR INDEX'
			1305 | 42000 | FUNCTION VEC_COSINE_DISTANCE does not exist
			1105 | HY000 | the vector index needs TiFlash
			""")
	void whenVectorIndexIsRefusedThenAllElseIsThere(int code, String state, String message) {
		this.dataSource.refuse("VECTOR INDEX", code, state, message);
		List<String> warnings = CapturedLog
			.warningsOf(() -> this.table.schema().create().schema().recreate().schema().createIfAbsent());
		assertThat(indexes()).contains("uk_name", "fts_idx_body").doesNotContain("vec_idx_embedding");
		assertThat(warnings).singleElement()
			.asString()
			.contains("vector index `vec_idx_embedding`", message, "(" + code + ")", "createIndex(\"embedding\")")
			.doesNotContain("fts_idx_body");
		this.table.schema().validate();
	}

	@Test
	void whenFullTextIndexIsRefusedThenTheVectorIndexIsThere() {
		this.dataSource.refuse("FULLTEXT", 1214, "HY000", "The used table type doesn't support FULLTEXT indexes");
		List<String> warnings = CapturedLog.warningsOf(this.table.schema()::createIfAbsent);
		assertThat(indexes()).contains("uk_name", "vec_idx_embedding").doesNotContain("fts_idx_body");
		assertThat(warnings).singleElement()
			.asString()
			.contains("full-text index `fts_idx_body`", "(1214)", "createIndex(\"body\")")
			.doesNotContain("vec_idx_embedding");
	}

	@Test
	void whenBothAreRefusedThenEachHasItsOwnReason() {
		this.dataSource.refuse("VECTOR INDEX", 8200, "HY000", "no vectors here")
			.refuse("FULLTEXT", 1235, "42000", "no words here");
		List<String> warnings = CapturedLog.warningsOf(this.table.schema()::createIfAbsent);
		assertThat(indexes()).contains("PRIMARY", "uk_name").doesNotContain("vec_idx_embedding", "fts_idx_body");
		assertThat(warnings).singleElement()
			.asString()
			.containsSubsequence("fts_idx_body", "no words here", "vec_idx_embedding", "no vectors here");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			8200 | HY000 | Unsupported add vector index: currently only L2 and Cosine distance is indexable
			8200 | HY000 | Unsupported add columnar index: only support string type, but this is type: int
			1061 | 42000 | Duplicate key name 'vec_idx_embedding'
			1105 | HY000 | something else went wrong
			1142 | 42000 | CREATE command denied to user
			""")
	void whenTheErrorIsAboutSomethingElseThenItIsThrownAsItIs(int code, String state, String message) {
		this.dataSource.refuse("VECTOR INDEX", code, state, message);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this.table.schema()::create)
			.satisfies((ex) -> assertThat(ex.getMostSpecificCause()).hasMessage(message));
		assertThat(this.tidb.tables().exists("both")).isFalse();
		assertThat(this.dataSource.sent()).hasSize(1);
	}

	@Test
	void whenTheTableIsRefusedWithoutIndexesTooThenTheFirstErrorIsThrown() {
		this.dataSource.refuse("CREATE TABLE", 1064, "42000", "near \"NONSENSE\"");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this.table.schema()::create)
			.satisfies((ex) -> assertThat(ex.getMostSpecificCause()).hasMessage("near \"NONSENSE\""))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(1));
		assertThat(CapturedLog.warningsOf(() -> assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(this.table.schema()::createIfAbsent))).isEmpty();
	}

	@Test
	void whenAnotherErrorIsLeftWithoutTheIndexesThenThatOneIsThrown() {
		this.dataSource.refuse("VECTOR INDEX", 8200, "HY000", "unsupported TiFlash store count is 0")
			.refuse("FULLTEXT INDEX", 8200, "HY000", "unsupported TiFlash store count is 0")
			.refuse("CREATE TABLE", 1074, "42000", "Column length too big");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this.table.schema()::create)
			.satisfies((ex) -> assertThat(ex.getMostSpecificCause()).hasMessage("Column length too big"))
			.satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(1));
		assertThat(this.tidb.tables().exists("both")).isFalse();
	}

	@Test
	void whenTheConnectionBreaksMeanwhileThenThatIsThrown() {
		this.dataSource.refuse("VECTOR INDEX", 8200, "HY000", "unsupported TiFlash store count is 0")
			.refuse("FULLTEXT INDEX", 0, "08S01", "Communications link failure")
			.refuse("CREATE TABLE", 0, "08S01", "Communications link failure");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(this.table.schema()::create)
			.satisfies((ex) -> assertThat(ex.getMostSpecificCause()).hasMessage("Communications link failure"));
		assertThat(this.tidb.tables().exists("both")).isFalse();
	}

	@Test
	void whenStrictThenTheRefusalIsTheCauseAndThereIsNoTable() {
		this.dataSource.refuse("VECTOR INDEX", 8200, "HY000", "unsupported TiFlash store count is 0");
		SchemaOperations<Both> strict = this.table.schema().strict();
		for (Runnable creation : List.<Runnable>of(strict::create, strict::createIfAbsent, strict::recreate)) {
			assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class).isThrownBy(creation::run)
				.withMessageContaining("unsupported TiFlash store count is 0")
				.withRootCauseInstanceOf(SQLException.class);
			assertThat(this.tidb.tables().exists("both")).isFalse();
		}
	}

	@Test
	void whenTheIndexIsPossibleAgainThenItIsCreatedLater() {
		this.dataSource.refuse("VECTOR INDEX", 8200, "HY000", "unsupported TiFlash store count is 0");
		this.table.schema().create().schema().validate();
		this.tidb.table(Both.class).schema().createIndex("embedding");
		assertThat(indexes()).contains("vec_idx_embedding");
		this.table.schema().validate();
		this.table.schema().strict().validate();
	}

	private List<String> indexes() {
		return this.tidb.sql("SHOW INDEX FROM `both`")
			.query((row, number) -> row.getString("Key_name"))
			.list()
			.stream()
			.distinct()
			.toList();
	}

	record Both(@PrimaryKey long id, @TiDBIndex(unique = true) String name, @FullTextColumn String body,
			@VectorColumn(dimensions = 3, index = true) float @Nullable [] embedding) {

	}

}
