package io.github.tidbspring.devserver.server;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Platform}.
 */
class PlatformTests {

	@ParameterizedTest
	@CsvSource({ "Linux, amd64, true", "Linux, aarch64, false", "Mac OS X, aarch64, true", "Mac OS X, x86_64, false",
			"Windows 11, amd64, true", "FreeBSD, amd64, false" })
	void whenMariaDb4jHasBinariesThenPlatformHas(String system, String processor, boolean expected) {
		assertThat(new Platform(system, processor).hasBinaries()).isEqualTo(expected);
	}

}
