package io.github.tidbspring.client.query;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A condition with more values than a statement that the server prepares may have
 * parameters (65,535), and with as many conditions and levels as a filter may have.
 */
@NullMarked
@ContractTests
class ManyValuesIntegrationTests {

	private final ContractServer server;

	ManyValuesIntegrationTests(ContractServer server) {
		this.server = server;
	}

	@Test
	void hundredThousandValuesAreFound() {
		try (TiDBClient tidb = this.server.client(Map.of("useServerPrepStmts", "true"))) {
			Table<Item> items = items(tidb);
			List<Integer> ids = IntStream.range(3, 100_003).boxed().toList();
			assertThat(items.count(Filter.in("id", ids))).isEqualTo(3);
			assertThat(items.count(Filter.notIn("id", ids))).isEqualTo(2);
			assertThat(items.count(Filter.in("m.n", ids))).isEqualTo(3);
			assertThat(items.findAllById(ids)).hasSize(3);
		}
	}

	@Test
	void filterAtItsLimitsRuns() {
		Table<Item> items = items(this.server.client());
		List<Filter> many = IntStream.range(3, 10_003).mapToObj((id) -> Filter.eq("id", id)).toList();
		assertThat(items.count(Filter.anyOf(many))).isEqualTo(3);
		Filter deep = Filter.eq("id", 4);
		for (int i = 0; i < 95; i++) {
			deep = deep.or(Filter.eq("id", 5)).and(Filter.gt("m.n", 0));
		}
		assertThat(items.count(deep)).isEqualTo(2);
		assertThat(items.count(Filter.isNull("m" + ".a".repeat(100)))).isEqualTo(5);
	}

	private static Table<Item> items(TiDBClient tidb) {
		Table<Item> items = tidb.table(Item.class).schema().recreate();
		items.bulk().insert(IntStream.rangeClosed(1, 5).mapToObj((id) -> new Item(id, Map.of("n", id))));
		return items;
	}

	record Item(@PrimaryKey int id, @JsonColumn Map<String, Integer> m) {
	}

}
