package io.github.tidbspring.devserver.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.tidbspring.devserver.certificate.CertificateFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TiDBConfiguration}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "It has no such file names")
class TiDBConfigurationTests {

	@TempDir
	private Path folder;

	@Test
	void whenPathsHaveAnyCharacterThenTheyAreWrittenInTheFormOfEachSetting() throws Exception {
		String text = write("C# 100%?\"\\\n\u00fc", true);
		String where = this.folder.toRealPath().toString();
		assertThat(text.lines()).contains("path = \"" + where + "/C%23%20100%25%3F%22%5C%0A%C3%BC/data\"",
				"filename = \"" + where + "/C# 100%?\\\"\\\\\\u000A\u00fc/tidb.log\"",
				"slow-query-file = \"" + where + "/C# 100%?\\\"\\\\\\u000A\u00fc/tidb-slow.log\"");
	}

	@Test
	void whenItIsWrittenThenNobodyElseCanReachTheServer() throws Exception {
		assertThat(write("kept", true).lines()).contains("host = \"127.0.0.1\"", "port = 4221", "socket = \"\"",
				"report-status = false");
	}

	@Test
	void whenDataAreNotKeptThenTheirStorageIsATemporaryOne() throws Exception {
		String run = this.folder.toRealPath().resolve("cache/v1/runs").toString();
		assertThat(write("kept", false).lines()).filteredOn((line) -> line.startsWith("path = "))
			.singleElement()
			.asString()
			.startsWith("path = \"" + run)
			.endsWith("/data/tidb-unistore-temp\"");
	}

	private String write(String name, boolean kept) throws Exception {
		ServerSettings settings = new ServerSettings(0, null, null, List.of(), null, null, Duration.ofDays(100),
				(version) -> version);
		assertThat(settings.startTimeout()).isEqualTo(Duration.ofDays(1));
		try (RunFolder run = RunFolder.open(CacheDirectory.open(this.folder.resolve("cache")));
				DataFolder data = kept ? DataFolder.persistent(this.folder.resolve(name), new Product("TiDB", "8.5.3"))
						: DataFolder.temporary(run)) {
			Path file = this.folder.resolve("file.pem");
			TiDBConfiguration configuration = new TiDBConfiguration(settings,
					new ServerLauncher.Start(run, data, new CertificateFiles(file, file, file), 4221, "secret"));
			configuration.write();
			String text = Files.readString(configuration.file());
			assertThat(text).doesNotContain("secret");
			return text;
		}
	}

}
