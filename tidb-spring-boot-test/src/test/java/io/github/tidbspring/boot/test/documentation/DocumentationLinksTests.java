package io.github.tidbspring.boot.test.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The links of the documentation lead to files and headings that exist.
 */
class DocumentationLinksTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(#[^)\\s]*)?\\)");

	private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

	private static final Pattern ID = Pattern.compile("<a id=\"([^\"]+)\">");

	@Test
	void linksLeadToFilesAndHeadingsThatExist() throws IOException {
		List<String> links = new ArrayList<>();
		List<String> broken = new ArrayList<>();
		for (Path page : pages()) {
			String text = Files.readString(page);
			for (MatchResult link : LINK.matcher(text).results().toList()) {
				links.add(link.group());
				if (!leadsSomewhere(page, link.group(1), link.group(2))) {
					long line = text.substring(0, link.start()).lines().count();
					broken.add(ROOT.relativize(page) + ":" + line + ": " + link.group());
				}
			}
		}
		assertThat(links).hasSizeGreaterThan(50);
		assertThat(broken).isEmpty();
	}

	@Test
	void whenALinkLeadsNowhereThenItIsFound() throws IOException {
		Path page = ROOT.resolve("README.md");
		assertThat(leadsSomewhere(page, "docs/tables.md", "#vectors-from-texts")).isTrue();
		assertThat(leadsSomewhere(page, "docs/tables.md", "#vectors")).isFalse();
		assertThat(leadsSomewhere(page, "docs/table.md", null)).isFalse();
		assertThat(leadsSomewhere(page, "", "#try-it")).isTrue();
	}

	private static List<Path> pages() throws IOException {
		List<Path> pages = new ArrayList<>(
				List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve(".ci/README.md")));
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			docs.filter((file) -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
		}
		return pages;
	}

	private static boolean leadsSomewhere(Path page, String file, String heading) throws IOException {
		Path target = file.isEmpty() ? page : page.resolveSibling(file);
		return Files.exists(target) && (heading == null || anchors(target).contains(heading));
	}

	private static Set<String> anchors(Path page) throws IOException {
		String text = Files.readString(page);
		Set<String> anchors = HEADING.matcher(text)
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
			.map((heading) -> "#" + heading.replace(' ', '-'))
			.collect(Collectors.toCollection(HashSet::new));
		ID.matcher(text).results().forEach((id) -> anchors.add("#" + id.group(1)));
		return anchors;
	}

}
