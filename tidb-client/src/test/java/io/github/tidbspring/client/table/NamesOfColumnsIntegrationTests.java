package io.github.tidbspring.client.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.vector.ToyEmbeddingFunction;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What a name means where one property is called as the column of another: the property.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class NamesOfColumnsIntegrationTests {

	private static final Cross FIRST = new Cross(1, "headline 1", "title 1");

	private static final Cross SECOND = new Cross(2, "headline 2", "title 0");

	private final TiDBClient tidb;

	private final Table<Cross> rows;

	NamesOfColumnsIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.rows = tidb.table(Cross.class);
	}

	@BeforeEach
	void insert() {
		this.rows.schema().recreate().insertAll(List.of(FIRST, SECOND));
	}

	@Test
	void filterMeansTheProperty() {
		assertThat(this.rows.find(Filter.eq("title", "title 1")).list()).containsExactly(FIRST);
		assertThat(this.rows.find(Filter.in("headline", "headline 2")).list()).containsExactly(SECOND);
		assertThat(this.rows.find(Filter.of(Map.of("title", Map.of("$gte", "title 1")))).list()).containsExactly(FIRST);
		assertThat(this.rows.count(Filter.startsWith("title", "headline"))).isZero();
		assertThat(this.rows.delete(Filter.eq("title", "headline 1"))).isZero();
		assertThat(this.rows.delete(Filter.eq("title", "title 1"))).isEqualTo(1);
		assertThat(this.rows.find().list()).containsExactly(SECOND);
	}

	@Test
	void updateMeansTheProperty() {
		assertThat(this.rows.update(Filter.eq("headline", "headline 1"), Map.of("title", "new"))).isEqualTo(1);
		assertThat(this.rows.findById(1)).contains(new Cross(1, "headline 1", "new"));
	}

	@Test
	void orderAndPageMeanTheProperty() {
		assertThat(this.rows.find().orderBy(SortOrder.asc("title")).list()).containsExactly(SECOND, FIRST);
		assertThat(this.rows.find().orderBy(SortOrder.desc("title")).after(FIRST).list()).containsExactly(SECOND);
		assertThat(this.rows.find().orderBy(SortOrder.asc("headline")).after(FIRST).list()).containsExactly(SECOND);
	}

	@Test
	void valuesAndProjectionsMeanTheProperty() {
		assertThat(this.rows.find().orderBy(SortOrder.asc("id")).values("title", String.class))
			.containsExactly("title 1", "title 0");
		assertThat(this.rows.find().orderBy(SortOrder.asc("id")).into(Title.class).list())
			.containsExactly(new Title("title 1"), new Title("title 0"));
	}

	@Test
	void projectionThatNamesAColumnMeansTheColumn() {
		assertThat(this.rows.find(Filter.eq("id", 1)).into(OfColumn.class).list())
			.containsExactly(new OfColumn("headline 1", "title 1"));
	}

	@Test
	void indexAndSourceMeanTheProperty() {
		Table<Sources> sources = this.tidb.withEmbeddingFunction(new ToyEmbeddingFunction())
			.table(Sources.class)
			.schema()
			.recreate();
		assertThat(sources.schema().ddl()).contains("INDEX `idx_label` (`label`)", "`text` VECTOR(3)",
				"`other` VECTOR(3)");
		sources.insert(new Sources(1, "four", "seventh", null, null));
		Sources row = sources.findById(1).orElseThrow();
		assertThat(row.vector()).containsExactly(ToyEmbeddingFunction.vectorOf("four"));
		assertThat(row.other()).containsExactly(ToyEmbeddingFunction.vectorOf("seventh"));
		assertThat(sources.search()
			.vector(ToyEmbeddingFunction.vectorOf("seventh"))
			.vectorColumn("other")
			.limit(1)
			.list()
			.get(0)
			.distance()).isCloseTo(0, within(1e-6));
		Map<String, @Nullable Object> none = new HashMap<>();
		none.put("other", null);
		assertThat(sources.update(Filter.isNotNull("other"), none)).isEqualTo(1);
		assertThat(sources.findById(1).orElseThrow().vector()).isNotNull();
		assertThat(sources.findById(1).orElseThrow().other()).isNull();
	}

	record Cross(@PrimaryKey long id, @TiDBColumn(name = "title") String headline,
			@TiDBColumn(name = "headline") String title) {

	}

	record Title(String title) {

	}

	record OfColumn(@TiDBColumn(name = "title") String headline, @TiDBColumn(name = "headline") String title) {

	}

	@TiDBTable
	@TiDBIndex("name")
	record Sources(@PrimaryKey long id, @TiDBColumn(name = "name") String text, @TiDBColumn(name = "label") String name,
			@VectorColumn(dimensions = 3, source = "text") @TiDBColumn(name = "other") float @Nullable [] vector,
			@VectorColumn(dimensions = 3, source = "name") @TiDBColumn(name = "text") float @Nullable [] other) {

	}

}
