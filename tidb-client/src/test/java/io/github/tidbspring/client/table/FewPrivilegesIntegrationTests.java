package io.github.tidbspring.client.table;

import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.github.tidbspring.client.CapturedLog;
import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.server.Capability;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * An application whose user may not see the cluster.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class FewPrivilegesIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	FewPrivilegesIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@Test
	void whenIndexIsImpossibleThenEachStartOfTheApplicationSucceeds() {
		assumeFalse(this.server.isStandIn(), "the stand-in takes each index");
		assumeFalse(this.server.supports(Capability.VECTOR_INDEX), "this server has vector indexes");
		this.tidb.tables().dropIfExists("modest");
		asUser("SELECT, INSERT, CREATE", (dataSource) -> {
			for (int start = 0; start < 3; start++) {
				Table<Modest> table = TiDBClient.create(dataSource).table(Modest.class);
				List<String> warnings = CapturedLog
					.warningsOf(() -> table.schema().createIfAbsent().schema().validate());
				assertThat(warnings).singleElement().asString().contains("`vec_idx_embedding`", "TiFlash", "(8200)");
			}
			assertThat(this.tidb.tables().list()).noneMatch((name) -> name.startsWith("index_attempt"));
		});
	}

	@Test
	void whenIndexIsPossibleThenItsAbsenceIsADifference() {
		assumeTrue(!this.server.isStandIn() && this.server.supports(Capability.VECTOR_INDEX),
				"this server has no vector indexes");
		this.tidb.table(Modest.class).schema().recreate().schema().dropIndex("embedding");
		asUser("SELECT, INSERT, CREATE", (dataSource) -> {
			assertThatExceptionOfType(TableMismatchException.class)
				.isThrownBy(() -> TiDBClient.create(dataSource).table(Modest.class).schema().validate())
				.satisfies((ex) -> assertThat(ex.getDifferences())
					.containsExactly("the index `vec_idx_embedding` is missing"));
			assertThat(this.tidb.tables().list()).noneMatch((name) -> name.startsWith("index_attempt"));
		});
	}

	@Test
	void whenUserMayNotCreateThenALackOfPrivilegesIsNoLackOfTheServer() {
		assumeFalse(this.server.isStandIn(), "what a stand-in lets its users do is another matter");
		this.tidb.tables().dropIfExists("modest");
		this.tidb.sql("CREATE TABLE modest (id BIGINT NOT NULL, embedding VECTOR(3) NULL, PRIMARY KEY (id))").update();
		asUser("SELECT, INSERT",
				(dataSource) -> assertThatExceptionOfType(TableMismatchException.class)
					.isThrownBy(() -> TiDBClient.create(dataSource).table(Modest.class).schema().validate())
					.satisfies((ex) -> assertThat(ex.getDifferences())
						.containsExactly("the index `vec_idx_embedding` is missing")));
	}

	private void asUser(String privileges, Consumer<DataSource> work) {
		String user = "few_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
		this.tidb.sql("CREATE USER " + user + " IDENTIFIED BY 'few'").update();
		try {
			String database = this.tidb.databases().current();
			this.tidb.sql("GRANT " + privileges + " ON `" + database + "`.* TO " + user).update();
			String url = new JdbcTemplate(this.tidb.dataSource())
				.execute((Connection connection) -> connection.getMetaData().getURL());
			assertThat(url).isNotNull();
			work.accept(new DriverManagerDataSource(url, user, "few"));
		}
		finally {
			this.tidb.sql("DROP USER " + user).update();
		}
	}

	record Modest(@PrimaryKey long id, @VectorColumn(dimensions = 3, index = true) float @Nullable [] embedding) {

	}

}
