package io.github.tidbspring.client.query;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.test.StatementRecording;
import org.junit.jupiter.api.Test;

/**
 * Records what filters and sorts are in a statement, for the check of TiDB's grammar. No
 * server is asked.
 */
class FilterGrammarTests {

	private final TestColumns columns = new TestColumns();

	@Test
	void conditionsAreRecorded() {
		for (String property : List.of("title", TestColumns.HOSTILE, "meta", "meta.lang", "meta.tags[0]")) {
			for (Object value : List.of("x", 5, 1.5, true, Long.MAX_VALUE)) {
				where(Filter.eq(property, value));
				where(Filter.ne(property, value).and(Filter.gt(property, value)));
				where(Filter.between(property, value, value).negate());
			}
			where(Filter.in(property, "x", 1, 2.5, true, Long.MAX_VALUE, null));
			where(Filter.notIn(property, 1, null).or(Filter.notIn(property, 1)));
			where(Filter.in(property).or(Filter.notIn(property)));
			where(Filter.like(property, "x%")
				.and(Filter.startsWith(property, "x"), Filter.endsWith(property, "x"), Filter.contains(property, "x")));
			where(Filter.isNull(property).or(Filter.isNotNull(property).negate()));
		}
		where(Filter.unrestricted());
		where(Filter.anyOf());
		where(Filter.sql("year(created_at) > :y AND id IN (:ids)", Map.of("y", 2000, "ids", List.of(1, 2))));
		where(Filter.of(Map.of("$or", List.of(Map.of("meta.lang", "en"), Map.of("id", Map.of("$gt", 5, "$lt", 9))))));
	}

	@Test
	void randomConditionsAreRecorded() {
		RandomFilters filters = new RandomFilters(4);
		for (int i = 0; i < 100; i++) {
			where(filters.next(3));
		}
	}

	@Test
	void ordersAreRecorded() {
		for (String property : List.of("title", TestColumns.HOSTILE, "meta", "meta.year")) {
			StatementRecording
				.written("SELECT 1 FROM `notes` ORDER BY " + SortOrder.asc(property).toSql(this.columns, null).sql());
			StatementRecording
				.written("SELECT 1 FROM `notes` ORDER BY " + SortOrder.desc(property).toSql(this.columns, null).sql());
		}
	}

	private void where(Filter filter) {
		StatementRecording.written("SELECT 1 FROM `notes` WHERE " + filter.toSql(this.columns, null).sql());
		StatementRecording
			.written("DELETE FROM `notes` WHERE " + filter.toSql(this.columns, Identifier.of("notes")).sql());
	}

}
