package io.github.tidbspring.client.query;

import java.util.List;

import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SortOrder}.
 */
class SortOrderTests {

	@Test
	void columnIsQuoted() {
		assertThat(TestColumns.render(SortOrder.asc("title"))).isEqualTo(new SqlStatement("`title` ASC", List.of()));
		assertThat(TestColumns.render(SortOrder.desc("createdAt"), "n"))
			.isEqualTo(new SqlStatement("`n`.`created_at` DESC", List.of()));
		assertThat(TestColumns.render(SortOrder.asc(TestColumns.HOSTILE)).text())
			.isEqualTo("`a``; DROP TABLE x; --` ASC");
	}

	@Test
	void valueInJsonOrdersByNumberAndText() {
		SqlStatement fragment = TestColumns.render(SortOrder.desc("meta.year"));
		assertThat(fragment.text().replace("JSON_EXTRACT(`meta_data`, ?)", "v")).isEqualTo(
				"CAST(CASE WHEN JSON_TYPE(v) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE') THEN v END AS DOUBLE) DESC, "
						+ "CASE WHEN JSON_TYPE(v) IN ('STRING', 'BOOLEAN') THEN CAST(JSON_UNQUOTE(v) AS BINARY) END DESC");
		assertThat(fragment.parameters()).hasSize(4).containsOnly("$.year");
	}

	@Test
	void whatHasNoOrderIsAnError() {
		assertThatIllegalArgumentException().isThrownBy(() -> TestColumns.render(SortOrder.asc("embedding")))
			.withMessageContaining("'embedding' is a vector column");
		assertThatIllegalArgumentException().isThrownBy(() -> TestColumns.render(SortOrder.asc("titel")))
			.withMessageContaining("'titel'");
		assertThatIllegalArgumentException().isThrownBy(() -> SortOrder.asc("")).withMessageContaining("empty");
	}

	@Test
	void textNamesPropertyAndDirection() {
		assertThat(SortOrder.desc("createdAt")).hasToString("createdAt DESC");
	}

}
