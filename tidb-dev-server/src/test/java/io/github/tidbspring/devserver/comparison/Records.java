package io.github.tidbspring.devserver.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What servers have answered, a file for each kind of server. A file is written by a run
 * of {@link DifferencesIntegrationTests} on that server with {@code -Dtidb.docs=write}.
 *
 * @param server which server answered, such as {@code TiDB v8.5.3}
 * @param date when it did, such as {@code 2026-11-29}
 * @param answers the answers to each comparison
 */
record Records(String server, String date, Map<String, List<Answered>> answers) {

	/** The stand-in. */
	static final String STAND_IN = "stand-in";

	private static final String TIFLASH = "-mocked-tiflash";

	private static final Pattern LINE = Pattern.compile("tidb-((\\d+)\\.(\\d+))\\.txt");

	private static final Path FOLDER = Path.of("src", "test", "resources", "io", "github", "tidbspring", "devserver",
			"comparison");

	/**
	 * Return the name of the file for a line of versions of TiDB.
	 * @param line the line, such as {@code 8.5}
	 * @param tiFlash whether it has a TiFlash
	 * @return the name
	 */
	static String name(String line, boolean tiFlash) {
		return "tidb-" + line + (tiFlash ? TIFLASH : "");
	}

	static boolean exist(String name) {
		return Files.exists(file(name));
	}

	/**
	 * Return the lines of versions that have answered, the oldest first.
	 * @return the lines, such as {@code 8.5}
	 */
	static List<String> lines() {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.map((file) -> file.getFileName().toString())
				.map(LINE::matcher)
				.filter(Matcher::matches)
				.sorted(Comparator.<Matcher>comparingInt((line) -> Integer.parseInt(line.group(2)))
					.thenComparingInt((line) -> Integer.parseInt(line.group(3))))
				.map((line) -> line.group(1))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Records read(String name) {
		try {
			List<String> lines = Files.readAllLines(file(name));
			Map<String, List<Answered>> answers = new LinkedHashMap<>();
			List<Answered> current = new ArrayList<>();
			String question = "";
			for (String line : lines.subList(2, lines.size())) {
				if (line.startsWith("# ")) {
					current = new ArrayList<>();
					answers.put(line.substring(2), current);
				}
				else if (line.startsWith("? ")) {
					question = line.substring(2);
				}
				else if (line.startsWith("= ")) {
					current.add(new Answered(question, line.substring(2)));
				}
			}
			return new Records(lines.get(0), lines.get(1), answers);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void write(String name) {
		StringBuilder text = new StringBuilder(this.server).append('\n').append(this.date).append('\n');
		this.answers.forEach((what, answered) -> {
			text.append("\n# ").append(what).append('\n');
			for (Answered one : answered) {
				text.append("? ").append(one.question()).append("\n= ").append(one.answer()).append('\n');
			}
		});
		try {
			Files.createDirectories(FOLDER);
			Files.writeString(file(name), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the answers to a comparison.
	 * @param comparison what was asked
	 * @return the answers, none if it was not asked
	 */
	List<Answered> to(Comparison comparison) {
		return this.answers.getOrDefault(comparison.what(), List.of());
	}

	private static Path file(String name) {
		return FOLDER.resolve(name + ".txt");
	}

}
