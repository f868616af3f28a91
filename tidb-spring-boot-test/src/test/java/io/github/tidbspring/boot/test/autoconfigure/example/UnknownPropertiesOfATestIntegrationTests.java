package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.boot.test.autoconfigure.TiDBTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That a property which a test misspells is named, and none that it has by itself.
 */
@TiDBTest(properties = { "tidb.databse=notes", "tidb.hikari.maximum-pool-size=3" })
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesOfATestIntegrationTests {

	@Test
	void whenANameIsWrittenWronglyThenTheRightOneIsSaid(CapturedOutput output) {
		assertThat(output.toString().lines().filter((line) -> line.contains("are unknown"))).singleElement()
			.asString()
			.contains("tidb.databse")
			.endsWith("did you mean tidb.database?")
			.doesNotContain("create-tables");
	}

}
