package io.github.tidbspring.devserver.server;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DataFolder}.
 */
class DataFolderTests {

	private static final Product TIDB = new Product("TiDB", "8.5.3");

	@TempDir
	private Path folder;

	@Test
	void whenAnotherServerMadeTheDataThenItIsNamed() throws Exception {
		make(TIDB);
		assertThatExceptionOfType(ServerException.class)
			.isThrownBy(() -> DataFolder.persistent(this.folder, new Product("MariaDB", "11.4.5")))
			.withMessageContainingAll("written by TiDB 8.5.3", "MariaDB 11.4.5 cannot read them",
					"tidb.dev-server.type=tidb");
		// Refused, and not locked for ever.
		DataFolder.persistent(this.folder, TIDB).close();
	}

	@Test
	void whenTheDataAreOfANewerVersionThenTheyAreRefusedAndOlderOnesAreTakenOver() throws Exception {
		make(new Product("TiDB", "9.0.0-beta.2"));
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> DataFolder.persistent(this.folder, TIDB))
			.withMessageContainingAll("TiDB 9.0.0-beta.2", "TiDB 8.5.3");
		Product newer = new Product("TiDB", "9.0.0");
		try (DataFolder data = DataFolder.persistent(this.folder, newer)) {
			// What has not been started has not changed them either.
			assertThat(this.folder.resolve("server")).hasContent("TiDB 9.0.0-beta.2");
			data.note(newer);
		}
		// Nor has what failed before it opened them.
		assertThat(this.folder.resolve("server")).hasContent("TiDB 9.0.0-beta.2");
		try (DataFolder data = DataFolder.persistent(this.folder, newer)) {
			data.note(newer);
			data.finish();
		}
		assertThat(this.folder.resolve("server")).hasContent("TiDB 9.0.0");
	}

	@Test
	void whenTheFirstStartWasCutShortThenItsDataAreMadeAnew() throws Exception {
		try (DataFolder data = DataFolder.persistent(this.folder, TIDB)) {
			data.begin(TIDB);
			Files.createDirectories(data.path());
			Files.writeString(data.path().resolve("half"), "");
		}
		try (DataFolder data = DataFolder.persistent(this.folder, TIDB)) {
			assertThat(data.isEmpty()).isTrue();
			data.begin(TIDB);
			Files.createDirectories(data.path());
			Files.writeString(data.path().resolve("whole"), "");
			data.finish();
		}
		try (DataFolder data = DataFolder.persistent(this.folder, TIDB)) {
			assertThat(data.path().resolve("whole")).exists();
		}
	}

	@Test
	void whenTheFolderHasDataOfSomebodyElseThenTheyAreLeftAlone() throws Exception {
		Files.createDirectories(this.folder.resolve("data"));
		assertThatExceptionOfType(ServerException.class).isThrownBy(() -> DataFolder.persistent(this.folder, TIDB))
			.withMessageContaining("was not created by a development server");
		assertThat(this.folder.resolve("data")).exists();
	}

	private void make(Product product) throws Exception {
		try (DataFolder data = DataFolder.persistent(this.folder, product)) {
			data.begin(product);
			Files.createDirectories(data.path());
			data.finish();
		}
	}

}
