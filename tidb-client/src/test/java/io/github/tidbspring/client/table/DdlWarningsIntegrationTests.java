package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.CapturedLog;
import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * What a server takes and does not do.
 */
@NullMarked
@ContractTests
class DdlWarningsIntegrationTests {

	private final ContractServer server;

	private final TiDBClient tidb;

	DdlWarningsIntegrationTests(ContractServer server) {
		this.server = server;
		this.tidb = server.client();
	}

	@Test
	void whenChecksAreOffThenThatIsSaidOnce() {
		assumeFalse(this.server.isStandIn(), "a stand-in has checks");
		assumeFalse(this.tidb.sql("SELECT @@GLOBAL.tidb_enable_check_constraint").query(Boolean.class).single(),
				"this server has checks");
		this.tidb.tables().dropIfExists("checked");
		try (TiDBClient client = this.server.client(Map.of())) {
			List<String> warnings = CapturedLog
				.warningsOf(() -> client.table(Checked.class).schema().create().schema().recreate());
			assertThat(warnings).hasSize(1);
			assertThat(warnings.get(0)).startsWith("The server accepted the CREATE TABLE of the table `checked`")
				.contains("\"tidb_enable_check_constraint is off\" (1105)", "The table has no CHECK");
		}
	}

	@Test
	void whenAnotherTableIsThereThenTheDifferencesAreSaidOnce() {
		this.tidb.tables().dropIfExists("here");
		this.tidb.sql("CREATE TABLE here (id BIGINT NOT NULL, other INT NOT NULL, PRIMARY KEY (id))").update();
		try (TiDBClient client = this.server.client(Map.of())) {
			Table<Here> table = client.table(Here.class);
			List<String> warnings = CapturedLog
				.warningsOf(() -> table.schema().createIfAbsent().schema().createIfAbsent());
			assertThat(warnings)
				.containsExactly("The table `here` exists already, and is left unchanged. It is not what Here "
						+ "describes:\n- the column `name` of Here.name is missing\n"
						+ "- the column `other`, which Here does not have, needs a value");
		}
	}

	@Test
	void whenTheSameTableIsThereThenNothingIsSaid() {
		this.tidb.table(Here.class).schema().recreate();
		assertThat(CapturedLog.warningsOf(() -> this.tidb.table(Here.class).schema().createIfAbsent())).isEmpty();
	}

	@Test
	void whenAllIsMadeThenNothingIsSaid() {
		assertThat(CapturedLog.warningsOf(() -> {
			this.tidb.table(Random.class).schema().recreate();
			this.tidb.table(Width.class).schema().recreate();
			this.tidb.table(Width.class).schema().drop();
			this.tidb.table(Width.class).schema().dropIfExists();
		})).isEmpty();
	}

	@Test
	void whenTheDriverPreparesDdlThenNothingIsSaidOfItsPlan() {
		// With a default fetch size, it prepares each statement.
		try (TiDBClient client = this.server.client(Map.of("useCursorFetch", "true", "defaultFetchSize", "2"))) {
			assertThat(CapturedLog.warningsOf(() -> {
				Table<Here> table = client.table(Here.class).schema().recreate();
				table.schema().truncate();
				table.schema().drop();
			})).isEmpty();
		}
	}

	@Test
	void whenAReferenceMakesNoForeignKeyThenThatIsSaid() {
		this.tidb.table(Here.class).schema().recreate();
		this.tidb.tables().dropIfExists("referring");
		try (TiDBClient client = this.server.client(Map.of())) {
			List<String> warnings = CapturedLog.warningsOf(() -> client.table(Referring.class).schema().create());
			boolean made = !this.tidb
				.sql("SELECT 1 FROM information_schema.referential_constraints "
						+ "WHERE constraint_schema = DATABASE() AND table_name = 'referring'")
				.query()
				.listOfRows()
				.isEmpty();
			assertThat(warnings).hasSize(made ? 0 : 1)
				.allSatisfy((warning) -> assertThat(warning)
					.contains("no foreign key for the REFERENCES of Referring.here", "ADD FOREIGN KEY"));
		}
		this.tidb.tables().drop("referring");
	}

	record Here(@PrimaryKey long id, String name) {

	}

	record Checked(@PrimaryKey long id, @TiDBColumn(defaultExpression = "1 CHECK (`age` > 0)") int age) {

	}

	record Referring(@PrimaryKey long id, @TiDBColumn(defaultExpression = "1 REFERENCES `here` (`id`)") long here) {

	}

	record Random(@PrimaryKey @AutoRandom Long id, String name) {

	}

	record Width(@PrimaryKey long id, @TiDBColumn(type = "INT(11)") int number) {

	}

}
