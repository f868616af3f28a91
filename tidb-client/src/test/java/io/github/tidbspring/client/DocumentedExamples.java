package io.github.tidbspring.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java examples of a page of the documentation. Each of them stands in a test, which
 * runs it; the layout, {@code this.} and {@code static class} may differ. Imports are
 * left out, and so is the example in {@code <details>}, which declares what the others
 * use: a test of {@code tidb-spring-boot-test} compiles them.
 */
final class DocumentedExamples {

	private final List<String> examples;

	private DocumentedExamples(List<String> examples) {
		this.examples = examples;
	}

	/**
	 * Read a page.
	 * @param page its path from the project's folder
	 * @return the examples, which end at an empty line
	 * @throws IOException if there is no such page
	 */
	static DocumentedExamples of(String page) throws IOException {
		return new DocumentedExamples(Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
			.matcher(page(page).replaceAll("(?s)<details>.*?</details>", "").replaceAll("(?m)^import .*\n+", ""))
			.results()
			.flatMap((block) -> Arrays.stream(block.group(1).split("\n\n")))
			.toList());
	}

	static String page(String name) throws IOException {
		return Files.readString(Path.of("..").resolve(name));
	}

	void areAtLeast(int count, Class<?>... tests) throws IOException {
		StringBuilder code = new StringBuilder();
		for (Class<?> test : tests) {
			Path source = Path.of("src/test/java", test.getName().replace('.', '/') + ".java");
			code.append(withoutLayout(Files.readString(source)));
		}
		assertThat(this.examples).hasSizeGreaterThanOrEqualTo(count)
			.allSatisfy((example) -> assertThat(code.toString()).contains(withoutLayout(example)));
	}

	private static String withoutLayout(String code) {
		return code.replace("this.", "").replace("static class ", "class ").replaceAll("\\s+", "");
	}

}
