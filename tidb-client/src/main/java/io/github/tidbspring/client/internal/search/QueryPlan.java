package io.github.tidbspring.client.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.internal.sql.SqlStatement;

/**
 * The result of {@code EXPLAIN}.
 *
 * @param text a line for each step, columns separated by tabs
 * @see <a href="https://docs.pingcap.com/tidb/stable/sql-statement-explain/">EXPLAIN</a>
 */
record QueryPlan(String text) {

	static QueryPlan of(Session session, SqlStatement statement) {
		SqlStatement explaining = new SqlStatement("EXPLAIN " + statement.text(), statement.parameters());
		return new QueryPlan(Objects.requireNonNull(session.query(explaining, (rows) -> {
			List<String> lines = new ArrayList<>();
			int columns = rows.getMetaData().getColumnCount();
			while (rows.next()) {
				List<String> line = new ArrayList<>();
				for (int i = 1; i <= columns; i++) {
					line.add(Objects.requireNonNullElse(rows.getString(i), ""));
				}
				lines.add(String.join("\t", line));
			}
			return String.join("\n", lines);
		})));
	}

	/** Whether TiDB uses a vector index. */
	boolean usesVectorIndex() {
		return this.text.contains("annIndex:");
	}

}
