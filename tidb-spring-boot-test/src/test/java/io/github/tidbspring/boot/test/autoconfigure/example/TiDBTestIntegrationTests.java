package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.boot.test.autoconfigure.TiDBTest;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.transaction.AfterTransaction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test with the client, the tables and the development server, and nothing else.
 */
@TiDBTest
class TiDBTestIntegrationTests {

	@Autowired
	private TiDBClient tidb;

	@Autowired
	private TiDBDevServer server;

	@Autowired
	private ApplicationContext context;

	@Test
	void theServerIsTheDevelopmentServer() {
		assertThat(this.tidb.serverInfo().version()).isEqualTo(this.server.version());
	}

	@Test
	void noOtherComponentIsScanned() {
		assertThat(this.context.getBeanProvider(Notes.class)).isEmpty();
		assertThat(this.context.getBeanProvider(Mailer.class)).isEmpty();
		assertThat(this.context.getBeanProvider(Inks.class)).isEmpty();
		assertThat(this.context.getBeanProvider(JdbcTemplate.class)).isEmpty();
	}

	@Test
	void theMigrationsHaveRun() {
		assertThat(this.tidb.tables().list()).contains("ink", "notes");
	}

	@RepeatedTest(2)
	void whatOneTestWritesNoOtherSees() {
		this.tidb.table(Note.class).insert(new Note(null, "Rolled back", null));
		assertThat(this.tidb.table(Note.class).count()).isOne();
	}

	@Test
	void whatWorkInATransactionOfTheClientWritesIsRolledBackToo() {
		this.tidb.inTransactionWithoutResult((tx) -> tx.table(Note.class).insert(new Note(null, "Rolled back", null)));
		assertThat(this.tidb.table(Note.class).count()).isOne();
	}

	@AfterTransaction
	void theTableIsEmpty() {
		assertThat(this.tidb.table(Note.class).count()).isZero();
	}

}
