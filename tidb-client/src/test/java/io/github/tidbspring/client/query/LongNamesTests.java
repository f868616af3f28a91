package io.github.tidbspring.client.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for names of properties from outside, of any length.
 */
class LongNamesTests {

	@ParameterizedTest
	@MethodSource("names")
	void longNameIsRefusedAtOnce(String name) {
		assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
			assertThatThrownBy(() -> TestColumns.render(Filter.of(Map.of(name, 1))))
				.isInstanceOf(IllegalArgumentException.class)
				.satisfies((failure) -> assertThat(failure.getMessage()).hasSizeLessThan(700));
			assertThatIllegalArgumentException().isThrownBy(() -> TestColumns.render(Filter.in(name, 1, 2)));
			assertThatIllegalArgumentException().isThrownBy(() -> TestColumns.render(SortOrder.asc(name)));
		});
	}

	static Stream<String> names() {
		return Stream.of("meta" + ".a".repeat(100_000), "meta" + ".a".repeat(30_000), "meta" + "[0]".repeat(20_000),
				"x".repeat(100_000), "x.".repeat(30_000), "[".repeat(60_000), ".".repeat(60_000),
				"meta" + "[".repeat(60_000), "meta.\"" + "\\\\".repeat(30_000), "meta" + ".a".repeat(101),
				"meta." + "a".repeat(65_535));
	}

	@Test
	void pathAsLongAsADocumentIsDeepIsFine() {
		assertThat(TestColumns.render(Filter.eq("meta" + ".a".repeat(100), 1)).parameters())
			.contains("$" + ".a".repeat(100));
		assertThat(TestColumns.render(Filter.eq("meta." + "k".repeat(60_000), 1)).parameters())
			.contains("$." + "k".repeat(60_000));
	}

	@Test
	void longOperatorIsRefusedWithAShortMessage() {
		for (Map<String, ?> map : List.of(Map.of("$" + "x".repeat(100_000), 1),
				Map.of("id", Map.of("$" + "x".repeat(100_000), 1)))) {
			assertThatThrownBy(() -> Filter.of(map)).isInstanceOf(IllegalArgumentException.class)
				.satisfies((failure) -> assertThat(failure.getMessage()).hasSizeLessThan(500));
		}
	}

}
