package io.github.tidbspring.client.search;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.BadSqlGrammarException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A column that is generated when it is read, which TiFlash does not have.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class VirtualColumnIntegrationTests {

	private static final float[] ORIGIN = { 0, 0 };

	private static ContractServer server;

	private static Table<Parcel> parcels;

	@BeforeAll
	static void fill(ContractServer contractServer) {
		server = contractServer;
		boolean indexed = server.client().supports(Capability.VECTOR_INDEX);
		server.client().sql("DROP TABLE IF EXISTS parcel").update();
		server.client()
			.sql("CREATE TABLE parcel (depot INT, id INT, width INT, `Area` INT GENERATED ALWAYS AS (width * width) VIRTUAL, "
					+ "v VECTOR(2)" + (indexed ? ", VECTOR INDEX vi ((VEC_L2_DISTANCE(v)))" : "")
					+ ", PRIMARY KEY (depot, id))")
			.update();
		for (int i = 1; i <= 30; i++) {
			server.client()
				.sql("INSERT INTO parcel (depot, id, width, v) VALUES (?, ?, ?, ?)")
				.params(i % 3, i, i, (i == 30) ? null : "[" + i + ",0]")
				.update();
		}
		parcels = server.client().table(Parcel.class);
	}

	@Test
	void nearestAreRead() {
		assertThat(ids(parcels.search().vector(ORIGIN).limit(4))).containsExactly(1, 2, 3, 4);
		assertThat(parcels.search().vector(ORIGIN).limit(4).list()).extracting((hit) -> hit.entity().area())
			.containsExactly(1, 4, 9, 16);
		assertThat(parcels.search().vector(ORIGIN).limit(4).list()).extracting(SearchHit::distance)
			.containsExactly(1.0, 2.0, 3.0, 4.0);
		assertThat(ids(parcels.search().vector(ORIGIN).limit(100))).hasSize(29);
		assertThat(parcels.search().vector(ORIGIN).withVectors().limit(1).list().get(0).entity().v()).containsExactly(1,
				0);
	}

	@Test
	void conditionsAreMet() {
		VectorSearch<Parcel> search = parcels.search().vector(ORIGIN);
		assertThat(ids(search.where(Filter.gt("area", 30)).limit(3))).containsExactly(6, 7, 8);
		assertThat(ids(search.where(Filter.sql("area > :n", Map.of("n", 30))).limit(3))).containsExactly(6, 7, 8);
		assertThat(ids(search.where(Filter.eq("depot", 1)).limit(3))).containsExactly(1, 4, 7);
		assertThat(ids(search.maxDistance(2.5).limit(5))).containsExactly(1, 2);
		assertThat(ids(search.minDistance(27.5).limit(5))).containsExactly(28, 29);
		assertThat(ids(search.numCandidates(20).limit(2))).containsExactly(1, 2);
		assertThat(search.into(Area.class).limit(2).list()).extracting((hit) -> hit.entity().area())
			.containsExactly(1, 4);
	}

	@Test
	void columnIsReadByKeyOnlyIfTheTypeReadsIt() {
		parcels.search().vector(ORIGIN).limit(1).list();
		assertThat(parcels.search().vector(ORIGIN).limit(3).toSql()).contains("INL_JOIN");
		assertThat(parcels.search().vector(ORIGIN).into(Area.class).limit(3).toSql()).contains("INL_JOIN");
		assertThat(parcels.search().vector(ORIGIN).into(Width.class).limit(3).toSql()).doesNotContain("JOIN");
		assertThat(parcels.search().vector(ORIGIN).into(Width.class).where(Filter.gt("area", 3)).limit(3).toSql())
			.contains("INL_JOIN");
		assertThat(parcels.search().vector(ORIGIN).prefilter().limit(3).toSql()).contains("INL_JOIN");
		assertThat(parcels.search()
			.vector(ORIGIN)
			.into(Width.class)
			.where(Filter.gt("area", 3))
			.prefilter()
			.limit(3)
			.toSql()).doesNotContain("JOIN");
	}

	// TiDB 9.0 refuses to choose rows by distance and to read such a column of them,
	// without the column that it is made of: here the width.
	@Test
	void columnIsReadWithoutItsSource() {
		VectorSearch<Area> search = parcels.search().vector(ORIGIN).into(Area.class);
		for (VectorSearch<Area> each : List.of(search, search.prefilter(), search.prefilter().maxDistance(2),
				search.where(Filter.gt("width", 0)), search.where(Filter.gt("width", 0)).prefilter(),
				search.where(Filter.gt("area", 0)).prefilter())) {
			SearchQuery<Area> query = each.limit(2);
			assertThat(query.list()).as(query.toSql()).extracting((hit) -> hit.entity().area()).containsExactly(1, 4);
		}
	}

	@Test
	void whenTheColumnIsMadeLaterThenOneSearchFailsAtMost() {
		TiDBClient tidb = server.client();
		tidb.tables().dropIfExists("grown");
		tidb.sql("CREATE TABLE grown (id INT PRIMARY KEY, width INT, v VECTOR(2))").update();
		tidb.sql("INSERT INTO grown VALUES (1, 1, '[1,0]'), (2, 2, '[2,0]')").update();
		SearchQuery<Grown> search = tidb.table(Grown.class).search().vector(ORIGIN).limit(5);
		assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(search::list);
		tidb.sql("ALTER TABLE grown ADD COLUMN area INT GENERATED ALWAYS AS (width * width) VIRTUAL").update();
		assertThat(search.list()).extracting((hit) -> hit.entity().area()).containsExactly(1, 4);
	}

	@Test
	void columnIsReadByATypeThatDeclaresNoIndex() {
		Table<Plain> plain = server.client().table(Plain.class);
		assertThat(plain.search().vector(ORIGIN).distanceMetric(DistanceMetric.L2).limit(2).list())
			.extracting((hit) -> hit.entity().area())
			.containsExactly(1, 4);
		for (DistanceMetric distance : DistanceMetric.values()) {
			assertThat(plain.search().vector(new float[] { 1, 0 }).distanceMetric(distance).limit(5).list())
				.as(distance.name())
				.hasSize(5)
				.allSatisfy((hit) -> assertThat(hit.entity().area()).isPositive());
		}
	}

	@Test
	@Requires(Capability.VECTOR_INDEX)
	void indexIsUsedAllTheSame() {
		VectorSearch<Parcel> search = parcels.search().vector(ORIGIN);
		await().atMost(Duration.ofMinutes(5))
			.pollInterval(Duration.ofSeconds(1))
			.until(() -> search.into(Width.class).limit(3).explain().usesVectorIndex());
		for (VectorSearch<?> each : List.of(search, search.into(Area.class), search.withVectors(),
				search.maxDistance(2.5), search.minDistance(1.5), search.where(Filter.gt("area", 30)),
				search.where(Filter.eq("width", 3)), search.numCandidates(20),
				search.into(Width.class).where(Filter.gt("area", 30)))) {
			SearchExplanation explanation = each.limit(3).explain();
			assertThat(explanation.reasons()).isEmpty();
			assertThat(explanation.usesVectorIndex()).isTrue();
		}
	}

	private static List<Integer> ids(SearchQuery<Parcel> search) {
		return search.list().stream().map((hit) -> hit.entity().id()).toList();
	}

	@TiDBTable("parcel")
	record Parcel(@PrimaryKey int depot, @PrimaryKey int id, @Nullable Integer width, @Nullable Integer area,
			@VectorColumn(dimensions = 2, distanceMetric = DistanceMetric.L2, index = true) float @Nullable [] v) {

	}

	@TiDBTable("parcel")
	record Plain(@PrimaryKey int depot, @PrimaryKey int id, @Nullable Integer area,
			@VectorColumn(dimensions = 2) float @Nullable [] v) {

	}

	record Area(@Nullable Integer area) {

	}

	record Width(@Nullable Integer width) {

	}

	@TiDBTable("grown")
	record Grown(@PrimaryKey int id, int area,
			@VectorColumn(dimensions = 2, distanceMetric = DistanceMetric.L2) float[] v) {
	}

}
