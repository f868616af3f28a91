package io.github.tidbspring.boot.diagnostics;

import java.io.IOException;
import java.net.ConnectException;
import java.util.function.Supplier;

import io.github.tidbspring.boot.autoconfigure.TiDBConnectionDetails;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.connection.ConnectionSettings.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a person sees when the supplier of the credentials fails at the start.
 */
@ExtendWith(OutputCaptureExtension.class)
class CredentialsFailureAnalysisTests {

	private static final String ON_START = "tidb.connect-on-start=true";

	@Test
	void whenTheSupplierOfDetailsThrowsThenTheBeanAndTheExceptionAreNamed(CapturedOutput output) {
		FailingStart.run(OfDetails.class, ON_START);
		assertReported(output, "The credentials supplier of the bean 'detailsOfTheVault' (TiDBConnectionDetails) threw "
				+ SealedException.class.getName() + ", caused by java.net.ConnectException.");
	}

	@Test
	void whenFlywayConnectsFirstThenTheSameIsReported(CapturedOutput output) {
		FailingStart.run(OfDetailsWithFlyway.class);
		assertReported(output, "The credentials supplier of the bean 'detailsOfTheVault' (TiDBConnectionDetails) threw "
				+ SealedException.class.getName() + ", caused by java.net.ConnectException.");
	}

	/** Hibernate logs the exception itself, and does not keep it as a cause. */
	@Test
	void whenHibernateConnectsFirstThenTheBeanIsNamed(CapturedOutput output) {
		FailingStart.run(OfDetailsWithJpa.class);
		assertThat(report(output))
			.contains("The credentials supplier of the bean 'detailsOfTheVault' (TiDBConnectionDetails) failed.")
			.doesNotContain("topsecret");
	}

	@Test
	void whenTheSupplierReturnsNullThenThatIsReported(CapturedOutput output) {
		FailingStart.run(OfDetailsWithoutCredentials.class, ON_START);
		assertReported(output,
				"The credentials supplier of the bean 'detailsOfTheVault' (TiDBConnectionDetails) returned null.");
	}

	@Test
	void whenTheSupplierIsOfTheApplicationsClientThenThatIsNamed(CapturedOutput output) {
		FailingStart.run(OfOwnClient.class, ON_START);
		assertReported(output, "The credentials supplier of the application's own TiDBClient threw "
				+ SealedException.class.getName() + ", caused by java.net.ConnectException.");
	}

	private static void assertReported(CapturedOutput output, String description) {
		assertThat(report(output)).containsSubsequence("Description:",
				"Cannot connect to tidb.example.org:4000: the credentials to log in with cannot be obtained. "
						+ description,
				"Action:", "Check that the source of the credentials, such as a vault, can be reached");
		assertThat(output).doesNotContain("topsecret").doesNotContain("\tat ");
	}

	private static String report(CapturedOutput output) {
		String text = output.toString();
		assertThat(text).contains("APPLICATION FAILED TO START");
		return text.substring(text.indexOf("APPLICATION FAILED TO START"));
	}

	private static ConnectionSettings settings(Supplier<Credentials> credentials) {
		return ConnectionSettings.builder().host("tidb.example.org").credentials(credentials).build();
	}

	private static Credentials sealed() {
		throw new SealedException(new ConnectException("Refused the token topsecret"));
	}

	static class SealedException extends RuntimeException {

		SealedException(IOException cause) {
			super("The vault refused the token topsecret", cause);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Details {

		@Bean
		TiDBConnectionDetails detailsOfTheVault() {
			return () -> settings(CredentialsFailureAnalysisTests::sealed);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Details.class, FailingStart.WithoutRunner.class })
	static class OfDetails {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Details.class, FailingStart.WithFlyway.class })
	static class OfDetailsWithFlyway {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Details.class, FailingStart.WithJpa.class })
	static class OfDetailsWithJpa {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingStart.WithoutRunner.class)
	static class OfDetailsWithoutCredentials {

		@Bean
		TiDBConnectionDetails detailsOfTheVault() {
			return () -> settings(() -> null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingStart.WithoutRunner.class)
	static class OfOwnClient {

		@Bean
		TiDBClient own() {
			return TiDBClient.builder(settings(CredentialsFailureAnalysisTests::sealed)).build();
		}

	}

}
