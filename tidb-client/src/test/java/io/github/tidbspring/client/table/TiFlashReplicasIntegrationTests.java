package io.github.tidbspring.client.table;

import java.util.Map;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Replicas in TiFlash, which indexes for vectors and words live in.
 */
@NullMarked
@ContractTests
class TiFlashReplicasIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	TiFlashReplicasIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void whenAVectorIndexExistsThenTheTableKeepsItsReplicas() {
		Table<Placed> table = this.tidb.table(Placed.class).schema().recreate();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> table.schema().setTiFlashReplicas(0))
			.withMessageContaining("The table `placed` cannot be without TiFlash replicas")
			.withMessageContaining("`vec_idx_vector`")
			.withMessageContaining("dropIndex(\"vector\")");
		assertThat(table.count()).isZero();
		table.schema().dropIndex("vector");
		table.schema().setTiFlashReplicas(0);
		assertThat(table.count()).isZero();
	}

	@Test
	@Requires(Capability.VECTOR_INDEX)
	void whenAnIndexOfOthersExistsThenTheTableKeepsItsReplicas() {
		assumeFalse(this.server.isStandIn(), "a stand-in has no vector index that it could tell of");
		Table<Bare> table = this.tidb.table(Bare.class).schema().recreate();
		table.schema().setTiFlashReplicas(1);
		this.tidb.sql("CREATE VECTOR INDEX `by ``others` ON bare ((VEC_L2_DISTANCE(vector)))").update();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> table.schema().setTiFlashReplicas(0))
			.withMessageContaining("DROP INDEX `by ``others` ON `bare`");
		this.tidb.sql("DROP INDEX `by ``others` ON bare").update();
		table.schema().setTiFlashReplicas(0);
	}

	@Test
	@Requires(value = Capability.VECTOR_INDEX, orStandIn = true)
	void whenAnIndexExistsThenTheSqlModeOfTheSessionDoesNotMatter() {
		this.tidb.table(Placed.class).schema().recreate();
		try (TiDBClient client = this.server.client(Map.of("sessionVariables", "sql_mode='ANSI_QUOTES'"))) {
			Table<Placed> table = client.table(Placed.class).schema().validate();
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> table.schema().setTiFlashReplicas(0))
				.withMessageContaining("`vec_idx_vector`");
			table.schema().recreate().schema().validate();
		}
	}

	@Test
	void whenThereIsNoSuchIndexThenTheReplicasCanGo() {
		Table<Bare> table = this.tidb.table(Bare.class).schema().recreate();
		table.schema().setTiFlashReplicas(0);
		assertThat(table.count()).isZero();
	}

	@Test
	void whenTheIndexWasLeftOutThenTheReplicasCanGo() {
		assumeFalse(this.server.isStandIn(), "the stand-in takes each index");
		assumeFalse(this.server.supports(Capability.VECTOR_INDEX), "this server has vector indexes");
		this.tidb.table(Placed.class).schema().recreate().schema().setTiFlashReplicas(0);
	}

	record Placed(@PrimaryKey long id, @VectorColumn(dimensions = 3, index = true) float @Nullable [] vector) {

	}

	record Bare(@PrimaryKey long id, @VectorColumn(dimensions = 3) float @Nullable [] vector) {

	}

}
