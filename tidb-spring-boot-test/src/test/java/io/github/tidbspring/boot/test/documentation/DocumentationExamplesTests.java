package io.github.tidbspring.boot.test.documentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All Java examples of the documentation compile, with the imports that their page shows.
 */
class DocumentationExamplesTests {

	@Test
	void examplesOfAllPagesCompile() throws IOException {
		List<DocumentationPage> pages = DocumentationPage.in(Path.of(".."));
		assertThat(pages).extracting(DocumentationPage::toString)
			.contains("README.md", "docs/connecting.md", "docs/dev-server.md", "docs/search.md", "docs/spring-boot.md",
					"docs/tables.md", "docs/transactions.md");
		assertThat(problems(pages)).isEmpty();
	}

	@Test
	void whenAnExampleDoesNotCompileThenItsPageAndLineAreNamed() throws IOException {
		DocumentationPage page = DocumentationPage.of("docs/a-page.md", """
				# Page

				```java
				import java.util.List;

				List<String> names = List.of("a");
				```

				An example that compiles, and two that do not:

				```java
				record Pair(String first, String second) {
				}
				```

				```java
				Pair pair = new Pair(names.get(0), "b");
				String third = pair.third();
				```

				```java
				Map<String, String> map = null;
				```
				""").orElseThrow();
		assertThat(problems(List.of(page))).hasSize(2).satisfies((problems) -> {
			assertThat(problems.get(0)).startsWith("docs/a-page.md:18: ").contains("third()");
			assertThat(problems.get(1)).startsWith("docs/a-page.md:22: ").contains("class Map");
		});
	}

	@Test
	void whenAnExampleUsesWhatIsDeprecatedThenItIsAProblem() throws IOException {
		DocumentationPage page = DocumentationPage.of("README.md", """
				```java
				Object seven = new Integer(7);
				```
				""").orElseThrow();
		assertThat(problems(List.of(page))).singleElement().asString().startsWith("README.md:2: ").contains("Integer");
	}

	private static List<String> problems(List<DocumentationPage> pages) throws IOException {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		List<String> options = List.of("--release", "17", "-proc:none", "-Xlint:deprecation,removal,unchecked,rawtypes",
				"-classpath", System.getProperty("java.class.path"));
		JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
			.getTask(null, null, diagnostics, options, null, pages);
		task.analyze();
		return diagnostics.getDiagnostics()
			.stream()
			.map((diagnostic) -> diagnostic.getSource() + ":" + diagnostic.getLineNumber() + ": "
					+ diagnostic.getMessage(Locale.ENGLISH))
			.toList();
	}

}
