package io.github.tidbspring.boot.health;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.TiDBConnectionException;
import io.github.tidbspring.client.connection.ConnectionFailure;
import io.github.tidbspring.client.server.ServerInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(OutputCaptureExtension.class)
class TiDBHealthIndicatorTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final TiDBClient client = Mockito.mock(TiDBClient.class);

	@Test
	void whenServerAnswersThenItIsUpWithWhatItIs() {
		BDDMockito.given(this.client.serverInfo())
			.willReturn(ServerInfo.of("8.0.11-TiDB-v8.5.3", "notes", "TLSv1.3", "TLS_AES_128_GCM_SHA256"));
		Health health = new TiDBHealthIndicator(this.client, LONG).health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("product", "TiDB")
			.containsEntry("version", "8.0.11-TiDB-v8.5.3")
			.containsEntry("database", "notes")
			.containsEntry("tls", "TLSv1.3, TLS_AES_128_GCM_SHA256");
	}

	@Test
	void whenThereIsNoDatabaseAndNoTlsThenTheDetailsSaySo() {
		BDDMockito.given(this.client.serverInfo()).willReturn(ServerInfo.of("8.0.11-TiDB-Serverless"));
		Health health = new TiDBHealthIndicator(this.client, LONG).health();
		assertThat(health.getDetails()).containsEntry("tls", "none").doesNotContainKey("database");
	}

	@Test
	void whenThereIsNoConnectionThenItIsDownWithTheSentence() {
		SQLException cause = new SQLException("Access denied for user 'root'@'10.1.2.3'", "28000", 1045);
		BDDMockito.given(this.client.serverInfo())
			.willThrow(new TiDBConnectionException(ConnectionFailure.of(cause, null), cause));
		Health health = new TiDBHealthIndicator(this.client, LONG).health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails().get("error")).asString()
			.contains("refused the user name or the password")
			.doesNotContain("root")
			.doesNotContain("10.1.2.3");
	}

	@Test
	void whenTheQueryFailsThenNothingOfItsMessageIsShown() {
		BDDMockito.given(this.client.serverInfo())
			.willThrow(new TransientDataAccessResourceException("user 'root' said secret"));
		Health health = new TiDBHealthIndicator(this.client, LONG).health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails().toString()).contains("TransientDataAccessResourceException")
			.doesNotContain("secret")
			.doesNotContain("root");
	}

	@Test
	@Timeout(30)
	void whenTheServerHangsThenItIsDownAndOneCheckIsUnderWayAtMost() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger checks = new AtomicInteger();
		BDDMockito.given(this.client.serverInfo()).willAnswer((invocation) -> {
			checks.incrementAndGet();
			begun.countDown();
			release.await();
			return ServerInfo.of("8.0.11-TiDB-v8.5.3", "test", null, null);
		});
		TiDBHealthIndicator indicator = new TiDBHealthIndicator(this.client, Duration.ofMillis(50));
		for (int i = 0; i < 3; i++) {
			Health health = indicator.health();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("error", "The server did not answer within 50 ms");
		}
		// On a busy machine, its thread may not have had its turn before.
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(checks).hasValue(1);
		release.countDown();
	}

	@Test
	void whenItStaysDownThenTheLogSaysItOnceWithoutStackTrace(CapturedOutput output) {
		SQLException cause = new SQLException("Connection refused");
		BDDMockito.given(this.client.serverInfo())
			.willThrow(new TiDBConnectionException(ConnectionFailure.of(cause, null), cause));
		TiDBHealthIndicator indicator = new TiDBHealthIndicator(this.client, LONG);
		indicator.health();
		indicator.health();
		assertThat(output.toString().lines().filter((line) -> line.contains("TiDB is down"))).hasSize(1);
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void whenTheTimeoutIsNotPositiveThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TiDBHealthIndicator(this.client, Duration.ZERO))
			.withMessageContaining("timeout");
	}

}
