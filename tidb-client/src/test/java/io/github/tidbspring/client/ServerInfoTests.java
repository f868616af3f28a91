package io.github.tidbspring.client;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerInfo}.
 */
class ServerInfoTests {

	@ParameterizedTest
	@CsvSource({ "8.0.11-TiDB-v8.5.3,TIDB,8.5.3", "5.7.25-TiDB-v6.1.0,TIDB,6.1.0", "8.0.11-TiDB-Serverless,TIDB,",
			"8.0.11-TiDB,TIDB,", "8.0.11-tidb-v8.5.3,TIDB,8.5.3", "8.0.11-TiDB-v8.5.3-MariaDB-11.4.5,STAND_IN,",
			"8.0.11-TiDB-v8.5.3-stand-in-11.4.5-MariaDB,STAND_IN,", "11.4.5-MariaDB,MARIADB,",
			"5.5.5-10.6.18-MariaDB,MARIADB,", "8.4.3,MYSQL,", "9.1.0-commercial,MYSQL,", "'',MYSQL," })
	void productAndVersionAreReadFromWhatTheServerSays(String version, ServerInfo.Product product,
			@Nullable String tidbVersion) {
		ServerInfo server = new ServerInfo(version, "test", null, null);
		assertThat(server.product()).isEqualTo(product);
		assertThat(server.isTiDB()).isEqualTo(product == ServerInfo.Product.TIDB);
		if (tidbVersion != null) {
			assertThat(server.tidbVersion()).hasToString(tidbVersion);
		}
		else {
			assertThat(server.tidbVersion()).isNull();
		}
	}

	@Test
	void whenThereIsATlsVersionThenConnectionIsEncrypted() {
		assertThat(new ServerInfo("8.0.11-TiDB-v8.5.3", null, "TLSv1.3", "TLS_AES_128_GCM_SHA256").isEncrypted())
			.isTrue();
		assertThat(new ServerInfo("8.0.11-TiDB-v8.5.3", null, null, null).isEncrypted()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void eachProductHasAName(ServerInfo.Product product) {
		assertThat(product.description()).isNotBlank();
		assertThat(product.description().equals("TiDB")).isEqualTo(product == ServerInfo.Product.TIDB);
	}

}
