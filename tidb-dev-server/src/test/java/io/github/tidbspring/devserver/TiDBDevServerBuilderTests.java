package io.github.tidbspring.devserver;

import java.nio.file.Path;

import io.github.tidbspring.devserver.server.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TiDBDevServer.Builder}: what is found out before anything starts.
 */
class TiDBDevServerBuilderTests {

	@Test
	void whenTheAuthorityOfClientsIsMissingThenItsFileIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TiDBDevServer.builder().clientAuthority(Path.of("nowhere.pem")))
			.withMessageContaining("nowhere.pem");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mariadb", "tidb,stand-in", "true", "TİDB" })
	void whenTheTypeIsUnknownThenThePropertyIsNamed(String type) {
		String before = System.setProperty("tidb.dev-server.type", type);
		try {
			assertThatExceptionOfType(TiDBDevServerException.class).isThrownBy(TiDBDevServer::start)
				.withMessage("The system property tidb.dev-server.type must be auto, tidb or stand-in");
		}
		finally {
			if (before != null) {
				System.setProperty("tidb.dev-server.type", before);
			}
			else {
				System.clearProperty("tidb.dev-server.type");
			}
		}
	}

	@Test
	void whenATiDBIsDescribedThenWhatItLacksIsSaid() {
		for (String version : new String[] { "8.4.0", "8.5.3-117-g268e1df8f8", "9.0.0-beta.2.pre",
				"9.0.0-alpha-123-gabc", "None" }) {
			assertThat(TiDBDevServer.describe(new Product(Product.TIDB, version))).isEqualTo("TiDB " + version
					+ " (one process with embedded storage, no TiFlash: no vector index, no full-text search)");
		}
		for (String version : new String[] { "6.5.0", "7.5.6", "8.3.0" }) {
			assertThat(TiDBDevServer.describe(new Product(Product.TIDB, version))).startsWith("TiDB " + version)
				.endsWith("no full-text search; and before 8.4 a TiDB has no vectors)");
		}
		assertThat(TiDBDevServer.describe(new Product(Product.MARIADB, "11.4.5")))
			.isEqualTo("a stand-in for TiDB (MariaDB 11.4.5)");
	}

}
