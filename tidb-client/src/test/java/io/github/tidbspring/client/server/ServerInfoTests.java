package io.github.tidbspring.client.server;

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
		ServerInfo server = ServerInfo.of(version, "test", null, null);
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
		assertThat(ServerInfo.of("8.0.11-TiDB-v8.5.3", null, "TLSv1.3", "TLS_AES_128_GCM_SHA256").isEncrypted())
			.isTrue();
		assertThat(ServerInfo.of("8.0.11-TiDB-v8.5.3").isEncrypted()).isFalse();
	}

	@Test
	void serversThatAreDescribedAlikeAreEqual() {
		ServerInfo server = ServerInfo.of("8.0.11-TiDB-v8.5.8", "test", "TLSv1.3", "TLS_AES_128_GCM_SHA256");
		assertThat(server).isEqualTo(ServerInfo.of("8.0.11-TiDB-v8.5.8", "test", "TLSv1.3", "TLS_AES_128_GCM_SHA256"))
			.hasSameHashCodeAs(ServerInfo.of("8.0.11-TiDB-v8.5.8", "test", "TLSv1.3", "TLS_AES_128_GCM_SHA256"))
			.isNotEqualTo(ServerInfo.of("8.0.11-TiDB-v8.5.3", "test", "TLSv1.3", "TLS_AES_128_GCM_SHA256"))
			.isNotEqualTo(ServerInfo.of("8.0.11-TiDB-v8.5.8", null, "TLSv1.3", "TLS_AES_128_GCM_SHA256"))
			.isNotEqualTo(ServerInfo.of("8.0.11-TiDB-v8.5.8", "test", "TLSv1.2", "TLS_AES_128_GCM_SHA256"))
			.isNotEqualTo(ServerInfo.of("8.0.11-TiDB-v8.5.8", "test", "TLSv1.3", "TLS_AES_256_GCM_SHA384"));
	}

	@Test
	void descriptionByTheVersionAloneHasNothingElse() {
		ServerInfo server = ServerInfo.of("8.0.11-TiDB-v8.5.8");
		assertThat(server.version()).isEqualTo("8.0.11-TiDB-v8.5.8");
		assertThat(server).isEqualTo(ServerInfo.of("8.0.11-TiDB-v8.5.8", null, null, null));
		assertThat(server)
			.hasToString("ServerInfo[version=8.0.11-TiDB-v8.5.8, database=null, tlsProtocol=null, tlsCipher=null]");
	}

	@ParameterizedTest
	@EnumSource
	void eachProductHasAName(ServerInfo.Product product) {
		assertThat(product.description()).isNotBlank();
		assertThat(product.description().equals("TiDB")).isEqualTo(product == ServerInfo.Product.TIDB);
	}

}
