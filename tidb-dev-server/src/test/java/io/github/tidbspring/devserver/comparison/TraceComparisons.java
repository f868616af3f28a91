package io.github.tidbspring.devserver.comparison;

import java.util.List;

/**
 * What shows that a stand-in is a MariaDB that was taught something.
 */
final class TraceComparisons {

	private static final String TABLE = "CREATE TABLE notes (id BIGINT AUTO_RANDOM PRIMARY KEY, e VECTOR(3))";

	private TraceComparisons() {
	}

	static List<Comparison> all() {
		return List.of(
				difference("the version")
					.asked(Step.ask("SELECT VERSION()")
						.writing("-stand-in-.*", "-stand-in-…-MariaDB")
						.writing("v\\d+\\.\\d+\\.\\d+(?!-stand-in)\\S*|v\\d+\\.\\d+\\.\\d+", "v…"))
					.asked(Step.ask("SELECT @@version_comment")
						.writing("(?i)mariadb.*", "MariaDB …")
						.writing("TiDB.*", "TiDB …")),
				difference("stored functions, which `INFORMATION_SCHEMA` hides through `wrap`")
					.asked(Step.ask("SHOW FUNCTION STATUS WHERE Name = 'VEC_DIMS' AND Db = 'comparison'")
						.showing("Db", "Name"))
					.asked("DROP FUNCTION IF EXISTS VEC_DIMS", "SELECT VEC_DIMS('[1]')"),
				difference("triggers, for `AUTO_RANDOM`, which `INFORMATION_SCHEMA` hides through `wrap`").given(TABLE)
					.asked(Step.ask("SHOW TRIGGERS LIKE 'notes'").showing("Event", "Timing", "Table")));
	}

	private static Comparison difference(String what) {
		return Comparison.difference(Topic.TRACES, what);
	}

}
