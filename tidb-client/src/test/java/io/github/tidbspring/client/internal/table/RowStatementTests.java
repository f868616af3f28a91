package io.github.tidbspring.client.internal.table;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.connection.ConnectionSettings;
import io.github.tidbspring.client.internal.schema.TableSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RowStatementTests {

	private final RowStatement statement = statement();

	private static RowStatement statement() {
		TableSchema<Row> schema = TableSchema.of(Row.class);
		TableStatements statements = new TableStatements(schema);
		return statements.write(RowStatement.Kind.INSERT, Set.of());
	}

	@ParameterizedTest
	@CsvSource({ "1", "20", "500", "999", "1000", "1001", "10000" })
	void whenRowsAreSentTogetherThenTheDriverCanKeepTheStatement(int rows) {
		int together = this.statement.rowsPerStatement(rows);
		assertThat(together).isBetween(1, rows);
		int length = this.statement.sql().length() + (together - 1) * ",(?, ?, ?)".length();
		assertThat(length).isLessThanOrEqualTo(RowStatement.MAX_CACHED_LENGTH);
	}

	@Test
	void whenRowsAreManyThenTheStatementsAreOfOneSize() {
		assertThat(1000 % this.statement.rowsPerStatement(1000)).isZero();
	}

	@Test
	void whenColumnsAreVeryManyThenAllRowsGoTogether() {
		RowStatement wide = new RowStatement(RowStatement.Kind.INSERT, "INSERT " + "x".repeat(9000),
				Collections.nCopies(200, this.statement.columns().get(0)), Set.of(), null);
		assertThat(wide.rowsPerStatement(500)).isEqualTo(500);
	}

	@Test
	void whenTheDriversLimitChangesThenThisOneDoesToo() {
		try (var pool = ConnectionSettings.builder().build().toDataSource()) {
			assertThat(pool.getDataSourceProperties()).containsEntry("prepStmtCacheSqlLimit",
					String.valueOf(RowStatement.MAX_CACHED_LENGTH));
		}
	}

	@Test
	void whenRowIsPreparedThenItsSizeIsThatOfItsTextInBytes() {
		RowStatement any = this.statement;
		long ascii = new PreparedRow<>("", any, new Object[] { "abcd" }, Map.of(), null).size();
		assertThat(new PreparedRow<>("", any, new Object[] { "äöüß" }, Map.of(), null).size()).isEqualTo(ascii + 4);
		assertThat(new PreparedRow<>("", any, new Object[] { "漢字漢字" }, Map.of(), null).size()).isEqualTo(ascii + 8);
		assertThat(new PreparedRow<>("", any, new Object[] { "🔑🔑" }, Map.of(), null).size()).isEqualTo(ascii + 4);
		assertThat(new PreparedRow<>("", any, new Object[] { new byte[4] }, Map.of(), null).size()).isEqualTo(ascii);
		assertThat(ascii).isEqualTo(20);
	}

	record Row(@PrimaryKey long id, String name, int number) {

	}

}
