package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Filter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JSON of a generic class is read as what its variables are to the class that extends it,
 * and not as maps.
 */
@ContractTests
class GenericJsonIntegrationTests {

	private final TiDBClient tidb;

	GenericJsonIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@Test
	void variableIsResolvedWhereverItStands() {
		Table<Order> orders = this.tidb.table(Order.class).schema().recreate();
		Order order = new Order();
		order.setId(1L);
		order.setItems(List.of(new Item("a", 1)));
		order.setByName(Map.of("first", List.of(new Item("b", 2))));
		order.setMain(List.of(new Item("c", 3)));
		order.setAll(new Item[] { new Item("d", 4) });
		orders.save(order);
		Order read = orders.findById(1).orElseThrow();
		assertThat(read.getItems()).containsExactly(new Item("a", 1));
		assertThat(read.getByName().get("first")).hasSize(1)
			.satisfies((items) -> assertThat((Object) items.get(0)).isEqualTo(new Item("b", 2)));
		assertThat((Object) read.getMain().get(0)).isEqualTo(new Item("c", 3));
		assertThat(read.getAll()).containsExactly(new Item("d", 4));
		assertThat(orders.count(Filter.eq("items[0].quantity", 1))).isOne();
		orders.schema().drop();
	}

	record Item(String name, int quantity) {

	}

	static class Base<K, E, M> {

		@PrimaryKey
		private K id;

		@JsonColumn
		private List<E> items;

		@JsonColumn
		private Map<String, List<? extends E>> byName;

		@JsonColumn
		private M main;

		@JsonColumn
		private E[] all;

		public K getId() {
			return this.id;
		}

		public void setId(K id) {
			this.id = id;
		}

		public List<E> getItems() {
			return this.items;
		}

		public void setItems(List<E> items) {
			this.items = items;
		}

		public Map<String, List<? extends E>> getByName() {
			return this.byName;
		}

		public void setByName(Map<String, List<? extends E>> byName) {
			this.byName = byName;
		}

		public M getMain() {
			return this.main;
		}

		public void setMain(M main) {
			this.main = main;
		}

		public E[] getAll() {
			return this.all;
		}

		public void setAll(E[] all) {
			this.all = all;
		}

	}

	static class OfItems<T> extends Base<Long, T, List<T>> {

	}

	@TiDBTable("generic_orders")
	static class Order extends OfItems<Item> {

	}

}
