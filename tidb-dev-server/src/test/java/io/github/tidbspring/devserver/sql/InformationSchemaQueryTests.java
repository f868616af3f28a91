package io.github.tidbspring.devserver.sql;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class InformationSchemaQueryTests {

	private static final String OTHERS = "(SELECT * FROM information_schema.ROUTINES "
			+ "WHERE ROUTINE_COMMENT <> 'of the stand-in for TiDB')";

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"SELECT 1 FROM information_schema.routines WHERE routine_schema=? | SELECT 1 FROM %s AS routines WHERE routine_schema=?",
			"select 1 from INFORMATION_SCHEMA.ROUTINES r where r.x=1 | select 1 from %s r where r.x=1",
			"SELECT 1 FROM `information_schema`.`routines` AS `r` | SELECT 1 FROM %s AS `r`",
			"SELECT 1 FROM information_schema . routines | SELECT 1 FROM %s AS routines",
			"(SELECT 1 FROM t) UNION (SELECT 1 FROM information_schema.routines LIMIT 1) | (SELECT 1 FROM t) UNION (SELECT 1 FROM %s AS routines LIMIT 1)" })
	void whenRoutinesAreListedThenTheStandInsOwnAreNot(String sql, String translated) throws SQLException {
		assertThat(translate(sql)).isEqualTo(translated.formatted(OTHERS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT 1 FROM information_schema.tables", "SELECT 'information_schema.routines'",
			"SELECT routines FROM t", "INSERT INTO t VALUES ('information_schema.routines')",
			"SELECT 1 /* information_schema.routines */ FROM t" })
	void whenRoutinesAreNotListedThenTheStatementStaysAsItIs(String sql) throws SQLException {
		assertThat(translate(sql)).isSameAs(sql);
	}

	@Test
	void whenTheStatementIsLongThenItIsNotTakenApart() {
		assertThat(InformationSchemaQuery.isPossible("SELECT '" + "1,".repeat(100_000) + "'")).isFalse();
	}

	private static String translate(String sql) throws SQLException {
		return new StatementTranslator().translate(sql, mock(ExistingTables.class, (call) -> {
			throw new AssertionError("Nobody needs to know columns");
		}));
	}

}
