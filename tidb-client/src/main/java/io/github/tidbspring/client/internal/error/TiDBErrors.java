package io.github.tidbspring.client.internal.error;

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
public final class TiDBErrors {

	/** Anything that has no code of its own, such as a malformed vector. */
	public static final int UNKNOWN = 1105;

	public static final int LOCK_WAIT_TIMEOUT = 1205;

	public static final int DEADLOCK = 1213;

	public static final int NOT_SUPPORTED = 1235;

	public static final int QUERY_INTERRUPTED = 1317;

	public static final int NO_DATABASE = 1046;

	public static final int SERVER_SHUTDOWN = 1053;

	public static final int EXECUTION_TIME_EXCEEDED = 3024;

	public static final int SELECT_FOR_UPDATE_CONFLICT = 8002;

	public static final int TRANSACTION_TOO_LARGE = 8004;

	public static final int STALE_TRANSACTION_CONFLICT = 8005;

	public static final int COMMIT_FAILED_AND_ROLLED_BACK = 8022;

	public static final int ROW_TOO_LARGE = 8025;

	public static final int SCHEMA_CHANGED = 8028;

	public static final int QUERY_OUT_OF_MEMORY = 8175;

	public static final int SERVER_OUT_OF_MEMORY = 8176;

	public static final int STOPPED_BY_MEMORY_ARBITRATOR = 8180;

	/** The rules of a resource group say that this statement takes too much. */
	public static final int RUNAWAY_QUERY = 8253;

	public static final int PD_TIMEOUT = 9001;

	public static final int TIKV_TIMEOUT = 9002;

	public static final int TIKV_BUSY = 9003;

	public static final int RESOLVE_LOCK_TIMEOUT = 9004;

	public static final int REGION_UNAVAILABLE = 9005;

	public static final int WRITE_CONFLICT = 9007;

	public static final int TIFLASH_TIMEOUT = 9012;

	public static final int TIFLASH_BUSY = 9013;

	/** SQL states of connections that broke. */
	private static final String CONNECTION_FAILURE = "08";

	/** SQL states of statements and connections that were killed. */
	private static final String CANCELLED = "70";

	/** After these nothing of a transaction is committed, and a retry may succeed. */
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
	 * @param failure what was thrown
	 * @return the error, or {@code null} if there is none
	 */
	public static @Nullable SQLException find(Throwable failure) {
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

	/**
	 * Return the code of the error that decides.
	 * @param failure what was thrown
	 * @return the code, or 0 if there is none
	 */
	public static int code(Throwable failure) {
		SQLException error = find(failure);
		return (error != null) ? error.getErrorCode() : 0;
	}

	/**
	 * Return whether a transaction lost against another one, after which nothing of it is
	 * committed.
	 * @param failure what the transaction threw
	 * @return {@code false} also if a connection broke
	 */
	public static boolean isConflict(Throwable failure) {
		SQLException error = find(failure);
		return error != null && !isConnectionFailure(error) && CONFLICTS.contains(error.getErrorCode());
	}

	/**
	 * Return whether a part of TiDB was busy or away.
	 * @param failure what was thrown
	 * @return {@code false} also if a connection broke
	 */
	public static boolean isUnavailability(Throwable failure) {
		SQLException error = find(failure);
		return error != null && !isConnectionFailure(error) && UNAVAILABLE.contains(error.getErrorCode());
	}

	/**
	 * Return whether a failure is of a kind, or has a cause that is.
	 * @param failure what was thrown
	 * @param type the kind
	 * @return {@code true} if there is one
	 */
	public static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
		return causes(failure).stream().anyMatch(type::isInstance);
	}

	/**
	 * Return whether a connection broke, so that whatever it had open is rolled back.
	 * @param failure what was thrown
	 * @return {@code true} by the SQL states that begin with 08
	 */
	public static boolean isConnectionFailure(Throwable failure) {
		SQLException error = find(failure);
		return error != null && isConnectionFailure(error);
	}

	/**
	 * Return whether the failure is that of a statement, by the classes with which
	 * Hibernate tells it from that of a COMMIT: JPA sends both in one call.
	 * @param failure what was thrown
	 * @return {@code true} if it is
	 */
	public static boolean isOfStatement(Throwable failure) {
		return causes(failure).stream().anyMatch((cause) -> {
			for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
				if (type.getName().equals("org.hibernate.JDBCException")) {
					return true;
				}
			}
			return false;
		});
	}

	/**
	 * Return whether what COMMIT threw leaves its outcome open. TiDB closes the
	 * connection where it does not know the outcome itself, so an answer with a code
	 * means that nothing was committed, unless the code stands for an interruption, which
	 * is not taken for more than it says.
	 * @param commitFailure what COMMIT threw
	 * @return {@code false} if nothing was committed
	 */
	public static boolean leaveOutcomeOpen(Throwable commitFailure) {
		SQLException error = find(commitFailure);
		if (error == null || isConnectionFailure(error) || hasState(error, CANCELLED)
				|| error instanceof SQLTimeoutException) {
			return true;
		}
		int code = error.getErrorCode();
		return code == 0 || UNAVAILABLE.contains(code) || INTERRUPTIONS.contains(code);
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
