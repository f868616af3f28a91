package io.github.tidbspring.client.server;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TiDBVersion}.
 */
class TiDBVersionTests {

	@ParameterizedTest
	@CsvSource({ "8.0.11-TiDB-v8.5.3,8.5.3", "8.0.11-TiDB-v8.4.0-alpha,8.4.0", "5.7.25-TiDB-v6.1.0,6.1.0",
			"5.7.25-TiDB-v7.1.8-serverless,7.1.8", "8.0.11-TiDB-v7.5.2-serverless-p1,7.5.2", "8.0.11-TiDB-8.5.3,8.5.3",
			"8.0.11-tidb-V8.5.3,8.5.3", "8.0.11-TiDB-v8.5,8.5.0", "8.0.11-TiDB-v10.12.105,10.12.105",
			"8.0.11-TiDB-v9.0.0-beta.2.pre-1-gabcdef0,9.0.0", "8.0.11-TiDB-v8.5.3-MariaDB-11.4.5-stand-in,8.5.3" })
	void versionOfTiDBIsReadFromTheSuffix(String reported, String expected) {
		assertThat(TiDBVersion.parse(reported)).hasToString(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "8.0.11-TiDB-Serverless", "8.0.11-TiDB-None", "8.0.11-TiDB-", "8.0.11-TiDB", "8.0.11", "",
			"11.4.5-MariaDB", "8.0.11-TiDB-v8", "8.0.11-TiDB-v12345678901.1.1", "8.0.11-TiDB-vX.Y.Z",
			"8.0.11-TiDB-CLOUD.202503.1" })
	void whenThereIsNoVersionThenThereIsNone(String reported) {
		assertThat(TiDBVersion.parse(reported)).isNull();
	}

	@Test
	void versionsAreOrderedByTheirNumbers() {
		List<TiDBVersion> ordered = List.of(new TiDBVersion(7, 5, 10), new TiDBVersion(8, 4, 0),
				new TiDBVersion(8, 5, 3), new TiDBVersion(8, 5, 10), new TiDBVersion(8, 10, 0),
				new TiDBVersion(10, 0, 0));
		assertThat(ordered).isSorted().doesNotHaveDuplicates();
		assertThat(new TiDBVersion(8, 5, 3)).isEqualByComparingTo(new TiDBVersion(8, 5, 3));
	}

	@ParameterizedTest
	@CsvSource({ "8,5,true", "8,4,true", "7,9,true", "8,6,false", "9,0,false" })
	void isAtLeastLooksAtBothNumbers(int major, int minor, boolean expected) {
		assertThat(new TiDBVersion(8, 5, 3).isAtLeast(major, minor)).isEqualTo(expected);
	}

}
