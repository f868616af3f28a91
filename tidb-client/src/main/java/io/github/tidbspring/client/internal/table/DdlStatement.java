package io.github.tidbspring.client.internal.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.tidbspring.client.internal.error.ErrorCodes;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.StatementCallback;

/**
 * A statement that creates, alters or drops. TiDB takes some parts of such statements and
 * leaves them out with nothing but a warning.
 *
 * @param sql the statement
 * @see <a href="https://docs.pingcap.com/tidb/stable/mysql-compatibility/">MySQL
 * compatibility</a>
 */
record DdlStatement(String sql) {

	/**
	 * Run the statement.
	 * @param jdbc what runs it
	 * @return what the server had to say, in its order
	 */
	List<Remark> run(JdbcOperations jdbc) {
		StatementCallback<List<Remark>> callback = (statement) -> {
			statement.execute(this.sql);
			// The driver knows their number from the answer, and asks only if there are
			// some. It does not tell a note from a warning.
			return (statement.getWarnings() != null) ? remarks(statement) : List.of();
		};
		List<Remark> remarks = jdbc.execute(callback);
		return (remarks != null) ? remarks : List.of();
	}

	private static List<Remark> remarks(Statement statement) throws SQLException {
		List<Remark> remarks = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery("SHOW WARNINGS")) {
			while (rows.next()) {
				Remark remark = new Remark(rows.getString(1), rows.getInt(2), rows.getString(3));
				if (!remarks.contains(remark)) {
					remarks.add(remark);
				}
			}
		}
		return remarks;
	}

	/**
	 * A row of {@code SHOW WARNINGS}.
	 *
	 * @param level {@code Note}, {@code Warning} or {@code Error}
	 * @param code the code
	 * @param message the message
	 */
	record Remark(String level, int code, String message) {

		/** Said of how a statement is planned, where the driver has prepared it. */
		private static final Pattern PLANNING = Pattern.compile("skip (?:(?:non-)?prepared )?plan-cache:.*",
				Pattern.DOTALL);

		boolean saysThatTableExists() {
			return this.code == ErrorCodes.TABLE_EXISTS;
		}

		/** Whether it says that a part of the statement has no effect. */
		boolean saysThatSomethingIsLeftOut() {
			return !"Note".equalsIgnoreCase(this.level) && this.code != ErrorCodes.DEPRECATED
					&& !PLANNING.matcher(this.message).matches();
		}

		/** Whether it is about an index for words, or the parser of one. */
		boolean isAboutFullText() {
			return this.code == ErrorCodes.FULL_TEXT_NOT_SUPPORTED
					|| (this.code == ErrorCodes.SYNTAX && this.message.contains("parsed but ignored"));
		}

		@Override
		public String toString() {
			return "\"%s\" (%s)".formatted(this.message.strip(), this.code);
		}

	}

}
