package io.github.tidbspring.boot.test.documentation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.SimpleJavaFileObject;

/**
 * The Java examples of a page, as the source of one class. The first example has the
 * imports, fields and methods of the class. Each other one is a member of it if it begins
 * with an annotation or a type, and otherwise the body of a method. All lines keep their
 * numbers, so that an error of the compiler names the line of the page.
 */
final class DocumentationPage extends SimpleJavaFileObject {

	private static final Pattern MEMBER = Pattern.compile("(@|(abstract )?(class|enum|interface|record) ).*");

	private final String page;

	private final String source;

	private DocumentationPage(String page, String source) {
		super(URI.create("string:///" + className(page) + Kind.SOURCE.extension), Kind.SOURCE);
		this.page = page;
		this.source = source;
	}

	/**
	 * Read all pages that have Java examples.
	 * @param root the project's folder
	 * @return the pages
	 * @throws IOException if they cannot be read
	 */
	static List<DocumentationPage> in(Path root) throws IOException {
		List<Path> files = new ArrayList<>(List.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md")));
		try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
			docs.filter((file) -> file.toString().endsWith(".md")).sorted().forEach(files::add);
		}
		List<DocumentationPage> pages = new ArrayList<>();
		for (Path file : files) {
			String page = root.relativize(file).toString().replace('\\', '/');
			of(page, Files.readString(file)).ifPresent(pages::add);
		}
		return pages;
	}

	static Optional<DocumentationPage> of(String page, String markdown) {
		List<String> lines = markdown.lines().map(String::stripTrailing).toList();
		int first = lines.indexOf("```java");
		if (first < 0) {
			return Optional.empty();
		}
		List<String> source = new ArrayList<>();
		boolean code = false;
		boolean inClass = false;
		String end = "";
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i);
			if (line.equals("```java")) {
				code = true;
				boolean member = i == first || MEMBER.matcher(lines.get(i + 1)).matches();
				source.add(member ? "" : "void example" + i + "() {");
				end = member ? "" : "}";
			}
			else if (code && line.equals("```")) {
				code = false;
				source.add(end);
			}
			else if (code && !inClass && !line.isBlank() && !line.startsWith("import ")) {
				inClass = true;
				source.add("class " + className(page) + " { " + line);
			}
			else {
				source.add(code ? line : "");
			}
		}
		return Optional.of(new DocumentationPage(page, String.join("\n", source) + "\n}\n"));
	}

	private static String className(String page) {
		StringBuilder name = new StringBuilder();
		for (String word : page.replaceAll(".*/|[.]md", "").split("-")) {
			name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
		}
		return name + "Page";
	}

	@Override
	public CharSequence getCharContent(boolean ignoreEncodingErrors) {
		return this.source;
	}

	@Override
	public String toString() {
		return this.page;
	}

}
