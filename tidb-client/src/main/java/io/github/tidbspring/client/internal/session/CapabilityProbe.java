package io.github.tidbspring.client.internal.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

import io.github.tidbspring.client.internal.error.ErrorCodes;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * A side-effect-free query that detects a capability of a server. It reads no table of a
 * user.
 */
public enum CapabilityProbe {

	VECTORS("SELECT VEC_DIMS('[1]')"),

	/**
	 * Fails on TiDB Cloud Starter and Essential, and without the privilege PROCESS.
	 *
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/information-schema-cluster-info/">
	 * CLUSTER_INFO</a>
	 */
	TIFLASH("SELECT 1 FROM information_schema.cluster_info WHERE type = 'tiflash' LIMIT 1"),

	/**
	 * The function accepts only a column, and works only for one with a full-text index.
	 * A TiDB that has the function reports the missing index; others report an unknown or
	 * unsupported function.
	 */
	WORDS("SELECT 1 FROM information_schema.schemata WHERE FTS_MATCH_WORD('a', schema_name) LIMIT 1"),

	/** Without a model and a text, no model is called. */
	EMBEDDING("SELECT EMBED_TEXT(NULL, NULL)");

	/** Unknown function, unsupported function, unknown table, missing privilege. */
	private static final Set<Integer> LACKING = Set.of(ErrorCodes.NO_SUCH_FUNCTION, ErrorCodes.FUNCTION_NOT_DEFINED,
			ErrorCodes.NOT_SUPPORTED, ErrorCodes.UNKNOWN_TABLE, ErrorCodes.NO_SUCH_TABLE,
			ErrorCodes.DATABASE_ACCESS_DENIED, ErrorCodes.TABLE_ACCESS_DENIED, ErrorCodes.PRIVILEGE_MISSING);

	/** An error without a code of its own; wrong usage. */
	private static final Set<Integer> UNSUITED = Set.of(ErrorCodes.UNKNOWN, ErrorCodes.WRONG_USAGE);

	private final String sql;

	CapabilityProbe(String sql) {
		this.sql = sql;
	}

	public String sql() {
		return this.sql;
	}

	public Outcome send(JdbcOperations jdbc) {
		try {
			ResultSetExtractor<Boolean> found = ResultSet::next;
			return Boolean.TRUE.equals(jdbc.query(this.sql, found)) ? Outcome.FOUND : Outcome.NOTHING;
		}
		catch (NestedRuntimeException ex) {
			int code = (NestedExceptionUtils.getMostSpecificCause(ex) instanceof SQLException error)
					? error.getErrorCode() : 0;
			if (LACKING.contains(code)) {
				return Outcome.LACKING;
			}
			return UNSUITED.contains(code) ? Outcome.UNSUITED : Outcome.FAILED;
		}
	}

	/**
	 * The outcome of a probe.
	 */
	public enum Outcome {

		/** There is a row. */
		FOUND,

		/** There is none. */
		NOTHING,

		/** The server lacks a function or table, or the user a privilege. */
		LACKING,

		/** The server has the function, and rejects it here. */
		UNSUITED,

		/** Another failure, such as of the connection: another time it may work. */
		FAILED

	}

}
