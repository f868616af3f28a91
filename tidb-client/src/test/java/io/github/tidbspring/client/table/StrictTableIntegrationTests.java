package io.github.tidbspring.client.table;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * {@link Table#strict()}: all that a type describes, or an exception.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class StrictTableIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	StrictTableIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@BeforeEach
	void drop() {
		this.tidb.tables().dropIfExists("strict_vector");
		this.tidb.tables().dropIfExists("strict_text");
		this.tidb.tables().dropIfExists("strict_plain");
	}

	@Test
	void whenAllIsPossibleThenStrictlyIsAsUsual() {
		SchemaOperations<StrictPlain> strict = this.tidb.table(StrictPlain.class).schema().strict();
		strict.create();
		strict.validate();
		strict.recreate();
		strict.createIfAbsent();
		Table<StrictPlain> table = strict.validate();
		table.insert(new StrictPlain(1, "a"));
		assertThat(table.count()).isEqualTo(1);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(strict::create)
			.satisfies((ex) -> assertThat(ex.getMostSpecificCause()).hasMessageContaining("already exists"));
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void whenVectorIndexIsPossibleThenItIsThere() {
		SchemaOperations<StrictVector> strict = this.tidb.table(StrictVector.class).schema().strict();
		strict.create();
		strict.validate();
		strict.dropIndex("embedding");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(strict::createIfAbsent)
			.withMessageContaining("the index `vec_idx_embedding` is missing");
	}

	@Test
	void whenVectorIndexIsImpossibleThenThereIsAnExceptionAndNoTable() {
		assumeFalse(this.server.isStandIn(), "the stand-in takes each index");
		assumeFalse(this.server.supports(Capability.VECTOR_INDEX), "this server has vector indexes");
		Table<StrictVector> table = this.tidb.table(StrictVector.class);
		assertRefused(table.schema().strict()::create, "StrictVector", "TiFlash", "strict_vector");
		assertRefused(table.schema().strict()::createIfAbsent, "StrictVector", "TiFlash", "strict_vector");
		assertRefused(table.schema().strict()::recreate, "StrictVector", "TiFlash", "strict_vector");
		table.schema().create().schema().validate();
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(table.schema().strict()::validate)
			.withMessageContaining("the index `vec_idx_embedding` is missing");
		assertThatExceptionOfType(TableMismatchException.class).isThrownBy(table.schema().strict()::createIfAbsent)
			.withMessageContaining("the index `vec_idx_embedding` is missing");
		assertThat(table.schema().exists()).isTrue();
	}

	@Test
	void whenFullTextIndexIsImpossibleThenThereIsAnExceptionAndNoTable() {
		assumeFalse(this.server.isStandIn(), "the stand-in takes each index");
		Table<StrictText> table = this.tidb.table(StrictText.class);
		table.schema().recreate();
		assumeFalse(hasIndex("strict_text", "fts_idx_body"), "this server takes the index");
		table.schema().drop();
		assertRefused(table.schema().strict()::create, "StrictText", "", "strict_text");
		assertRefused(table.schema().strict()::createIfAbsent, "StrictText", "", "strict_text");
	}

	@Test
	void whenChecksAreOffThenThereIsAnExceptionAndNoTable() {
		assumeFalse(this.server.isStandIn(), "a stand-in has checks");
		assumeFalse(this.tidb.sql("SELECT @@GLOBAL.tidb_enable_check_constraint").query(Boolean.class).single(),
				"this server has checks");
		this.tidb.tables().dropIfExists("strict_check");
		assertRefused(this.tidb.table(StrictCheck.class).schema().strict()::create, "StrictCheck",
				"tidb_enable_check_constraint is off", "strict_check");
	}

	private void assertRefused(Runnable creation, String type, String reason, String name) {
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class).isThrownBy(creation::run)
			.withMessageStartingWith("The server cannot create the table `%s` as %s describes it".formatted(name, type))
			.withMessageContaining("strict()")
			.withMessageContaining(reason);
		assertThat(this.tidb.tables().exists(name)).isFalse();
	}

	private boolean hasIndex(String table, String index) {
		return this.tidb.sql("SHOW INDEX FROM `" + table + "`")
			.query((row, number) -> row.getString("Key_name"))
			.list()
			.contains(index);
	}

	record StrictPlain(@PrimaryKey long id, @TiDBIndex String name) {

	}

	record StrictVector(@PrimaryKey long id, @TiDBIndex String name,
			@VectorColumn(dimensions = 3, index = true) float @Nullable [] embedding) {

	}

	record StrictCheck(@PrimaryKey long id, @TiDBColumn(defaultExpression = "1 CHECK (`age` > 0)") int age) {

	}

	record StrictText(@PrimaryKey long id, @FullTextColumn String body) {

	}

}
