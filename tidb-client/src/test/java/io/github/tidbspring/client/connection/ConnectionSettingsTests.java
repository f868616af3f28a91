package io.github.tidbspring.client.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;

import com.mysql.cj.jdbc.NonRegisteringDriver;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.ConnectionSettings.Credentials;
import io.github.tidbspring.client.internal.driver.SslContextSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ConnectionSettings} and its builder.
 */
class ConnectionSettingsTests {

	private static final String CLOUD = "gateway01.us-east-1.prod.aws.tidbcloud.com";

	@TempDir
	Path directory;

	@Test
	void whenNothingIsSaidThenItIsATiDBOnThisMachine() {
		ConnectionSettings settings = ConnectionSettings.builder().build();
		assertThat(settings.host()).isEqualTo("127.0.0.1");
		assertThat(settings.port()).isEqualTo(4000);
		assertThat(settings.credentials().get().username()).isEqualTo("root");
		assertThat(settings.credentials().get().password()).isNull();
		assertThat(settings.database()).isEqualTo("test");
		assertThat(settings.isEnsureDatabase()).isFalse();
		assertThat(settings.sslMode()).isEqualTo(SslMode.PREFERRED);
		assertThat(settings.endpointKind()).isEqualTo(EndpointKind.OTHER);
		assertThat(settings.jdbcUrl()).isEqualTo("jdbc:mysql://127.0.0.1:4000/test");
	}

	@Test
	void whenEverythingIsSaidThenItIsKept() {
		ConnectionSettings settings = ConnectionSettings.builder()
			.host(CLOUD + ".")
			.port(3306)
			.username("2aEp24QWEDLqRFs.root")
			.password("a:b/c")
			.database("ü %/?#`")
			.ensureDatabase(true)
			.sslMode(SslMode.VERIFY_CA)
			.build();
		assertThat(settings.host()).isEqualTo(CLOUD);
		assertThat(settings.port()).isEqualTo(3306);
		assertThat(settings.credentials().get().username()).isEqualTo("2aEp24QWEDLqRFs.root");
		assertThat(settings.credentials().get().password()).isEqualTo("a:b/c");
		assertThat(settings.database()).isEqualTo("ü %/?#`");
		assertThat(settings.isEnsureDatabase()).isTrue();
		assertThat(settings.sslMode()).isEqualTo(SslMode.VERIFY_CA);
		assertThat(settings.endpointKind()).isEqualTo(EndpointKind.CLOUD_PUBLIC);
		assertThat(settings.jdbcUrl()).isEqualTo("jdbc:mysql://" + CLOUD + ":3306/%C3%BC%20%25%2F%3F%23%60");
	}

	@Test
	void whenDatabaseIsEmptyThenThereIsNone() {
		assertThat(ConnectionSettings.builder().database("").build().database()).isNull();
		assertThat(ConnectionSettings.builder().database(null).build().jdbcUrl())
			.isEqualTo("jdbc:mysql://127.0.0.1:4000/");
	}

	@Test
	void whenUrlLeavesPartsOutThenSettingsFillThem() {
		ConnectionSettings settings = ConnectionSettings.builder()
			.password("p")
			.username("u")
			.port(4001)
			.database("d")
			.databaseUrl("mysql://h")
			.build();
		assertThat(settings).hasToString("h:4001/d (TLS PREFERRED)");
		assertThat(settings.credentials().get().username()).isEqualTo("u");
		assertThat(settings.credentials().get().password()).isEqualTo("p");
	}

	@Test
	void whenUrlHasAnEmptyPasswordThenASettingMaySayWhichOne() {
		assertThat(ConnectionSettings.builder()
			.databaseUrl("mysql://root:@h/d")
			.password("p")
			.build()
			.credentials()
			.get()
			.password()).isEqualTo("p");
	}

	@Test
	void whenUrlAndSettingsAgreeThenThatIsNoConflict() {
		ConnectionSettings settings = ConnectionSettings.builder()
			.databaseUrl("mysql://u:p@h:4001/d?ssl_disabled=true&connectTimeout=5")
			.username("u")
			.password("p")
			.port(4001)
			.database("d")
			.sslMode(SslMode.DISABLED)
			.driverProperty("CONNECTTIMEOUT", "5")
			.build();
		assertThat(settings).hasToString("h:4001/d (TLS DISABLED)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			host          | the setting host
			port          | the setting port
			username      | the setting username
			password      | the setting password
			database      | the setting database
			ssl.mode      | the setting ssl.mode
			timeout       | the setting driver-properties.connectTimeout
			""")
	void whenUrlAndSettingDifferThenBothAreNamedAndNoSecret(String setting, String expected) {
		ConnectionSettings.Builder builder = ConnectionSettings.builder()
			.databaseUrl("mysql://alice:Geheim@h:4001/d?sslMode=REQUIRED&connectTimeout=5");
		switch (setting) {
			case "host" -> builder.host("h");
			case "port" -> builder.port(4002);
			case "username" -> builder.username("mallory");
			case "password" -> builder.password("Wort");
			case "database" -> builder.database("other");
			case "ssl.mode" -> builder.sslMode(SslMode.VERIFY_CA);
			default -> builder.driverProperty("connectTimeout", "6");
		}
		assertThatExceptionOfType(InvalidConnectionSettingException.class).isThrownBy(builder::build)
			.withMessageStartingWith("Invalid database-url: ")
			.withMessageContaining(expected)
			.satisfies((ex) -> assertThat(WhatIsShown.of(ex)).doesNotContain("alice", "Geheim", "mallory", "Wort"));
	}

	@Test
	void whenUrlWithSeveralHostsMeetsPortOrDatabaseThenItIsRefused() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().databaseUrl("jdbc:mysql://h1,h2/d").port(4000).build())
			.withMessageContaining("the setting port");
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().databaseUrl("jdbc:mysql://h1,h2").database("d").build())
			.withMessageContaining("jdbc:mysql://host1:4000,host2:4000/database");
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 65536, 70000, Integer.MAX_VALUE })
	void whenPortIsOutOfRangeThenMessageNamesIt(int port) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().port(port))
			.withMessage("Invalid port: " + port + " is not a number from 1 to 65535");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "h:4000", "127.0.0.1:4000", "abc:4000", "[127.0.0.1:4000]", "h/d", "u@h",
			"mysql://h", "h1,h2", "h?x", "h#x", "-h", "h-", "a b", "[::1", "::1]", "[::1]:4000", "h%41", "ü.example" })
	void whenHostIsNotAHostThenMessageNamesTheSetting(String host) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().host(host))
			.satisfies((ex) -> assertThat(ex.getSetting()).isEqualTo("host"));
	}

	@ParameterizedTest
	@CsvSource({ "h,h:4000", "::1,[::1]:4000", "fe80::1%eth0,[fe80::1%25eth0]:4000", "[::1],[::1]:4000",
			"2001:db8::7,[2001:db8::7]:4000", "127.0.0.1,127.0.0.1:4000", "tidb_1.svc.,tidb_1.svc:4000", " h ,h:4000" })
	void whenHostIsGoodThenItIsWrittenAsInAUrl(String host, String place) {
		assertThat(ConnectionSettings.builder().host(host).build().place()).isEqualTo(place);
	}

	@Test
	void whenDatabaseShallBeEnsuredAndNoneIsNamedThenItIsRefused() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().databaseUrl("mysql://h").ensureDatabase(true).build())
			.withMessage("Invalid ensure-database: no database is named that could be created");
	}

	@ParameterizedTest
	@ValueSource(strings = { "d ", "a\0b" })
	void whenDatabaseCannotBeOneThenMessageNamesTheSetting(String database) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().database(database).build())
			.withMessageStartingWith("Invalid database: ");
	}

	@Test
	void whenUserNameOrPasswordContainsNulThenMessageNamesTheSettingOnly() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().username("alice\0"))
			.withMessage("Invalid username: it contains a NUL character");
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().password("Geheim\0"))
			.withMessage("Invalid password: it contains a NUL character");
	}

	@Test
	void toStringShowsWhereItGoesAndNoSecret() {
		ConnectionSettings settings = ConnectionSettings.builder()
			.host("h")
			.username("alice")
			.password("Geheim")
			.driverProperty("trustCertificateKeyStoreUrl", "file:trust.p12")
			.driverProperty("trustCertificateKeyStorePassword", "Wort")
			.build();
		assertThat(settings).hasToString("h:4000/test (TLS VERIFY_CA)");
		assertThat(ConnectionSettings.builder().databaseUrl("mysql://alice:Geheim@h/d")).asString()
			.doesNotContain("alice", "Geheim");
		assertThat(ConnectionSettings.of("jdbc:mysql://alice:Geheim@h1:1,h2:2/d"))
			.hasToString("h1, h2/d (TLS PREFERRED)");
	}

	@Test
	void credentialsAreNotRequestedBeforeThereIsAConnection() {
		AtomicInteger asked = new AtomicInteger();
		ConnectionSettings settings = ConnectionSettings.builder().credentials(() -> {
			asked.incrementAndGet();
			return Credentials.of("alice", "Geheim");
		}).build();
		try (HikariDataSource pool = settings.mutate().host("h").build().toDataSource()) {
			assertThat(pool.getUsername()).isNull();
			assertThat(pool.getPassword()).isNull();
			assertThat(pool.getJdbcUrl()).isEqualTo("jdbc:mysql://h:4000/test");
			assertThat(asked).hasValue(0);
		}
		assertThat(settings).asString().doesNotContain("alice", "Geheim");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					mysql://alice@h/d                              | a user name or a password, which cannot be combined with the setting credentials
					mysql://:Geheim@h/d                            | a user name or a password, which cannot be combined with the setting credentials
					jdbc:mysql://h/d?user=alice&password=Geheim    | a user name or a password, which cannot be combined with the setting credentials
					jdbc:mysql://alice:Geheim@h1,h2/d              | a user name or a password, which cannot be combined with the setting credentials
					jdbc:mysql://alice:Geheim@h1,bob:Wort@h2/d     | credentials for each host, and the setting credentials
					jdbc:mysql://(host=h1,user=alice,password=Geheim)/d | credentials for each host, and the setting credentials
					""")
	void whenUrlSaysWhoLogsInThenCredentialsBesideItAreRefused(String url, String expected) {
		ConnectionSettings.Builder builder = ConnectionSettings.builder()
			.databaseUrl(url)
			.credentials(() -> Credentials.of("carol", "Geheim"));
		assertThatExceptionOfType(InvalidConnectionSettingException.class).isThrownBy(builder::build)
			.withMessageStartingWith("Invalid database-url: ")
			.withMessageContaining(expected)
			.satisfies(
					(ex) -> assertThat(WhatIsShown.of(ex)).doesNotContain("alice", "bob", "carol", "Geheim", "Wort"));
	}

	@Test
	void whenUserNameOrPasswordStandsBesideCredentialsThenItIsNamed() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder()
				.username("alice")
				.credentials(() -> Credentials.of("alice", "Geheim"))
				.build())
			.withMessage("Invalid credentials: they cannot be combined with the setting username; give one of the two");
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder()
				.password("Geheim")
				.credentials(() -> Credentials.of("alice", "Geheim"))
				.build())
			.withMessage("Invalid credentials: they cannot be combined with the setting password; give one of the two");
	}

	@Test
	void credentialsAreCheckedAndShowNothing() {
		assertThat(Credentials.of("alice", "Geheim")).asString().doesNotContain("alice", "Geheim");
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> Credentials.of("", "Geheim"))
			.withMessage("Invalid username: it is empty");
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> Credentials.of("alice", "Geheim\0"))
			.withMessage("Invalid password: it contains a NUL character");
	}

	@Test
	void nullIsRefusedWithTheNameOfTheParameter() {
		ConnectionSettings.Builder builder = ConnectionSettings.builder();
		assertThatIllegalArgumentException().isThrownBy(() -> builder.databaseUrl(nothing()))
			.withMessageContaining("'databaseUrl'");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.host(nothing())).withMessageContaining("'host'");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.username(nothing()))
			.withMessageContaining("'username'");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.credentials(nothing()))
			.withMessageContaining("'credentials'");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.sslMode(nothing()))
			.withMessageContaining("'sslMode'");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.caCertificate(nothing()))
			.withMessageContaining("'pemFile'");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.sslContext("x", nothing()))
			.withMessageContaining("'sslContext'");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.driverProperty("user", nothing()))
			.withMessageContaining("'value'");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.driverProperty(nothing(), "x"))
			.withMessageContaining("'name'");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.pool(nothing()))
			.withMessageContaining("'customizer'");
	}

	@Test
	void driverGetsOurDefaults() {
		assertThat(ConnectionSettings.of("mysql://h/d").driverProperties())
			.containsOnlyKeys("useServerPrepStmts", "cachePrepStmts", "prepStmtCacheSqlLimit", "prepStmtCacheSize",
					"rewriteBatchedStatements", "useLocalSessionState", "elideSetAutoCommits", "alwaysSendSetIsolation",
					"readOnlyPropagatesToServer", "useCursorFetch", "connectionCollation", "connectTimeout", "sslMode",
					"tlsVersions", "connectionTimeZone", "forceConnectionTimeZoneToSession", "characterSetResults")
			.containsEntry("connectionTimeZone", "UTC")
			.containsEntry("forceConnectionTimeZoneToSession", "true")
			.containsEntry("useServerPrepStmts", "true")
			.containsEntry("cachePrepStmts", "true")
			.containsEntry("rewriteBatchedStatements", "true")
			.containsEntry("readOnlyPropagatesToServer", "false")
			.containsEntry("useCursorFetch", "true")
			.containsEntry("connectionCollation", "utf8mb4_bin")
			.containsEntry("characterSetResults", "UTF-8")
			.containsEntry("tlsVersions", "TLSv1.2,TLSv1.3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mysql://h/d?connectionTimeZone=LOCAL", "mysql://h/d?serverTimezone=LOCAL",
			"jdbc:mysql://h,i/d?SERVERTIMEZONE=LOCAL" })
	void whenUrlSaysATimeZoneThenItReplacesOurs(String url) {
		assertThat(ConnectionSettings.of(url).driverProperties()).containsEntry("connectionTimeZone", "LOCAL")
			.containsEntry("forceConnectionTimeZoneToSession", "true");
	}

	@Test
	void whenSessionVariablesSayATimeZoneThenTheDriverDoesNotAssumeOurs() {
		assertThat(ConnectionSettings.builder()
			.driverProperty("sessionVariables", "TIME_ZONE='+08:00'")
			.build()
			.driverProperties()).doesNotContainKeys("connectionTimeZone", "forceConnectionTimeZoneToSession");
		assertThat(ConnectionSettings.builder()
			.driverProperty("sessionVariables", "time_zone='+08:00'")
			.driverProperty("connectionTimeZone", "+08:00")
			.build()
			.driverProperties()).containsEntry("connectionTimeZone", "+08:00");
	}

	@Test
	void whenDriverPropertyIsGivenThenItReplacesOurDefault() {
		ConnectionSettings settings = ConnectionSettings.builder()
			.databaseUrl("mysql://h/d?usecursorfetch=true")
			.driverProperty("USESERVERPREPSTMTS", "false")
			.driverProperty("enabledTLSProtocols", "TLSv1.3")
			.build();
		assertThat(settings.driverProperties()).containsEntry("useServerPrepStmts", "false")
			.containsEntry("useCursorFetch", "true")
			.containsEntry("tlsVersions", "TLSv1.3")
			.doesNotContainKeys("enabledTLSProtocols", "USESERVERPREPSTMTS");
	}

	@ParameterizedTest
	@EnumSource(value = SslMode.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void oldTlsVersionsAreNotOfferedInAnyMode(SslMode mode) {
		Properties properties = ConnectionSettings.builder().sslMode(mode).build().driverProperties();
		assertThat(properties).containsEntry("sslMode", mode.name());
		assertThat(properties.getProperty("tlsVersions", "none")).isIn("TLSv1.2,TLSv1.3", "none")
			.isEqualTo((mode != SslMode.DISABLED) ? "TLSv1.2,TLSv1.3" : "none");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			tlsVersions          | TLSv1.1
			tlsVersions          | TLSv1
			TLSVersions          | TLSv1.2,TLSv1.1
			enabledTLSProtocols  | TLSv1.2, TLSv1
			EnabledTLSProtocols  | TLSv1.1,TLSv1.2,TLSv1.3
			tlsVersions          | SSLv3
			tlsVersions          | TLSv1.2;TLSv1.1
			tlsVersions          | ,
			tlsVersions          | tlsv1.2
			""")
	void whenOldTlsVersionIsAskedForThenItIsRefused(String name, String value) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().driverProperty(name, value))
			.withMessageContaining("TLSv1.2 and TLSv1.3 only");
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.of("jdbc:mysql://h/d?" + name + "=" + value))
			.withMessageContaining("TLSv1.2 and TLSv1.3 only");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					useConfigs                | maxPerformance                | timeouts
					USECONFIGS                | coldFusion,maxPerformance-8-0 | timeouts
					sslMode                   | DISABLED                      | set the TLS mode instead
					useSSL                    | false                         | set the TLS mode instead
					requireSSL                | true                          | set the TLS mode instead
					verifyServerCertificate   | false                         | set the TLS mode instead
					socketFactory             | x.Y                           | the client brings its own
					host                      | h                             | set the host instead
					port                      | 1                             | set the port instead
					dbname                    | d                             | set the database instead
					user                      | u                             | has a setting of its own
					Password                  | p                             | has a setting of its own
					useServerPrepStmt         | true                          | 'useServerPrepStmt' is not a property of Connector/J
					tidb                      | true                          | 'tidb' is not a property of Connector/J
					""")
	void whenDriverPropertyCannotBeHonouredThenItIsRefused(String name, String value, String expected) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().driverProperty(name, value))
			.withMessageStartingWith("Invalid driver-properties: ")
			.withMessageContaining(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			connectTimeout       | abc   | only accepts integer values
			connectTimeout       | ""    | only accepts integer values
			socketTimeout        | -1    | in the range of 0
			useServerPrepStmts   | maybe | 'TRUE', 'FALSE', 'YES' or 'NO'
			zeroDateTimeBehavior | x     | 'CONVERT_TO_NULL', 'EXCEPTION' or 'ROUND'
			""")
	void whenDriverDoesNotTakeAValueThenMessageNamesThePropertyAndWhatIsAccepted(String name, String value,
			String expected) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().driverProperty(name, value))
			.withMessageStartingWith("Invalid driver-properties: '" + name + "'")
			.withMessageContaining(expected);
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.of("mysql://alice:Geheim@h/d?" + name + "=" + value))
			.withMessageStartingWith("Invalid database-url: '" + name + "'")
			.withMessageContaining(expected)
			.withMessageNotContainingAny("alice", "Geheim");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			sessionVariables          | tidb_isolation_read_engines=tikv
			connectionTimeZone        | UTC
			forceConnectionTimeZoneToSession | true
			characterEncoding         | UTF-8
			allowPublicKeyRetrieval   | true
			allowMultiQueries         | true
			connectionAttributes      | program_name:notes
			defaultFetchSize          | -2147483648
			tcpKeepAlive              | no
			maxAllowedPacket          | 1048576
			useConfigs                | fullDebug
			""")
	void whenDriverTakesAValueThenItIsKept(String name, String value) {
		assertThat(ConnectionSettings.builder().driverProperty(name, value).build().driverProperties())
			.containsEntry(name, value);
	}

	@Test
	void poolHasOurDefaults() {
		try (HikariDataSource pool = ConnectionSettings.of("mysql://u:p@h/d").toDataSource()) {
			assertThat(pool.getPoolName()).isEqualTo("tidb");
			assertThat(pool.getJdbcUrl()).isEqualTo("jdbc:mysql://h:4000/d");
			assertThat(pool.getUsername()).isEqualTo("u");
			assertThat(pool.getPassword()).isEqualTo("p");
			assertThat(pool.getMaxLifetime()).isEqualTo(Duration.ofMinutes(20).toMillis());
			assertThat(pool.getKeepaliveTime()).isEqualTo(Duration.ofMinutes(2).toMillis());
			assertThat(pool.isRunning()).isFalse();
			assertThat(pool.getDataSourceProperties()).doesNotContainKeys("user", "password");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { CLOUD, "tidb.abc123.clusters.tidb-cloud.com",
			"gateway01-privatelink.us-east-1.prod.aws.tidbcloud.com" })
	void whenHostIsCloudThenConnectionsLiveFiveMinutes(String host) {
		try (HikariDataSource pool = ConnectionSettings.builder().host(host).build().toDataSource()) {
			assertThat(pool.getMaxLifetime()).isEqualTo(Duration.ofMinutes(5).toMillis());
			assertThat(pool.getKeepaliveTime()).isEqualTo(Duration.ofMinutes(2).toMillis())
				.isLessThan(pool.getMaxLifetime());
		}
	}

	@Test
	void poolCustomizersComeLastAndInOrder() {
		try (HikariDataSource pool = ConnectionSettings.builder()
			.pool((config) -> config.setMaximumPoolSize(3))
			.pool((config) -> config.setPoolName(config.getPoolName() + "-" + config.getMaximumPoolSize()))
			.pool((config) -> config.setMaxLifetime(60_000))
			.build()
			.toDataSource()) {
			assertThat(pool.getPoolName()).isEqualTo("tidb-3");
			assertThat(pool.getMaxLifetime()).isEqualTo(60_000);
		}
	}

	@Test
	void eachCallMakesAPoolOfItsOwn() {
		ConnectionSettings settings = ConnectionSettings.builder().build();
		HikariDataSource one = settings.toDataSource();
		try (HikariDataSource other = settings.toDataSource()) {
			assertThat(one).isNotSameAs(other);
			one.close();
			assertThat(other.isClosed()).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whenPoolCustomizerChangesWhereItConnectsThenItIsRefused(Change change) {
		ConnectionSettings settings = ConnectionSettings.builder().password("Geheim").pool(change.customizer).build();
		assertThatExceptionOfType(InvalidConnectionSettingException.class).isThrownBy(settings::toDataSource)
			.withMessageStartingWith("Invalid hikari: ")
			.withMessageNotContaining("Geheim");
	}

	@Test
	void whenPoolCustomizerFailsThenItsFailureIsThrown() {
		ConnectionSettings settings = ConnectionSettings.builder().pool((config) -> {
			throw new UnsupportedOperationException("no");
		}).build();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(settings::toDataSource);
	}

	@Test
	void whenBuilderIsUsedAgainThenWhatItMadeStaysAsItIs() {
		ConnectionSettings.Builder builder = ConnectionSettings.builder().driverProperty("connectTimeout", "1");
		ConnectionSettings one = builder.build();
		ConnectionSettings other = builder.driverProperty("connectTimeout", "2")
			.pool((config) -> config.setPoolName("other"))
			.host("h")
			.build();
		assertThat(one.driverProperties()).containsEntry("connectTimeout", "1");
		assertThat(one.poolCustomizers()).isEmpty();
		assertThat(one.host()).isEqualTo("127.0.0.1");
		assertThat(other.driverProperties()).containsEntry("connectTimeout", "2");
	}

	@Test
	void whenSettingsAreChangedThenAllElseStaysAndTheFirstAreAsTheyWere() {
		ConnectionSettings settings = ConnectionSettings.builder()
			.databaseUrl("mysql://alice@h:4001/d?connectTimeout=5")
			.password("Geheim")
			.ensureDatabase(true)
			.driverProperty("socketTimeout", "6")
			.pool((pool) -> pool.setPoolName("mine"))
			.build();
		ConnectionSettings changed = settings.mutate()
			.sslContext(ConnectionSettingsTests::noContext)
			.driverProperty("socketTimeout", "7")
			.build();
		assertThat(changed.place()).isEqualTo("h:4001");
		assertThat(changed.credentials().get().username()).isEqualTo("alice");
		assertThat(changed.credentials().get().password()).isEqualTo("Geheim");
		assertThat(changed.database()).isEqualTo("d");
		assertThat(changed.isEnsureDatabase()).isTrue();
		assertThat(changed.poolCustomizers()).hasSize(1);
		assertThat(changed.driverProperties()).containsEntry("connectTimeout", "5").containsEntry("socketTimeout", "7");
		assertThat(changed.sslMode()).isEqualTo(SslMode.VERIFY_CA);
		assertThat(settings.driverProperties()).containsEntry("socketTimeout", "6");
		assertThat(settings.sslMode()).isEqualTo(SslMode.PREFERRED);
	}

	@Test
	void whenAChangeContradictsTheUrlThenItIsStillFound() {
		ConnectionSettings settings = ConnectionSettings.of("mysql://alice:Geheim@h:4001/d");
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> settings.mutate().port(4002).build())
			.withMessageContaining("the setting port")
			.withMessageNotContaining("Geheim");
		assertThat(settings.mutate().databaseUrl("mysql://i/e").build()).hasToString("i:4000/e (TLS PREFERRED)");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void whenCaFileIsGivenThenServerIsVerified(int certificates) throws Exception {
		Path file = PemFile.write(this.directory, certificates);
		ConnectionSettings settings = ConnectionSettings.builder().caCertificate(file).build();
		assertThat(settings.sslMode()).isEqualTo(SslMode.VERIFY_CA);
		assertThat(settings.sslMaterial()).hasToString("the CA file '" + file + "'");
		assertThat(ConnectionSettings.of("mysql://h/d?ssl_ca=" + DatabaseUrl.encode(file.toString())).sslMode())
			.isEqualTo(SslMode.VERIFY_CA);
		assertThat(ConnectionSettings.builder().host(CLOUD).caCertificate(file).build().sslMode())
			.isEqualTo(SslMode.VERIFY_IDENTITY);
	}

	@Test
	void whenCaFileIsGivenTwiceThenItMustBeTheSame() throws Exception {
		Path file = PemFile.write(this.directory, 1);
		String url = "mysql://h/d?ssl_ca=" + file;
		assertThat(ConnectionSettings.builder().databaseUrl(url).caCertificate(file).build().sslMode())
			.isEqualTo(SslMode.VERIFY_CA);
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().databaseUrl(url).caCertificate(Path.of("other.pem")).build())
			.withMessageContaining("the setting ssl.ca-certificate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
			"-----BEGIN CERTIFICATE-----\n", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" })
	void whenCaFileIsNotPemThenMessageNamesIt(String content) throws Exception {
		Path file = Files.writeString(this.directory.resolve("bad.pem"), content);
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().caCertificate(file).build())
			.withMessageStartingWith(
					"Invalid ssl.ca-certificate: the CA file '" + file + "' is not a certificate in PEM")
			.withMessageContaining("-----BEGIN CERTIFICATE-----");
	}

	@Test
	void whenCaFileCannotBeReadThenMessageNamesIt() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().caCertificate(this.directory.resolve("none.pem")).build())
			.withMessageStartingWith("Invalid ssl.ca-certificate: ")
			.withMessageContaining("none.pem' does not exist");
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().caCertificate(this.directory).build())
			.withMessageContaining("cannot be read");
	}

	@Test
	void whenSslContextIsGivenThenServerIsVerifiedAndNothingIsAskedYet() {
		ConnectionSettings settings = ConnectionSettings.builder()
			.sslContext("the SSL bundle 'x'", ConnectionSettingsTests::noContext)
			.build();
		assertThat(settings.sslMode()).isEqualTo(SslMode.VERIFY_CA);
		try (HikariDataSource pool = settings.toDataSource()) {
			assertThat(pool.getDataSourceProperties())
				.containsEntry("socketFactory", SslContextSocketFactory.class.getName())
				.containsKey("trustCertificateKeyStoreUrl");
		}
	}

	@Test
	void whenSslContextAndCaFileAreGivenThenBothAreNamed() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder()
				.caCertificate(Path.of("ca.pem"))
				.sslContext("the SSL bundle 'x'", ConnectionSettingsTests::noContext)
				.build())
			.withMessageStartingWith("Invalid ssl.ca-certificate: ")
			.withMessageContaining("the SSL bundle 'x'");
	}

	@Test
	void whenDriverHasATrustStoreThenServerIsVerified() {
		String url = "jdbc:mysql://h/d?trustCertificateKeyStoreUrl=file:trust.p12";
		assertThat(ConnectionSettings.of(url).sslMode()).isEqualTo(SslMode.VERIFY_CA);
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.of(url + "&sslMode=PREFERRED"))
			.withMessageContaining("trustCertificateKeyStoreUrl");
	}

	@ParameterizedTest
	@ValueSource(strings = { "trustCertificateKeyStoreUrl", "trustCertificateKeyStorePassword",
			"clientCertificateKeyStoreUrl", "fallbackToSystemTrustStore" })
	void whenKeyStoreOfTheDriverWouldBeIgnoredThenItIsRefused(String name) {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder()
				.sslContext("the SSL bundle 'x'", ConnectionSettingsTests::noContext)
				.driverProperty(name, "true")
				.build())
			.withMessageContaining(name)
			.withMessageContaining("the SSL bundle 'x'");
	}

	@Test
	void whenLocaleIsTurkishThenNamesAreReadAllTheSame() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("tr-TR"));
			ConnectionSettings settings = ConnectionSettings.builder()
				.driverProperty("ELIDESETAUTOCOMMITS", "false")
				.build();
			assertThat(settings.driverProperties()).containsEntry("elideSetAutoCommits", "false");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void whenUserNameIsEmptyThenItIsRefused() {
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().username(""))
			.withMessageContaining("username")
			.withMessageContaining("leave it out for root");
	}

	@ParameterizedTest
	@ValueSource(strings = { "trustCertificateKeyStorePassword", "clientCertificateKeyStorePassword" })
	void whenDriverPropertyIsAPasswordThenHikariDoesNotGetItToLog(String name) {
		ConnectionSettings settings = ConnectionSettings.builder().driverProperty(name, "topsecret").build();
		try (HikariDataSource dataSource = settings.toDataSource()) {
			assertThat(dataSource.getDataSourceProperties()).isEmpty();
			assertThat(dataSource.getDataSource().toString()).doesNotContain("topsecret");
		}
	}

	@Test
	void whenThereAreSeveralHostsThenTheDriverTriesAFewRoundsOnly() {
		assertThat(ConnectionSettings.of("jdbc:mysql://a,b/test").driverProperties()).containsEntry("retriesAllDown",
				"4");
		assertThat(ConnectionSettings.of("jdbc:mysql://a,b/test?retriesAllDown=9").driverProperties())
			.containsEntry("retriesAllDown", "9");
		assertThat(ConnectionSettings.of("jdbc:mysql://a/test").driverProperties()).doesNotContainKey("retriesAllDown");
	}

	private static SSLContext noContext() {
		throw new IllegalStateException("Nothing asks before there is a connection");
	}

	@SuppressWarnings("NullAway")
	private static <T> T nothing() {
		return null;
	}

	private enum Change {

		URL((config) -> config.setJdbcUrl("jdbc:mysql://elsewhere/d")),

		USERNAME((config) -> config.setUsername("mallory")),

		PASSWORD((config) -> config.setPassword("Wort")),

		DRIVER((config) -> config.setDriverClassName(NonRegisteringDriver.class.getName())),

		DATA_SOURCE((config) -> config.setDataSource(new SimpleDriverDataSource())),

		DATA_SOURCE_CLASS((config) -> config.setDataSourceClassName("com.mysql.cj.jdbc.MysqlDataSource")),

		JNDI((config) -> config.setDataSourceJNDI("java:comp/env/jdbc/x")),

		CREDENTIALS((config) -> config.setCredentials(com.zaxxer.hikari.util.Credentials.of("mallory", "Wort"))),

		CREDENTIALS_PROVIDER((config) -> config
			.setCredentialsProvider(() -> com.zaxxer.hikari.util.Credentials.of("mallory", "Wort"))),

		TLS((config) -> config.addDataSourceProperty("sslMode", "DISABLED")),

		TLS_VERSIONS((config) -> config.getDataSourceProperties().setProperty("tlsVersions", "TLSv1.1"));

		private final Consumer<HikariConfig> customizer;

		Change(Consumer<HikariConfig> customizer) {
			this.customizer = customizer;
		}

	}

	@Test
	void whenHostOrUrlIsAPlaceholderThatNothingHasReplacedThenThatIsSaid() {
		String problem = "looks like a placeholder that was not replaced; set the variable that it names";
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.builder().host("${TIDB_HOST}").build())
			.withMessageContaining("the host " + problem);
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.of("mysql://root@${TIDB_HOST}:4000/test"))
			.withMessageContaining("the host " + problem);
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> ConnectionSettings.of("${TIDB_DATABASE_URL}"))
			.withMessageContaining("it " + problem);
	}

}
