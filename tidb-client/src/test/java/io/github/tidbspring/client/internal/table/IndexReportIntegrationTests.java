package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.OptionalLong;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.IndexBuilding;
import io.github.tidbspring.client.internal.sql.Identifier;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.IndexStatus;
import io.github.tidbspring.client.table.IndexStatus.Kind;
import io.github.tidbspring.client.table.IndexStatus.State;
import io.github.tidbspring.client.table.SchemaOperations;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * What is reported of indexes. Progress of TiFlash, which no test can slow down, is that
 * of a replaced answer.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class IndexReportIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	private Table<Leaf> leaves;

	IndexReportIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
		this.leaves = this.tidb.table(Leaf.class);
	}

	@BeforeEach
	void create() {
		this.leaves = this.tidb.table(Leaf.class).schema().recreate();
	}

	@Test
	void indexesOfTheTypeComeFirstAlsoIfTheServerCannotHaveThem() {
		this.tidb.sql("CREATE INDEX by_others ON leaf (number, title(5))").update();
		assertThat(this.leaves.schema().indexes()).extracting(IndexStatus::name)
			.containsExactly("uk_title", "fts_idx_body", "vec_idx_vector", "by_others");
		assertThat(this.leaves.schema().indexes()).extracting(IndexStatus::kind)
			.containsExactly(Kind.UNIQUE, Kind.FULL_TEXT, Kind.VECTOR, Kind.PLAIN);
		assertThat(this.leaves.schema().indexes()).extracting(IndexStatus::columns)
			.containsExactly(List.of("title"), List.of("body"), List.of("vector"), List.of("number", "title(5)"));
		assertThat(status("uk_title").state()).isEqualTo(State.BUILT);
		assertThat(status("by_others").state()).isEqualTo(State.BUILT);
		assertThat(status("vec_idx_vector").metric()).isEqualTo(DistanceMetric.L2);
		// A TiDB with TiFlash may have a full-text index that it cannot search.
		if (!has(Capability.VECTOR_INDEX) && !has(Capability.FULL_TEXT)) {
			assertThat(status("vec_idx_vector").state()).isEqualTo(State.MISSING);
			assertThat(status("fts_idx_body"))
				.isEqualTo(IndexStatus.of("fts_idx_body", Kind.FULL_TEXT, List.of("body"), State.MISSING));
		}
	}

	private boolean has(Capability capability) {
		return this.server.isStandIn() || this.server.supports(capability);
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void droppedIndexIsMissingAndCreatedOneIsBuilt() {
		this.leaves.schema().dropIndex("vector");
		assertThat(status("vec_idx_vector").state()).isEqualTo(State.MISSING);
		this.leaves.schema().createIndex("vector");
		await().until(() -> status("vec_idx_vector").state() == State.BUILT);
		assertThat(status("vec_idx_vector").error()).isNull();
	}

	@Test
	@Requires(Capability.VECTOR_INDEX)
	void vectorIndexOfOthersHasItsMetric() {
		assumeFalse(this.server.isStandIn(), "a stand-in has no vector index that it could tell of");
		this.tidb.sql("CREATE VECTOR INDEX `by ``others` ON leaf ((VEC_COSINE_DISTANCE(vector)))").update();
		assertThat(status("by `others")).extracting(IndexStatus::kind, IndexStatus::metric)
			.containsExactly(Kind.VECTOR, DistanceMetric.COSINE);
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void rowsAreThoseThatTiFlashReports() {
		IndexStatus building = reported("SELECT 'VEC_IDX_vector', 70, 20, 10, ''");
		assertThat(building.state()).isEqualTo(State.BUILDING);
		assertThat(building.indexedRows()).isEqualTo(OptionalLong.of(70));
		assertThat(building.pendingRows()).isEqualTo(OptionalLong.of(30));
		IndexStatus failed = reported("SELECT 'vec_idx_vector', 70, 20, 10, 'no space left'");
		assertThat(failed.state()).isEqualTo(State.FAILED);
		assertThat(failed.error()).isEqualTo("no space left");
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void recentRowsDoNotMakeAnIndexIncomplete() {
		await().until(() -> status("vec_idx_vector").state() == State.BUILT);
		IndexStatus built = reported("SELECT 'vec_idx_vector', 90, 0, 10, NULL");
		assertThat(built.state()).isEqualTo(State.BUILT);
		assertThat(built.pendingRows()).isEqualTo(OptionalLong.of(10));
	}

	@Test
	void indexThatAJobAddsIsBeingBuilt() {
		if (has(Capability.VECTOR_INDEX)) {
			this.leaves.schema().dropIndex("vector");
		}
		String job = "SELECT 'add vector index', 'CREATE VECTOR INDEX %s ON leaf ((VEC_L2_DISTANCE(%s)))', 7";
		for (String added : List.of(job.formatted("`vec_idx_vector`", "x"), job.formatted("x", "`Vector`"))) {
			assertThat(reported(added)).satisfies((status) -> {
				assertThat(status.state()).isEqualTo(State.BUILDING);
				assertThat(status.indexedRows()).isEqualTo(OptionalLong.of(7));
			});
		}
		assertThat(reported(job.formatted("vec_idx_vector2", "vector2")).state()).isEqualTo(State.MISSING);
		assertThat(reported(job.formatted("vec_idx_vector", "x").replace("'add", "'drop")).state())
			.isEqualTo(State.MISSING);
	}

	/** Return the status of the vector index if the server's answer is this. */
	private IndexStatus reported(String answer) {
		JdbcTemplate jdbc = new JdbcTemplate(this.tidb.dataSource()) {

			@Override
			public void query(String sql, RowCallbackHandler rows, @Nullable Object @Nullable ... arguments) {
				boolean replaced = sql.contains("tiflash_indexes");
				super.query(replaced ? answer : sql, rows, replaced ? new Object[0] : arguments);
			}

			@Override
			public <T extends @Nullable Object> List<T> query(String sql, RowMapper<T> rows,
					@Nullable Object @Nullable ... arguments) {
				boolean replaced = sql.contains("ddl_jobs");
				return super.query(replaced ? answer : sql, rows, replaced ? new Object[0] : arguments);
			}

		};
		return new IndexReport(jdbc, TableSchema.of(Leaf.class)).indexes()
			.stream()
			.filter((index) -> index.kind() == Kind.VECTOR)
			.findFirst()
			.orElseThrow();
	}

	@Test
	void tiDBAnswersEachQuestion() {
		assumeFalse(this.server.isStandIn(), "a stand-in has no TiFlash that it could tell of");
		IndexBuilding building = new IndexBuilding(new JdbcTemplate(this.tidb.dataSource()), Identifier.of("leaf"));
		assertThat(building.rows()).isPresent();
		assertThat(building.replicas()).isPresent();
		assertThat(building.jobs()).isPresent();
	}

	@Test
	void runningTransactionIsNotCommitted() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.tidb.inTransactionWithoutResult((tx) -> {
				Table<Leaf> inTransaction = tx.table(Leaf.class);
				inTransaction.insert(new Leaf(1, "t", "b", 1, new float[] { 1, 2 }));
				assertThat(inTransaction.schema().indexes()).hasSize(3);
				throw new IllegalStateException("roll back");
			}));
		assertThat(this.leaves.count()).isZero();
	}

	@Test
	void tableMustExist() {
		SchemaOperations<Leaf> schema = this.leaves.schema();
		schema.drop();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(schema::indexes);
	}

	private IndexStatus status(String name) {
		return this.leaves.schema()
			.indexes()
			.stream()
			.filter((index) -> index.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@TiDBTable("leaf")
	record Leaf(@PrimaryKey long id, @TiDBColumn(length = 20) @TiDBIndex(unique = true) String title,
			@FullTextColumn String body, int number,
			@VectorColumn(dimensions = 2, distanceMetric = DistanceMetric.L2, index = true) float @Nullable [] vector) {

	}

}
