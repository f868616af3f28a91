package io.github.tidbspring.client.search;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A condition in SQL on a column that the record does not have.
 */
@NullMarked
@ContractTests
class FilterOnOtherColumnsIntegrationTests {

	private final ContractServer server;

	private final Table<Item> items;

	FilterOnOtherColumnsIntegrationTests(ContractServer server) {
		this.server = server;
		this.items = server.client().table(Item.class);
	}

	@BeforeEach
	void createTable() {
		for (String name : List.of("items_of_others", "candidates")) {
			this.server.client()
				.sql("CREATE TABLE IF NOT EXISTS " + name + " (a INT, b INT, name VARCHAR(20), secret INT, "
						+ "doubled INT GENERATED ALWAYS AS (secret * 2) VIRTUAL, v VECTOR(1), PRIMARY KEY (a, b))")
				.update();
			this.server.client().sql("DELETE FROM " + name).update();
			for (int i = 1; i <= 6; i++) {
				this.server.client()
					.sql("INSERT INTO " + name + " (a, b, name, secret, v) VALUES (?, ?, ?, ?, ?)")
					.params(i % 2, i, "n" + i, i, "[" + i + "]")
					.update();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret > :n AND a = 1", "doubled > 2 * :n AND a = 1",
			"items_of_others.secret > :n AND items_of_others.a = 1", "`secret` > :n AND `b` IN (3, 5)",
			"EXISTS (SELECT 1 FROM items_of_others o WHERE o.b = items_of_others.b AND o.secret > :n AND o.a = 1)" })
	void findsTheSameFirstAndAfterwards(String condition) {
		Filter filter = Filter.sql(condition, Map.of("n", 2));
		VectorSearch<Item> search = this.items.search()
			.vector(new float[] { 0 })
			.distanceMetric(DistanceMetric.L2)
			.where(filter);
		assertThat(names(search)).containsExactly("n3", "n5").isEqualTo(names(search.prefilter()));
		assertThat(names(search.minDistance(4))).containsExactly("n5");
		assertThat(names(search.where(Filter.ne("name", "n3")))).containsExactly("n5");
		assertThat(search.into(Name.class).limit(5).list()).extracting((hit) -> hit.entity().name())
			.containsExactly("n3", "n5");
	}

	private static List<String> names(VectorSearch<Item> search) {
		return search.limit(5).list().stream().map((hit) -> hit.entity().name()).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret > 4", "candidates.secret > 4" })
	void tableMayBeCalledAnything(String condition) {
		assertThat(this.server.client()
			.table(Candidates.class)
			.search()
			.vector(new float[] { 0 })
			.distanceMetric(DistanceMetric.L2)
			.where(Filter.sql(condition, Map.of()))
			.limit(5)
			.list()).extracting((hit) -> hit.entity().b()).containsExactly(5, 6);
	}

	@ParameterizedTest
	@ValueSource(strings = { "_distance > 100", "`_DISTANCE` > 100", "_key1 > 1 AND _distance_ = 1",
			"labels_of_others._distance > 100 AND _key1_ = 1", "twice > 200" })
	void otherColumnsMayBeCalledAsWhatIsComputed(String condition) {
		VectorSearch<Label> search = this.labels().search().vector(new float[] { 0 }).distanceMetric(DistanceMetric.L2);
		assertThat(ids(search)).containsExactly(1, 2, 3);
		assertThat(ids(search.maxDistance(2.5))).containsExactly(1, 2);
		VectorSearch<Label> filtered = search.where(Filter.sql(condition, Map.of()));
		assertThat(ids(filtered)).containsExactly(2, 3);
		assertThat(ids(filtered.prefilter())).containsExactly(2, 3);
		assertThat(ids(filtered.maxDistance(2.5))).containsExactly(2);
		assertThat(ids(filtered.maxDistance(2.5).prefilter())).containsExactly(2);
		assertThat(ids(filtered.minDistance(2.5).distanceMetric(DistanceMetric.L1))).containsExactly(3);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void virtualColumnIsReadBesideColumnsThatAreCalledAsWhatIsComputed(boolean prefilter) {
		this.labels();
		VectorSearch<Twice> search = this.server.client()
			.table(Twice.class)
			.search()
			.vector(new float[] { 0 })
			.distanceMetric(DistanceMetric.L2)
			.maxDistance(2.5);
		assertThat((prefilter ? search.prefilter() : search).limit(5).list())
			.extracting((hit) -> hit.entity().twice() + " at " + hit.distance())
			.containsExactly("200 at 1.0", "400 at 2.0");
	}

	private Table<Label> labels() {
		TiDBClient tidb = this.server.client();
		tidb.tables().dropIfExists("labels_of_others");
		tidb.sql("CREATE TABLE labels_of_others (id INT, _distance INT, _distance_ INT, _key1 INT, _key1_ INT, "
				+ "twice INT GENERATED ALWAYS AS (_distance * 2) VIRTUAL, v VECTOR(1), PRIMARY KEY (id))")
			.update();
		for (int i = 1; i <= 3; i++) {
			tidb.sql("INSERT INTO labels_of_others (id, _distance, _distance_, _key1, _key1_, v) "
					+ "VALUES (?, ?, 1, ?, 1, ?)")
				.params(i, i * 100, i, "[" + i + "]")
				.update();
		}
		return tidb.table(Label.class);
	}

	private static List<Integer> ids(VectorSearch<Label> search) {
		return search.limit(5).list().stream().map((hit) -> hit.entity().id()).toList();
	}

	@TiDBTable("labels_of_others")
	record Label(@PrimaryKey int id, @VectorColumn(dimensions = 1) float[] v) {
	}

	@TiDBTable("labels_of_others")
	record Twice(@PrimaryKey int id, int twice, @VectorColumn(dimensions = 1) float[] v) {
	}

	@TiDBTable("items_of_others")
	record Item(@PrimaryKey int a, @PrimaryKey int b, String name, @VectorColumn(dimensions = 1) float[] v) {
	}

	record Name(String name) {
	}

	@TiDBTable("candidates")
	record Candidates(@PrimaryKey int a, @PrimaryKey int b, @VectorColumn(dimensions = 1) float[] v) {
	}

}
