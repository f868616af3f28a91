package io.github.tidbspring.client.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.tidbspring.client.evidence.EvidencePage.TestClass;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/compatibility.md} claims nothing without evidence.
 */
@NullMarked
class CompatibilityPageTests {

	private static final Path ROOT = Path.of("..");

	private static final Map<String, TestClass> TESTS = new TreeMap<>();

	private static String page = "";

	@BeforeAll
	static void read() throws IOException {
		page = Files.readString(ROOT.resolve("docs/compatibility.md"));
		try (Stream<Path> modules = Files.list(ROOT)) {
			modules.flatMap((module) -> Stream.of(module.resolve("src/test/java"), module.resolve("src/test/kotlin")))
				.filter(Files::isDirectory)
				.forEach(CompatibilityPageTests::readTests);
		}
	}

	private static void readTests(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter((path) -> path.toString().matches(".*Tests\\.(java|kt)")).toList()) {
				String name = StringUtils.stripFilenameExtension(file.getFileName().toString());
				TESTS.put(name, TestClass.of(name, Files.readString(file)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> problems(String text) {
		return EvidencePage.problems(text, TESTS, (path) -> Files.isRegularFile(ROOT.resolve(path)));
	}

	@Test
	void whatThePageClaimsHasEvidence() {
		assertThat(page).contains("| evidence |");
		assertThat(problems(page)).isEmpty();
	}

	/**
	 * The first change of each kind that is made to the page as it is.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '^',
			textBlock = """
					| run | documented | run            ~ | works | documented | run         ~ 'works' is said of
					| run | documented | run            ~ | run | documented              ~ cells instead of
					`ConnectingIntegrationTests`        ~ `NoSuchIntegrationTests`        ~ no test class NoSuchIntegrationTests
					`.ci/pytidb-witness`                ~ `.ci/no-such-script`            ~ there is no .ci/no-such-script
					`.ci/check-grammar`; [C85](#c85)    ~ [C85](#c85)                     ~ parsed, but not by
					(https://docs.pingcap.com/tidb/stable/tidb-functions/) ~ (https://example.com/) ~ documented by PingCAP, but where
					, [C90](#c90) |                     ~ |                               ~ no run of that kind and version
					[C85](#c85), [C90]                  ~ [C90](#c90), [C90]              ~ cited twice
					[C85](#c85), [C90]                  ~ [C85](#c90), [C90]              ~ there is no run C85 at #c90
					[C85](#c85), [C90]                  ~ [C85](#c85), [M85](#m85), [C90] ~ M85 is cited
					run: there is no TiFlash            ~ run: with a mocked TiFlash      ~ is 'mocked', and nothing else is
					mocked: done, with a mocked TiFlash ~ run: done                       ~ no run of that kind and version
					mocked: done, with a mocked TiFlash ~ mocked: done                    ~ is 'mocked', and nothing else is
					| 8.5.3-117, release-8.5            ~ | 8.1.3, release-8.1            ~ no run of that kind and version
					| 8.5.3-117, release-8.5            ~ | TiDB                          ~ is no version with
					"c85"></a>C85                       ~ "c85"></a>C86                   ~ cannot be cited by its name
					"c90"></a>C90                       ~ "c85"></a>C85                   ~ two of that name
					| 2026-11-29 |                      ~ | 2026-02-30 |                  ~ no day that has been
					| 2026-11-29 |                      ~ | 9999-01-01 |                  ~ no day that has been
					| one process | 8.5.3               ~ | a cluster | 8.5.3             ~ is no kind of TiDB
					| 17 | `mvn                         ~ | 11 | `mvn                     ~ no version of Java
					-Dgroups=contract -Dtidb.test.url   ~ -DskipTests -Dtidb.test.url     ~ leaves tests out
					-Dgroups=contract -Dtidb.test.url=… ~ -Dgroups=contract               ~ is no mvn verify with
					| 0 | 74 |                          ~ | 1 | 74 |                      ~ something failed
					| 0 | 74 |                          ~ | none | 74 |                   ~ are no numbers
					| platform |                        ~ | run | platform |              ~ nothing passed
					| evidence |                        ~ | Evidence |                    ~ no column 'evidence'
					""")
	void whatIsWrongIsFound(String right, String wrong, String problem) {
		String text = page.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
		assertThat(text).isNotEqualTo(page);
		assertThat(problems(text)).anyMatch((found) -> found.contains(problem));
	}

	@Test
	void aTestThatOnlyTheStandInRunsIsNoEvidenceOfATiDB() {
		TestClass onlyThere = new TestClass(true, true, true, Set.of());
		Map<String, TestClass> tests = new TreeMap<>(TESTS);
		tests.replaceAll((name, test) -> onlyThere);
		assertThat(EvidencePage.problems(page, tests, (path) -> true))
			.anyMatch((found) -> found.contains("none of the tests named takes part in C85"));
	}

	@Test
	void whenThereIsNothingToLookAtThenThatIsFound() {
		assertThat(problems("")).containsExactly("there is no table with evidence");
	}

}
