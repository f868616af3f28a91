package io.github.tidbspring.client.transaction;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.transaction.annotation.Isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link TransactionOptions}.
 */
class TransactionOptionsTests {

	private static final Consumer<TransactionRetry> LISTENER = (retry) -> {
	};

	/** Each step, with what it sets. */
	private static final Map<String, Step> STEPS = steps();

	/** Of each of these sets, the last step that is given counts. */
	private static final List<Set<String>> ALTERNATIVES = List.of(Set.of("pessimistic", "optimistic"),
			Set.of("asOf", "staleBy", "staleByAtMost"));

	/** Steps that exclude each other. */
	private static final List<Set<String>> REFUSED = List.of(Set.of("pessimistic", "asOf"),
			Set.of("pessimistic", "staleBy"), Set.of("pessimistic", "staleByAtMost"), Set.of("optimistic", "asOf"),
			Set.of("optimistic", "staleBy"), Set.of("optimistic", "staleByAtMost"), Set.of("optimistic", "isolation"));

	private final TransactionOptions defaults = TransactionOptions.defaults();

	private static Map<String, Step> steps() {
		Map<String, Step> steps = new LinkedHashMap<>();
		steps.put("readOnly", new Step(TransactionOptions::readOnly, TransactionOptions::isReadOnly, true));
		steps.put("isolation", new Step((options) -> options.isolation(Isolation.READ_COMMITTED),
				TransactionOptions::isolation, Isolation.READ_COMMITTED));
		steps.put("timeout", new Step((options) -> options.timeout(Duration.ofSeconds(7)), TransactionOptions::timeout,
				Duration.ofSeconds(7)));
		steps.put("pessimistic", new Step(TransactionOptions::pessimistic, TransactionOptions::mode,
				TransactionOptions.Mode.PESSIMISTIC));
		steps.put("optimistic",
				new Step(TransactionOptions::optimistic, TransactionOptions::mode, TransactionOptions.Mode.OPTIMISTIC));
		steps.put("asOf", new Step((options) -> options.asOf(Instant.ofEpochSecond(1)),
				TransactionOptions::asOfTimestamp, "FROM_UNIXTIME(1.000)"));
		steps.put("staleBy", new Step((options) -> options.staleBy(Duration.ofSeconds(5)),
				TransactionOptions::asOfTimestamp, "NOW(3) - INTERVAL 5000000 MICROSECOND"));
		steps.put("staleByAtMost",
				new Step((options) -> options.staleByAtMost(Duration.ofMillis(1500)), TransactionOptions::asOfTimestamp,
						"TIDB_BOUNDED_STALENESS(NOW(3) - INTERVAL 1500000 MICROSECOND, NOW(3))"));
		steps.put("idempotent", new Step(TransactionOptions::idempotent, TransactionOptions::isIdempotent, true));
		steps.put("maxRetries", new Step((options) -> options.maxRetries(9), TransactionOptions::maxRetries, 9));
		steps.put("retryDelay", new Step((options) -> options.retryDelay(Duration.ofMillis(3)),
				TransactionOptions::retryDelay, Duration.ofMillis(3)));
		steps.put("maxRetryDelay", new Step((options) -> options.maxRetryDelay(Duration.ofMillis(30)),
				TransactionOptions::maxRetryDelay, Duration.ofMillis(30)));
		steps.put("retryTimeout", new Step((options) -> options.retryTimeout(Duration.ofSeconds(11)),
				TransactionOptions::retryTimeout, Duration.ofSeconds(11)));
		steps.put("onRetry",
				new Step((options) -> options.onRetry(LISTENER), TransactionOptions::retryListener, LISTENER));
		return steps;
	}

	@Test
	void eachStepIsHere() {
		assertThat(STEPS.keySet())
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(TransactionOptions.class.getMethods())
				.filter((method) -> method.getReturnType() == TransactionOptions.class)
				.filter((method) -> !Modifier.isStatic(method.getModifiers()))
				.map(Method::getName)
				.toList());
	}

	@Test
	void defaultsIsTheOnlyStaticMethod() {
		assertThat(TransactionOptions.class.getMethods())
			.filteredOn((method) -> Modifier.isStatic(method.getModifiers()))
			.extracting(Method::getName)
			.containsExactly("defaults");
	}

	@ParameterizedTest(name = "{0}, then {1}")
	@MethodSource("pairs")
	void eachStepKeepsWhatEarlierStepsHaveSet(String earlier, String later) {
		Step first = step(earlier);
		Step second = step(later);
		TransactionOptions options = second.set(first.set(this.defaults));
		assertThat(second.get(options)).isEqualTo(second.value());
		if (ALTERNATIVES.stream().noneMatch((steps) -> steps.containsAll(Set.of(earlier, later)))) {
			assertThat(first.get(options)).isEqualTo(first.value());
		}
		STEPS.values()
			.stream()
			.filter((other) -> !first.changes(other) && !second.changes(other))
			.forEach((other) -> assertThat(other.get(options)).isEqualTo(other.get(this.defaults)));
	}

	static Stream<Arguments> pairs() {
		List<Arguments> pairs = new ArrayList<>();
		for (String earlier : STEPS.keySet()) {
			for (String later : STEPS.keySet()) {
				if (!earlier.equals(later) && !REFUSED.contains(Set.of(earlier, later))) {
					pairs.add(arguments(earlier, later));
				}
			}
		}
		return pairs.stream();
	}

	@ParameterizedTest(name = "{0}, then {1}")
	@MethodSource("refusedPairs")
	void stepsThatExcludeEachOtherAreRefusedInEitherOrder(String earlier, String later) {
		TransactionOptions options = step(earlier).set(this.defaults);
		assertThatIllegalArgumentException().isThrownBy(() -> step(later).set(options))
			.withMessageMatching(".*(past|pessimistic).*");
	}

	static Stream<Arguments> refusedPairs() {
		return REFUSED.stream().flatMap((pair) -> {
			List<String> steps = List.copyOf(pair);
			return Stream.of(arguments(steps.get(0), steps.get(1)), arguments(steps.get(1), steps.get(0)));
		});
	}

	private static Step step(String name) {
		Step step = STEPS.get(name);
		assertThat(step).as(name).isNotNull();
		return step;
	}

	@Test
	void defaultsLeaveTheTransactionToTheSession() {
		assertThat(this.defaults.isolation()).isEqualTo(Isolation.DEFAULT);
		assertThat(this.defaults.timeout()).isNull();
		assertThat(this.defaults.isReadOnly()).isFalse();
		assertThat(this.defaults.mode()).isNull();
		assertThat(this.defaults.asOfTimestamp()).isNull();
	}

	@Test
	void defaultsRetryFiveTimesWithinAMinute() {
		assertThat(this.defaults.isIdempotent()).isFalse();
		assertThat(this.defaults.maxRetries()).isEqualTo(5);
		assertThat(this.defaults.retryDelay()).isEqualTo(Duration.ofMillis(20));
		assertThat(this.defaults.maxRetryDelay()).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.defaults.retryTimeout()).isNull();
		this.defaults.retryListener().accept(new TransactionRetry(2, new IllegalStateException("no"), Duration.ZERO));
	}

	@Test
	void optionsAreImmutable() {
		TransactionOptions changed = this.defaults.optimistic().maxRetries(1).idempotent();
		assertThat(changed.mode()).isEqualTo(TransactionOptions.Mode.OPTIMISTIC);
		assertThat(TransactionOptions.defaults()).isSameAs(this.defaults);
		defaultsLeaveTheTransactionToTheSession();
		defaultsRetryFiveTimesWithinAMinute();
	}

	@Test
	void readingFromThePastIsReadOnly() {
		assertThat(this.defaults.asOf(Instant.ofEpochSecond(1)).isReadOnly()).isTrue();
		assertThat(this.defaults.staleBy(Duration.ofSeconds(5)).isReadOnly()).isTrue();
		assertThat(this.defaults.staleByAtMost(Duration.ofSeconds(5)).isReadOnly()).isTrue();
	}

	@Test
	void timesThatAreNoneAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.asOf(Instant.EPOCH));
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.staleBy(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.staleByAtMost(Duration.ofSeconds(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.timeout(Duration.ZERO))
			.withMessageContaining("'timeout'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.retryDelay(Duration.ZERO))
			.withMessageContaining("'retryDelay'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.maxRetryDelay(Duration.ZERO))
			.withMessageContaining("'maxRetryDelay'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.retryTimeout(Duration.ofSeconds(-1)))
			.withMessageContaining("'retryTimeout'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.maxRetries(-1))
			.withMessageContaining("'maxRetries'");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERIALIZABLE", "READ_UNCOMMITTED" })
	void isolationThatTiDBLacksIsRefusedWithAnAlternative(Isolation isolation) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.defaults.isolation(isolation))
			.withMessageContaining(isolation.name())
			.withMessageContaining("REPEATABLE_READ")
			.withMessageContaining("READ_COMMITTED");
	}

	@ParameterizedTest
	@EnumSource(names = { "DEFAULT", "READ_COMMITTED", "REPEATABLE_READ" })
	void isolationThatTiDBHasIsTaken(Isolation isolation) {
		assertThat(this.defaults.isolation(isolation).isolation()).isEqualTo(isolation);
	}

	@Test
	void optionsThatContradictEachOtherAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.defaults.optimistic().isolation(Isolation.READ_COMMITTED))
			.withMessageContaining("pessimistic");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.defaults.pessimistic().staleBy(Duration.ofSeconds(5)))
			.withMessageContaining("past");
	}

	/**
	 * A step and what it sets.
	 *
	 * @param change the step
	 * @param accessor what shows the value
	 * @param value the value that the step sets
	 */
	private record Step(UnaryOperator<TransactionOptions> change,
			Function<TransactionOptions, @Nullable Object> accessor, Object value) {

		TransactionOptions set(TransactionOptions options) {
			return this.change.apply(options);
		}

		boolean changes(Step other) {
			return !Objects.equals(other.get(set(TransactionOptions.defaults())),
					other.get(TransactionOptions.defaults()));
		}

		@Nullable Object get(TransactionOptions options) {
			return this.accessor.apply(options);
		}

	}

}
