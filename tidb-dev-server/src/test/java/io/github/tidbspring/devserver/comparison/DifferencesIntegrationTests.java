package io.github.tidbspring.devserver.comparison;

import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Asks the development server, be it the stand-in or a TiDB, what the page of differences
 * is made of: it answers what is recorded of it. What the answers show is told by
 * {@link ComparisonPageTests}.
 */
class DifferencesIntegrationTests {

	private static final boolean write = "write".equals(System.getProperty("tidb.docs"));

	private static final Map<String, List<Answered>> answers = new LinkedHashMap<>();

	private static AskedServer server;

	@BeforeAll
	static void start() throws SQLException {
		server = new AskedServer();
	}

	@AfterAll
	static void record() {
		if (write) {
			String date = server.isStandIn() ? "asked in each build" : LocalDate.now(Clock.systemUTC()).toString();
			new Records(server.description(), date, answers).write(server.recordName());
		}
	}

	static Stream<Comparison> comparisons() {
		return Comparisons.all().stream().filter(server::isFor);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("comparisons")
	void answerIsTheRecordedOne(Comparison comparison) throws SQLException {
		List<Answered> answered = server.ask(comparison);
		answers.put(comparison.what(), answered);
		if (!write) {
			assumeTrue(Records.exist(server.recordName()),
					() -> server.description() + " has never been asked; -Dtidb.docs=write records what it answers");
			assertThat(answered).containsExactlyElementsOf(Records.read(server.recordName()).to(comparison));
		}
	}

}
