package io.github.tidbspring.client.transaction;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Codes of TiDB's errors, and what they allow.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
final class TiDBErrors {

	/** Anything that has no code of its own, such as a malformed vector. */
	static final int UNKNOWN = 1105;

	static final int LOCK_WAIT_TIMEOUT = 1205;

	static final int DEADLOCK = 1213;

	static final int NOT_SUPPORTED = 1235;

	static final int QUERY_INTERRUPTED = 1317;

	static final int NO_DATABASE = 1046;

	static final int SERVER_SHUTDOWN = 1053;

	static final int EXECUTION_TIME_EXCEEDED = 3024;

	static final int SELECT_FOR_UPDATE_CONFLICT = 8002;

	static final int TRANSACTION_TOO_LARGE = 8004;

	static final int STALE_TRANSACTION_CONFLICT = 8005;

	static final int COMMIT_FAILED_AND_ROLLED_BACK = 8022;

	static final int ROW_TOO_LARGE = 8025;

	static final int SCHEMA_CHANGED = 8028;

	static final int QUERY_OUT_OF_MEMORY = 8175;

	static final int SERVER_OUT_OF_MEMORY = 8176;

	static final int STOPPED_BY_MEMORY_ARBITRATOR = 8180;

	/** The rules of a resource group say that this statement takes too much. */
	static final int RUNAWAY_QUERY = 8253;

	static final int PD_TIMEOUT = 9001;

	static final int TIKV_TIMEOUT = 9002;

	static final int TIKV_BUSY = 9003;

	static final int RESOLVE_LOCK_TIMEOUT = 9004;

	static final int REGION_UNAVAILABLE = 9005;

	static final int WRITE_CONFLICT = 9007;

	static final int TIFLASH_TIMEOUT = 9012;

	static final int TIFLASH_BUSY = 9013;

	/** SQL states of connections that broke. */
	private static final String CONNECTION_FAILURE = "08";

	/** SQL states of statements and connections that were killed. */
	private static final String CANCELLED = "70";

	/** After these nothing of a transaction is committed, and another run may succeed. */
	private static final Set<Integer> CONFLICTS = Set.of(LOCK_WAIT_TIMEOUT, DEADLOCK, SELECT_FOR_UPDATE_CONFLICT,
			STALE_TRANSACTION_CONFLICT, COMMIT_FAILED_AND_ROLLED_BACK, SCHEMA_CHANGED, WRITE_CONFLICT);

	/** A part of TiDB is busy or away. */
	private static final Set<Integer> UNAVAILABLE = Set.of(PD_TIMEOUT, TIKV_TIMEOUT, TIKV_BUSY, RESOLVE_LOCK_TIMEOUT,
			REGION_UNAVAILABLE, TIFLASH_TIMEOUT, TIFLASH_BUSY);

	/** Answers to COMMIT that do not say what became of it. */
	private static final Set<Integer> INTERRUPTIONS = Set.of(UNKNOWN, QUERY_INTERRUPTED, SERVER_SHUTDOWN,
			EXECUTION_TIME_EXCEEDED, QUERY_OUT_OF_MEMORY, SERVER_OUT_OF_MEMORY, STOPPED_BY_MEMORY_ARBITRATOR,
			RUNAWAY_QUERY);

	private TiDBErrors() {
	}

	/**
	 * Find the error that decides: the first with a code, in causes and in what a batch
	 * or a driver chains; otherwise the first at all.
	 */
	static @Nullable SQLException find(Throwable failure) {
		SQLException first = null;
		for (Throwable cause : causes(failure)) {
			if (cause instanceof SQLException error) {
				first = (first != null) ? first : error;
				for (SQLException next = error; next != null; next = next.getNextException()) {
					if (next.getErrorCode() != 0) {
						return next;
					}
				}
			}
		}
		return first;
	}

	static int code(Throwable failure) {
		SQLException error = find(failure);
		return (error != null) ? error.getErrorCode() : 0;
	}

	/**
	 * Whether a transaction that was rolled back after this failure may run again.
	 * @param failure what the transaction threw
	 * @param repeatable whether the work only reads, or is idempotent
	 */
	static boolean allowAnotherRun(Throwable failure, boolean repeatable) {
		// Work may contain a transaction of its own, whose outcome is unknown now.
		if (causes(failure).stream().anyMatch(TransactionOutcomeUnknownException.class::isInstance)) {
			return false;
		}
		SQLException error = find(failure);
		if (error == null || isConnectionFailure(error)) {
			return false;
		}
		int code = error.getErrorCode();
		return CONFLICTS.contains(code) || (repeatable && isUnavailable(code));
	}

	/** Whether a connection broke, so that whatever it had open is rolled back. */
	static boolean isConnectionFailure(Throwable failure) {
		SQLException error = find(failure);
		return error != null && isConnectionFailure(error);
	}

	/**
	 * Whether the failure is that of a statement, by the classes with which Hibernate
	 * tells it from that of a COMMIT: JPA sends both in one call.
	 */
	static boolean isOfStatement(Throwable failure) {
		return causes(failure).stream().anyMatch((cause) -> {
			for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
				if (type.getName().equals("org.hibernate.JDBCException")) {
					return true;
				}
			}
			return false;
		});
	}

	static boolean isUnavailable(int code) {
		return UNAVAILABLE.contains(code);
	}

	/**
	 * Whether what COMMIT threw leaves its outcome open. TiDB closes the connection where
	 * it does not know the outcome itself, so an answer with a code means that nothing
	 * was committed, unless the code stands for an interruption, which is not taken for
	 * more than it says.
	 */
	static boolean leaveOutcomeOpen(Throwable commitFailure) {
		SQLException error = find(commitFailure);
		if (error == null || isConnectionFailure(error) || hasState(error, CANCELLED)
				|| error instanceof SQLTimeoutException) {
			return true;
		}
		int code = error.getErrorCode();
		return code == 0 || isUnavailable(code) || INTERRUPTIONS.contains(code);
	}

	private static boolean isConnectionFailure(SQLException error) {
		return hasState(error, CONNECTION_FAILURE);
	}

	private static boolean hasState(SQLException error, String category) {
		return error.getSQLState() != null && error.getSQLState().startsWith(category);
	}

	private static List<Throwable> causes(Throwable failure) {
		List<Throwable> causes = new ArrayList<>();
		for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
			causes.add(cause);
		}
		return causes;
	}

}
