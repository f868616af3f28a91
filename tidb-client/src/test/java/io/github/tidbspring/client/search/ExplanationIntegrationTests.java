package io.github.tidbspring.client.search;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Why a search does not use its index, as the server tells.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR_INDEX)
class ExplanationIntegrationTests {

	private static final Duration BUILDING = Duration.ofMinutes(5);

	private static ContractServer server;

	private static Table<Hill> hills;

	@BeforeAll
	static void fill(ContractServer contractServer) {
		server = contractServer;
		hills = server.client().table(Hill.class).schema().recreate();
		hills.bulk().insert(IntStream.range(0, 10_000).mapToObj((i) -> new Hill(i, new float[] { i, 1 })));
		new JdbcTemplate(server.client().dataSource()).execute("ANALYZE TABLE `hill`");
		await().atMost(BUILDING)
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> search(server.client()).limit(3).explain().usesVectorIndex());
	}

	@Test
	void indexIsUsed() {
		assertThat(search(server.client()).limit(3).explain().reasons()).isEmpty();
	}

	@Test
	void ownUncommittedRows() {
		List<String> reasons = server.client().inTransaction((tidb) -> {
			tidb.table(Hill.class).insert(new Hill(-1, new float[] { 0, 0 }));
			List<String> found = search(tidb).limit(3).explain().reasons();
			tidb.table(Hill.class).deleteById(-1);
			return found;
		});
		assertThat(reasons).singleElement().asString().contains("`hill`").contains("not committed");
	}

	@Test
	void sessionReadsFromTiKV() {
		try (TiDBClient tidb = server.client(Map.of("sessionVariables", "tidb_isolation_read_engines='tikv,tidb'"))) {
			assertThat(search(tidb).limit(3).explain().reasons()).singleElement()
				.asString()
				.contains("tidb_isolation_read_engines");
		}
	}

	@Test
	void sessionLetsTiFlashComputeNothing() {
		try (TiDBClient tidb = server.client(Map.of("sessionVariables", "tidb_allow_mpp=0"))) {
			assertThat(search(tidb).limit(3).explain().reasons()).singleElement().asString().contains("tidb_allow_mpp");
		}
	}

	@Test
	void indexIsForAnotherDistance() {
		assertThat(search(server.client()).distanceMetric(DistanceMetric.COSINE).limit(3).explain().reasons())
			.singleElement()
			.asString()
			.contains("is for L2, and the search is for COSINE");
	}

	@Test
	void distanceOfTheIndexIsThatOfTheServerAndNotOfTheType() {
		assertThat(server.client()
			.table(OtherHill.class)
			.search()
			.vector(new float[] { 500, 1 })
			.limit(3)
			.explain()
			.reasons()).singleElement().asString().contains("is for L2, and the search is for COSINE");
	}

	@Test
	void tableIsSmall() throws SQLException {
		Table<Mound> mounds = server.client().table(Mound.class).schema().recreate();
		mounds.bulk().insert(IntStream.range(0, 20).mapToObj((i) -> new Mound(i, new float[] { i, 1 })));
		SearchQuery<Mound> search = mounds.search().vector(new float[] { 5, 1 }).limit(3);
		await().atMost(BUILDING).pollInterval(Duration.ofSeconds(1)).until(() -> search.explain().usesVectorIndex());
		new JdbcTemplate(server.client().dataSource()).execute("ANALYZE TABLE `mound`");
		assertThat(search.explain().reasons()).singleElement().asString().contains("cheaper").contains("`mound`");
	}

	private static VectorSearch<Hill> search(TiDBClient tidb) {
		return tidb.table(Hill.class).search().vector(new float[] { 500, 1 });
	}

	@TiDBTable("hill")
	record Hill(@PrimaryKey long id,
			@VectorColumn(dimensions = 2, distanceMetric = DistanceMetric.L2, index = true) float @Nullable [] vector) {

	}

	@TiDBTable("hill")
	record OtherHill(@PrimaryKey long id, @VectorColumn(dimensions = 2, index = true) float @Nullable [] vector) {

	}

	@TiDBTable("mound")
	record Mound(@PrimaryKey long id,
			@VectorColumn(dimensions = 2, distanceMetric = DistanceMetric.L2, index = true) float @Nullable [] vector) {

	}

}
