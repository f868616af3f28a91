package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That a {@code DataSource} which sends batches row by row is said to.
 */
@NullMarked
@ContractTests
class BatchRewritingIntegrationTests {

	private static final String SAID = "rewriteBatchedStatements";

	private final ContractServer server;

	BatchRewritingIntegrationTests(ContractServer server) {
		this.server = server;
	}

	@Test
	void whenTheDataSourceDoesNotRewriteThenItIsSaidOnceWithTheRemedy() {
		try (TiDBClient tidb = this.server.client(Map.of("rewriteBatchedStatements", "false"))) {
			String said = output(() -> insertTwice(tidb));
			assertThat(said.lines().filter((line) -> line.contains(SAID))).singleElement()
				.asString()
				.contains("?rewriteBatchedStatements=true in its URL")
				.contains("spring.datasource.hikari.data-source-properties.rewriteBatchedStatements=true");
		}
	}

	@Test
	void itIsSaidOnceForAllDatabasesAndAsLongAsTheDataSourceIsThere() {
		try (TiDBClient tidb = this.server.client(Map.of("rewriteBatchedStatements", "false"))) {
			String database = tidb.databases().current();
			assertThat(database).isNotNull();
			String said = output(() -> {
				insertTwice(tidb);
				System.gc();
				insertTwice(tidb);
				insertTwice(tidb.withDatabase(database));
			});
			assertThat(said.lines().filter((line) -> line.contains(SAID))).hasSize(1);
		}
	}

	@Test
	void whenItDoesThenNothingIsSaid() {
		try (TiDBClient tidb = this.server.client(Map.of())) {
			assertThat(output(() -> insertTwice(tidb))).doesNotContain(SAID);
		}
	}

	private static String output(Runnable work) {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		log.start();
		root.addAppender(log);
		try {
			work.run();
		}
		finally {
			root.detachAppender(log);
		}
		return log.list.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
			.map(ILoggingEvent::getFormattedMessage)
			.collect(Collectors.joining("\n"));
	}

	private static void insertTwice(TiDBClient tidb) {
		Table<Slow> table = tidb.table(Slow.class).schema().recreate();
		table.bulk().insert(rows(0));
		table.bulk().insert(rows(10));
		assertThat(table.find().list()).hasSize(20);
	}

	private static List<Slow> rows(int from) {
		return IntStream.range(from, from + 10).mapToObj((id) -> new Slow(id, "row " + id)).toList();
	}

	@TiDBTable("slow_rows")
	record Slow(@PrimaryKey long id, String name) {

	}

}
