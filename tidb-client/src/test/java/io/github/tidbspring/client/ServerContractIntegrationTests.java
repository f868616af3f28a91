package io.github.tidbspring.client;

import java.util.Map;

import io.github.tidbspring.client.connection.ConnectionFailure.Reason;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.server.ServerInfo;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A connection, and what is at its other end.
 */
@NullMarked
@ContractTests
class ServerContractIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	ServerContractIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void valuesArriveAsTheyWereSent(boolean preparedOnServer) {
		try (TiDBClient client = this.server.client(Map.of("useServerPrepStmts", String.valueOf(preparedOnServer)))) {
			String text = "é🔑'\"\\%_; DROP TABLE x; --";
			assertThat(client.sql("SELECT ?").param(text).query(String.class).single()).isEqualTo(text);
			assertThat(client.sql("SELECT 6 * :x").param("x", 7).query(Integer.class).single()).isEqualTo(42);
		}
	}

	@Test
	void serverSaysWhatItIs() {
		ServerInfo info = this.tidb.serverInfo();
		assertThat(info.product())
			.isEqualTo(this.server.isStandIn() ? ServerInfo.Product.STAND_IN : ServerInfo.Product.TIDB);
		assertThat(info.database()).isEqualTo(this.tidb.databases().current()).startsWith("contract_");
		assertThat(info.version()).isEqualTo(this.tidb.sql("SELECT VERSION()").query(String.class).single());
	}

	@Test
	void serverSaysTheSameEachTime() {
		assertThat(this.tidb.serverInfo()).isEqualTo(this.tidb.serverInfo());
	}

	@Test
	@StandInOnly("each TiDB has what it has")
	void standInSearchesVectorsAndWordsWithoutAnIndexForThem() {
		assertThat(Capability.values()).filteredOn(this.tidb::supports)
			.containsExactly(Capability.VECTOR, Capability.FULL_TEXT);
	}

	@ParameterizedTest
	@EnumSource
	void askingDoesNotDisturbATransaction(Capability capability) {
		try (TiDBClient client = this.server.client(Map.of())) {
			this.tidb.sql("DROP TABLE IF EXISTS asked").update();
			this.tidb.sql("CREATE TABLE asked (id BIGINT PRIMARY KEY)").update();
			client.inTransactionWithoutResult((tx) -> {
				tx.sql("INSERT INTO asked VALUES (1)").update();
				tx.supports(capability);
				tx.sql("INSERT INTO asked VALUES (2)").update();
			});
			assertThat(this.tidb.sql("SELECT COUNT(*) FROM asked").query(Integer.class).single()).isEqualTo(2);
		}
	}

	@Test
	@Requires(Capability.VECTOR)
	void vectorsAreCompared() {
		assertThat(this.tidb.sql("SELECT VEC_L2_DISTANCE('[0,3]', '[4,0]')").query(Double.class).single()).isEqualTo(5);
		assertThat(this.tidb.sql("SELECT VEC_DIMS('[1,2,3]')").query(Integer.class).single()).isEqualTo(3);
	}

	@Test
	void databaseThatIsMissingIsNamed() {
		TiDBClient elsewhere = this.tidb.withDatabase("no_such_database");
		assertThat(this.tidb.databases().exists("no_such_database")).isFalse();
		assertThatExceptionOfType(TiDBConnectionException.class)
			.isThrownBy(() -> elsewhere.sql("SELECT 1").query(Integer.class).single())
			.satisfies((ex) -> assertThat(ex.getFailure().reason()).isEqualTo(Reason.UNKNOWN_DATABASE));
	}

	@Test
	void databasesAreMadeUsedAndDropped() {
		String name = this.tidb.databases().current() + " `é";
		this.tidb.databases().create(name);
		try {
			assertThat(this.tidb.databases().list()).contains(name);
			assertThat(this.tidb.withDatabase(name).serverInfo().database()).isEqualTo(name);
		}
		finally {
			this.tidb.databases().drop(name);
		}
		assertThat(this.tidb.databases().exists(name)).isFalse();
	}

}
