package io.github.tidbspring.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the names of the tests of all modules.
 */
class TestNamesTests {

	private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

	@Test
	void namesOfAllTestsFollowTheRules() throws IOException {
		List<Path> modules;
		try (Stream<Path> directories = Files.list(PROJECT)) {
			modules = directories.map((module) -> module.resolve("src/test/java")).filter(Files::isDirectory).toList();
		}
		assertThat(modules.stream().map((sources) -> PROJECT.relativize(sources).getName(0).toString())).contains(
				"tidb-client", "tidb-spring-boot-autoconfigure", "tidb-spring-boot-test", "tidb-dev-server",
				"tidb-test-support", "sample-app");
		assertThat(modules).allSatisfy((sources) -> assertThat(TestNames.violationsIn(sources)).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "rowsAreReadInOrder", "whenTheUrlIsBadThenItIsRefused",
			"whenTwoRowsAreReadThenTheyAreInOrder", "orderIsKept", "testedValuesAreKept" })
	void sentenceIsAccepted(String name) {
		assertThat(TestNames.violationsIn(source(name))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "testRows", "test", "test_rows", "shouldReadRows", "ifTheUrlIsBadItIsRefused",
			"whereTheUrlIsBadItIsRefused", "whenTheUrlIsBadItIsRefused", "theUrlIsBadThenItIsRefused",
			"whenThenNothing", "withoutAUrlItIsRefused", "RowsAreRead" })
	void otherNameIsFound(String name) {
		assertThat(TestNames.violationsIn(source(name))).containsExactly(name);
	}

	@Test
	void onlyTestMethodsAreTests() {
		assertThat(TestNames.names("""
				class A {

					@BeforeEach
					void setUp() {
					}

					@ParameterizedTest
					@ValueSource(strings = "void other(")
					void first(String value) {
						help();
					}

					void help() {
					}

					@WaitingTest
					void second() {
					}

				}
				""")).containsExactly("first", "second");
	}

	private static String source(String name) {
		return "class A {\n\n\t@Test\n\tvoid " + name + "() {\n\t}\n\n}\n";
	}

}
