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
 * Finds where a source makes or reads a text in the language of whoever runs it: some
 * have digits of their own, which no server understands, and in some an {@code i} is no
 * {@code I} in lower case. A number in a text is a {@code %s}, in the digits that all
 * read; what takes a locale is given {@code Locale.ROOT}.
 */
final class DefaultLocaleUse {

	private static final String TEXT = "\"(?:[^\"\\\\\\n]|\\\\.)*\"";

	private static final String FLAGS = "(?<!%)(?:%%)*%(?:\\d+\\$)?[-#+0,(]*\\d*(?:\\.\\d+)?";

	/** Conversions of {@link java.util.Formatter} that depend on the locale. */
	private static final Pattern CONVERSION = Pattern.compile(FLAGS + "(?:[doxefga]|t[a-zA-Z])");

	/** Those in upper case, which other texts have too, such as URLs. */
	private static final Pattern UPPER_CASE = Pattern.compile(FLAGS + "(?:[XEGASBHC]|T[a-zA-Z])");

	private static final Pattern FORMATTING = Pattern.compile("\\bformatted\\(|\\bformat\\(|\\bprintf\\(");

	private static final List<Pattern> CALLS = List.of(
			Pattern.compile("\\.to(?:Lower|Upper)Case\\(\\s*\\)|String::to(?:Lower|Upper)Case\\b"),
			Pattern.compile("\\bString\\.format\\((?!\\s*Locale\\.)"), Pattern.compile("\\.printf\\((?!\\s*Locale\\.)"),
			Pattern
				.compile("\\bofPattern\\(\\s*(?:" + TEXT + "|[\\w.]+)\\s*\\)|\\bofLocalized\\w+\\(|\\blocalizedBy\\("),
			Pattern.compile("\\bnew (?:SimpleDateFormat|DecimalFormat|MessageFormat|Formatter|Scanner)\\("),
			Pattern.compile("\\b(?:Number|Date|Compact\\w*)Format\\.get\\w*Instance\\(|\\bMessageFormat\\.format\\("),
			Pattern.compile("\\bLocale\\.getDefault\\(|\\bCollator\\.getInstance\\((?!\\s*Locale\\.)"));

	private DefaultLocaleUse() {
	}

	/**
	 * Look at all sources of a directory.
	 * @param sources the directory
	 * @return each place, with the file and the line
	 */
	static List<String> in(Path sources) {
		try (Stream<Path> files = Files.walk(sources)) {
			List<String> found = new ArrayList<>();
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).sorted().toList()) {
				in(Files.readString(file)).forEach((place) -> found.add(file.getFileName() + " " + place));
			}
			return found;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Look at a source.
	 * @param source the source
	 * @return each place, with the line
	 */
	static List<String> in(String source) {
		String code = withoutComments(source);
		List<String> found = new ArrayList<>();
		for (Pattern call : CALLS) {
			call.matcher(code).results().forEach((match) -> found.add(place(code, match.start(), match.group())));
		}
		if (FORMATTING.matcher(code).find()) {
			Matcher text = Pattern.compile("\"\"\".*?\"\"\"|" + TEXT, Pattern.DOTALL).matcher(code);
			while (text.find()) {
				boolean withLocale = code.substring(Math.max(0, text.start() - 40), text.start())
					.matches("(?s).*Locale\\.ROOT,\\s*");
				boolean depends = CONVERSION.matcher(text.group()).find()
						|| (UPPER_CASE.matcher(text.group()).find() && isFormatted(code, text.end()));
				if (!withLocale && depends) {
					found.add(place(code, text.start(), text.group()));
				}
			}
		}
		return found;
	}

	private static boolean isFormatted(String code, int end) {
		int statement = code.indexOf(';', end);
		return FORMATTING.matcher(code.substring(end, (statement < 0) ? code.length() : statement)).find();
	}

	private static String place(String code, int position, String what) {
		return "line " + (code.substring(0, position).chars().filter((c) -> c == '\n').count() + 1) + ": " + what;
	}

	/** Lines stay where they are. */
	private static String withoutComments(String source) {
		Matcher matcher = Pattern.compile("(" + TEXT + ")|/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL).matcher(source);
		return matcher.replaceAll((match) -> Matcher.quoteReplacement(
				(match.group(1) != null) ? match.group(1) : "\n".repeat(match.group().split("\n", -1).length - 1)));
	}

}
