package io.github.tidbspring.client.internal.search;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.internal.schema.ColumnTypes;
import io.github.tidbspring.client.internal.schema.Schemas;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.ClientSession;
import io.github.tidbspring.client.internal.session.IndexBuilding.Job;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What is said of an index that is not used, for each answer of a server.
 */
@NullMarked
class IndexStateTests {

	private final Map<String, @Nullable Object> answers = new LinkedHashMap<>();

	private final List<String> asked = new ArrayList<>();

	IndexStateTests() {
		answer("information_schema.ddl_jobs", List.of());
		answer("information_schema.tiflash_replica", List.of(true));
		answer("@@tidb_isolation_read_engines", "tikv,tiflash,tidb");
		answer("@@tidb_allow_mpp", "1");
		answer("information_schema.columns", List.of());
	}

	@Test
	void whenNothingForbidsTheIndexThenItIsCost() {
		assertThat(reasons("")).singleElement().asString().contains("cheaper").contains("`note`");
	}

	@ParameterizedTest
	@ValueSource(strings = { "add vector index", "add columnar index" })
	void whenAJobHasNotEndedThenTheIndexIsBeingBuilt(String type) {
		answer("information_schema.ddl_jobs", List.of(new Job(type, "CREATE VECTOR INDEX …", 0)));
		assertThat(state().isBeingBuilt()).isTrue();
		assertThat(reasons("")).singleElement().asString().contains("`note` is still being built");
		assertThat(this.asked).anyMatch((sql) -> sql.contains("ddl_jobs") && sql.contains("job_type LIKE '%index%'")
				&& sql.contains("'synced'") && sql.contains("'rollback done'"));
	}

	@Test
	void whenAJobIsOfAnotherIndexThenTheVectorIndexIsNotBeingBuilt() {
		answer("information_schema.ddl_jobs", List.of(new Job("add index", "CREATE INDEX …", 0)));
		assertThat(state().isBeingBuilt()).isFalse();
	}

	@Test
	void whenNoJobRunsThenTheIndexIsNotBeingBuilt() {
		assertThat(state().isBeingBuilt()).isFalse();
	}

	@Test
	void whenReplicaIsNotAvailableThenItIsSaid() {
		answer("information_schema.tiflash_replica", List.of(false));
		assertThat(reasons("")).singleElement().asString().contains("replica of `note`").contains("not available yet");
	}

	@Test
	void whenThereIsNoReplicaThenWhatMakesOneIsSaid() {
		answer("information_schema.tiflash_replica", List.of());
		assertThat(reasons("")).singleElement().asString().contains("setTiFlashReplicas(1)");
	}

	@Test
	void whenAVirtualColumnIsReadThenItIsNamed() {
		answer("information_schema.columns", List.of("AREA", "other"));
		assertThat(reasons("")).singleElement().asString().contains("[AREA]").contains("VIRTUAL");
	}

	@Test
	void whenAVirtualColumnIsReadByKeyThenItIsNoReason() {
		answer("information_schema.columns", List.of("AREA", "other"));
		assertThat(reasons("IndexJoin_12")).singleElement().asString().contains("cheaper");
	}

	@Test
	void whenVirtualColumnsAreNotReadThenItIsCost() {
		answer("information_schema.columns", List.of("other"));
		assertThat(reasons("")).singleElement().asString().contains("cheaper");
	}

	@Test
	void whenTheSessionForbidsItThenItsVariableIsNamed() {
		answer("@@tidb_isolation_read_engines", "tikv,tidb");
		answer("@@tidb_allow_mpp", "OFF");
		assertThat(reasons("")).hasSize(2)
			.anyMatch((reason) -> reason.contains("tidb_isolation_read_engines is 'tikv,tidb'"))
			.anyMatch((reason) -> reason.contains("tidb_allow_mpp is OFF"));
	}

	@Test
	void whenSeveralThingsForbidItThenEachIsSaid() {
		answer("information_schema.tiflash_replica", List.of(false));
		answer("information_schema.ddl_jobs", List.of(new Job("add vector index", "CREATE VECTOR INDEX …", 0)));
		assertThat(reasons("UnionScan_9")).hasSize(3).noneMatch((reason) -> reason.contains("cheaper"));
	}

	@Test
	void whenNothingMayBeAskedThenNothingElseIsSaid() {
		this.answers.replaceAll((what, answer) -> null);
		assertThat(reasons("UnionScan_9")).singleElement().asString().contains("not committed");
	}

	private List<String> reasons(String plan) {
		List<String> reasons = new ArrayList<>();
		state().addReasons(new QueryPlan(plan), reasons);
		return reasons;
	}

	private IndexState state() {
		Session session = new ClientSession(jdbc(), mock(), null, null, new Schemas(ColumnTypes.standard()),
				Observations.NONE);
		MappedTable<Note> table = MappedTable.of(session, TableSchema.of(Note.class));
		return new IndexState(table, table.schema().column("vector"));
	}

	/** Answers by what a statement asks for; {@code null} is a user who may not ask. */
	private JdbcOperations jdbc() {
		return (JdbcOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { JdbcOperations.class }, (proxy, method, arguments) -> {
					String sql = (String) Objects.requireNonNull(arguments)[0];
					this.asked.add(sql);
					String what = this.answers.keySet().stream().filter(sql::contains).findFirst().orElseThrow();
					Object answer = this.answers.get(what);
					if (answer == null) {
						throw new PermissionDeniedDataAccessException("SELECT command denied", null);
					}
					return answer;
				});
	}

	private void answer(String what, Object answer) {
		this.answers.put(what, answer);
	}

	record Note(@PrimaryKey long id,
			@VectorColumn(dimensions = 2, distanceMetric = DistanceMetric.L2, index = true) float @Nullable [] vector,
			@Nullable Double area) {
	}

}
