package io.github.tidbspring.client.query;

import io.github.tidbspring.client.internal.sql.SqlStatement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for each {@link Filter}, tried with random ones.
 */
class FilterPropertyTests {

	private static final int ROUNDS = 2_000;

	@ParameterizedTest
	@ValueSource(longs = { 1, 20260101, 8675309 })
	void eachPlaceholderHasItsParameterAndNoValueIsText(long seed) {
		RandomFilters filters = new RandomFilters(seed);
		for (int i = 0; i < ROUNDS; i++) {
			Filter filter = filters.next(4);
			SqlStatement fragment = TestColumns.render(filter);
			String bare = withoutQuoted(fragment.text());
			assertThat(bare.chars().filter((c) -> c == '?')).as(fragment.text()).hasSameSizeAs(fragment.parameters());
			assertThat(fragment.text()).doesNotContain(RandomFilters.MARK);
			assertThat(bare).doesNotContain("DROP", ";", "--", "#", "\"");
			assertThat(bare.chars().filter((c) -> c == '(').count()).as(fragment.text())
				.isEqualTo(bare.chars().filter((c) -> c == ')').count());
			assertThat(filter.toString().replace(RandomFilters.MARK + "?\\\"`'; DROP", "")).as("text of a filter")
				.doesNotContain(RandomFilters.MARK);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 2, 42 })
	void constantsChangeNothingOrEverything(long seed) {
		RandomFilters filters = new RandomFilters(seed);
		for (int i = 0; i < ROUNDS; i++) {
			Filter filter = filters.next(3);
			assertThat(filter.and(Filter.unrestricted())).isEqualTo(filter);
			assertThat(filter.or(Filter.anyOf())).isEqualTo(filter);
			assertThat(filter.or(Filter.unrestricted()).isUnrestricted()).isTrue();
			assertThat(filter.and(Filter.anyOf()).negate().isUnrestricted()).isTrue();
		}
	}

	private static String withoutQuoted(String sql) {
		return sql.replaceAll("`(?:[^`]|``)*`", "").replaceAll("'(?:[^']|'')*'", "");
	}

}
