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

	/** SQL states of connections that broke. */
	private static final String CONNECTION_FAILURE = "08";

	/** SQL states of statements and connections that were killed. */
	private static final String CANCELLED = "70";

	/** After these nothing of a transaction is committed, and a retry may succeed. */
	private static final Set<Integer> CONFLICTS = Set.of(ErrorCodes.LOCK_WAIT_TIMEOUT, ErrorCodes.DEADLOCK,
			ErrorCodes.SELECT_FOR_UPDATE_CONFLICT, ErrorCodes.STALE_TRANSACTION_CONFLICT,
			ErrorCodes.COMMIT_FAILED_AND_ROLLED_BACK, ErrorCodes.SCHEMA_CHANGED, ErrorCodes.WRITE_CONFLICT);

	/** A part of TiDB is busy or away. */
	private static final Set<Integer> UNAVAILABLE = Set.of(ErrorCodes.PD_TIMEOUT, ErrorCodes.TIKV_TIMEOUT,
			ErrorCodes.TIKV_BUSY, ErrorCodes.RESOLVE_LOCK_TIMEOUT, ErrorCodes.REGION_UNAVAILABLE,
			ErrorCodes.TIFLASH_TIMEOUT, ErrorCodes.TIFLASH_BUSY);

	/** Answers to COMMIT that do not say what became of it. */
	private static final Set<Integer> INTERRUPTIONS = Set.of(ErrorCodes.UNKNOWN, ErrorCodes.QUERY_INTERRUPTED,
			ErrorCodes.SERVER_SHUTDOWN, ErrorCodes.EXECUTION_TIME_EXCEEDED, ErrorCodes.QUERY_OUT_OF_MEMORY,
			ErrorCodes.SERVER_OUT_OF_MEMORY, ErrorCodes.STOPPED_BY_MEMORY_ARBITRATOR, ErrorCodes.RUNAWAY_QUERY);

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
