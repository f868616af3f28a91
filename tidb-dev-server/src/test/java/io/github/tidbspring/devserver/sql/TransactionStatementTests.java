package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TransactionStatementTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "BEGIN OPTIMISTIC | BEGIN", "begin pessimistic | begin", "BEGIN | BEGIN",
			"START TRANSACTION | START TRANSACTION", "START TRANSACTION READ ONLY | START TRANSACTION READ ONLY",
			"START TRANSACTION READ ONLY AS OF TIMESTAMP FROM_UNIXTIME(1.5) | START TRANSACTION READ ONLY",
			"START TRANSACTION READ ONLY AS OF TIMESTAMP TIDB_BOUNDED_STALENESS(NOW(3) - INTERVAL 5 MICROSECOND, NOW(3)); | START TRANSACTION READ ONLY  ;" })
	void whenTransactionBeginsThenMariaDbUnderstandsIt(String sql, String translated) throws SQLException {
		assertThat(new StatementTranslator().translate(sql, new NamedTables()).strip()).isEqualTo(translated.strip());
	}

}
