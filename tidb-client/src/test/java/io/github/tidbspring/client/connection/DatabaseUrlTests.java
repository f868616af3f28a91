package io.github.tidbspring.client.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link DatabaseUrl} and what {@link ConnectionSettings} makes of one.
 */
class DatabaseUrlTests {

	/** The pieces of the user names and passwords in the bad URLs. */
	private static final String[] SECRETS = { "alice", "geheim", "wort", "mallory" };

	@ParameterizedTest(name = "{0}")
	@MethodSource("goodUrls")
	void whenUrlIsGoodThenEachPartIsRead(String url, String host, int port, String username, @Nullable String password,
			@Nullable String database) {
		ConnectionSettings settings = ConnectionSettings.of(url);
		assertThat(settings.host()).isEqualTo(host);
		assertThat(settings.port()).isEqualTo(port);
		assertThat(settings.credentials().get().username()).isEqualTo(username);
		assertThat(settings.credentials().get().password()).isEqualTo(password);
		assertThat(settings.database()).isEqualTo(database);
	}

	static Stream<Arguments> goodUrls() {
		return Stream.of(
				// What pytidb's users have.
				good("mysql+pymysql://root:@127.0.0.1:4000/test", "127.0.0.1", 4000, "root", null, "test"),
				good("mysql+pymysql://2aEp24QWEDLqRFs.root:pw@gateway01.us-east-1.prod.aws.tidbcloud.com:4000/test"
						+ "?ssl_verify_cert=true&ssl_verify_identity=true",
						"gateway01.us-east-1.prod.aws.tidbcloud.com", 4000, "2aEp24QWEDLqRFs.root", "pw", "test"),
				good("mysql+mysqldb://root:@127.0.0.1:4000/test?charset=utf8mb4", "127.0.0.1", 4000, "root", null,
						"test"),
				good("mysql+mysqlconnector://u:p@h/d", "h", 4000, "u", "p", "d"),
				good("mysql+aiomysql://u:p@h/d", "h", 4000, "u", "p", "d"),
				good("mysql+asyncmy://u:p@h/d", "h", 4000, "u", "p", "d"),
				// Schemes.
				good("mysql://u:p@h:3306/d", "h", 3306, "u", "p", "d"),
				good("MySQL://u:p@h:3306/d", "h", 3306, "u", "p", "d"),
				good("MYSQL+PyMySQL://u:p@h:3306/d", "h", 3306, "u", "p", "d"),
				good("jdbc:mysql://h:3306/d", "h", 3306, "root", null, "d"),
				good("JDBC:MYSQL://h:3306/d", "h", 3306, "root", null, "d"),
				good("jdbc:mysql://u:p@h:3306/d", "h", 3306, "u", "p", "d"),
				good("jdbc:mysql://h:3306/d?user=u&password=p", "h", 3306, "u", "p", "d"),
				good("jdbc:mysql://h:3306/d?user=u%40x&password=p%26%3D", "h", 3306, "u@x", "p&=", "d"),
				good("jdbc:mysql://h:3306/d?user=u@x&password=p@y", "h", 3306, "u@x", "p@y", "d"),
				good("mysql://h/d?user=u&password=p", "h", 4000, "u", "p", "d"),
				good("mysql://u@h/d?password=p", "h", 4000, "u", "p", "d"),
				good("mysql://u:p@h/d?user=u&password=p", "h", 4000, "u", "p", "d"),
				good("  mysql://u:p@h:3306/d\n", "h", 3306, "u", "p", "d"),
				// Missing parts.
				good("mysql://h", "h", 4000, "root", null, null), good("mysql://h/", "h", 4000, "root", null, null),
				good("mysql://h:", "h", 4000, "root", null, null), good("mysql://h?", "h", 4000, "root", null, null),
				good("mysql://h:1", "h", 1, "root", null, null),
				good("mysql://h:65535/", "h", 65535, "root", null, null),
				good("mysql://h:04000/", "h", 4000, "root", null, null),
				good("mysql://u@h/d", "h", 4000, "u", null, "d"), good("mysql://u:@h/d", "h", 4000, "u", null, "d"),
				good("mysql://:p@h/d", "h", 4000, "root", "p", "d"), good("mysql://@h/d", "h", 4000, "root", null, "d"),
				good("mysql://:@h/d", "h", 4000, "root", null, "d"),
				good("jdbc:mysql://h", "h", 4000, "root", null, null),
				good("mysql://h/d?&&", "h", 4000, "root", null, "d"),
				// Hosts.
				good("mysql://u:p@[::1]:4001/d", "::1", 4001, "u", "p", "d"),
				good("mysql://[::1]/d", "::1", 4000, "root", null, "d"),
				good("mysql://[::1]:/d", "::1", 4000, "root", null, "d"),
				good("mysql://[2001:DB8::7]", "2001:DB8::7", 4000, "root", null, null),
				good("mysql://[::ffff:127.0.0.1]:4000/d", "::ffff:127.0.0.1", 4000, "root", null, "d"),
				good("jdbc:mysql://u:p@[fe80::1]:4000/d", "fe80::1", 4000, "u", "p", "d"),
				good("mysql://my_host-1.internal./d", "my_host-1.internal", 4000, "root", null, "d"),
				good("mysql://GATEWAY01.us-east-1.PROD.aws.TiDBCloud.com./d",
						"GATEWAY01.us-east-1.PROD.aws.TiDBCloud.com", 4000, "root", null, "d"),
				// Characters of user names and passwords that need no encoding.
				good("mysql://u:a:b@h/d", "h", 4000, "u", "a:b", "d"),
				good("mysql://u:a@b@h/d", "h", 4000, "u", "a@b", "d"),
				good("mysql://u@v:p@h/d", "h", 4000, "u@v", "p", "d"),
				good("mysql://u:a,b@h/d", "h", 4000, "u", "a,b", "d"),
				good("mysql+pymysql://u:a,(b)@h/d", "h", 4000, "u", "a,(b)", "d"),
				good("mysql://u:a+b c@h/d", "h", 4000, "u", "a+b c", "d"),
				good("mysql://u:a=b&c;d!e$f'g*h@h/d", "h", 4000, "u", "a=b&c;d!e$f'g*h", "d"),
				good("mysql://u:a[b]@h/d", "h", 4000, "u", "a[b]", "d"),
				good("mysql://u:{p}\"<>\\^`|~@h/d", "h", 4000, "u", "{p}\"<>\\^`|~", "d"),
				good("mysql://u:päßwört@h/d", "h", 4000, "u", "päßwört", "d"),
				// Percent-encoded ones.
				good("mysql://%3A%2F%3F%23%5B%5D%40:%21%24%26%27%28%29%2A%2B%2C%3B%3D%25@h/d", "h", 4000, ":/?#[]@",
						"!$&'()*+,;=%", "d"),
				good("mysql://u:%3a%2f%3f@h/d", "h", 4000, "u", ":/?", "d"),
				good("mysql://u:%3A%40%25%32%35@h/d", "h", 4000, "u", ":@%25", "d"),
				good("mysql://u:p%2Bq+r%20s@h/d", "h", 4000, "u", "p+q+r s", "d"),
				good("mysql://%C3%BC:%E5%AF%86%F0%9F%94%91@h/d", "h", 4000, "ü", "密🔑", "d"),
				good("jdbc:mysql://u%2C:%2C%28%29@h/d", "h", 4000, "u,", ",()", "d"),
				// Databases.
				good("mysql://h/a%60b", "h", 4000, "root", null, "a`b"),
				good("mysql://h/%C3%BC%20%25%2F%3F%23", "h", 4000, "root", null, "ü %/?#"),
				good("mysql://h/a%40b", "h", 4000, "root", null, "a@b"),
				good("mysql://h/a-b.c_d~", "h", 4000, "root", null, "a-b.c_d~"),
				good("mysql://u:p@h/d?connectTimeout=5000&socketTimeout=6000", "h", 4000, "u", "p", "d"));
	}

	private static Arguments good(String url, String host, int port, String username, @Nullable String password,
			@Nullable String database) {
		return arguments(url, host, port, username, password, database);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badUrls")
	void whenUrlIsBadThenOneSentenceSaysWhatAndShowsNoSecret(String url, String expected) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class).isThrownBy(() -> ConnectionSettings.of(url))
			.satisfies((ex) -> {
				assertThat(ex.getMessage()).contains(expected)
					.isEqualTo("Invalid %s: %s", ex.getSetting(), ex.getReason())
					.doesNotContain("\n");
				assertThat(ex.getSetting()).isIn("database-url", "database", "ssl.ca-certificate", "ssl.mode");
				assertThat(WhatIsShown.of(ex).toLowerCase(Locale.ROOT)).doesNotContain(SECRETS);
			});
	}

	static Stream<Arguments> badUrls() {
		return Stream.of(
				// Schemes.
				bad("", "no scheme"), bad("   ", "no scheme"), bad("alice:Geheim@h:4000/d", "no scheme"),
				bad("h:4000/d", "no scheme"), bad("jdbc:mysql:h", "no scheme"),
				bad("mysql:/alice:Geheim@h/d", "no scheme"),
				bad("postgresql://alice:Geheim@h/d", "scheme is not one of TiDB's"),
				bad("jdbc:postgresql://alice:Geheim@h/d", "accepted are mysql://"),
				bad("jdbc:mariadb://alice:Geheim@h/d", "jdbc:mysql://"),
				bad("tidb://alice:Geheim@h/d", "mysql+<driver>://"),
				bad("mysqlx://alice:Geheim@h/d", "scheme is not one of TiDB's"),
				bad("mysql+://alice:Geheim@h/d", "scheme is not one of TiDB's"),
				bad("jdbc:mysql+pymysql://alice:Geheim@h/d", "scheme is not one of TiDB's"),
				bad("jdbc:mysql+srv://alice:Geheim@h/d", "scheme is not one of TiDB's"),
				bad("jdbc:mysql:aws://alice:Geheim@h/d", "scheme is not one of TiDB's"),
				bad("jdbc:jdbc:mysql://alice:Geheim@h/d", "scheme is not one of TiDB's"),
				bad("alice:Geheim://h/d", "scheme is not one of TiDB's"),
				// Hosts.
				bad("mysql://", "host is missing"), bad("mysql:///d", "host is missing"),
				bad("mysql://alice:Geheim@/d", "host is missing"),
				bad("mysql://alice:Geheim@:4000/d", "host is missing"),
				bad("jdbc:mysql:///d?user=alice&password=Geheim", "host is missing"),
				bad("mysql://alice:Geheim@./d", "host is missing"),
				bad("mysql://alice:Geheim@-h/d", "neither a host name nor an address"),
				bad("mysql://alice:Geheim@h_/d%", "percent-encoding of the database is broken"),
				bad("mysql://alice:Geheim@a b/d", "neither a host name nor an address"),
				bad("mysql://alice:Geheim@h%31/d", "neither a host name nor an address"),
				bad("mysql://alice:Geheim@%68/d", "neither a host name nor an address"),
				bad("mysql://alice:Geheim@::1/d", "in brackets"),
				bad("mysql://alice:Geheim@2001:db8::7:4000/d", "in brackets"),
				bad("mysql://alice:Geheim@[::1/d", "neither a host name nor an address"),
				bad("mysql://alice:Geheim@[Wort]/d", "not an IPv6 address"),
				bad("mysql://alice:Geheim@[127.0.0.1]/d", "not an IPv6 address"),
				bad("mysql://alice:Geheim@[127.0.0.1:4000]/d", "not an IPv6 address"),
				// Ports.
				bad("mysql://alice:Geheim@h:0/d", "port is not a number from 1 to 65535"),
				bad("mysql://alice:Geheim@h:70000/d", "port is not a number from 1 to 65535"),
				bad("mysql://alice:Geheim@h:-1/d", "port is not a number from 1 to 65535"),
				bad("mysql://alice:Geheim@h:+1/d", "port is not a number from 1 to 65535"),
				bad("mysql://alice:Geheim@h:4000000000/d", "port is not a number from 1 to 65535"),
				bad("mysql://alice:Geheim@h:Wort/d", "port is not a number from 1 to 65535"),
				bad("mysql://alice:Geheim@h:٤٠٠٠/d", "port is not a number from 1 to 65535"),
				bad("mysql://alice:Geheim@[::1]:Wort/d", "port is not a number from 1 to 65535"),
				bad("mysql://alice:Geheim", "port is not a number from 1 to 65535"),
				// Characters that had to be encoded.
				bad("mysql://alice:Geheim/Wort@h:4000/d", "@ after the host"),
				bad("mysql://alice:Geheim?Wort@h:4000/d", "@ after the host"),
				bad("mysql://alice:Geheim#Wort@h:4000/d", "%23"),
				bad("mysql://alice:Geheim@Wort/mallory@h:4000/d", "@ after the host"),
				bad("mysql://alice:Geheim@h/Wort@mallory", "@ after the host"),
				bad("mysql://alice:x@Geheim?Wort=mallory@h/d", "a parameter is unknown"),
				bad("mysql://alice:x@Geheim?Wort@h/d", "characters that no parameter has"),
				bad("jdbc:mysql://alice:Geheim/Wort@h:4000/d", "@ after the host"),
				bad("jdbc:mysql://alice:12?Wort@h:4000/d", "characters that no parameter has"),
				bad("jdbc:mysql://alice:12?Wort=Geheim@h:4000/d", "a parameter is unknown"),
				bad("jdbc:mysql://alice:Geheim?Wort@h:4000/d", "characters that no parameter has"),
				bad("jdbc:mysql://h/d?user=alice&password=Geheim&Wort", "a parameter is unknown"),
				bad("jdbc:mysql://h/d?user=alice&password=Geheim&Wort=1", "a parameter is unknown"),
				bad("jdbc:mysql://h/d?user=alice&password=Geheim&W%6frt=1", "characters that no parameter has"),
				bad("jdbc:mysql://h/d?user=alice&password=Geheim#Wort", "%23"),
				bad("mysql://alice:Geheim@h/a/Wort", "database contains a /, which is written %2F"),
				bad("mysql://alice:Geheim@h/d#Wort", "%23"),
				// Percent-encoding.
				bad("mysql://alice:Geheim%@h/d", "percent-encoding of the password is broken"),
				bad("mysql://alice:Geheim%4@h/d", "percent-encoding of the password is broken"),
				bad("mysql://alice:Geheim%zz@h/d", "percent-encoding of the password is broken"),
				bad("mysql://alice:%ß1Geheim@h/d", "percent-encoding of the password is broken"),
				bad("mysql://alice:100%Geheim@h/d", "percent-encoding of the password is broken"),
				bad("mysql://alice:Geheim%E4@h/d", "percent-encoding of the password is not UTF-8"),
				bad("mysql://alice:Geheim%C0%80@h/d", "percent-encoding of the password is not UTF-8"),
				bad("mysql://alice:Geheim%ED%A0%80@h/d", "percent-encoding of the password is not UTF-8"),
				bad("mysql://alice:Geheim%00Wort@h/d", "password contains a NUL character"),
				bad("mysql://alice%:Geheim@h/d", "percent-encoding of the user name is broken"),
				bad("mysql://alice%FF:Geheim@h/d", "percent-encoding of the user name is not UTF-8"),
				bad("mysql://alice%00:Geheim@h/d", "user name contains a NUL character"),
				bad("mysql://alice:Geheim@h/d%2", "percent-encoding of the database is broken"),
				bad("mysql://alice:Geheim@h/d%FF", "percent-encoding of the database is not UTF-8"),
				bad("mysql://alice:Geheim@h/d%00", "database contains a NUL character"),
				bad("mysql://alice:Geheim@h/d?ssl_ca=%", "percent-encoding of the parameter ssl_ca is broken"),
				bad("jdbc:mysql://h/d?user=alice&password=Geheim%", "percent-encoding of the parameter password"),
				bad("jdbc:mysql://h/d?user=alice&password=%00Geheim", "parameter password contains a NUL character"),
				// Two values.
				bad("mysql://alice:Geheim@h/d?user=mallory", "two different values for the user name"),
				bad("mysql://alice:Geheim@h/d?password=Wort", "two different values for the password"),
				bad("mysql://alice:@h/d?password=Geheim", "two different values for the password"),
				bad("mysql://h/d?password=Geheim&password=Wort", "password is given twice"),
				bad("mysql://h/d?user=alice&USER=mallory", "given twice"),
				// Parameters.
				bad("mysql://alice:Geheim@h/d?ssl_verify=true", "ssl_verify is unknown; accepted are ssl_verify_cert"),
				bad("mysql://alice:Geheim@h/d?ssl_mode=REQUIRED", "ssl_mode is unknown"),
				bad("mysql://alice:Geheim@h/d?ssl_key=/k.pem", "ssl_key is unknown"),
				bad("mysql://alice:Geheim@h/d?sslmode=on", "accepted are DISABLED, PREFERRED, REQUIRED"),
				bad("mysql://alice:Geheim@h/d?sslMode=", "parameter sslMode is unknown"),
				bad("mysql://alice:Geheim@h/d?ssl_verify_cert=maybe", "ssl_verify_cert is neither true nor false"),
				bad("mysql://alice:Geheim@h/d?ssl_verify_cert", "ssl_verify_cert is neither true nor false"),
				bad("mysql://alice:Geheim@h/d?ssl_verify_cert=true&ssl_verify_cert=true", "given twice"),
				bad("mysql://alice:Geheim@h/d?ssl_disabled=true&ssl_verify_cert=true", "contradict each other"),
				bad("mysql://alice:Geheim@h/d?ssl_disabled=true&ssl_ca=/ca.pem", "contradict each other"),
				bad("mysql://alice:Geheim@h/d?useSSL=false&requireSSL=true", "contradict each other"),
				bad("mysql://alice:Geheim@h/d?ssl_verify_cert=false&ssl_verify_identity=true", "contradict"),
				bad("mysql://alice:Geheim@h/d?ssl_verify_cert=false&ssl_ca=/ca.pem", "contradict each other"),
				bad("mysql://alice:Geheim@h/d?sslMode=REQUIRED&ssl_verify_cert=true", "contradict each other"),
				bad("mysql://alice:Geheim@h/d?sslMode=REQUIRED&sslMode=DISABLED", "given twice"),
				bad("mysql://alice:Geheim@h/d?ssl_ca=", "ssl_ca takes one file"),
				bad("mysql://alice:Geheim@h/d?ssl_ca=/a.pem&ssl_ca=/b.pem", "ssl_ca takes one file"),
				bad("mysql://alice:Geheim@h/d?ssl_ca=/no/such/ca.pem", "'/no/such/ca.pem' does not exist"),
				bad("mysql://alice:Geheim@h/d?charset=latin1", "charset is not utf8mb4"),
				bad("mysql://alice:Geheim@h/d?autocommit=true", "'autocommit' is not a property of Connector/J"),
				bad("mysql://alice:Geheim@h/d?connect_timeout=5", "'connect_timeout' is not a property"),
				bad("mysql://alice:Geheim@h/d?tlsVersions=TLSv1.1", "TLSv1.2 and TLSv1.3 only"),
				bad("mysql://alice:Geheim@h/d?enabledTLSProtocols=TLSv1", "TLSv1.2 and TLSv1.3 only"),
				bad("mysql://alice:Geheim@h/d?TLSVERSIONS=TLSv1.2,TLSv1", "TLSv1.2 and TLSv1.3 only"),
				bad("mysql://alice:Geheim@h/d?tlsVersions=", "TLSv1.2 and TLSv1.3 only"),
				bad("mysql://alice:Geheim@h/d?useConfigs=maxPerformance", "timeouts"),
				bad("mysql://alice:Geheim@h/d?connectTimeout=1&connectTimeout=2", "connectTimeout is given twice"),
				bad("mysql://alice:Geheim@h/d?socketFactory=x.Y", "'socketFactory' does not go to the driver"),
				bad("mysql://alice:Geheim@h/d?dbname=Wort", "'dbname' does not go to the driver"),
				// Several hosts.
				bad("mysql://alice:Geheim@h1,h2/d", "several hosts are accepted in a jdbc:mysql: URL only"),
				bad("mysql+pymysql://h1:1,h2:2/d", "several hosts are accepted in a jdbc:mysql: URL only"),
				bad("mysql://alice:Geheim@(host=h1)/d", "several hosts are accepted in a jdbc:mysql: URL only"),
				bad("jdbc:mysql://alice:Geheim@h1:Wort,h2/d", "does not understand its list of hosts"),
				bad("jdbc:mysql://alice:Geheim@h1:70000,h2/d", "port of a host is not a number from 1 to 65535"),
				bad("jdbc:mysql://alice:Geheim@h1:0,h2/d", "port of a host is not a number from 1 to 65535"),
				bad("jdbc:mysql://alice:Geheim@h1,h 2/d", "neither a host name nor an address"),
				bad("jdbc:mysql://alice:Geheim@h1,,h2/d", "host is missing"),
				bad("jdbc:mysql:loadbalance:///d", "host is missing"), bad("jdbc:mysql://alice:12,Geheim@h/d", "%2C"),
				bad("jdbc:mysql://alice:Geheim%zz@h1,mallory@h2/d", "does not understand its list of hosts"),
				bad("jdbc:mysql://alice:Geheim%zz@h1,h2/d", "percent-encoding of the password is broken"),
				bad("jdbc:mysql://(host=h1,sslMode=DISABLED,user=alice,password=Geheim),(host=h2)/d",
						"property of its own"),
				bad("jdbc:mysql://(host=h1,tlsVersions=TLSv1.1),(host=h2)/d", "property of its own"),
				bad("jdbc:mysql://alice:Geheim@(host=h1)(port=1)/d", "neither a host name nor an address"),
				bad("jdbc:mysql://(host=h1,password=Geheim/d", "neither a host name nor an address"),
				bad("jdbc:mysql://(port=4000,password=Geheim),h2/d", "host is missing"),
				bad("jdbc:mysql://alice:Geheim@h1,h2/d?password=Wort", "two different values for the password"),
				// Databases.
				bad("mysql://alice:Geheim@h/" + "d".repeat(65), "65 characters"),
				bad("mysql://alice:Geheim@h/d%20", "ends with a space"));
	}

	private static Arguments bad(String url, String expected) {
		return arguments(url, expected);
	}

	@Test
	void tablesAreAsLongAsTheyShouldBe() {
		assertThat(goodUrls().count() + badUrls().count()).isGreaterThan(60);
	}

	@Test
	void whenUserInformationIsRandomThenItComesBackExactly() {
		Random random = new Random(20260823);
		for (int i = 0; i < 2_000; i++) {
			String username = RandomText.of(random, 1, 32);
			String password = RandomText.of(random, 1, 40);
			String database = RandomText.of(random, 1, 30).stripTrailing() + "x";
			String scheme = List.of("mysql", "mysql+pymysql", "jdbc:mysql").get(random.nextInt(3));
			String url = "%s://%s:%s@127.0.0.1:4001/%s".formatted(scheme, DatabaseUrl.encode(username),
					DatabaseUrl.encode(password), DatabaseUrl.encode(database));
			ConnectionSettings settings = ConnectionSettings.of(url);
			assertThat(List.of(settings.credentials().get().username(),
					String.valueOf(settings.credentials().get().password()), String.valueOf(settings.database())))
				.as(url)
				.containsExactly(username, password, database);
		}
	}

	@Test
	void whenUserInformationIsRandomAndThereAreSeveralHostsThenItComesBackExactly() {
		Random random = new Random(4000);
		for (int i = 0; i < 300; i++) {
			String username = RandomText.of(random, 1, 32);
			String password = RandomText.of(random, 1, 40);
			DatabaseUrl url = DatabaseUrl.of("jdbc:mysql://%s:%s@h1:4001,h2/d".formatted(DatabaseUrl.encode(username),
					DatabaseUrl.encode(password)));
			assertThat(new ArrayList<>(List.of(String.valueOf(url.username()), String.valueOf(url.password()))))
				.containsExactly(username, password);
			assertThat(url.driverUrl()).isEqualTo("jdbc:mysql://h1:4001,h2/d");
		}
	}

	@Test
	void whenUrlIsRandomGarbageThenItIsReadOrRefusedAndNothingElse() {
		Random random = new Random(7);
		String[] pieces = { "mysql", "jdbc:", "://", ":", "/", "@", "?", "#", "%", "%41", "%zz", ",", "(", ")", "[",
				"]", "host=", "root", "4000", "&", "=", "ssl_ca", "sslMode", "REQUIRED", "loadbalance", "+", ".", " " };
		for (int i = 0; i < 20_000; i++) {
			StringBuilder url = new StringBuilder(random.nextBoolean() ? "jdbc:mysql://" : "mysql://");
			int length = random.nextInt(12);
			for (int j = 0; j < length; j++) {
				url.append(pieces[random.nextInt(pieces.length)]);
			}
			try {
				DatabaseUrl.of(url.toString());
			}
			catch (InvalidConnectionSettingException ex) {
				assertThat(ex.getMessage()).startsWith("Invalid database-url: ");
			}
			catch (RuntimeException ex) {
				throw new AssertionError("Neither read nor refused: " + url, ex);
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			mysql://h/d                                                     |
			mysql://h/d?ssl_verify_identity=true                            | VERIFY_IDENTITY
			mysql://h/d?ssl_verify_cert=true&ssl_verify_identity=true       | VERIFY_IDENTITY
			mysql://h/d?SSL_VERIFY_CERT=True&Ssl_Verify_Identity=YES        | VERIFY_IDENTITY
			mysql://h/d?ssl_verify_cert=true                                | VERIFY_CA
			mysql://h/d?ssl_verify_cert=1&ssl_verify_identity=0             | VERIFY_CA
			mysql://h/d?ssl_verify_cert=false                               | REQUIRED
			mysql://h/d?ssl_verify_cert=no&ssl_verify_identity=no           | REQUIRED
			mysql://h/d?ssl_verify_identity=false                           |
			mysql://h/d?ssl_disabled=true                                   | DISABLED
			mysql://h/d?ssl_disabled=false                                  |
			jdbc:mysql://h/d?sslMode=DISABLED                               | DISABLED
			jdbc:mysql://h/d?sslMode=preferred                              | PREFERRED
			jdbc:mysql://h/d?SSLMODE=Required                               | REQUIRED
			jdbc:mysql://h/d?sslMode=VERIFY_CA                              | VERIFY_CA
			jdbc:mysql://h/d?sslMode=VERIFY_IDENTITY                        | VERIFY_IDENTITY
			jdbc:mysql://h/d?useSSL=false                                   | DISABLED
			jdbc:mysql://h/d?useSSL=true                                    | REQUIRED
			jdbc:mysql://h/d?requireSSL=true                                | REQUIRED
			jdbc:mysql://h/d?useSSL=true&verifyServerCertificate=true       | VERIFY_CA
			jdbc:mysql://gateway01.us-east-1.prod.aws.tidbcloud.com/d?useSSL=true |
			jdbc:mysql://gateway01.us-east-1.prod.aws.tidbcloud.com/d?sslMode=REQUIRED | REQUIRED
			""")
	void whenUrlHasTlsParametersThenTheyAreTheMode(String url, @Nullable SslMode expected) {
		assertThat(DatabaseUrl.of(url).sslMode()).isEqualTo(expected);
	}

	@Test
	void whenUrlHasPropertiesOfTheDriverThenTheyAreSpelledAsTheDriverDoes() {
		DatabaseUrl url = DatabaseUrl.of("jdbc:mysql://h/d?CONNECTTIMEOUT=7&enabledTLSProtocols=TLSv1.3&user=u"
				+ "&password=p&sessionVariables=tidb_isolation_read_engines%3D%27tikv%27");
		assertThat(url.parameters().driverProperties()).containsExactlyInAnyOrderEntriesOf(Map.of("connectTimeout", "7",
				"tlsVersions", "TLSv1.3", "sessionVariables", "tidb_isolation_read_engines='tikv'"));
	}

	@Test
	void whenUrlNamesACaFileThenItsPathIsDecoded() {
		assertThat(DatabaseUrl.of("mysql://h/d?ssl_ca=/etc/ssl/my%20ca.pem").parameters().caCertificate())
			.isEqualTo("/etc/ssl/my ca.pem");
		assertThat(DatabaseUrl.of("mysql://u:p@h/d?ssl_ca=/home/a@b/ca.pem").parameters().caCertificate())
			.isEqualTo("/home/a@b/ca.pem");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					jdbc:mysql://h1,h2/d                        | jdbc:mysql://h1,h2/d                        | h1,h2 | root | | d
					jdbc:mysql://h1:4001,h2:4002/d              | jdbc:mysql://h1:4001,h2:4002/d              | h1,h2 | root | | d
					jdbc:mysql://u:p@h1:4001,h2:4002/d          | jdbc:mysql://h1:4001,h2:4002/d              | h1,h2 | u | p | d
					jdbc:mysql://u:p@h1:4001,u:p@h2:4002/d      | jdbc:mysql://h1:4001,h2:4002/d              | h1,h2 | u | p | d
					jdbc:mysql://u:p@[h1:4001,h2:4002]/d        | jdbc:mysql://[h1:4001,h2:4002]/d            | h1,h2 | u | p | d
					jdbc:mysql://h1,h2/d?user=u&password=p      | jdbc:mysql://h1,h2/d                        | h1,h2 | u | p | d
					jdbc:mysql://u@h1,h2/d?password=p           | jdbc:mysql://h1,h2/d                        | h1,h2 | u | p | d
					jdbc:mysql://:p@h1,h2/d                     | jdbc:mysql://h1,h2/d                        | h1,h2 | root | p | d
					jdbc:mysql://u:p%2C%40@h1,h2/d              | jdbc:mysql://h1,h2/d                        | h1,h2 | u | p,@ | d
					jdbc:mysql:loadbalance://u:p@h1/d           | jdbc:mysql:loadbalance://h1/d               | h1 | u | p | d
					jdbc:mysql:loadbalance://h1:1,h2:2          | jdbc:mysql:loadbalance://h1:1,h2:2/         | h1,h2 | root | |
					jdbc:mysql:replication://h1,h2/d            | jdbc:mysql:replication://h1,h2/d            | h1,h2 | root | | d
					JDBC:MySQL:LoadBalance://h1,h2/d            | jdbc:mysql:loadbalance://h1,h2/d            | h1,h2 | root | | d
					jdbc:mysql://(host=h1,port=1),(host=h2)/d   | jdbc:mysql://(host=h1,port=1),(host=h2)/d   | h1,h2 | root | | d
					jdbc:mysql://address=(host=h1)(port=1)/d    | jdbc:mysql://address=(host=h1)(port=1)/d    | h1 | root | | d
					jdbc:mysql:replication://(host=h1,type=source),(host=h2,type=replica)/d | jdbc:mysql:replication://(host=h1,type=source),(host=h2,type=replica)/d | h1,h2 | root | | d
					jdbc:mysql://[::1]:4001,[::2]/d             | jdbc:mysql://[::1]:4001,[::2]/d             | [::1],[::2] | root | | d
					jdbc:mysql://h1,h2/a%60b                    | jdbc:mysql://h1,h2/a%60b                    | h1,h2 | root | | a`b
					""")
	void whenUrlHasSeveralHostsThenTheDriverGetsItWithoutSecrets(String url, String driverUrl, String hosts,
			String username, @Nullable String password, @Nullable String database) {
		ConnectionSettings settings = ConnectionSettings.of(url);
		assertThat(settings.jdbcUrl()).isEqualTo(driverUrl);
		assertThat(DatabaseUrl.of(url).hosts()).containsExactly(hosts.split(","));
		assertThat(settings.credentials().get().username()).isEqualTo(username);
		assertThat(settings.credentials().get().password()).isEqualTo(password);
		assertThat(settings.database()).isEqualTo(database);
		assertThat(settings.driverProperties()).containsEntry("port", "4000");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:mysql://alice:Geheim@h1,mallory:Wort@h2/d",
			"jdbc:mysql://(host=h1,user=alice,password=Geheim),(host=h2,user=mallory,password=Wort)/d",
			"jdbc:mysql:loadbalance://address=(host=h1)(user=alice)(password=Geheim),address=(host=h2)/d" })
	void whenHostsHaveDifferentUserInformationThenOnlyTheDriverSeesIt(String url) {
		ConnectionSettings settings = ConnectionSettings.of(url);
		assertThat(settings.isFreeOfSecrets()).isFalse();
		assertThat(settings.toString().toLowerCase(Locale.ROOT)).doesNotContain(SECRETS);
		assertThat(settings.place()).isEqualTo("h1, h2");
		try (var pool = settings.toDataSource()) {
			assertThat(pool.getJdbcUrl()).isNull();
			assertThat(String.valueOf(pool).toLowerCase(Locale.ROOT)).doesNotContain(SECRETS);
			assertThat(pool.getDataSourceProperties().toString().toLowerCase(Locale.ROOT)).doesNotContain(SECRETS);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql://alice:Geheim@h:4001/d", "mysql+pymysql://alice:Geheim@h:4001/d?ssl_disabled=true",
			"jdbc:mysql://h:4001/d?user=alice&password=Geheim", "jdbc:mysql://alice:Geheim@h:4001,h2:4002/d" })
	void toStringShowsNoSecret(String url) {
		assertThat(DatabaseUrl.of(url).toString().toLowerCase(Locale.ROOT)).startsWith("mysql://h")
			.endsWith("/d")
			.doesNotContain(SECRETS);
		assertThat(MultiHostUrl.of("mysql", "alice:Geheim@h1,mallory:Wort@h2", "d").toString()).isEqualTo("h1,h2");
	}

	@Test
	void whenLocaleHasDigitsOfItsOwnThenUrlForTheDriverHasNot() {
		Locale before = Locale.getDefault();
		try {
			for (String language : List.of("ar-EG-u-nu-arab", "fa-IR", "tr-TR", "th-TH-u-nu-thai")) {
				Locale.setDefault(Locale.forLanguageTag(language));
				assertThat(ConnectionSettings.of("MYSQL://H:4001/I%C4%B0%20i").jdbcUrl())
					.isEqualTo("jdbc:mysql://H:4001/I%C4%B0%20i");
				assertThat(ConnectionSettings.of("jdbc:mysql://h/d?SSLMODE=disabled").sslMode())
					.isEqualTo(SslMode.DISABLED);
				assertThat(EndpointKind.of("GATEWAY01.EU-CENTRAL-1.PROD.AWS.TIDBCLOUD.COM"))
					.isEqualTo(EndpointKind.CLOUD_PUBLIC);
			}
		}
		finally {
			Locale.setDefault(before);
		}
	}

}
