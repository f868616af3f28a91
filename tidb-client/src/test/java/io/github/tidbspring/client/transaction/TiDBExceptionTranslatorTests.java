package io.github.tidbspring.client.transaction;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TiDBExceptionTranslator}.
 */
class TiDBExceptionTranslatorTests {

	private final TiDBExceptionTranslator translator = new TiDBExceptionTranslator();

	@ParameterizedTest
	@CsvSource(textBlock = """
			9007, org.springframework.dao.OptimisticLockingFailureException
			8005, org.springframework.dao.OptimisticLockingFailureException
			8002, org.springframework.dao.OptimisticLockingFailureException
			8028, org.springframework.dao.ConcurrencyFailureException
			8022, org.springframework.dao.ConcurrencyFailureException
			1213, org.springframework.dao.CannotAcquireLockException
			1205, org.springframework.dao.CannotAcquireLockException
			3572, org.springframework.dao.CannotAcquireLockException
			9001, org.springframework.dao.TransientDataAccessResourceException
			9002, org.springframework.dao.TransientDataAccessResourceException
			9003, org.springframework.dao.TransientDataAccessResourceException
			9004, org.springframework.dao.TransientDataAccessResourceException
			9005, org.springframework.dao.TransientDataAccessResourceException
			9012, org.springframework.dao.TransientDataAccessResourceException
			9013, org.springframework.dao.TransientDataAccessResourceException
			1062, org.springframework.dao.DuplicateKeyException
			""")
	void eachCodeHasItsPlaceInSpringsHierarchy(int code, Class<?> type) {
		SQLException cause = new SQLException("said by TiDB", "HY000", code);
		DataAccessException translated = this.translator.translate("insert", "INSERT …", cause);
		assertThat(translated).isExactlyInstanceOf(type)
			.hasMessage("insert; SQL [INSERT …]; said by TiDB")
			.hasCause(cause);
	}

	@ParameterizedTest
	@CsvSource({ "9007", "8005", "8002", "8028", "8022", "1213", "1205" })
	void whatMayRunAgainIsATransientConcurrencyFailure(int code) {
		assertThat(translate(new SQLException("m", "HY000", code))).isInstanceOf(ConcurrencyFailureException.class)
			.isInstanceOf(TransientDataAccessException.class);
	}

	@Test
	void staleRowAndLockThatIsNotWaitedForAreNoConflictsThatMayRunAgain() {
		assertThat(TiDBExceptionTranslator.isConflict(new OptimisticLockingFailureException("stale"))).isFalse();
		assertThat(TiDBExceptionTranslator.isConflict(translate(new SQLException("m", "HY000", 3572)))).isFalse();
	}

	@Test
	void whenALockIsWantedInAStaleReadThenItIsAMistakeInUse() {
		assertThat(translate(new SQLException("select lock hasn't been supported in stale read yet", "HY000", 1105)))
			.isExactlyInstanceOf(InvalidDataAccessApiUsageException.class);
	}

	@Test
	void whenThereIsNoStatementThenTheMessageHasNone() {
		assertThat(this.translator.translate("JDBC commit", null, new SQLException("m", "HY000", 9007)))
			.hasMessage("JDBC commit; m");
	}

	@Test
	void whenABatchChainsTheErrorThenItIsFound() {
		BatchUpdateException batch = new BatchUpdateException("batch", "HY000", 0, new int[0]);
		batch.setNextException(new SQLException("conflict", "HY000", 9007));
		assertThat(translate(batch)).isInstanceOf(OptimisticLockingFailureException.class)
			.hasMessageEndingWith("conflict")
			.hasCause(batch);
	}

	@Test
	void whenABatchHasTheCodeItselfThenItIsFound() {
		assertThat(translate(new BatchUpdateException("m", "HY000", 9007, new int[0])))
			.isInstanceOf(OptimisticLockingFailureException.class);
	}

	@Test
	void whenAWrapperHidesTheErrorThenItIsFound() {
		SQLException wrapper = new SQLException("wrapped", new SQLException("conflict", "HY000", 9007));
		assertThat(translate(wrapper)).isInstanceOf(OptimisticLockingFailureException.class).hasCause(wrapper);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			vectors have different dimensions: 3 and 2
			'vector has 2 dimensions, does not fit VECTOR(3)'
			NaN not allowed in vector
			""")
	void whenTiDBRefusesAVectorThenItIsBadData(String message) {
		assertThat(translate(new SQLException(message, "HY000", 1105)))
			.isExactlyInstanceOf(DataIntegrityViolationException.class)
			.hasMessageEndingWith(message);
	}

	@Test
	void whenTiDBRefusesAVectorsTextThenTheMessageDoesNotRepeatIt() {
		assertThat(translate(new SQLException("Invalid vector text: [1,\n2", "HY000", 1105)))
			.isExactlyInstanceOf(DataIntegrityViolationException.class)
			.hasMessageEndingWith("Invalid vector text");
	}

	@Test
	void whenTheErrorIsUnknownForAnotherReasonThenItStaysUncategorized() {
		assertThat(translate(new SQLException("other error", "HY000", 1105))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "This version of TiDB doesn't yet support 'match against a non-constant string'",
			"This version of TiDB doesn't yet support 'FTS_MATCH_WORD'",
			"This version of TiDB doesn't yet support 'FULLTEXT index'",
			"This version of TiDB doesn't yet support 'MATCH...AGAINST'" })
	void whenThereIsNoFullTextSearchThenTheMessageSaysWhereThereIs(String message) {
		assertThat(translate(new SQLException(message, "42000", 1235)))
			.isExactlyInstanceOf(InvalidDataAccessApiUsageException.class)
			.hasMessageContaining(message)
			.hasMessageContaining("TiDB Cloud Starter");
	}

	@Test
	void whenSomethingElseIsNotSupportedThenSpringDecides() {
		assertThat(translate(new SQLException("doesn't yet support 'triggers'", "42000", 1235)))
			.isInstanceOf(BadSqlGrammarException.class);
	}

	@Test
	void whenTheErrorIsNotTiDBsOwnThenSpringDecides() {
		assertThat(translate(new SQLSyntaxErrorException("m", "42S02", 1146)))
			.isInstanceOf(BadSqlGrammarException.class);
		assertThat(translate(new SQLRecoverableException("m", "08S01", 0)))
			.isInstanceOf(RecoverableDataAccessException.class);
		assertThat(translate(new SQLException("m", "HY000", 4242))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Connection is read-only. Queries leading to data modification are not allowed",
			"Statement.executeQuery() cannot issue statements that do not produce result sets.",
			"Statement.executeUpdate() or Statement.executeLargeUpdate() cannot issue statements that produce result sets.",
			"Can not issue executeUpdate() or executeLargeUpdate() with statements that produce result sets",
			"Can not issue INSERT/UPDATE/DELETE with executeQuery().",
			"Parameter index out of range (2 > number of parameters, which is 1).", "Can not issue empty query.",
			"Illegal value for setFetchSize()." })
	void whenTheDriverDoesNotSendAStatementThenItIsNoFailureOfReading(String message) {
		assertThat(translate(new SQLException(message, "S1009", 0)))
			.isInstanceOf(InvalidDataAccessApiUsageException.class)
			.hasMessageContaining(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Zero date value prohibited", "Cannot determine value type from string 'x'",
			"Invalid value for getInt() - 'x'" })
	void whenTheDriverCannotReadAValueThenItIsAFailureOfReading(String message) {
		assertThat(translate(new SQLException(message, "S1009", 0))).isInstanceOf(DataRetrievalFailureException.class);
	}

	@Test
	void whenAFallbackIsGivenThenItDecides() {
		DataAccessException chosen = new UncategorizedSQLException("t", null, new SQLException());
		TiDBExceptionTranslator translator = new TiDBExceptionTranslator((task, sql, ex) -> chosen);
		assertThat(translator.translate("t", null, new SQLException("m", "HY000", 4242))).isSameAs(chosen);
		assertThat(translator.translate("t", null, new SQLException("m", "HY000", 9007)))
			.isInstanceOf(OptimisticLockingFailureException.class);
	}

	private DataAccessException translate(SQLException ex) {
		return this.translator.translate("task", "SQL", ex);
	}

}
