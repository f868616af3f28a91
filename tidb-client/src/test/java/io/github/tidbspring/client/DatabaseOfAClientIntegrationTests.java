package io.github.tidbspring.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.connection.InvalidConnectionSettingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Which database a client is in: the one that was named and no other, for its own
 * statements and for nobody else's, outside of transactions and inside.
 */
@ContractTests
class DatabaseOfAClientIntegrationTests {

	private final String suffix = UUID.randomUUID().toString().substring(0, 8);

	private final String a = "of_a_client_a_" + this.suffix;

	private final String b = "of_a_client_b_" + this.suffix;

	private final ContractServer server;

	private final TiDBClient tidb;

	DatabaseOfAClientIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@BeforeEach
	void create() {
		for (String database : List.of(this.a, this.b)) {
			this.tidb.databases().create(database);
			this.tidb.sql("CREATE TABLE `%s`.`note` (id BIGINT PRIMARY KEY)".formatted(database)).update();
		}
	}

	@AfterEach
	void drop() {
		this.tidb.databases().dropIfExists(this.a);
		this.tidb.databases().dropIfExists(this.b);
	}

	static Stream<String> altered() {
		return Stream.of(" %s", "\t%s", "%s\n", "%s\r\n", "\u0001%s", "%s\u0000", "%s\u001f", "`%s`", " `%s`",
				"\"%s\"");
	}

	@ParameterizedTest
	@MethodSource("altered")
	void whenTheDriverWouldAlterANameThenNoOtherDatabaseIsReached(String form) {
		String name = form.formatted(this.a);
		assertThatThrownBy(() -> {
			TiDBClient other = this.tidb.withDatabase(name);
			other.sql("INSERT INTO note VALUES (1)").update();
		}).isInstanceOfAny(IllegalArgumentException.class, DataAccessException.class);
		assertThat(rows(this.a)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u212A", "\u0130" })
	void whenALetterIsTakenForAnotherThenNoOtherDatabaseIsReached(String letter) {
		String plain = "of_a_client_" + letter.toLowerCase(Locale.ROOT).charAt(0) + this.suffix;
		this.tidb.databases().create(plain);
		try {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.tidb.withDatabase("of_a_client_" + letter + this.suffix))
				.withMessageContaining("U+%04X", letter.codePointAt(0));
		}
		finally {
			this.tidb.databases().drop(plain);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { " %s", "\t%s", "%s\n", "%s`#x", "%s`-- x", "%s`/*" })
	void whenTheDefaultDatabaseHasSuchANameThenNoOtherIsReached(String form) {
		String name = form.formatted(this.a);
		String path = "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
		try (TiDBClient client = pooled(this.tidb.dataSource(), 1, path)) {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> client.sql("INSERT INTO note VALUES (1)").update());
			this.tidb.databases().create(name);
			try {
				assertThat(client.databases().current()).isEqualTo(name);
				assertThat(client.withDatabase(this.a).databases().current()).isEqualTo(this.a);
				assertThat(client.databases().current()).isEqualTo(name);
				client.inTransactionWithoutResult((tx) -> {
					assertThat(tx.withDatabase(this.a).databases().current()).isEqualTo(this.a);
					assertThat(tx.databases().current()).isNotEqualTo(this.a);
				});
				assertThat(client.databases().current()).isEqualTo(name);
			}
			finally {
				this.tidb.databases().drop(name);
			}
		}
		assertThat(rows(this.a)).isZero();
	}

	@Test
	void whenTheDefaultDatabaseStandsInQuotesThenItIsRefused() {
		String name = "`" + this.a + "`";
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(() -> TiDBClient.builder((connection) -> connection.database(name)).build())
			.withMessageContaining("quotes");
		assertThatExceptionOfType(InvalidConnectionSettingException.class)
			.isThrownBy(
					() -> TiDBClient.builder((connection) -> connection.pool((pool) -> pool.setCatalog(" " + this.a)))
						.build())
			.withMessageContaining("hikari.catalog");
	}

	@Test
	void nameWithQuotesInsideIsThatDatabase() {
		String name = "of a ` client's \"" + this.suffix;
		this.tidb.databases().create(name);
		try {
			TiDBClient other = this.tidb.withDatabase(name);
			assertThat(other.databases().current()).isEqualTo(name);
			assertThat(this.tidb.databases().exists(name)).isTrue();
		}
		finally {
			this.tidb.databases().drop(name);
		}
	}

	@Test
	void whenThereIsNoDefaultDatabaseThenNoneIsLeftBehind() {
		try (TiDBClient none = withoutDatabase(1)) {
			assertThat(none.databases().current()).isNull();
			assertThat(none.withDatabase(this.a).databases().current()).isEqualTo(this.a);
			assertThat(none.databases().current()).isNull();
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> none.withDatabase(this.a).sql("SELECT nope FROM note").query().listOfRows());
			assertThat(none.databases().current()).isNull();
			none.withDatabase(this.a).inTransactionWithoutResult((tx) -> {
				tx.sql("INSERT INTO note VALUES (1)").update();
				tx.sql("INSERT INTO note VALUES (2)").update();
			});
			assertThat(none.databases().current()).isNull();
			assertThat(rows(this.a)).isEqualTo(2);
		}
	}

	@Test
	void whenThereIsNoDefaultDatabaseThenATransactionSeesNoOther() {
		try (TiDBClient none = withoutDatabase(1)) {
			none.inTransactionWithoutResult((tx) -> {
				tx.withDatabase(this.a).sql("INSERT INTO note VALUES (1)").update();
				assertThat(tx.databases().current()).isNotEqualTo(this.a);
				assertThatExceptionOfType(DataAccessException.class)
					.isThrownBy(() -> tx.sql("SELECT * FROM note").query().listOfRows());
				tx.withDatabase(this.b).sql("INSERT INTO note VALUES (1)").update();
			});
			assertThat(none.databases().current()).isNull();
			assertThat(rows(this.a) + rows(this.b)).isEqualTo(2);
		}
	}

	@Test
	void whenAPoolLendsWithoutLookingThenItIsLeftNeitherBrokenNorInTheDatabase() {
		try (TiDBClient none = withoutDatabase(1)) {
			HikariDataSource known = (HikariDataSource) none.dataSource();
			SingleConnectionDataSource pool = new SingleConnectionDataSource(known.getJdbcUrl(), known.getUsername(),
					(known.getPassword() != null) ? known.getPassword() : "", true);
			try (pool; TiDBClient client = TiDBClient.create(pool)) {
				client.withDatabase(this.a).sql("INSERT INTO note VALUES (1)").update();
				assertThatExceptionOfType(DataAccessException.class)
					.isThrownBy(() -> client.sql("SELECT * FROM note").query().listOfRows());
				client.withDatabase(this.b).inTransactionWithoutResult((tx) -> {
					tx.sql("INSERT INTO note VALUES (1)").update();
					tx.withDatabase(this.a).sql("INSERT INTO note VALUES (2)").update();
				});
				assertThatExceptionOfType(DataAccessException.class)
					.isThrownBy(() -> client.sql("SELECT * FROM note").query().listOfRows());
				assertThat(client.databases().current()).isNotIn(this.a, this.b);
				assertThat(client.withDatabase(this.a).sql("SELECT COUNT(*) FROM note").query(Long.class).single())
					.isEqualTo(2);
			}
			assertThat(rows(this.a) + rows(this.b)).isEqualTo(3);
		}
	}

	@Test
	void whenTheFirstDatabaseIsGoneThenNobodyElseGetsTheConnection() {
		try (TiDBClient one = pooled(this.tidb.dataSource(), 1, "/" + this.b)) {
			assertThat(one.databases().current()).isEqualTo(this.b);
			TiDBClient other = one.withDatabase(this.a);
			JdbcTemplate jdbc = new JdbcTemplate(other.dataSource());
			jdbc.execute((Connection connection) -> {
				this.tidb.databases().drop(this.b);
				assertThat(connection.getCatalog()).isEqualTo(this.a);
				return null;
			});
			this.tidb.databases().create(this.b);
			assertThat(one.databases().current()).isEqualTo(this.b);
			assertThat(other.databases().current()).isEqualTo(this.a);
		}
	}

	@Test
	void whenATransactionRunsThenTheClientTakesPart() {
		try (TiDBClient one = with(1)) {
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> one.inTransactionWithoutResult((tx) -> {
					tx.withDatabase(this.a).sql("INSERT INTO note VALUES (1)").update();
					assertThat(connection(tx.withDatabase(this.a))).isEqualTo(connection(tx));
					assertThat(tx.withDatabase(this.a).databases().current()).isEqualTo(this.a);
					assertThat(tx.databases().current()).isEqualTo(this.tidb.databases().current());
					throw new IllegalStateException("roll back");
				}));
			assertThat(rows(this.a)).isZero();
		}
	}

	@Test
	void whenSpringsTransactionRunsThenTheClientTakesPart() {
		try (TiDBClient one = with(1)) {
			TransactionTemplate transaction = new TransactionTemplate(
					new DataSourceTransactionManager(one.dataSource()));
			JdbcTemplate jdbc = new JdbcTemplate(one.dataSource());
			transaction.executeWithoutResult((status) -> {
				String home = jdbc.queryForObject("SELECT DATABASE()", String.class);
				one.withDatabase(this.a).inTransactionWithoutResult((tx) -> {
					tx.sql("INSERT INTO note VALUES (1)").update();
					assertThat(jdbc.queryForObject("SELECT DATABASE()", String.class)).isEqualTo(home);
				});
				one.withDatabase(this.b).sql("INSERT INTO note VALUES (1)").update();
				assertThat(jdbc.queryForObject("SELECT DATABASE()", String.class)).isEqualTo(home);
				status.setRollbackOnly();
			});
			assertThat(rows(this.a) + rows(this.b)).isZero();
			assertThat(one.databases().current()).isEqualTo(this.tidb.databases().current());
		}
	}

	@Test
	void twoClientsForOneDatabaseShareATransaction() {
		try (TiDBClient one = with(1)) {
			TiDBClient first = one.withDatabase(this.a);
			TiDBClient second = one.withDatabase(this.a);
			TiDBClient elsewhere = one.withDatabase(this.b);
			first.inTransactionWithoutResult((tx) -> {
				tx.sql("INSERT INTO note VALUES (1)").update();
				assertThat(second.sql("SELECT COUNT(*) FROM note").query(Integer.class).single()).isEqualTo(1);
				second.inTransactionWithoutResult((again) -> again.sql("INSERT INTO note VALUES (2)").update());
				elsewhere.sql("INSERT INTO note VALUES (3)").update();
				assertThat(elsewhere.sql("SELECT COUNT(*) FROM note").query(Integer.class).single()).isEqualTo(1);
			});
			assertThat(rows(this.a)).isEqualTo(2);
			assertThat(rows(this.b)).isEqualTo(1);
		}
	}

	@Test
	void whenRowsAreReadThenTheOthersStayInTheirDatabase() {
		this.tidb.withDatabase(this.a).sql("INSERT INTO note VALUES (1), (2), (3)").update();
		try (TiDBClient one = with(1)) {
			String home = one.databases().current();
			one.inTransactionWithoutResult((tx) -> tx.withDatabase(this.a).sql("SELECT id FROM note").query((row) -> {
				assertThat(tx.databases().current()).isEqualTo(home);
			}));
			one.inTransactionWithoutResult((tx) -> {
				try (Stream<Long> ids = tx.withDatabase(this.a).sql("SELECT id FROM note").query(Long.class).stream()) {
					assertThat(tx.databases().current()).isEqualTo(home);
					assertThat(ids).containsExactlyInAnyOrder(1L, 2L, 3L);
				}
			});
		}
	}

	@Test
	void whenAStatementFailsInATransactionThenTheOthersStayInTheirDatabase() {
		try (TiDBClient one = with(1)) {
			String home = one.databases().current();
			one.inTransactionWithoutResult((tx) -> {
				assertThatExceptionOfType(DataAccessException.class)
					.isThrownBy(() -> tx.withDatabase(this.a).sql("SELECT nope FROM note").query().listOfRows());
				assertThat(tx.databases().current()).isEqualTo(home);
				assertThatExceptionOfType(TiDBConnectionException.class)
					.isThrownBy(() -> tx.withDatabase("no_such_" + this.suffix).sql("SELECT 1").query().listOfRows());
				assertThat(tx.databases().current()).isEqualTo(home);
			});
		}
	}

	@Test
	void sameStatementIsPreparedInEachDatabase() {
		this.tidb.withDatabase(this.a).sql("INSERT INTO note VALUES (1)").update();
		try (TiDBClient one = with(1)) {
			for (int round = 0; round < 3; round++) {
				assertThat(count(one.withDatabase(this.a))).isEqualTo(1);
				assertThat(count(one.withDatabase(this.b))).isZero();
				one.inTransactionWithoutResult((tx) -> {
					assertThat(count(tx.withDatabase(this.b))).isZero();
					assertThat(count(tx.withDatabase(this.a))).isEqualTo(1);
					assertThat(count(tx.withDatabase(this.b))).isZero();
				});
			}
		}
	}

	@Test
	void managerOfTheOtherDatabaseCannotEndTheTransactionOfTheFirst() {
		try (TiDBClient one = with(2)) {
			TiDBClient other = one.withDatabase(this.a);
			TransactionTemplate onOther = new TransactionTemplate(new DataSourceTransactionManager(other.dataSource()));
			assertThatThrownBy(() -> one.inTransactionWithoutResult((tx) -> {
				other.sql("INSERT INTO note VALUES (1)").update();
				onOther.executeWithoutResult((status) -> other.sql("INSERT INTO note VALUES (2)").update());
			})).isInstanceOf(RuntimeException.class);
			assertThat(rows(this.a)).isZero();
			onOther.executeWithoutResult((status) -> other.sql("INSERT INTO note VALUES (3)").update());
			assertThat(rows(this.a)).isEqualTo(1);
		}
	}

	@Test
	void connectionWithSchemasInsteadOfCatalogsIsSwitchedToo() {
		try (TiDBClient one = this.server.client(Map.of("databaseTerm", "SCHEMA"))) {
			String home = one.databases().current();
			assertThat(one.withDatabase(this.a).databases().current()).isEqualTo(this.a);
			one.inTransactionWithoutResult((tx) -> {
				assertThat(tx.withDatabase(this.a).databases().current()).isEqualTo(this.a);
				assertThat(tx.databases().current()).isEqualTo(home);
			});
			assertThat(one.databases().current()).isEqualTo(home);
		}
	}

	private int rows(String database) {
		return this.tidb.sql("SELECT COUNT(*) FROM `%s`.`note`".formatted(database)).query(Integer.class).single();
	}

	private static int count(TiDBClient client) {
		return client.sql("SELECT COUNT(*) FROM note WHERE id = ?").param(1).query(Integer.class).single();
	}

	private static long connection(TiDBClient client) {
		return client.sql("SELECT CONNECTION_ID()").query(Long.class).single();
	}

	/** A client with so many connections, in the database of these tests. */
	private TiDBClient with(int connections) {
		DataSource dataSource = this.tidb.dataSource();
		return pooled(dataSource, connections, "/" + this.tidb.databases().current());
	}

	private TiDBClient withoutDatabase(int connections) {
		return pooled(this.tidb.dataSource(), connections, "/");
	}

	private static TiDBClient pooled(DataSource dataSource, int connections, String path) {
		try {
			HikariDataSource known = dataSource.unwrap(HikariDataSource.class);
			String url = known.getJdbcUrl().replaceFirst("(//[^/]*)/.*", "$1");
			String password = known.getPassword();
			return TiDBClient.builder((connection) -> connection.databaseUrl(url + path)
				.username(String.valueOf(known.getUsername()))
				.pool((pool) -> {
					pool.setMaximumPoolSize(connections);
					pool.setConnectionTimeout(5000);
				})
				.password((password == null || password.isEmpty()) ? null : password)).build();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
