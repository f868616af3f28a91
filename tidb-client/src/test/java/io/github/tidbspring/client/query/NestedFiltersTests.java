package io.github.tidbspring.client.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for filters that are nested deep, or are many.
 */
class NestedFiltersTests {

	private static final Filter A = Filter.eq("title", "a");

	private static final Filter B = Filter.eq("title", "b");

	@ParameterizedTest
	@MethodSource("nestings")
	void nestingIsBoundedWithASentence(UnaryOperator<Filter> nesting) {
		assertThatIllegalArgumentException().isThrownBy(() -> nested(nesting, 100_000))
			.withMessageStartingWith("A filter may be nested at most 200 deep; allOf(…) and anyOf(…) join");
	}

	@ParameterizedTest
	@MethodSource("nestings")
	void deepFilterWorksOnASmallStack(UnaryOperator<Filter> nesting) throws InterruptedException {
		List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
		Thread thread = new Thread(null, () -> {
			Filter filter = nested(nesting, 99);
			assertThat(filter).isEqualTo(nested(nesting, 99)).hasSameHashCodeAs(nested(nesting, 99));
			assertThat(filter.toString()).contains("title = ?");
			assertThat(filter.isUnrestricted()).isFalse();
			assertThat(TestColumns.render(filter).parameters()).contains("a");
		}, "small stack", 512 * 1024);
		thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
		thread.start();
		thread.join();
		assertThat(failures).isEmpty();
	}

	static Stream<UnaryOperator<Filter>> nestings() {
		return Stream.of(Filter::not, (filter) -> filter.and(B).or(A), (filter) -> Filter.not(filter.and(B)),
				(filter) -> Filter.allOf(List.of(Filter.anyOf(List.of(filter, B)), A)));
	}

	private static Filter nested(UnaryOperator<Filter> nesting, int times) {
		Filter filter = A;
		for (int i = 0; i < times; i++) {
			filter = nesting.apply(filter);
		}
		return filter;
	}

	@Test
	void whatIsJoinedFlatIsNotNested() {
		Filter filter = Filter.anyOf();
		for (int i = 0; i < 5_000; i++) {
			filter = filter.or(Filter.eq("id", i));
		}
		assertThat(TestColumns.render(filter).parameters()).hasSize(5_000);
		List<Filter> list = IntStream.range(0, 10_000).mapToObj((i) -> Filter.eq("id", i)).toList();
		assertThat(TestColumns.render(Filter.anyOf(list)).parameters()).hasSize(10_000);
	}

	@Test
	void numberOfConditionsIsBoundedWithASentence() {
		List<Filter> list = Collections.nCopies(100_000, A);
		String sentence = "A filter may join at most 10000 conditions; in(…) compares";
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.anyOf(list)).withMessageStartingWith(sentence);
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.allOf(list)).withMessageStartingWith(sentence);
		assertThatIllegalArgumentException().isThrownBy(() -> nested((filter) -> filter.or(B), 100_000))
			.withMessageStartingWith(sentence);
		Map<String, Object> map = new HashMap<>();
		IntStream.range(0, 100_000).forEach((i) -> map.put("meta.k" + i, i));
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.of(map)).withMessageStartingWith(sentence);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Filter.of(Map.of("$or", Collections.nCopies(100_000, Map.of("id", 1)))))
			.withMessageStartingWith(sentence);
	}

	@Test
	void mapIsBounded() {
		Map<String, @Nullable Object> map = Map.of("id", 1);
		for (int i = 0; i < 100_000; i++) {
			map = Map.of((i % 2 == 0) ? "$or" : "$and", List.of(map, Map.of("id", 2)));
		}
		Map<String, @Nullable Object> deep = map;
		assertThatIllegalArgumentException().isThrownBy(() -> Filter.of(deep))
			.withMessageContaining("nested at most 100 deep");
	}

	@Test
	void manyValuesOfOnePropertyAreOneCondition() {
		List<Integer> ids = IntStream.range(0, 100_000).boxed().toList();
		assertThat(TestColumns.render(Filter.in("id", ids).and(A)).parameters()).hasSize(100_001);
	}

}
