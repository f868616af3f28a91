package io.github.tidbspring.client.connection;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TlsPolicy}.
 */
class TlsPolicyTests {

	private static final String PUBLIC = "gateway01.us-east-1.prod.aws.tidbcloud.com";

	private static final String DEDICATED = "tidb.abc123.clusters.tidb-cloud.com";

	private static final String LOOK_ALIKE = PUBLIC + ".example.org";

	private static final String MATERIAL = "the CA file 'ca.pem'";

	@ParameterizedTest
	@CsvSource(textBlock = """
			PUBLIC,     AUTO,            no,  VERIFY_IDENTITY
			PUBLIC,     AUTO,            yes, VERIFY_IDENTITY
			PUBLIC,     DISABLED,        no,  DISABLED
			PUBLIC,     PREFERRED,       no,  PREFERRED
			PUBLIC,     REQUIRED,        no,  REQUIRED
			PUBLIC,     REQUIRED,        yes, VERIFY_CA
			PUBLIC,     VERIFY_CA,       no,  VERIFY_CA
			PUBLIC,     VERIFY_CA,       yes, VERIFY_CA
			PUBLIC,     VERIFY_IDENTITY, no,  VERIFY_IDENTITY
			PUBLIC,     VERIFY_IDENTITY, yes, VERIFY_IDENTITY
			DEDICATED,  AUTO,            no,  REQUIRED
			DEDICATED,  AUTO,            yes, VERIFY_IDENTITY
			DEDICATED,  DISABLED,        no,  DISABLED
			DEDICATED,  PREFERRED,       no,  PREFERRED
			DEDICATED,  REQUIRED,        yes, VERIFY_CA
			DEDICATED,  VERIFY_CA,       no,  VERIFY_CA
			DEDICATED,  VERIFY_IDENTITY, no,  VERIFY_IDENTITY
			LOOK_ALIKE, AUTO,            no,  PREFERRED
			LOOK_ALIKE, AUTO,            yes, VERIFY_CA
			127.0.0.1,  AUTO,            no,  PREFERRED
			127.0.0.1,  AUTO,            yes, VERIFY_CA
			127.0.0.1,  DISABLED,        no,  DISABLED
			127.0.0.1,  PREFERRED,       no,  PREFERRED
			127.0.0.1,  REQUIRED,        no,  REQUIRED
			127.0.0.1,  REQUIRED,        yes, VERIFY_CA
			127.0.0.1,  VERIFY_CA,       no,  VERIFY_CA
			127.0.0.1,  VERIFY_CA,       yes, VERIFY_CA
			127.0.0.1,  VERIFY_IDENTITY, no,  VERIFY_IDENTITY
			127.0.0.1,  VERIFY_IDENTITY, yes, VERIFY_IDENTITY
			""")
	void modeFollowsFromHostAndWishAndMaterial(String host, SslMode asked, String material, SslMode expected) {
		assertThat(TlsPolicy.mode(asked, List.of(host(host)), material.equals("yes") ? MATERIAL : null))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "PUBLIC,DISABLED", "PUBLIC,PREFERRED", "DEDICATED,DISABLED", "127.0.0.1,DISABLED",
			"127.0.0.1,PREFERRED" })
	void whenMaterialWouldNotBeUsedThenBothAreNamed(String host, SslMode asked) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> TlsPolicy.mode(asked, List.of(host(host)), MATERIAL))
			.withMessageStartingWith("Invalid ssl.mode: ")
			.withMessageContaining(asked.name().toLowerCase(Locale.ROOT))
			.withMessageContaining("the CA file 'ca.pem'")
			.withMessageContaining("verify-identity");
	}

	@Test
	void whenHostsDifferThenTheMostDemandingDecides() {
		assertThat(mode(null, "127.0.0.1", DEDICATED)).isEqualTo(SslMode.REQUIRED);
		assertThat(mode(null, DEDICATED, "127.0.0.1", PUBLIC)).isEqualTo(SslMode.VERIFY_IDENTITY);
		assertThat(mode(null, "127.0.0.1", LOOK_ALIKE)).isEqualTo(SslMode.PREFERRED);
		assertThat(mode(MATERIAL, "127.0.0.1", DEDICATED)).isEqualTo(SslMode.VERIFY_IDENTITY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			mysql://u:p@gateway01.us-east-1.prod.aws.tidbcloud.com:4000/d                              | VERIFY_IDENTITY
			mysql+pymysql://u:p@GATEWAY01.us-east-1.prod.aws.tidbcloud.COM./d                          | VERIFY_IDENTITY
			jdbc:mysql://gateway01.us-east-1.prod.shared.aws.tidbcloud.com/d                           | VERIFY_IDENTITY
			jdbc:mysql://gateway01.us-east-1.prod.aws.tidbcloud.com/d?useSSL=true                      | VERIFY_IDENTITY
			jdbc:mysql://gateway01.us-east-1.prod.aws.tidbcloud.com/d?requireSSL=true                  | VERIFY_IDENTITY
			jdbc:mysql://127.0.0.1:4000,gateway01.us-east-1.prod.aws.tidbcloud.com:4000/d              | VERIFY_IDENTITY
			jdbc:mysql:loadbalance://gateway01.us-east-1.prod.aws.tidbcloud.com/d                      | VERIFY_IDENTITY
			jdbc:mysql://(host=gateway01.us-east-1.prod.aws.tidbcloud.com)/d                           | VERIFY_IDENTITY
			mysql://u:p@gateway01.us-east-1.prod.aws.tidbcloud.com/d?ssl_verify_cert=true              | VERIFY_IDENTITY
			mysql://u:p@gateway01.us-east-1.prod.aws.tidbcloud.com/d?ssl_disabled=true                 | DISABLED
			jdbc:mysql://gateway01.us-east-1.prod.aws.tidbcloud.com/d?sslMode=REQUIRED                 | REQUIRED
			mysql://u:p@gateway01.us-east-1.prod.aws.tidbcloud.com.example.org/d                       | PREFERRED
			mysql://gateway01.us-east-1.prod.aws.tidbcloud.com:p@127.0.0.1/d                           | PREFERRED
			mysql://127.0.0.1/gateway01.us-east-1.prod.aws.tidbcloud.com                               | PREFERRED
			mysql://u:p@tidb.abc123.clusters.tidb-cloud.com/d                                          | REQUIRED
			mysql://127.0.0.1/d                                                                        | PREFERRED
			""")
	void modeFollowsFromTheUrl(String url, SslMode expected) {
		assertThat(ConnectionSettings.of(url).sslMode()).isEqualTo(expected);
		assertThat(ConnectionSettings.of(url).driverProperties()).containsEntry("sslMode", expected.name());
	}

	private static SslMode mode(@Nullable String material, String... hosts) {
		return TlsPolicy.mode(SslMode.AUTO, List.of(hosts), material);
	}

	private static String host(String name) {
		return switch (name) {
			case "PUBLIC" -> PUBLIC;
			case "DEDICATED" -> DEDICATED;
			case "LOOK_ALIKE" -> LOOK_ALIKE;
			default -> name;
		};
	}

}
