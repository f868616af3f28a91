package io.github.tidbspring.client.internal.error;

/**
 * The codes of errors that the client treats specially.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
public final class ErrorCodes {

	public static final int DATABASE_EXISTS = 1007;

	public static final int TOO_MANY_CONNECTIONS = 1040;

	public static final int DATABASE_ACCESS_DENIED = 1044;

	public static final int ACCESS_DENIED = 1045;

	public static final int NO_DATABASE = 1046;

	public static final int COLUMN_CANNOT_BE_NULL = 1048;

	public static final int UNKNOWN_DATABASE = 1049;

	public static final int TABLE_EXISTS = 1050;

	public static final int SERVER_SHUTDOWN = 1053;

	public static final int SYNTAX = 1064;

	/** Any error without a code of its own, such as that of a malformed vector. */
	public static final int UNKNOWN = 1105;

	public static final int UNKNOWN_TABLE = 1109;

	public static final int FUNCTION_NOT_DEFINED = 1128;

	public static final int TABLE_ACCESS_DENIED = 1142;

	public static final int NO_SUCH_TABLE = 1146;

	public static final int NOT_SUPPORTED_BY_ENGINE = 1178;

	public static final int NO_MATCHING_FULL_TEXT_INDEX = 1191;

	public static final int TOO_MANY_USER_CONNECTIONS = 1203;

	public static final int LOCK_WAIT_TIMEOUT = 1205;

	public static final int DEADLOCK = 1213;

	/** The type of table does not support full-text indexes. */
	public static final int FULL_TEXT_NOT_SUPPORTED = 1214;

	public static final int WRONG_USAGE = 1221;

	public static final int USER_LIMIT_REACHED = 1226;

	public static final int PRIVILEGE_MISSING = 1227;

	public static final int NOT_SUPPORTED = 1235;

	public static final int AUTHENTICATION_NOT_SUPPORTED = 1251;

	public static final int NO_SUCH_FUNCTION = 1305;

	public static final int QUERY_INTERRUPTED = 1317;

	public static final int NO_DEFAULT = 1364;

	public static final int PLUGIN_NOT_LOADED = 1524;

	public static final int DEPRECATED = 1681;

	/** Instead of 1045, for a user with another authentication than a password. */
	public static final int ACCESS_DENIED_NO_PASSWORD = 1698;

	/** The table has no full-text index. */
	public static final int NO_FULL_TEXT_INDEX = 1764;

	public static final int INTERNAL = 1815;

	/** After a login with an expired password, only a new password is accepted. */
	public static final int PASSWORD_MUST_BE_CHANGED = 1820;

	public static final int ALTER_NOT_SUPPORTED = 1845;

	/** The same, with a reason. */
	public static final int ALTER_NOT_SUPPORTED_REASON = 1846;

	public static final int PASSWORD_EXPIRED = 1862;

	public static final int EXECUTION_TIME_EXCEEDED = 3024;

	public static final int ACCOUNT_LOCKED = 3118;

	public static final int TLS_REQUIRED = 3159;

	public static final int BLOCKED_AFTER_FAILED_LOGINS = 3955;

	public static final int ACCOUNT_LOCKED_BY_MARIADB = 4151;

	public static final int SELECT_FOR_UPDATE_CONFLICT = 8002;

	public static final int TRANSACTION_TOO_LARGE = 8004;

	public static final int STALE_TRANSACTION_CONFLICT = 8005;

	public static final int COMMIT_FAILED_AND_ROLLED_BACK = 8022;

	public static final int ROW_TOO_LARGE = 8025;

	public static final int SCHEMA_CHANGED = 8028;

	/** The table of a prepared statement was changed or dropped. */
	public static final int PREPARED_STATEMENT_OUTDATED = 8113;

	public static final int QUERY_OUT_OF_MEMORY = 8175;

	public static final int SERVER_OUT_OF_MEMORY = 8176;

	public static final int STOPPED_BY_MEMORY_ARBITRATOR = 8180;

	public static final int UNSUPPORTED_DDL = 8200;

	/** The statement exceeds the limits of its resource group. */
	public static final int RUNAWAY_QUERY = 8253;

	public static final int PD_TIMEOUT = 9001;

	public static final int TIKV_TIMEOUT = 9002;

	public static final int TIKV_BUSY = 9003;

	public static final int RESOLVE_LOCK_TIMEOUT = 9004;

	public static final int REGION_UNAVAILABLE = 9005;

	public static final int WRITE_CONFLICT = 9007;

	public static final int TIFLASH_TIMEOUT = 9012;

	public static final int TIFLASH_BUSY = 9013;

	private ErrorCodes() {
	}

}
