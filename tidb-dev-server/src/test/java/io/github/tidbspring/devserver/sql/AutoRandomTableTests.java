package io.github.tidbspring.devserver.sql;

import io.github.tidbspring.devserver.sql.AutoRandomTable.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AutoRandomTable}.
 */
class AutoRandomTableTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "NULL",
			value = { "CREATE TABLE t (id BIGINT %s PRIMARY KEY) | NULL | t",
					"create table if not exists `a b`.`t` (id BIGINT %s PRIMARY KEY) | a b | t",
					"ALTER TABLE d.t MODIFY id BIGINT %s | d | t" })
	void whenTableHasAutoRandomThenItIsKnown(String sql, String database, String table) {
		assertThat(AutoRandomTable.of(sql.formatted(AutoRandomTable.ATTRIBUTE)))
			.isEqualTo(new AutoRandomTable(Change.BECAME_AUTO_RANDOM, new TableName(database, table), null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER TABLE t ADD x INT, RENAME COLUMN a TO b", "ALTER TABLE t CHANGE COLUMN a b INT" })
	void whenColumnIsRenamedThenItsTableIsKnown(String sql) {
		assertThat(AutoRandomTable.of(sql))
			.isEqualTo(new AutoRandomTable(Change.RENAMED_COLUMN, new TableName(null, "t"), null));
	}

	@Test
	void whenTableIsMadeLikeAnotherThenBothAreKnown() {
		assertThat(AutoRandomTable.of("CREATE TABLE t (LIKE d.u)")).isEqualTo(
				new AutoRandomTable(Change.MADE_LIKE_ANOTHER, new TableName(null, "t"), new TableName("d", "u")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (id BIGINT AUTO_INCREMENT PRIMARY KEY)", "ALTER TABLE t RENAME TO u",
			"CREATE DATABASE d", "CREATE TABLE", "INSERT INTO t VALUES ('AUTO_RANDOM')", "" })
	void whenStatementHasNothingToDoWithItThenNothingIsKnown(String sql) {
		assertThat(AutoRandomTable.of(sql)).isNull();
	}

}
