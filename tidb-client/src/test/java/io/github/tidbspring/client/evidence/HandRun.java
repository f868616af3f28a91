package io.github.tidbspring.client.evidence;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A run of tests on a TiDB that somebody started by hand, with what is needed to repeat
 * it.
 *
 * @param anchor what a link to it says
 * @param name its name
 * @param date its day
 * @param on the kind of TiDB
 * @param server version and origin of the program
 * @param java the version of Java
 * @param command the command
 * @param counts how many tests passed, failed and were skipped
 */
@NullMarked
record HandRun(String anchor, String name, String date, String on, String server, String java, String command,
		List<String> counts) {

	private static final Pattern NAME = Pattern.compile("<a id=\"(\\w+)\"></a>(\\w+)");

	private static final Pattern SERVER = Pattern.compile("(\\d+\\.\\d+)\\.\\d+(?:-[\\w.]+)*, \\S.*");

	private static final Pattern COUNT = Pattern.compile("\\d{1,3}(,\\d{3})*|\\d+");

	private static final Pattern CONTRACT = Pattern.compile("`mvn (-\\S+ )*verify [^`]*-Dtidb\\.test\\.url=[^`]*`");

	private static final Pattern WHOLE = Pattern
		.compile("`mvn (-\\S+ )*verify [^`]*-Dtidb\\.dev-server\\.tidb-binary=[^`]*`");

	/**
	 * Of a command that leaves tests out, or goes on after a failure, the numbers say
	 * nothing.
	 */
	private static final Pattern LESS = Pattern
		.compile("-DskipTests|-DskipITs|-Dmaven\\.test\\.|-Dtest=|-Dit\\.test=|-f(ae|n)");

	private static final Pattern COLUMN = Pattern.compile("(?:TiDB (\\d+\\.\\d+)|newest), one process");

	static HandRun of(List<String> cells) {
		List<String> all = new ArrayList<>(cells);
		while (all.size() < 9) {
			all.add("");
		}
		Matcher name = NAME.matcher(all.get(0));
		boolean isNamed = name.matches();
		return new HandRun(isNamed ? name.group(1) : "", isNamed ? name.group(2) : all.get(0), all.get(1), all.get(2),
				all.get(3), all.get(4), all.get(5), all.subList(6, all.size()));
	}

	List<String> problems() {
		List<String> problems = new ArrayList<>();
		require(problems, this.anchor.equalsIgnoreCase(this.name), "it cannot be cited by its name");
		require(problems, isDay(this.date), "'" + this.date + "' is no day that has been");
		require(problems, this.on.equals("one process") || this.on.equals("mocked TiFlash"),
				"'" + this.on + "' is no kind of TiDB");
		require(problems, line() != null, "'" + this.server + "' is no version with, after a comma, its origin");
		require(problems, this.java.matches("\\d+") && Integer.parseInt(this.java) >= 17,
				"'" + this.java + "' is no version of Java that this is built with");
		require(problems, isOfContract() || WHOLE.matcher(this.command).matches(),
				"the command is no mvn verify with -Dtidb.test.url=… or -Dtidb.dev-server.tidb-binary=…");
		require(problems, !LESS.matcher(this.command).find(),
				"the command leaves tests out, or goes on after a failure");
		require(problems, this.counts.size() == 3 && this.counts.stream().allMatch((n) -> COUNT.matcher(n).matches()),
				"passed, failed and skipped are no numbers");
		require(problems, !this.counts.get(0).equals("0") && this.counts.get(1).equals("0"),
				"nothing passed, or something failed");
		return problems;
	}

	private static void require(List<String> problems, boolean condition, String problem) {
		if (!condition) {
			problems.add(problem);
		}
	}

	private static boolean isDay(String text) {
		try {
			// Today is a day later in the east.
			return text.matches("\\d{4}-\\d\\d-\\d\\d")
					&& !LocalDate.parse(text).isAfter(LocalDate.now(ZoneOffset.ofHours(14)));
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	boolean isOfContract() {
		return CONTRACT.matcher(this.command).matches();
	}

	/** The version line, such as 8.5. */
	private @Nullable String line() {
		Matcher server = SERVER.matcher(this.server);
		return server.matches() ? server.group(1) : null;
	}

	/**
	 * Return whether the run is of the kind and version that a column is about.
	 * @param column what the column is called
	 * @param word what its cell says
	 * @param runs all runs, of which the newest version is "newest"
	 * @return whether it is
	 */
	boolean isOf(String column, String word, Collection<HandRun> runs) {
		Matcher oneProcess = COLUMN.matcher(column);
		if (!oneProcess.matches()) {
			return this.on.equals(column);
		}
		String line = (oneProcess.group(1) != null) ? oneProcess.group(1) : newest(runs);
		return line.equals(line()) && this.on.equals(word.equals("mocked") ? "mocked TiFlash" : "one process");
	}

	private static String newest(Collection<HandRun> runs) {
		return runs.stream()
			.filter((run) -> run.on.equals("one process"))
			.map(HandRun::line)
			.filter(Objects::nonNull)
			.max(Comparator.comparingInt(
					(line) -> Integer.parseInt(line.split("\\.")[0]) * 1000 + Integer.parseInt(line.split("\\.")[1])))
			.orElse("");
	}

}
