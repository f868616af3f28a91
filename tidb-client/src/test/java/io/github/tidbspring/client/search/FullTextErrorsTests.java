package io.github.tidbspring.client.search;

import java.sql.SQLException;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;

import static org.assertj.core.api.Assertions.assertThatObject;

@NullMarked
class FullTextErrorsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1235 | function FTS_MATCH_WORD has only noop implementation",
			"1305 | FUNCTION test.FTS_MATCH_WORD does not exist", "1128 | Function 'FTS_MATCH_WORD' is not defined",
			"1191 | Can't find FULLTEXT index matching the column list",
			"1105 | cannot use 'FTS_MATCH_WORD()' outside of fulltext index",
			"1221 | Incorrect usage: Full text search can only be used with a matching fulltext index" })
	void serverHasNone(int code, String message) {
		assertThatObject(find(code, message)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "1105 | vectors have different dimensions: 3 and 4",
					"1221 | Incorrect usage of UPDATE and ORDER BY", "1146 | Table 'test.fulltext' doesn't exist",
					"1221 | Full text search cannot be used in a transaction with uncommitted changes" })
	void failureHasAnotherReason(int code, String message) {
		assertThatObject(find(code, message)).isNull();
	}

	@Test
	void failureWithoutAnAnswerOfTheServerHasAnotherReason() {
		assertThatObject(FullTextErrors.find(new DataAccessResourceFailureException("gone"))).isNull();
	}

	private static SQLException find(int code, String message) {
		return FullTextErrors
			.find(new UncategorizedSQLException("search", "SELECT", new SQLException(message, "HY000", code)));
	}

}
