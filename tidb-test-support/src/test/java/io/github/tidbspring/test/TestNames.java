package io.github.tidbspring.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds test methods whose names do not follow the rules: a name is a sentence that
 * states behavior. If the behavior depends on a condition, it is
 * {@code when<Condition>Then<Outcome>}.
 */
final class TestNames {

	/** A test method: its first annotation, and the next line that declares a method. */
	private static final Pattern TEST = Pattern.compile(
			"^\\t+@(?:Test|ParameterizedTest|RepeatedTest|WaitingTest)\\b.*?^\\t+(?:public |final )*void (\\w+)\\(",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern CONDITIONAL = Pattern.compile("when[A-Z0-9]\\w*?Then[A-Z0-9]\\w*");

	/**
	 * First words that do not begin a sentence about behavior, or introduce a condition.
	 */
	private static final Pattern NOT_FIRST = Pattern
		.compile("(?:test|should|if|where|while|whatever|unless|with|within|without|after|before|outside|of|on|in)"
				+ "(?:[A-Z0-9_]\\w*)?");

	private TestNames() {
	}

	/**
	 * Find the names in all sources of a directory.
	 * @param sources the directory
	 * @return each name that does not follow the rules, with its file
	 */
	static List<String> violationsIn(Path sources) {
		try (Stream<Path> files = Files.walk(sources)) {
			List<String> found = new ArrayList<>();
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).sorted().toList()) {
				violationsIn(Files.readString(file)).forEach((name) -> found.add(file.getFileName() + " " + name));
			}
			return found;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> violationsIn(String source) {
		return names(source).stream().filter((name) -> !isSentence(name)).toList();
	}

	static List<String> names(String source) {
		List<String> names = new ArrayList<>();
		Matcher test = TEST.matcher(source);
		while (test.find()) {
			names.add(test.group(1));
		}
		return names;
	}

	private static boolean isSentence(String name) {
		boolean isConditional = name.matches("when(?:[A-Z0-9]\\w*)?") || name.contains("Then");
		return isConditional ? CONDITIONAL.matcher(name).matches()
				: Character.isLowerCase(name.charAt(0)) && !NOT_FIRST.matcher(name).matches();
	}

}
