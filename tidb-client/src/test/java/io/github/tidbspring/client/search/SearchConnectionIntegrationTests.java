package io.github.tidbspring.client.search;

import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.table.Table;
import io.github.tidbspring.client.transaction.TransactionOptions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;

import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/**
 * A pool knows what searches do on its connections.
 */
@NullMarked
@ContractTests
@Requires(Capability.VECTOR)
class SearchConnectionIntegrationTests {

	private static final float[] NORTH = { 0, 1 };

	private final ContractServer server;

	private Table<Stone> stones;

	SearchConnectionIntegrationTests(ContractServer server) {
		this.server = server;
		this.stones = server.client().table(Stone.class);
	}

	@BeforeEach
	void fill() {
		this.stones = this.server.recreate(this.server.client(), Stone.class);
		this.stones.insertAll(List.of(new Stone(1, "one", NORTH), new Stone(2, "two", new float[] { 1, 0 })));
	}

	static List<Function<Table<Stone>, ?>> searches() {
		return List.of((table) -> table.search().vector(NORTH).limit(5).list(),
				(table) -> table.search().vector(NORTH).where(eq("text", "it's \\")).limit(5).list(),
				(table) -> table.search().vector(NORTH).prefilter().limit(5).list(),
				(table) -> table.search().vector(NORTH).limit(5).explain(),
				(table) -> table.search().hybrid("one", NORTH).fallBackToVector().limit(5).list());
	}

	@ParameterizedTest
	@MethodSource("searches")
	void connectionThatDoesNotCommitByItselfIsGivenBackWithoutATransaction(Function<Table<Stone>, ?> search)
			throws SQLException {
		try (HikariDataSource pool = pool((config) -> config.setAutoCommit(false))) {
			TiDBClient tidb = TiDBClient.create(pool);
			search.apply(tidb.table(Stone.class));
			this.stones.insertAll(List.of(new Stone(3, "three", NORTH), new Stone(4, "four", NORTH)));
			assertThat(tidb.table(Stone.class).count()).isEqualTo(4);
			search.apply(tidb.table(Stone.class));
			this.stones.deleteById(3);
			assertThat(tidb.table(Stone.class).search().vector(NORTH).limit(5).list()).hasSize(3);
		}
	}

	@Test
	void connectionThatBreaksInASearchLeavesThePool() throws SQLException {
		// Asked at once, the pool hands out a connection without a look at it.
		try (HikariDataSource pool = pool((config) -> {
		})) {
			TiDBClient tidb = TiDBClient.create(pool);
			Search<Stone> search = tidb.table(Stone.class).search();
			// The first one asks for virtual columns before, and does without the answer.
			assertThat(search.vector(NORTH).limit(5).list()).hasSize(2);
			kill(tidb.sql("SELECT CONNECTION_ID()").query(BigInteger.class).single());
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> search.vector(NORTH).limit(5).list());
			assertThat(search.vector(NORTH).limit(5).list()).hasSize(2);
		}
	}

	private void kill(BigInteger connection) {
		this.server.client().sql("KILL " + connection).update();
	}

	@Test
	void searchEndsWithTheTimeOfItsTransaction() {
		assertTimeout(Duration.ofSeconds(15),
				() -> assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.server.client()
					.inTransaction(TransactionOptions.defaults().timeout(Duration.ofSeconds(1)),
							(tidb) -> tidb.table(Stone.class)
								.search()
								.vector(NORTH)
								.where(Filter.sql("SLEEP(20) = 0", Map.of()))
								.limit(2)
								.list())));
	}

	@Test
	void whatThePoolHandsOutPreparesOnTheServerAsBefore() throws SQLException {
		try (HikariDataSource pool = pool((config) -> config.addDataSourceProperty("useServerPrepStmts", "true"))) {
			TiDBClient tidb = TiDBClient.create(pool);
			searches().forEach((search) -> search.apply(tidb.table(Stone.class)));
			try (var connection = pool.getConnection()) {
				boolean before = connection.unwrap(JdbcConnection.class)
					.getPropertySet()
					.getBooleanProperty(PropertyKey.useServerPrepStmts)
					.getValue();
				assertThat(before).isEqualTo(preparesOnServer());
			}
		}
	}

	private boolean preparesOnServer() throws SQLException {
		try (var connection = this.server.client().dataSource().getConnection()) {
			return connection.unwrap(JdbcConnection.class)
				.getPropertySet()
				.getBooleanProperty(PropertyKey.useServerPrepStmts)
				.getInitialValue();
		}
	}

	@Test
	void statementsAreSeenByWhatDecoratesTheDataSource() {
		ListeningDataSource listening = new ListeningDataSource(this.server.client().dataSource(), false);
		TiDBClient tidb = TiDBClient.create(listening);
		searches().forEach((search) -> search.apply(tidb.table(Stone.class)));
		assertThat(listening.preparedOnClient()).hasSizeGreaterThanOrEqualTo(6)
			.filteredOn((sql) -> sql.contains("VEC_"))
			.allSatisfy((sql) -> assertThat(sql).contains("VEC_COSINE_DISTANCE(`vector`, ?)"));
		assertThat(listening.preparedOnServer()).noneSatisfy((sql) -> assertThat(sql).contains("VEC_"));
		assertThat(listening.open()).isZero();
	}

	@Test
	void openConnectionsOfATransactionAreUsed() throws SQLException {
		try (HikariDataSource pool = pool((config) -> config.setConnectionTimeout(1000))) {
			TiDBClient tidb = TiDBClient.create(pool);
			long found = tidb.inTransaction((client) -> {
				Table<Stone> table = client.table(Stone.class);
				table.insert(new Stone(9, "nine", NORTH));
				return (long) table.search().vector(NORTH).limit(9).list().size();
			});
			assertThat(found).isEqualTo(3);
		}
	}

	/** A pool of one connection to the server of these tests. */
	private HikariDataSource pool(Consumer<HikariConfig> customizer) throws SQLException {
		HikariConfig config = new HikariConfig();
		this.server.client().dataSource().unwrap(HikariDataSource.class).copyStateTo(config);
		config.setPoolName("search-connection");
		config.setMaximumPoolSize(1);
		customizer.accept(config);
		return new HikariDataSource(config);
	}

	@TiDBTable("stone")
	record Stone(@PrimaryKey long id, @FullTextColumn @TiDBColumn(length = 100) String text,
			@VectorColumn(dimensions = 2) float[] vector) {

	}

}
