package io.github.tidbspring.client.internal.session;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.transaction.TransactionTimedOutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerCapabilities}, with the answers that TiDB's source and
 * documentation tell of.
 */
class ServerCapabilitiesTests {

	private static final int NO_SUCH_FUNCTION = 1305;

	private static final int NOT_SUPPORTED = 1235;

	private static final int NO_SUCH_TABLE = 1146;

	private static final int NO_PRIVILEGE = 1227;

	private static final int UNKNOWN_ERROR = 1105;

	private static final int WRONG_USAGE = 1221;

	private final JdbcOperations jdbc = Mockito.mock(JdbcOperations.class);

	@ParameterizedTest
	@CsvSource({ "8.0.11-TiDB-v8.4.0, true", "8.0.11-TiDB-v8.5.8, true", "8.0.11-TiDB-v9.0.0-beta.2, true",
			"8.0.11-TiDB-v8.3.0, false", "8.0.11-TiDB-v7.5.8, false", "5.7.25-TiDB-v6.1.0, false",
			"8.0.11-TiDB-Serverless, false", "8.0.11-TiDB-v8.5.3-stand-in-11.4.5-MariaDB, false", "9.1.0, false" })
	void whenNobodyCanBeAskedThenTheVersionDecides(String version, boolean vector) {
		BDDMockito.given(this.jdbc.query(ArgumentMatchers.anyString(), extractor()))
			.willThrow(new CannotGetJdbcConnectionException("Away"));
		ServerCapabilities capabilities = of(version);
		assertThat(capabilities.contains(Capability.VECTOR)).isEqualTo(vector);
		assertThat(capabilities.contains(Capability.FULL_TEXT)).isFalse();
		assertThat(capabilities.contains(Capability.SERVER_SIDE_EMBEDDING)).isFalse();
	}

	@Test
	void whenTheVersionDecidesThenNobodyIsAsked() {
		assertThat(of("8.0.11-TiDB-v8.5.8").contains(Capability.VECTOR)).isTrue();
		Mockito.verifyNoInteractions(this.jdbc);
	}

	@Test
	void oldTiDBHasNothing() {
		refuse(CapabilityProbe.VECTORS, NO_SUCH_FUNCTION);
		refuse(CapabilityProbe.WORDS, NO_SUCH_FUNCTION);
		refuse(CapabilityProbe.EMBEDDING, NO_SUCH_FUNCTION);
		assertThat(all("8.0.11-TiDB-v7.5.8")).isEmpty();
	}

	@Test
	void singleServerHasVectorsAndNoIndexForThem() {
		answer(CapabilityProbe.TIFLASH, false);
		refuse(CapabilityProbe.WORDS, NO_SUCH_FUNCTION);
		refuse(CapabilityProbe.EMBEDDING, NO_SUCH_FUNCTION);
		assertThat(all("8.0.11-TiDB-v8.5.8")).containsExactly(Capability.VECTOR);
	}

	@Test
	void clusterWithTiFlashHasVectorIndexes() {
		answer(CapabilityProbe.TIFLASH, true);
		refuse(CapabilityProbe.WORDS, NOT_SUPPORTED);
		refuse(CapabilityProbe.EMBEDDING, UNKNOWN_ERROR);
		assertThat(all("8.0.11-TiDB-v8.5.8")).containsExactly(Capability.VECTOR, Capability.VECTOR_INDEX);
	}

	@Test
	void whenTheFunctionForWordsIsKnownWithoutAnIndexForItThenThereIsNoFullTextSearch() {
		refuse(CapabilityProbe.WORDS, UNKNOWN_ERROR);
		refuse(CapabilityProbe.EMBEDDING, NO_SUCH_FUNCTION);
		assertThat(of("8.0.11-TiDB-v9.0.0-beta.2").contains(Capability.FULL_TEXT)).isFalse();
	}

	@Test
	void userWhoMayNotLookForTiFlashIsToldNo() {
		refuse(CapabilityProbe.TIFLASH, NO_PRIVILEGE);
		refuse(CapabilityProbe.EMBEDDING, NO_SUCH_FUNCTION);
		assertThat(of("8.0.11-TiDB-v8.5.8").contains(Capability.VECTOR_INDEX)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "8.0.11-TiDB-v7.5.6-serverless", "8.0.11-TiDB-CLOUD.202609.1" })
	void starterHasAll(String version) {
		answer(CapabilityProbe.VECTORS, true);
		refuse(CapabilityProbe.TIFLASH, NO_SUCH_TABLE);
		refuse(CapabilityProbe.WORDS, WRONG_USAGE);
		answer(CapabilityProbe.EMBEDDING, true);
		assertThat(all(version)).containsExactly(Capability.values());
	}

	@Test
	void starterInARegionWithoutFullTextHasTheRest() {
		answer(CapabilityProbe.VECTORS, true);
		refuse(CapabilityProbe.WORDS, NOT_SUPPORTED);
		refuse(CapabilityProbe.EMBEDDING, NO_SUCH_FUNCTION);
		assertThat(all("8.0.11-TiDB-v7.5.6-serverless")).containsExactly(Capability.VECTOR, Capability.VECTOR_INDEX);
	}

	@Test
	void answersAreKept() {
		answer(CapabilityProbe.EMBEDDING, true);
		refuse(CapabilityProbe.VECTORS, NO_SUCH_FUNCTION);
		ServerCapabilities capabilities = of("8.0.11-TiDB-v7.5.8");
		for (int i = 0; i < 3; i++) {
			assertThat(capabilities.contains(Capability.SERVER_SIDE_EMBEDDING)).isTrue();
			assertThat(capabilities.contains(Capability.VECTOR)).isFalse();
		}
		Mockito.verify(this.jdbc, Mockito.times(2)).query(ArgumentMatchers.anyString(), extractor());
	}

	@ParameterizedTest
	@EnumSource
	void failureMeansNoUntilItIsOver(Capability capability) {
		BDDMockito.given(this.jdbc.query(ArgumentMatchers.anyString(), extractor()))
			.willThrow(new CannotGetJdbcConnectionException("Away"), new TransactionTimedOutException("Too late"),
					new UncategorizedSQLException("Probe", null, new SQLException("No database", "3D000", 1046)),
					new CannotGetJdbcConnectionException("Away"));
		ServerCapabilities capabilities = of("8.0.11-TiDB-Serverless");
		assertThat(capabilities.contains(capability)).isFalse();
		Mockito.reset(this.jdbc);
		for (CapabilityProbe probe : CapabilityProbe.values()) {
			answer(probe, true);
		}
		assertThat(capabilities.contains(capability)).isTrue();
	}

	private ServerCapabilities of(String version) {
		return new ServerCapabilities(ServerInfo.of(version), this.jdbc);
	}

	private List<Capability> all(String version) {
		return Arrays.stream(Capability.values()).filter(of(version)::contains).toList();
	}

	private void answer(CapabilityProbe probe, boolean found) {
		BDDMockito.given(this.jdbc.query(ArgumentMatchers.eq(probe.sql()), extractor())).willReturn(found);
	}

	private void refuse(CapabilityProbe probe, int code) {
		BDDMockito.given(this.jdbc.query(ArgumentMatchers.eq(probe.sql()), extractor()))
			.willThrow(new UncategorizedSQLException("Probe", null, new SQLException("Refused", "HY000", code)));
	}

	private static ResultSetExtractor<@Nullable Boolean> extractor() {
		return ArgumentMatchers.any();
	}

}
