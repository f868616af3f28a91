package io.github.tidbspring.boot.diagnostics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.github.tidbspring.test.SharedDevServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees when a real server refuses an application at its start.
 */
@ExtendWith({ OutputCaptureExtension.class, SharedDevServer.class })
class ConnectionFailureAnalysisIntegrationTests {

	private static TiDBDevServer server;

	private static TiDBDevServer otherHost;

	@BeforeAll
	static void start(TiDBDevServer shared) {
		server = shared;
		otherHost = TiDBDevServer.builder().certificateHosts("tidb.example.org").start();
	}

	@AfterAll
	static void stop() {
		if (otherHost != null) {
			otherHost.close();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { FailingStart.WithRunner.class, FailingStart.WithFlyway.class, FailingStart.WithJpa.class })
	void whenPasswordIsWrongThenItIsSaidAndNotShown(Class<?> application, CapturedOutput output) {
		fails(server, application, "tidb.username=alice", "tidb.password=topsecret");
		assertExplained(output, server, "the server refused the user name or the password.",
				"Check 'tidb.username' and 'tidb.password'");
		assertThat(output).doesNotContain("topsecret");
		// Hibernate logs the driver's own message, which names the user.
		assertThat(report(output)).doesNotContain("alice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tidb.hikari.pool-name=any", "tidb.connection-fetch=lazy",
			"spring.main.lazy-initialization=true" })
	void whenItConnectsOnStartThenAWrongPasswordEndsTheStart(String property, CapturedOutput output) {
		fails(server, FailingStart.WithoutRunner.class, "tidb.username=alice", "tidb.password=topsecret",
				"tidb.connect-on-start=true", property);
		assertExplained(output, server, "the server refused the user name or the password.",
				"Check 'tidb.username' and 'tidb.password'");
		assertThat(output).doesNotContain("topsecret").doesNotContain("alice").doesNotContain("\tat ");
	}

	@Test
	void whenItDoesNotConnectOnStartThenAWrongPasswordIsNotNoticed(CapturedOutput output) {
		SpringApplication application = new SpringApplication(FailingStart.WithoutRunner.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run("--tidb.host=" + server.host(),
				"--tidb.port=" + server.port(), "--tidb.username=alice", "--tidb.password=topsecret")) {
			assertThat(context.getBean(HikariDataSource.class).isRunning()).isFalse();
		}
		assertThat(output).doesNotContain("topsecret").doesNotContain("FAILED TO START");
	}

	@Test
	void whenItConnectsOnStartThenItIsConnected() {
		SpringApplication application = new SpringApplication(FailingStart.WithoutRunner.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run("--tidb.host=" + server.host(),
				"--tidb.port=" + server.port(), "--tidb.username=" + server.username(),
				"--tidb.password=" + server.password(), "--tidb.connect-on-start=true")) {
			assertThat(context.getBean(HikariDataSource.class).isRunning()).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { FailingStart.WithRunner.class, FailingStart.WithFlyway.class, FailingStart.WithJpa.class })
	void whenDatabaseIsMissingThenToEnsureItIsSuggested(Class<?> application, CapturedOutput output) {
		fails(server, application, "tidb.database=nowhere");
		assertExplained(output, server, "the server has no database 'nowhere'.", "Set 'tidb.ensure-database=true'");
	}

	@Test
	void whenCertificateIsNotTrustedThenCaAndBundleAreNamed(CapturedOutput output) {
		fails(server, FailingStart.WithRunner.class, "tidb.ssl.mode=verify-ca");
		assertExplained(output, server, "the server's certificate is not signed by a CA that is trusted here.",
				"'tidb.ssl.ca-certificate'");
		assertThat(output).contains("'tidb.ssl.bundle'");
	}

	@Test
	void whenCertificateIsForAnotherHostThenTheHostIsDoubted(CapturedOutput output) {
		fails(otherHost, FailingStart.WithRunner.class, "tidb.ssl.mode=verify-identity",
				"tidb.ssl.ca-certificate=" + otherHost.caCertificate());
		assertExplained(output, otherHost, "the server's certificate is for another host name.",
				"Set 'tidb.host' to a name in the certificate");
	}

	private static void fails(TiDBDevServer server, Class<?> application, String... properties) {
		Map<String, String> all = new LinkedHashMap<>();
		Stream
			.concat(Stream.of("tidb.host=" + server.host(), "tidb.port=" + server.port(),
					"tidb.username=" + server.username(), "tidb.password=" + server.password()),
					Arrays.stream(properties))
			.forEach((property) -> all.put(property.substring(0, property.indexOf('=')), property));
		FailingStart.run(application, all.values().toArray(String[]::new));
	}

	private static void assertExplained(CapturedOutput output, TiDBDevServer server, String description,
			String action) {
		assertThat(report(output)).containsSubsequence("Description:",
				"Cannot connect to " + server.host() + ":" + server.port() + ": " + description, "Action:", action);
		assertThat(output).doesNotContain(server.password());
	}

	private static String report(CapturedOutput output) {
		String text = output.toString();
		assertThat(text).contains("APPLICATION FAILED TO START");
		return text.substring(text.indexOf("APPLICATION FAILED TO START"));
	}

}
