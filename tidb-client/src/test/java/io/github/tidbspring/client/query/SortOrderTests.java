package io.github.tidbspring.client.query;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SortOrder}.
 */
class SortOrderTests {

	private final TestColumns columns = new TestColumns();

	@Test
	void columnIsQuoted() {
		assertThat(SortOrder.asc("title").toSql(this.columns, null))
			.isEqualTo(new SqlFragment("`title` ASC", List.of()));
		assertThat(SortOrder.desc("createdAt").toSql(this.columns, Identifier.of("n")))
			.isEqualTo(new SqlFragment("`n`.`created_at` DESC", List.of()));
		assertThat(SortOrder.asc(TestColumns.HOSTILE).toSql(this.columns, null).sql())
			.isEqualTo("`a``; DROP TABLE x; --` ASC");
	}

	@Test
	void valueInJsonOrdersByNumberAndText() {
		SqlFragment fragment = SortOrder.desc("meta.year").toSql(this.columns, null);
		assertThat(fragment.sql().replace("JSON_EXTRACT(`meta_data`, ?)", "v")).isEqualTo(
				"CAST(CASE WHEN JSON_TYPE(v) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE') THEN v END AS DOUBLE) DESC, "
						+ "CASE WHEN JSON_TYPE(v) IN ('STRING', 'BOOLEAN') THEN CAST(JSON_UNQUOTE(v) AS BINARY) END DESC");
		assertThat(fragment.parameters()).hasSize(4).containsOnly("$.\"year\"");
	}

	@Test
	void whatHasNoOrderIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> SortOrder.asc("embedding").toSql(this.columns, null))
			.withMessageContaining("'embedding' is a vector column");
		assertThatIllegalArgumentException().isThrownBy(() -> SortOrder.asc("titel").toSql(this.columns, null))
			.withMessageContaining("'titel'");
		assertThatIllegalArgumentException().isThrownBy(() -> SortOrder.asc("")).withMessageContaining("empty");
	}

	@Test
	void textNamesPropertyAndDirection() {
		assertThat(SortOrder.desc("createdAt")).hasToString("createdAt DESC");
	}

}
