package io.github.tidbspring.client.table;

import java.util.List;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.query.SqlFragment;
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
		SqlFragment sql = sql(List.of(SortOrder.asc("orderId"), SortOrder.desc("number")), this.row);
		assertThat(sql.sql()).isEqualTo("`order_id` > ? OR (`order_id` = ? AND `number` < ?)");
		assertThat(sql.parameters()).isEqualTo(List.of("o", "o", 7L));
	}

	@Test
	void nullsComeAfterEverythingInDescendingOrder() {
		SqlFragment sql = sql(List.of(SortOrder.desc("text")), this.row);
		assertThat(sql.sql()).isEqualTo("`text` < ? OR `text` IS NULL");
	}

	@Test
	void everythingButNullsComesAfterNullInAscendingOrder() {
		SqlFragment sql = sql(List.of(SortOrder.asc("text"), SortOrder.asc("number")), new Line("o", 7, null, 0));
		assertThat(sql.sql()).isEqualTo("`text` IS NOT NULL OR (`text` IS NULL AND `number` > ?)");
	}

	@Test
	void onlyOtherNullsComeAfterNullInDescendingOrder() {
		SqlFragment sql = sql(List.of(SortOrder.desc("text"), SortOrder.asc("number")), new Line("o", 7, null, 0));
		assertThat(sql.sql()).isEqualTo("`text` IS NULL AND `number` > ?");
	}

	@Test
	void floatIsComparedAsTheDoubleThatTheServerMakesOfIt() {
		assertThat(sql(List.of(SortOrder.asc("weight")), this.row).parameters()).isEqualTo(List.of((double) 0.1f));
	}

	@Test
	void orderThatTheResultDoesNotHaveIsNamed() {
		Projection<Text> projection = Projection.of(this.schema, Text.class);
		assertThatIllegalArgumentException().isThrownBy(
				() -> KeysetPage.condition(this.schema, List.of(SortOrder.asc("number")), projection, new Text("x")))
			.withMessage("Text does not have number, which the query is ordered by");
	}

	private SqlFragment sql(List<SortOrder> sorts, Line row) {
		Filter later = KeysetPage.condition(this.schema, sorts, Projection.of(this.schema), row);
		return later.toSql(new TableColumns(this.schema), null);
	}

	record Line(@PrimaryKey String orderId, @PrimaryKey long number, @Nullable String text, float weight) {

	}

	record Text(@Nullable String text) {

	}

}
