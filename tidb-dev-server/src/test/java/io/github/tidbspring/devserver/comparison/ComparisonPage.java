package io.github.tidbspring.devserver.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.tidbspring.devserver.comparison.Comparison.Kind;
import io.github.tidbspring.devserver.comparison.Comparison.Origin;

/**
 * The tables of {@code docs/dev-server.md} that are made of recorded answers.
 */
final class ComparisonPage {

	private static final Path PAGE = Path.of("..", "docs", "dev-server.md");

	private static final String BEGIN = "<!-- %s: generated from the answers recorded in the tests -->\n\n";

	private static final String END = "<!-- end of %s -->";

	private static final int LONGEST = 160;

	private static final int LONGEST_GIVEN = 400;

	private final List<Verdict> verdicts;

	ComparisonPage(List<Verdict> verdicts) {
		this.verdicts = verdicts;
	}

	/**
	 * Return the page as it is.
	 * @return the text
	 */
	static String text() {
		try {
			return Files.readString(PAGE).replace("\r\n", "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void write(String text) {
		try {
			Files.writeString(PAGE, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the page as it shall be.
	 * @param page the page as it is
	 * @return the page with its tables made anew
	 */
	String update(String page) {
		String withServers = replace(page, "servers", servers());
		return replace(replace(withServers, "refusals", refusals()), "differences", differences());
	}

	private static String replace(String page, String part, String content) {
		String begin = BEGIN.formatted(part);
		String end = END.formatted(part);
		int from = page.indexOf(begin) + begin.length();
		int to = page.indexOf(end);
		if (from < begin.length() || to < from) {
			throw new IllegalStateException("The page has no place for " + part);
		}
		return page.substring(0, from) + content + "\n" + page.substring(to);
	}

	private static String servers() {
		StringBuilder table = new StringBuilder("| called | which | asked on |\n| --- | --- | --- |\n");
		for (String line : Records.lines()) {
			for (boolean tiFlash : new boolean[] { false, true }) {
				String name = Records.name(line, tiFlash);
				if (Records.exist(name)) {
					Records records = Records.read(name);
					table.append("| %s%s | %s | %s |\n".formatted(line, tiFlash ? " (mocked)" : "", records.server(),
							records.date()));
				}
			}
		}
		return table.toString();
	}

	private String refusals() {
		StringBuilder table = new StringBuilder("| rejected | statement | with | by |\n| --- | --- | --- | --- |\n");
		for (Verdict verdict : this.verdicts) {
			if (verdict.comparison().kind() == Kind.REFUSAL) {
				for (int i = 0; i < verdict.comparison().questions().size(); i++) {
					row(table, subject(verdict, i), statement(verdict, i), tidb(verdict, i), refuser(verdict, i));
				}
			}
		}
		return table.toString();
	}

	private String differences() {
		StringBuilder tables = new StringBuilder();
		for (Topic topic : Topic.values()) {
			StringBuilder table = new StringBuilder();
			for (Verdict verdict : this.verdicts) {
				Comparison comparison = verdict.comparison();
				if (comparison.kind() == Kind.DIFFERENCE && comparison.topic() == topic) {
					for (int i = 0; i < comparison.questions().size(); i++) {
						row(table, subject(verdict, i), statement(verdict, i), tidb(verdict, i),
								code(verdict.standIn(i)));
					}
				}
			}
			if (!table.isEmpty()) {
				tables.append("### ")
					.append(topic.title())
					.append("\n\n| what | statement | TiDB | the stand-in |\n| --- | --- | --- | --- |\n")
					.append(table)
					.append("\n");
			}
		}
		return tables.substring(0, tables.length() - 1);
	}

	private static void row(StringBuilder table, String... cells) {
		table.append("| ")
			.append(String.join(" | ", List.of(cells).stream().map((cell) -> cell.replace("|", "\\|")).toList()))
			.append(" |\n");
	}

	/** A comparison of several questions says only once what it is about. */
	private static String subject(Verdict verdict, int index) {
		return (index == 0) ? verdict.comparison().what() : "";
	}

	/** A reader must be able to ask the same. */
	private static String statement(Verdict verdict, int index) {
		String before = verdict.comparison()
			.before(index)
			.stream()
			.map((step) -> shortened(step.label()))
			.collect(Collectors.joining("; "));
		return verdict.question(index) + (before.isEmpty() ? "" : "<br>after " + before);
	}

	private static String shortened(String label) {
		return (label.length() > LONGEST_GIVEN) ? label.substring(0, LONGEST_GIVEN) + "…`" : label;
	}

	private static String tidb(Verdict verdict, int index) {
		Comparison comparison = verdict.comparison();
		if (comparison.origin() == Origin.DOCUMENTED) {
			return (index == 0) ? "*documented:* " + comparison.documented() : "";
		}
		Map<String, String> answers = verdict.tidb(index);
		String mocked = (comparison.origin() == Origin.RUN_ON_TIFLASH) ? " (mocked)" : "";
		if (answers.values().stream().map(Answer::essence).distinct().count() == 1) {
			return code(answers.values().iterator().next()) + mocked;
		}
		return answers.entrySet()
			.stream()
			.map((answer) -> answer.getKey() + ": " + code(answer.getValue()) + mocked)
			.collect(Collectors.joining("<br>"));
	}

	private static String refuser(Verdict verdict, int index) {
		String answer = verdict.withoutWrap(index);
		if (answer.equals(verdict.standIn(index))) {
			return "the server";
		}
		return Answer.isError(answer) ? "`wrap`; without it " + Answer.code(answer) : "`wrap`";
	}

	private static String code(String answer) {
		String essence = Answer.essence(answer);
		if (essence.isEmpty()) {
			return "an empty text";
		}
		String text = (essence.length() > LONGEST) ? essence.substring(0, LONGEST - 1) + "…" : essence;
		return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
	}

}
