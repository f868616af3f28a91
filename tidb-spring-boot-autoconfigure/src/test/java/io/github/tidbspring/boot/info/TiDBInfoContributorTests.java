package io.github.tidbspring.boot.info;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.TiDBConnectionException;
import io.github.tidbspring.client.connection.ConnectionFailure;
import io.github.tidbspring.client.server.ServerInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Answers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.boot.actuate.info.Info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class TiDBInfoContributorTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final TiDBClient client = Mockito.mock(TiDBClient.class);

	private final DataSource dataSource = Mockito.mock(DataSource.class, Answers.RETURNS_DEEP_STUBS);

	@Test
	void whenServerAnswersThenItIsSaidWhatItIs() throws SQLException {
		connected("8.0.11-TiDB-v8.5.3", "jdbc:mysql://gateway01.us-east-1.prod.aws.tidbcloud.com:4000/notes");
		assertThat(details(LONG)).containsExactly(entry("reachable", true), entry("product", "TiDB"),
				entry("version", "8.5.3"), entry("endpoint", "TiDB Cloud, public endpoint"), entry("tls", "TLSv1.3"));
	}

	@ParameterizedTest
	@CsvSource({
			"jdbc:mysql://tidb.abc123.clusters.tidb-cloud.com:4000/notes, TiDB Cloud; Dedicated or private endpoint",
			"jdbc:mysql://127.0.0.1:4000/notes, self-managed",
			"jdbc:mysql://loadbalancer.example.org:4000/notes?user=root&password=topsecret, self-managed",
			"jdbc:h2:mem:notes, ", "jdbc:mysql://127.0.0.1/notes?password=topsecret&nosuchthing=1, " })
	void whenTheUrlTellsTheEndpointThenNothingElseOfItIsShown(String url, String endpoint) throws SQLException {
		connected("8.0.11-TiDB-Serverless", url);
		Map<String, Object> details = details(LONG);
		assertThat(details.get("endpoint")).isEqualTo((endpoint != null) ? endpoint.replace(';', ',') : null);
		assertThat(details).containsEntry("version", "8.0.11-TiDB-Serverless");
		assertThat(details.toString()).doesNotContain("topsecret", "example.org", "127.0.0.1", "notes");
	}

	@Test
	void whenThereIsNoConnectionThenItIsUnreachableAndNothingFails() {
		SQLException cause = new SQLException("Access denied for user 'root'@'10.1.2.3'", "28000", 1045);
		BDDMockito.given(this.client.serverInfo())
			.willThrow(new TiDBConnectionException(ConnectionFailure.of(cause, null), cause));
		assertThat(details(LONG)).containsExactly(entry("reachable", false));
	}

	@Test
	@Timeout(30)
	void whenTheServerHangsThenItIsUnreachableInTime() {
		CountDownLatch release = new CountDownLatch(1);
		BDDMockito.given(this.client.serverInfo()).willAnswer((invocation) -> {
			release.await();
			return ServerInfo.of("8.0.11-TiDB-v8.5.3", "test", null, null);
		});
		assertThat(details(Duration.ofMillis(50))).containsExactly(entry("reachable", false));
		release.countDown();
	}

	private void connected(String version, String url) throws SQLException {
		BDDMockito.given(this.client.serverInfo()).willReturn(ServerInfo.of(version, "notes", "TLSv1.3", "AES"));
		BDDMockito.given(this.client.dataSource()).willReturn(this.dataSource);
		BDDMockito.given(this.dataSource.getConnection().getMetaData().getURL()).willReturn(url);
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> details(Duration timeout) {
		Info.Builder info = new Info.Builder();
		new TiDBInfoContributor(this.client, timeout).contribute(info);
		return (Map<String, Object>) info.build().getDetails().get("tidb");
	}

}
