package io.github.tidbspring.client.connection;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A parameter that asks for TLS, or for its verification, never gives less than no
 * parameter; and what is wrong with one is said of the URL.
 */
class UrlParameterNeverWeakensTlsTests {

	private static final String PUBLIC = "gateway01.us-east-1.prod.aws.tidbcloud.com";

	private static final String DEDICATED = "tidb.abc123.clusters.tidb-cloud.com";

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			mysql://u:p@PUBLIC/d?ssl_verify_cert=true                                     | VERIFY_IDENTITY
			mysql://u:p@PUBLIC/d?ssl_verify_cert=1&ssl_verify_identity=0                  | VERIFY_IDENTITY
			mysql://u:p@PUBLIC/d?ssl_verify_identity=false                                | VERIFY_IDENTITY
			jdbc:mysql://PUBLIC/d?useSSL=true&verifyServerCertificate=true                | VERIFY_IDENTITY
			jdbc:mysql://PUBLIC/d?useSSL=true                                             | VERIFY_IDENTITY
			jdbc:mysql://PUBLIC/d?requireSSL=true                                         | VERIFY_IDENTITY
			jdbc:mysql://127.0.0.1:4000,PUBLIC:4000/d?useSSL=true                         | VERIFY_IDENTITY
			jdbc:mysql://127.0.0.1:4000,PUBLIC:4000/d?ssl_verify_cert=true                | VERIFY_IDENTITY
			mysql://u:p@DEDICATED/d?ssl_verify_cert=true                                  | VERIFY_CA
			mysql://u:p@DEDICATED/d?ssl_verify_identity=true                              | VERIFY_IDENTITY
			jdbc:mysql://DEDICATED/d?useSSL=true                                          | REQUIRED
			jdbc:mysql://DEDICATED/d?ssl_verify_cert=true&trustCertificateKeyStoreUrl=file:t | VERIFY_IDENTITY
			jdbc:mysql://DEDICATED/d?useSSL=true&trustCertificateKeyStoreUrl=file:t       | VERIFY_IDENTITY
			jdbc:mysql://h/d?useSSL=true&trustCertificateKeyStoreUrl=file:t               | VERIFY_CA
			mysql://u:p@h/d?ssl_verify_cert=true                                          | VERIFY_CA
			mysql://u:p@PUBLIC/d?ssl_verify_cert=false                                    | REQUIRED
			mysql://u:p@PUBLIC/d?ssl_disabled=true                                        | DISABLED
			jdbc:mysql://PUBLIC/d?sslMode=VERIFY_CA                                       | VERIFY_CA
			""")
	void whenAParameterAsksForTlsThenItIsNeverLessThanAutomatic(String url, SslMode expected) {
		assertThat(ConnectionSettings.of(url.replace("PUBLIC", PUBLIC).replace("DEDICATED", DEDICATED)).sslMode())
			.isEqualTo(expected);
	}

	@Test
	void whenTheUrlNamesAMissingCaFileThenTheUrlIsBlamed() {
		Path missing = this.directory.resolve("missing.pem");
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.of("mysql://u:Geheim@h/d?ssl_ca=" + missing))
			.satisfies((ex) -> assertThat(ex.getSetting()).isEqualTo("database-url"))
			.withMessageContaining("the parameter ssl_ca")
			.withMessageContaining(missing.toString());
	}

	@Test
	void whenTheSettingNamesAMissingCaFileThenTheSettingIsBlamed() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder()
				.databaseUrl("mysql://u:Geheim@h/d")
				.caCertificate(this.directory.resolve("missing.pem"))
				.build())
			.satisfies((ex) -> assertThat(ex.getSetting()).isEqualTo("ssl.ca-certificate"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jdbc:mysql://h/d?sslMode=PREFERRED&trustCertificateKeyStoreUrl=file:t | would not protect anything
			mysql://h/%60x%00                                                     | the database
			""")
	void whenTheUrlSaysWhatCannotBeThenTheUrlIsBlamed(String url, String fragment) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class).isThrownBy(() -> ConnectionSettings.of(url))
			.satisfies((ex) -> assertThat(ex.getSetting()).isEqualTo("database-url"))
			.withMessageContaining(fragment);
	}

	@Test
	void whenTheUrlsKeyStoreWouldBeIgnoredThenTheUrlIsBlamed() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class).isThrownBy(() -> ConnectionSettings.builder()
			.databaseUrl("jdbc:mysql://h/d?clientCertificateKeyStoreUrl=file:k")
			.sslContext("the SSL bundle 'x'", () -> {
				throw new IllegalStateException("Not needed");
			})
			.build())
			.satisfies((ex) -> assertThat(ex.getSetting()).isEqualTo("database-url"))
			.withMessageContaining("clientCertificateKeyStoreUrl");
	}

}
