package io.github.tidbspring.client.internal.session;

import java.sql.SQLException;

import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ServerProbe}.
 */
class ServerProbeTests {

	private static final String OLD = "8.0.11-TiDB-v7.5.8";

	private final JdbcOperations jdbc = Mockito.mock(JdbcOperations.class);

	private final ServerProbe probe = new ServerProbe(this.jdbc);

	@Test
	void probesAreSentOnceWhileTheVersionStaysTheSame() {
		reported(OLD);
		refused();
		for (int i = 0; i < 3; i++) {
			assertThat(this.probe.supports(Capability.VECTOR)).isFalse();
		}
		probesWereSent(1);
	}

	@Test
	void serverOfAnotherVersionIsProbedAnew() {
		reported(OLD);
		refused();
		this.probe.supports(Capability.VECTOR);
		reported("8.0.11-TiDB-v7.5.9");
		this.probe.supports(Capability.VECTOR);
		probesWereSent(2);
	}

	@Test
	void versionThatDecidesIsTheOnlyQuestion() {
		reported("8.0.11-TiDB-v8.5.8");
		assertThat(this.probe.supports(Capability.VECTOR)).isTrue();
		probesWereSent(0);
	}

	@Test
	void serverThatSaysNothingIsRefused() {
		assertThatIllegalStateException().isThrownBy(this.probe::info);
	}

	@Test
	void whenThereIsNoConnectionThenSupportsThrows() {
		BDDMockito.given(this.jdbc.execute(callback())).willThrow(new CannotGetJdbcConnectionException("Away"));
		assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
			.isThrownBy(() -> this.probe.supports(Capability.VECTOR));
	}

	private void reported(String version) {
		BDDMockito.given(this.jdbc.execute(callback())).willReturn(ServerInfo.of(version));
	}

	private void refused() {
		BDDMockito.given(this.jdbc.query(ArgumentMatchers.anyString(), extractor()))
			.willThrow(new UncategorizedSQLException("Probe", null, new SQLException("Refused", "HY000", 1305)));
	}

	private void probesWereSent(int times) {
		Mockito.verify(this.jdbc, Mockito.times(times)).query(ArgumentMatchers.anyString(), extractor());
	}

	private static ConnectionCallback<@Nullable ServerInfo> callback() {
		return ArgumentMatchers.any();
	}

	private static ResultSetExtractor<@Nullable Boolean> extractor() {
		return ArgumentMatchers.any();
	}

}
