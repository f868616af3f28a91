package io.github.tidbspring.client;

import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A connection that is lost after it was made: nobody is to look for the reason in host,
 * user name and password.
 */
@ContractTests
class LostConnectionIntegrationTests {

	private final String other = "lost_" + UUID.randomUUID().toString().substring(0, 8);

	private final TiDBClient tidb;

	LostConnectionIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@BeforeEach
	void create() {
		this.tidb.databases().create(this.other);
		this.tidb.sql("CREATE TABLE `%s`.note (id BIGINT PRIMARY KEY)".formatted(this.other)).update();
	}

	@AfterEach
	void drop() {
		this.tidb.databases().dropIfExists(this.other);
	}

	@Test
	void whenItIsLostInATransactionThenTheNextStatementInAnotherDatabaseSaysSo() {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			assertLostInTransaction(one);
		}
	}

	@Test
	void whenThatOfAnApplicationsPoolIsLostInATransactionThenTheNextStatementInAnotherDatabaseSaysSo() {
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			assertLostInTransaction(TiDBClient.builder(pool).build());
		}
	}

	private void assertLostInTransaction(TiDBClient one) {
		assertThatExceptionOfType(RecoverableDataAccessException.class)
			.isThrownBy(() -> one.inTransactionWithoutResult((tx) -> {
				TiDBClient there = tx.withDatabase(this.other);
				there.sql("INSERT INTO note VALUES (1)").update();
				kill(OnePool.connection(tx));
				tx.withDatabase(this.other).sql("INSERT INTO note VALUES (2)").update();
			}))
			.withMessageContaining("lost in the middle of a transaction")
			.withMessageNotContaining("Cannot connect")
			.withMessageNotContaining("login");
		assertThat(rows()).isZero();
		assertThatExceptionOfType(RecoverableDataAccessException.class).as("of a client that was used before")
			.isThrownBy(() -> one.inTransactionWithoutResult((tx) -> {
				TiDBClient there = tx.withDatabase(this.other);
				there.sql("INSERT INTO note VALUES (1)").update();
				kill(OnePool.connection(tx));
				there.sql("INSERT INTO note VALUES (2)").update();
			}))
			.withMessageNotContaining("Cannot connect");
		assertThat(rows()).isZero();
	}

	@Test
	void whenItIsLostAndUsedAgainThenEachUseSaysSo() {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			one.inTransactionWithoutResult((tx) -> {
				TiDBClient there = tx.withDatabase(this.other);
				kill(OnePool.connection(tx));
				for (int use = 0; use < 3; use++) {
					assertThatExceptionOfType(RecoverableDataAccessException.class)
						.isThrownBy(() -> there.sql("SELECT COUNT(*) FROM note").query(Integer.class).single())
						.withMessageContaining("lost in the middle of a transaction");
				}
				throw new Done();
			});
		}
		catch (Done ex) {
			assertThat(rows()).isZero();
		}
	}

	@Test
	void whenItIsLostInATransactionOfSpringThenTheNextStatementSaysSo() {
		try (HikariDataSource pool = OnePool.plain(this.tidb)) {
			TiDBClient one = TiDBClient.builder(pool).build();
			TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(pool));
			template.executeWithoutResult((status) -> {
				kill(OnePool.connection(one));
				assertThatExceptionOfType(RecoverableDataAccessException.class)
					.isThrownBy(() -> one.withDatabase(this.other).databases().current())
					.withMessageContaining("lost in the middle of a transaction");
				status.setRollbackOnly();
				throw new Done();
			});
		}
		catch (Done ex) {
			assertThat(rows()).isZero();
		}
		catch (DataAccessException | TransactionSystemException ex) {
			// The rollback of Spring's own, on a connection that is gone.
			assertThat(ex).hasMessageContaining("rollback");
		}
	}

	@Test
	void whenItIsLostOutsideOfATransactionThenThatIsNoFailedLoginAndTheNextStatementWorks() {
		try (TiDBClient one = OnePool.of(this.tidb)) {
			TiDBClient there = one.withDatabase(this.other);
			kill(OnePool.connection(one));
			assertThatExceptionOfType(RecoverableDataAccessException.class)
				.isThrownBy(() -> there.sql("INSERT INTO note VALUES (1)").update())
				.withMessageNotContaining("Cannot connect")
				.withMessageNotContaining("login");
			there.sql("INSERT INTO note VALUES (2)").update();
			assertThat(rows()).isEqualTo(1);
		}
	}

	@Test
	void whenTheDatabaseIsMissingThenTheConnectionCannotBeHadInItAndTheTransactionGoesOn() {
		this.tidb.inTransactionWithoutResult((tx) -> {
			assertThatExceptionOfType(TiDBConnectionException.class)
				.isThrownBy(
						() -> tx.withDatabase(this.other + "_missing").sql("SELECT 1").query(Integer.class).single())
				.withMessageContaining(this.other + "_missing");
			tx.withDatabase(this.other).sql("INSERT INTO note VALUES (1)").update();
		});
		assertThat(rows()).isEqualTo(1);
	}

	private void kill(long connection) {
		this.tidb.sql("KILL CONNECTION " + connection).update();
	}

	private int rows() {
		return this.tidb.sql("SELECT COUNT(*) FROM `%s`.note".formatted(this.other)).query(Integer.class).single();
	}

	private static final class Done extends RuntimeException {

	}

}
