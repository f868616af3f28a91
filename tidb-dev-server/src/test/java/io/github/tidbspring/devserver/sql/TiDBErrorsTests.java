package io.github.tidbspring.devserver.sql;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TiDBErrors}.
 */
class TiDBErrorsTests {

	@Test
	void whenConstraintQuotesTiDBsMessageThenErrorIs1105() {
		SQLException translated = TiDBErrors.translate(
				new SQLException("Truncated incorrect DECIMAL value: 'vector has 2 dimensions, does not fit VECTOR(3)'",
						"22007", 1292),
				"");
		assertThat((Throwable) translated).hasMessage("vector has 2 dimensions, does not fit VECTOR(3)");
		assertThat(translated.getErrorCode()).isEqualTo(1105);
		assertThat(translated.getSQLState()).isEqualTo("HY000");
	}

	@Test
	void whenTextHasQuotesThenAllOfItIsKept() {
		assertThat((Throwable) TiDBErrors.translate(
				new SQLException("Data truncation: Truncated incorrect DECIMAL value: 'Invalid vector text: it's\n'",
						"22007", 1292),
				""))
			.hasMessage("Invalid vector text: it's\n");
	}

	@Test
	void whenBatchFailsThenUpdateCountsAreKept() {
		BatchUpdateException failure = new BatchUpdateException("value: 'Invalid vector text: x'", "22007", 1292,
				new int[] { 1, -3 });
		assertThat((Throwable) TiDBErrors.translate(failure, "")).isInstanceOfSatisfying(BatchUpdateException.class,
				(ex) -> assertThat(ex.getUpdateCounts()).containsExactly(1, -3));
	}

	@Test
	void whenErrorIsAnotherThenItIsTheVerySame() {
		SQLException wrongDate = new SQLException("Incorrect datetime value: 'x'", "22007", 1292);
		SQLException duplicate = new SQLException("Duplicate entry 'Invalid vector text: x'", "23000", 1062);
		assertThat((Throwable) TiDBErrors.translate(wrongDate, "")).isSameAs(wrongDate);
		assertThat((Throwable) TiDBErrors.translate(duplicate, "")).isSameAs(duplicate);
	}

	@Test
	void whenRowIsNotLockedAtOnceThenTheErrorIsNotThatOfAWait() {
		SQLException timeout = new SQLException("Lock wait timeout exceeded; try restarting transaction", "40001",
				1205);
		SQLException translated = TiDBErrors.translate(timeout, "Driver: SELECT `id` FROM `t` for update  NOWAIT");
		assertThat(translated.getErrorCode()).isEqualTo(3572);
		assertThat((Throwable) TiDBErrors.translate(timeout, "SELECT 'NOWAIT' FROM t FOR UPDATE")).isSameAs(timeout);
	}

}
