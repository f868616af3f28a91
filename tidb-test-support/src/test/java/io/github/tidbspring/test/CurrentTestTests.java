package io.github.tidbspring.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CurrentTest}, which watches these tests themselves.
 */
class CurrentTestTests {

	private static final String CLASS = CurrentTestTests.class.getName();

	private static String beforeAll = "";

	private String beforeEach = "";

	@BeforeAll
	static void rememberBeforeAll() {
		beforeAll = CurrentTest.name();
	}

	@BeforeEach
	void rememberBeforeEach() {
		this.beforeEach = CurrentTest.name();
	}

	@Test
	void currentTestIsTheMethod() {
		assertThat(CurrentTest.name()).isEqualTo(CLASS + ".currentTestIsTheMethod");
		assertThat(this.beforeEach).isEqualTo(CurrentTest.name());
	}

	@Test
	void currentTestIsTheSameOnAllThreads() {
		assertThat(CompletableFuture.supplyAsync(CurrentTest::name)).succeedsWithin(Duration.ofSeconds(10))
			.isEqualTo(CLASS + ".currentTestIsTheSameOnAllThreads");
	}

	@Test
	void currentTestIsTheClassBeforeItsTests() {
		assertThat(beforeAll).isEqualTo(CLASS);
	}

	@ParameterizedTest
	@ValueSource(strings = "cosine")
	void whenParameterizedThenCurrentTestEndsWithTheDisplayName(String metric) {
		assertThat(CurrentTest.name())
			.startsWith(CLASS + ".whenParameterizedThenCurrentTestEndsWithTheDisplayName [1] ")
			.contains(metric);
	}

	@ParameterizedTest
	@ValueSource(strings = "a parameter of such a length that nobody wants to read it in each line of the recording")
	void whenTheDisplayNameIsLongThenCurrentTestIsTheMethod(String parameter) {
		assertThat(parameter).isNotEmpty();
		assertThat(CurrentTest.name()).isEqualTo(CLASS + ".whenTheDisplayNameIsLongThenCurrentTestIsTheMethod");
	}

	@Nested
	class WhileTwoWait {

		private static final CyclicBarrier BOTH = new CyclicBarrier(2);

		@WaitingTest
		void isTheClassForOne() throws Exception {
			assertIsTheClass();
		}

		@WaitingTest
		void isTheClassForTheOther() throws Exception {
			assertIsTheClass();
		}

		private static void assertIsTheClass() throws Exception {
			BOTH.await(30, TimeUnit.SECONDS);
			String name = CurrentTest.name();
			BOTH.await(30, TimeUnit.SECONDS);
			assertThat(name).isEqualTo(CLASS + "$WhileTwoWait");
		}

	}

	@Nested
	class InANestedClass {

		@Test
		void currentTestIsTheMethodOfTheNestedClass() {
			assertThat(CurrentTest.name()).isEqualTo(CLASS + "$InANestedClass.currentTestIsTheMethodOfTheNestedClass");
		}

	}

}
