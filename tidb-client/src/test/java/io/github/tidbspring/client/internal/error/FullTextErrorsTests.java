package io.github.tidbspring.client.internal.error;

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
			"1105 | cannot use 'FTS_MATCH_WORD()' outside of fulltext index", "1105 | FTSMatchWord is not supported",
			"1105 | other error for mpp stream: Code: 0, e.displayText() = DB::TiFlashException: FTSMatchWord is not supported.",
			"1105 | FTS_MATCH_WORD() is only supported in starter deployment mode",
			"1235 | This version of TiDB doesn't yet support 'FTS_MATCH_WORD'",
			"1764 | The table does not have FULLTEXT index to support this query",
			"1214 | The used table type doesn't support FULLTEXT indexes",
			"8200 | Unsupported full-text search: no columnar replica",
			"1815 | Internal : Can't find a proper physical plan for this query with FTS_MATCH_WORD",
			"1221 | Incorrect usage: Full text search can only be used with a matching fulltext index" })
	void serverHasNone(int code, String message) {
		assertThatObject(find(code, message)).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "1105 | vectors have different dimensions: 3 and 4",
					"1221 | Incorrect usage of UPDATE and ORDER BY", "1146 | Table 'test.fulltext' doesn't exist",
					"1305 | FUNCTION test.REVERSED does not exist",
					"1235 | This version of TiDB doesn't yet support 'match against a non-constant string'",
					"1235 | This version of TiDB doesn't yet support 'LOCK IN SHARE MODE'",
					"1105 | FTS_MATCH_WORD() cannot be used in a transaction with uncommitted changes",
					"1105 | Wrong: 'FTS_MATCH_WORD()' in SELECT must match the one in WHERE",
					"1054 | Unknown column 'fulltext' in 'where clause'",
					"9012 | TiFlash server timeout during full text search",
					"1221 | Full text search cannot be used in a transaction with uncommitted changes" })
	void failureHasAnotherReason(int code, String message) {
		assertThatObject(find(code, message)).isNull();
	}

	@Test
	void failureWithoutAnAnswerOfTheServerHasAnotherReason() {
		assertThatObject(FullTextErrors.find(new DataAccessResourceFailureException("gone"))).isNull();
	}

	@Test
	void errorIsFoundBehindWhatADecoratorMadeOfIt() {
		SQLException error = new SQLException("FUNCTION test.fts_match_word does not exist", "42000", 1305);
		assertThatObject(FullTextErrors.find(new UncategorizedSQLException("search", "SELECT",
				new SQLException("search failed", "42000", 1305, error))))
			.isSameAs(error);
		assertThatObject(FullTextErrors.find(new DataAccessResourceFailureException("decorated", error)))
			.isSameAs(error);
	}

	private static SQLException find(int code, String message) {
		return FullTextErrors
			.find(new UncategorizedSQLException("search", "SELECT", new SQLException(message, "HY000", code)));
	}

}
