package io.github.tidbspring.client.internal.table;

import java.util.List;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.internal.schema.ColumnScope;
import io.github.tidbspring.client.internal.schema.RowMapping;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.sql.SqlStatement;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link KeysetPage}.
 */
@NullMarked
class KeysetPageTests {

	private final TableSchema<Line> schema = TableSchema.of(Line.class);

	private final Line row = new Line("o", 7, "x", 0.1f);

	@Test
	void keyStandsBehindTheOrders() {
		assertThat(KeysetPage.sorts(this.schema, List.of(SortOrder.desc("text"))))
			.containsExactly(SortOrder.desc("text"), SortOrder.asc("orderId"), SortOrder.asc("number"));
	}

	@Test
	void keyThatIsOrderedByIsNotThereTwice() {
		assertThat(KeysetPage.sorts(this.schema, List.of(SortOrder.desc("order_id"), SortOrder.asc("text"))))
			.containsExactly(SortOrder.desc("order_id"), SortOrder.asc("text"), SortOrder.asc("number"));
	}

	@Test
	void directionsDecideWhatComesLater() {
		SqlStatement sql = sql(List.of(SortOrder.asc("orderId"), SortOrder.desc("number")), this.row);
		assertThat(sql.text()).isEqualTo("`order_id` > ? OR (`order_id` = ? AND `number` < ?)");
		assertThat(sql.parameters()).isEqualTo(List.of("o", "o", 7L));
	}

	@Test
	void nullsComeAfterEverythingInDescendingOrder() {
		SqlStatement sql = sql(List.of(SortOrder.desc("text")), this.row);
		assertThat(sql.text()).isEqualTo("`text` < ? OR `text` IS NULL");
	}

	@Test
	void everythingButNullsComesAfterNullInAscendingOrder() {
		SqlStatement sql = sql(List.of(SortOrder.asc("text"), SortOrder.asc("number")), new Line("o", 7, null, 0));
		assertThat(sql.text()).isEqualTo("`text` IS NOT NULL OR (`text` IS NULL AND `number` > ?)");
	}

	@Test
	void onlyOtherNullsComeAfterNullInDescendingOrder() {
		SqlStatement sql = sql(List.of(SortOrder.desc("text"), SortOrder.asc("number")), new Line("o", 7, null, 0));
		assertThat(sql.text()).isEqualTo("`text` IS NULL AND `number` > ?");
	}

	@Test
	void floatIsComparedAsTheDoubleThatTheServerMakesOfIt() {
		assertThat(sql(List.of(SortOrder.asc("weight")), this.row).parameters()).isEqualTo(List.of((double) 0.1f));
	}

	@Test
	void orderThatTheResultDoesNotHaveIsNamed() {
		RowMapping<Text> projection = RowMapping.of(this.schema, Text.class);
		assertThatIllegalArgumentException().isThrownBy(
				() -> KeysetPage.condition(this.schema, List.of(SortOrder.asc("number")), projection, new Text("x")))
			.withMessage("Text does not have number, which the query is ordered by");
	}

	private SqlStatement sql(List<SortOrder> sorts, Line row) {
		Filter later = KeysetPage.condition(this.schema, sorts, RowMapping.of(this.schema), row);
		return ColumnScope.of(this.schema).write(later);
	}

	record Line(@PrimaryKey String orderId, @PrimaryKey long number, @Nullable String text, float weight) {

	}

	record Text(@Nullable String text) {

	}

}
