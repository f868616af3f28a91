package io.github.tidbspring.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That nothing in this project depends on the language of whoever runs it.
 */
class DefaultLocaleUseTests {

	private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

	@Test
	void noModuleMakesATextInTheDefaultLocale() throws IOException {
		List<Path> modules;
		try (Stream<Path> directories = Files.list(PROJECT)) {
			modules = directories.map((module) -> module.resolve("src/main/java")).filter(Files::isDirectory).toList();
		}
		assertThat(modules.stream().map((sources) -> PROJECT.relativize(sources).getName(0).toString())).contains(
				"tidb-client", "tidb-spring-boot-autoconfigure", "tidb-spring-boot-test", "tidb-dev-server",
				"tidb-test-support", "sample-app", "benchmarks");
		assertThat(modules).allSatisfy((sources) -> assertThat(DefaultLocaleUse.in(sources)).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "\" AUTO_RANDOM(%d)\".formatted(bits)", "String.format(\"%s\", x)",
			"String.format(\"%08x\", x)", "\"%,d\".formatted(1)", "\"%1$d\".formatted(1)", "\"%-5.2f\".formatted(x)",
			"\"%tF\".formatted(now)", "\"%%%02X\".formatted(c)", "\"%S\".formatted(name)",
			"static final String A = \"%d\"; a = A.formatted(1)", "text.toLowerCase()", "text.toUpperCase( )",
			"names.map(String::toLowerCase)", "DateTimeFormatter.ofPattern(\"HH:mm\")",
			"DateTimeFormatter.ofPattern(PATTERN)", "DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT)",
			"new SimpleDateFormat(\"yyyy\")", "NumberFormat.getInstance()", "new DecimalFormat(\"0\")",
			"MessageFormat.format(\"{0}\", 1)", "System.out.printf(\"%s\", 1)", "Locale.getDefault()",
			"new Scanner(in).nextInt()", "\"\"\"\n%d\n\"\"\".formatted(1)" })
	void useIsFound(String code) {
		assertThat(DefaultLocaleUse.in("class A {\n\n\tObject a = " + code + ";\n}\n")).isNotEmpty()
			.allSatisfy((place) -> assertThat(place).startsWith("line "));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\"%s rows\".formatted(5)", "\"100%% of %s%n\".formatted(5)", "text.toLowerCase(Locale.ROOT)",
					"String.format(Locale.ROOT, \"%,d\", 1)", "DateTimeFormatter.ofPattern(\"HH:mm\", Locale.ROOT)",
					"// \"%d\".formatted(1)", "/* text.toLowerCase() */", "\"LIKE '%does not%'\"", "\"// %d\"" })
	void whatIsTheSameEverywhereIsNot(String code) {
		assertThat(DefaultLocaleUse.in("class A {\n\n\tObject a = " + code + ";\n}\n")).isEmpty();
	}

	@Test
	void placeIsNamed() {
		assertThat(DefaultLocaleUse.in("/*\n * A comment.\n */\nclass A {\n\tString a = b.toLowerCase();\n}\n"))
			.containsExactly("line 5: .toLowerCase()");
	}

}
