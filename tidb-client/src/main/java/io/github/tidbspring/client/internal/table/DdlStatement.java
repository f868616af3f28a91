package io.github.tidbspring.client.internal.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.tidbspring.client.internal.error.ErrorCodes;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.StatementCallback;

/**
 * A DDL statement. TiDB ignores some parts of such statements, with a warning only.
 *
 * @param sql the statement
 * @see <a href="https://docs.pingcap.com/tidb/stable/mysql-compatibility/">MySQL
 * compatibility</a>
 */
record DdlStatement(String sql) {

	/**
	 * Run the statement.
	 * @param jdbc runs it
	 * @return the warnings of the server, in its order
	 */
	List<Remark> run(JdbcOperations jdbc) {
		return Objects.requireNonNull(jdbc.execute((StatementCallback<List<Remark>>) (statement) -> {
			statement.execute(this.sql);
			// The driver queries the warnings only if the response counts some. It does
			// not distinguish notes from warnings.
			return (statement.getWarnings() != null) ? remarks(statement) : List.of();
		}));
	}

	private static List<Remark> remarks(Statement statement) throws SQLException {
		Set<Remark> remarks = new LinkedHashSet<>();
		try (ResultSet rows = statement.executeQuery("SHOW WARNINGS")) {
			while (rows.next()) {
				remarks.add(new Remark(rows.getString(1), rows.getInt(2), rows.getString(3)));
			}
		}
		return List.copyOf(remarks);
	}

	/**
	 * A row of {@code SHOW WARNINGS}.
	 *
	 * @param level {@code Note}, {@code Warning} or {@code Error}
	 * @param code the code
	 * @param message the message
	 */
	record Remark(String level, int code, String message) {

		/** Warnings about the plan of a statement that the driver has prepared. */
		private static final Pattern PLANNING = Pattern.compile("skip (?:(?:non-)?prepared )?plan-cache:.*",
				Pattern.DOTALL);

		static String join(List<Remark> remarks) {
			return remarks.stream().map(Remark::toString).collect(Collectors.joining(", "));
		}

		boolean saysThatTableExists() {
			return this.code == ErrorCodes.TABLE_EXISTS;
		}

		/** Whether a part of the statement has no effect. */
		boolean saysThatSomethingIsIgnored() {
			return !"Note".equalsIgnoreCase(this.level) && this.code != ErrorCodes.DEPRECATED
					&& !PLANNING.matcher(this.message).matches();
		}

		/** Whether it is about a full-text index, or its parser. */
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
