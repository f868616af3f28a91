package io.github.tidbspring.devserver.comparison;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer of a server as a short text: rows, {@code done}, or an error, and warnings
 * after it.
 */
final class Answer {

	private static final String ERROR = "error ";

	private static final String SYNTAX_ERROR = ERROR + "1064";

	private Answer() {
	}

	static String of(SQLException ex) {
		return oneLine(ERROR + ex.getErrorCode() + ": " + ex.getMessage());
	}

	static String ofResult(Statement statement, boolean rows, List<String> columns) throws SQLException {
		if (rows) {
			try (ResultSet result = statement.getResultSet()) {
				return oneLine(rows(result, columns));
			}
		}
		int count = statement.getUpdateCount();
		return (count > 0) ? count + ((count > 1) ? " rows" : " row") : "done";
	}

	/**
	 * Return what is not only a matter of words: two servers never call a syntax error by
	 * the same words.
	 * @param answer an answer
	 * @return the answer, of a syntax error only the code
	 */
	static String essence(String answer) {
		return answer.startsWith(SYNTAX_ERROR) ? SYNTAX_ERROR : answer;
	}

	static boolean isError(String answer) {
		return answer.startsWith(ERROR);
	}

	/**
	 * Return the code of an answer that is an error.
	 * @param answer an answer
	 * @return "error" and the code, or the whole answer if it is none
	 */
	static String code(String answer) {
		return isError(answer) ? answer.substring(0, answer.indexOf(':')) : answer;
	}

	static String oneLine(String text) {
		return text.replace("\r", "").replace("\n", "\\n").strip();
	}

	private static String rows(ResultSet result, List<String> columns) throws SQLException {
		List<String> rows = new ArrayList<>();
		while (result.next()) {
			List<String> values = new ArrayList<>();
			for (String column : labels(result.getMetaData(), columns)) {
				values.add(String.valueOf(result.getString(column)));
			}
			rows.add(String.join(", ", values));
		}
		return rows.isEmpty() ? "no row" : String.join("; ", rows);
	}

	private static List<String> labels(ResultSetMetaData metaData, List<String> columns) throws SQLException {
		List<String> labels = new ArrayList<>();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			String label = metaData.getColumnLabel(i);
			if (columns.isEmpty() || columns.contains(label)) {
				labels.add(label);
			}
		}
		return labels;
	}

}
