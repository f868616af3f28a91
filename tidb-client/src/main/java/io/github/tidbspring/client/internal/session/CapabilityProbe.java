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
	 * Not on TiDB Cloud Starter and Essential, and only with the privilege PROCESS.
	 *
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/information-schema-cluster-info/">
	 * CLUSTER_INFO</a>
	 */
	TIFLASH("SELECT 1 FROM information_schema.cluster_info WHERE type = 'tiflash' LIMIT 1"),

	/**
	 * The function takes a column and nothing else, and works on those with a full-text
	 * index only. That it has none here is said by a TiDB that knows the function;
	 * another one does not know it, or says that it has no use for it.
	 */
	WORDS("SELECT 1 FROM information_schema.schemata WHERE FTS_MATCH_WORD('a', schema_name) LIMIT 1"),

	/** Without a model and a text, none is called. */
	EMBEDDING("SELECT EMBED_TEXT(NULL, NULL)");

	/** No such function, by its two codes; not supported; no such table; no privilege. */
	private static final Set<Integer> LACKING = Set.of(ErrorCodes.NO_SUCH_FUNCTION, ErrorCodes.FUNCTION_NOT_DEFINED,
			ErrorCodes.NOT_SUPPORTED, ErrorCodes.UNKNOWN_TABLE, ErrorCodes.NO_SUCH_TABLE,
			ErrorCodes.DATABASE_ACCESS_DENIED, ErrorCodes.TABLE_ACCESS_DENIED, ErrorCodes.PRIVILEGE_MISSING);

	/** An error without a code of its own; wrong usage. */
	private static final Set<Integer> UNSUITED = Set.of(ErrorCodes.UNKNOWN, ErrorCodes.WRONG_USAGE);

	private final String sql;

	CapabilityProbe(String sql) {
		this.sql = sql;
	}

	/** The query. */
	public String sql() {
		return this.sql;
	}

	public Outcome send(JdbcOperations jdbc) {
		try {
			ResultSetExtractor<Boolean> found = ResultSet::next;
			return Boolean.TRUE.equals(jdbc.query(this.sql, found)) ? Outcome.FOUND : Outcome.NOTHING;
		}
		catch (NestedRuntimeException ex) {
			return refusal(ex);
		}
	}

	private static Outcome refusal(NestedRuntimeException ex) {
		int code = (NestedExceptionUtils.getMostSpecificCause(ex) instanceof SQLException error) ? error.getErrorCode()
				: 0;
		if (LACKING.contains(code)) {
			return Outcome.LACKING;
		}
		return UNSUITED.contains(code) ? Outcome.UNSUITED : Outcome.FAILED;
	}

	/**
	 * The outcome of a probe.
	 */
	public enum Outcome {

		/** There is a row. */
		FOUND,

		/** There is none. */
		NOTHING,

		/** The server does not know what it was asked for, or does not let one. */
		LACKING,

		/** The server knows it, and refuses it here. */
		UNSUITED,

		/** There was no connection, no time, or no database: another time it may work. */
		FAILED

	}

}
