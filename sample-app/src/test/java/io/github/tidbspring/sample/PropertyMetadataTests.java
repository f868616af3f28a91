package io.github.tidbspring.sample;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PropertyMetadata}.
 */
class PropertyMetadataTests {

	@Test
	void textIsWordsOfNameAndDescription() {
		assertThat(described("Name of the log file.").text())
			.isEqualTo("logging file max size - Name of the log file.");
	}

	@Test
	void textHasFirstSentenceOnly() {
		assertThat(described("Largest size. Files that are larger are rotated.").text()).endsWith("- Largest size.");
	}

	@Test
	void pointInsideSentenceDoesNotEndIt() {
		assertThat(described("Size in application.yml, e.g. 10MB of version 1.2 files").text())
			.endsWith("- Size in application.yml, e.g. 10MB of version 1.2 files");
	}

	@Test
	void textIsWithoutAsidesAndQuotes() {
		assertThat(described("Sizes (such as '1MB' or \"1GB\") of `app.log` or '*' for all.").text())
			.endsWith("- Sizes  of app.log or  for all.");
	}

	@Test
	void textOfNameWithBracketsIsWords() {
		assertThat(new PropertyMetadata("some.list[0].first-name", null, null, "Name.").text())
			.isEqualTo("some list 0 first name - Name.");
	}

	@Test
	void digestIsTheSameForTheSameContent() {
		assertThat(described("Size.").digest("m")).isEqualTo(described("Size.").digest("m")).matches("[0-9a-f]{64}");
	}

	@Test
	void digestChangesWithAllThatIsStored() {
		PropertyMetadata property = new PropertyMetadata("a.b", "int", "1", "Size.");
		assertThat(property.digest("m")).isNotEqualTo(property.digest("n"))
			.isNotEqualTo(new PropertyMetadata("a.c", "int", "1", "Size.").digest("m"))
			.isNotEqualTo(new PropertyMetadata("a.b", "long", "1", "Size.").digest("m"))
			.isNotEqualTo(new PropertyMetadata("a.b", null, "1", "Size.").digest("m"))
			.isNotEqualTo(new PropertyMetadata("a.b", "int", "2", "Size.").digest("m"))
			.isNotEqualTo(new PropertyMetadata("a.b", "int", "1", "Size. A second sentence.").digest("m"));
	}

	@Test
	void digestTellsNeighbouringValuesApart() {
		assertThat(new PropertyMetadata("a", "xy", "z", "A.").digest("m"))
			.isNotEqualTo(new PropertyMetadata("a", "x", "yz", "A.").digest("m"));
	}

	private PropertyMetadata described(String description) {
		return new PropertyMetadata("logging.file.max-size", "java.lang.String", "10MB", description);
	}

}
