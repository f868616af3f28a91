package io.github.tidbspring.client.internal.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.github.tidbspring.client.internal.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The progress of the indexes of a table that are being built, and of its replicas in
 * TiFlash. The result of a query that fails is empty: the user may lack a privilege, the
 * server is a stand-in, or a later TiDB has other columns, since PingCAP documents
 * {@code TIFLASH_INDEXES} as experimental.
 *
 * @param jdbc sends the queries
 * @param table the table
 * @see <a href=
 * "https://docs.pingcap.com/tidb/stable/information-schema-tiflash-indexes/">TIFLASH_INDEXES</a>
 */
public record IndexBuilding(JdbcOperations jdbc, Identifier table) {

	private static final String OF_TABLE = "LOWER(%s) = LOWER(DATABASE()) AND LOWER(%s) = ?";

	private static final String JOBS = "SELECT job_type, query, row_count FROM information_schema.ddl_jobs WHERE "
			+ OF_TABLE.formatted("db_name", "table_name")
			+ " AND job_type LIKE '%index%' AND state NOT IN ('synced', 'done', 'cancelled', 'rollback done')";

	private static final String REPLICAS = "SELECT available FROM information_schema.tiflash_replica WHERE "
			+ OF_TABLE.formatted("table_schema", "table_name");

	/** The identifiers, because the table of statistics keeps dropped ones. */
	private static final String ROWS = "SELECT index_name, SUM(rows_stable_indexed + rows_delta_indexed), "
			+ "SUM(rows_stable_not_indexed), SUM(rows_delta_not_indexed), MAX(error_message) "
			+ "FROM information_schema.tiflash_indexes WHERE " + OF_TABLE.formatted("tidb_database", "tidb_table")
			+ " AND table_id IN (SELECT tidb_table_id FROM information_schema.tables WHERE "
			+ OF_TABLE.formatted("table_schema", "table_name") + ") GROUP BY index_name, index_id ORDER BY index_id";

	/** Return the jobs that add an index to the table or drop one, and have not ended. */
	public Optional<List<Job>> jobs() {
		return query(() -> this.jdbc.query(JOBS, Job::of, name()));
	}

	/** Return whether each of the replicas in TiFlash is available. */
	public Optional<List<Boolean>> replicas() {
		return query(() -> this.jdbc.queryForList(REPLICAS, Boolean.class, name()));
	}

	/** Return the rows in the vector and full-text indexes, by the name in lower case. */
	public Optional<Map<String, Rows>> rows() {
		return query(() -> {
			Map<String, Rows> rows = new HashMap<>();
			// A later index of the same name replaces an earlier one.
			this.jdbc.query(ROWS, (row) -> {
				rows.put(row.getString(1).toLowerCase(Locale.ROOT), Rows.of(row));
			}, name(), name());
			return rows;
		});
	}

	private String name() {
		return this.table.name().toLowerCase(Locale.ROOT);
	}

	private static <R> Optional<R> query(Supplier<@Nullable R> query) {
		try {
			return Optional.ofNullable(query.get());
		}
		catch (DataAccessException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A job.
	 *
	 * @param type what it does, such as {@code add vector index}
	 * @param statement its DDL statement
	 * @param rows the number of rows that it has processed
	 */
	public record Job(String type, String statement, long rows) {

		private static Job of(ResultSet row, int number) throws SQLException {
			return new Job(row.getString(1), row.getString(2), row.getLong(3));
		}

		/** Whether it is about a vector index. TiDB 9.0 calls it a columnar index. */
		public boolean isOfVectorIndex() {
			return this.type.contains("vector index") || this.type.contains("columnar index");
		}

		/** Whether it adds an index of this name. */
		public boolean adds(Identifier index) {
			return addsMatching("(?<!\\w)" + Pattern.quote(index.name()) + "(?!\\w)");
		}

		/** Whether it adds an index on this column alone, or on its distance. */
		public boolean addsOn(Identifier column) {
			return addsMatching("\\(\\s*[`\"]?" + Pattern.quote(column.name()) + "[`\"]?\\s*\\)");
		}

		private boolean addsMatching(String part) {
			return this.type.startsWith("add ")
					&& Pattern.compile(part, Pattern.CASE_INSENSITIVE).matcher(this.statement).find();
		}

	}

	/**
	 * The rows of an index. With several replicas, each of them counts.
	 *
	 * @param indexed the number of rows in the index
	 * @param missing the number of stored rows that will be in the index
	 * @param recent the number of rows that TiFlash has not merged into the others yet:
	 * it never indexes them before that
	 * @param error the error that ended the building, or {@code null}
	 */
	public record Rows(long indexed, long missing, long recent, @Nullable String error) {

		private static Rows of(ResultSet row) throws SQLException {
			String error = row.getString(5);
			return new Rows(row.getLong(2), row.getLong(3), row.getLong(4),
					(error == null || error.isBlank()) ? null : error);
		}

	}

}
