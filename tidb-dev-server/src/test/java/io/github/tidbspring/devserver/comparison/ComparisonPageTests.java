package io.github.tidbspring.devserver.comparison;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.tidbspring.devserver.comparison.Comparison.Origin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of differences is what the servers have answered.
 */
class ComparisonPageTests {

	private static final String HOW = "after -Dtidb.docs=write has had DifferencesIntegrationTests record the answers";

	static Stream<Comparison> comparisons() {
		return Comparisons.all().stream();
	}

	static Stream<Comparison> comparisonsThatAreRun() {
		return comparisons().filter((comparison) -> comparison.origin() != Origin.DOCUMENTED);
	}

	@Test
	void eachComparisonIsAboutSomethingElse() {
		assertThat(Comparisons.all()).extracting(Comparison::what).doesNotHaveDuplicates();
	}

	@Test
	void recordsHaveNoAnswerThatNothingAsksFor() {
		List<String> all = comparisons().map(Comparison::what).toList();
		assertThat(Records.read(Records.STAND_IN).answers()).containsOnlyKeys(all);
		for (String line : Records.lines()) {
			assertThat(Records.read(Records.name(line, false)).answers())
				.containsOnlyKeys(comparisons().filter((comparison) -> comparison.origin() == Origin.RUN)
					.map(Comparison::what)
					.toList());
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("comparisonsThatAreRun")
	void whenServersHaveAnsweredThenDifferencesDifferAndRefusalsDoNot(Comparison comparison) {
		Verdict verdict = Verdict.of(comparison);
		assertThat(verdict.tidb(0)).as("TiDBs that have answered").hasSizeGreaterThanOrEqualTo(2);
		assertThat(verdict.complaints()).isEmpty();
	}

	@Test
	void pageIsMadeOfTheAnswers() {
		String page = ComparisonPage.text();
		String updated = new ComparisonPage(comparisons().map(Verdict::of).toList()).update(page);
		if ("write".equals(System.getProperty("tidb.docs"))) {
			ComparisonPage.write(updated);
			page = updated;
		}
		assertThat(page).as("docs/dev-server.md; run this test with -Dtidb.docs=write " + HOW).isEqualTo(updated);
	}

}
