package io.github.tidbspring.client.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.NullMarked;

/**
 * The tables of {@code docs/compatibility.md}: what was run on what, and how one knows.
 */
@NullMarked
final class EvidencePage {

	private static final Set<String> WORDS = Set.of("run", "mocked", "parsed", "documented", "unknown");

	private static final String EVIDENCE = "evidence";

	private static final String GRAMMAR = ".ci/check-grammar";

	private static final Pattern PINGCAP = Pattern
		.compile("\\]\\(https://(docs\\.pingcap\\.com|github\\.com/pingcap)/");

	private static final Pattern CLASS = Pattern.compile("`(\\w+Tests)`");

	private static final Pattern SCRIPT = Pattern.compile("`(\\.\\w[\\w/.-]*)`");

	private static final Pattern CITATION = Pattern.compile("\\[(\\w+)\\]\\(#([\\w-]+)\\)");

	private final Map<String, TestClass> tests;

	private final Predicate<String> isFile;

	private final List<Row> rows = new ArrayList<>();

	private final Map<String, HandRun> runs = new LinkedHashMap<>();

	private final Set<HandRun> cited = new HashSet<>();

	private final List<String> problems = new ArrayList<>();

	private EvidencePage(String page, Map<String, TestClass> tests, Predicate<String> isFile) {
		this.tests = tests;
		this.isFile = isFile;
		readTables(page);
	}

	/**
	 * Return what is wrong with the page.
	 * @param page the page
	 * @param tests the test classes by their simple names
	 * @param isFile whether there is a file of a path
	 * @return what is wrong, a sentence each
	 */
	static List<String> problems(String page, Map<String, TestClass> tests, Predicate<String> isFile) {
		return new EvidencePage(page, tests, isFile).check();
	}

	private void readTables(String page) {
		List<String> columns = List.of();
		int number = 0;
		for (String line : page.split("\n", -1)) {
			number++;
			if (!line.startsWith("|")) {
				columns = List.of();
				continue;
			}
			List<String> cells = Arrays.stream(line.substring(1).replaceFirst("\\|\\s*$", "").split("\\|", -1))
				.map(String::strip)
				.toList();
			if (columns.isEmpty()) {
				columns = cells;
			}
			else if (!String.join("", cells).matches("[- ]*")) {
				this.rows.add(new Row(number, columns, cells));
			}
		}
	}

	private List<String> check() {
		for (Row row : this.rows) {
			if (row.columns().get(0).equals("run")) {
				HandRun run = HandRun.of(row.cells());
				run.problems().forEach((problem) -> report(row, problem));
				if (this.runs.put(run.name(), run) != null) {
					report(row, "there are two of that name");
				}
			}
		}
		int looked = 0;
		for (Row row : this.rows) {
			boolean isHeading = row.cells().get(0).startsWith("**");
			if (row.last(row.columns()).equals(EVIDENCE) && !isHeading) {
				checkRow(row);
				looked++;
			}
			else if (!row.columns().get(0).equals("run")
					&& row.cells().stream().skip(1).anyMatch(EvidencePage::isClaim)) {
				report(row, "it claims something, and there is no column 'evidence'");
			}
		}
		if (looked == 0) {
			this.problems.add("there is no table with evidence");
		}
		this.runs.values()
			.stream()
			.filter((run) -> !this.cited.contains(run))
			.forEach((run) -> this.problems.add(run.name() + ": nothing cites this run"));
		return this.problems;
	}

	private void checkRow(Row row) {
		if (row.cells().size() != row.columns().size()) {
			report(row, row.cells().size() + " cells instead of " + row.columns().size());
			return;
		}
		String evidence = row.last(row.cells());
		Set<String> words = new HashSet<>();
		for (int i = 1; i < row.cells().size() - 1; i++) {
			String word = word(row.cells().get(i));
			words.add(word);
			if (!WORDS.contains(word)) {
				report(row, "'%s' is said of %s; there are %s".formatted(word, row.columns().get(i), WORDS));
			}
		}
		List<String> classes = all(CLASS, evidence);
		List<String> scripts = all(SCRIPT, evidence);
		classes.stream()
			.filter((name) -> !this.tests.containsKey(name))
			.forEach((name) -> report(row, "there is no test class " + name));
		scripts.stream().filter(this.isFile.negate()).forEach((name) -> report(row, "there is no " + name));
		require(row, !evidence.isEmpty(), "there is no evidence");
		require(row, !(words.contains("run") || words.contains("mocked")) || !classes.isEmpty() || !scripts.isEmpty(),
				"it was run, but by which test or script?");
		require(row, !words.contains("parsed") || scripts.contains(GRAMMAR), "it was parsed, but not by " + GRAMMAR);
		require(row, !words.contains("documented") || PINGCAP.matcher(evidence).find(),
				"it is documented by PingCAP, but where?");
		checkCitations(row, classes);
	}

	/**
	 * Each run that is cited is about a column, and each column of a TiDB that was run
	 * has a run of its kind.
	 */
	private void checkCitations(Row row, List<String> classes) {
		List<HandRun> citations = new ArrayList<>();
		CITATION.matcher(row.last(row.cells())).results().forEach((citation) -> {
			HandRun run = this.runs.get(citation.group(1));
			require(row, run != null && run.anchor().equals(citation.group(2)),
					"there is no run %s at #%s".formatted(citation.group(1), citation.group(2)));
			require(row, run == null || !citations.contains(run), citation.group(1) + " is cited twice");
			if (run != null) {
				citations.add(run);
			}
		});
		this.cited.addAll(citations);
		Set<HandRun> needless = new HashSet<>(citations);
		if (row.columns().get(1).equals("stand-in")) {
			for (int i = 2; i < row.cells().size() - 1; i++) {
				String column = row.columns().get(i);
				String cell = row.cells().get(i);
				String word = word(cell);
				require(row, cell.substring(word.length()).contains("mock") == word.equals("mocked"),
						column + ": what was seen with a mocked TiFlash is 'mocked', and nothing else is");
				if (word.equals("run") || word.equals("mocked")) {
					List<HandRun> fitting = citations.stream()
						.filter((run) -> run.isOf(column, word, this.runs.values()))
						.toList();
					fitting.forEach(needless::remove);
					require(row, !fitting.isEmpty(), column + ": no run of that kind and version is cited");
					fitting.forEach((run) -> require(row, isShownBy(run, classes),
							column + ": none of the tests named takes part in " + run.name()));
				}
			}
		}
		needless.forEach((run) -> report(row, run.name() + " is cited, and no column is about it"));
	}

	private boolean isShownBy(HandRun run, List<String> classes) {
		return classes.stream().map(this.tests::get).anyMatch((test) -> test != null && test.takesPartIn(run));
	}

	private void require(Row row, boolean condition, String problem) {
		if (!condition) {
			report(row, problem);
		}
	}

	private void report(Row row, String problem) {
		this.problems.add("line %d, %s: %s".formatted(row.line(), row.cells().get(0), problem));
	}

	private static boolean isClaim(String cell) {
		return WORDS.contains(word(cell));
	}

	private static String word(String cell) {
		return cell.split(":", 2)[0];
	}

	private static List<String> all(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((result) -> result.group(1)).toList();
	}

	/**
	 * A row of a table.
	 *
	 * @param line its line in the page
	 * @param columns what the columns are called
	 * @param cells what it says
	 */
	private record Row(int line, List<String> columns, List<String> cells) {

		String last(List<String> of) {
			return of.get(of.size() - 1);
		}

	}

	/**
	 * A test class, as far as it says on which server it runs.
	 *
	 * @param isIntegration whether it needs a server
	 * @param isContract whether it is part of the contract suite
	 * @param isStandInOnly whether it runs on the stand-in alone
	 * @param required what the server must be able to do for the whole class
	 */
	record TestClass(boolean isIntegration, boolean isContract, boolean isStandInOnly, Set<String> required) {

		private static final Pattern REQUIRES = Pattern.compile("^@Requires\\(([^)]*)\\)", Pattern.MULTILINE);

		private static final Map<String, Set<String>> LACKED = new HashMap<>(
				Map.of("one process", Set.of("VECTOR_INDEX", "FULL_TEXT", "SERVER_SIDE_EMBEDDING"), "mocked TiFlash",
						Set.of("FULL_TEXT", "SERVER_SIDE_EMBEDDING")));

		static TestClass of(String name, String source) {
			Set<String> required = new HashSet<>();
			REQUIRES.matcher(source)
				.results()
				.flatMap((result) -> Stream.of(result.group(1).split("[^A-Z_]+")))
				.filter((word) -> word.length() > 2)
				.forEach(required::add);
			return new TestClass(name.endsWith("IntegrationTests"), source.contains("\n@ContractTests"),
					source.contains("\n@StandInOnly"), required);
		}

		boolean takesPartIn(HandRun run) {
			Set<String> lacked = LACKED.getOrDefault(run.on(), Set.of());
			return !this.isStandInOnly && (run.isOfContract() ? this.isContract : this.isIntegration)
					&& this.required.stream().noneMatch(lacked::contains);
		}

	}

}
