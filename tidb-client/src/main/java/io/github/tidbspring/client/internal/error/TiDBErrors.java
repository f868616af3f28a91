package io.github.tidbspring.client.internal.error;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The meaning of TiDB's error codes for transactions.
 *
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
public final class TiDBErrors {

	/** The class of SQL states for broken connections. */
	private static final String CONNECTION_FAILURE = "08";

	/** The class of SQL states for killed statements and connections. */
	private static final String CANCELLED = "70";

	/** Nothing of the transaction is committed, and a retry can succeed. */
	private static final Set<Integer> CONFLICTS = Set.of(ErrorCodes.LOCK_WAIT_TIMEOUT, ErrorCodes.DEADLOCK,
			ErrorCodes.SELECT_FOR_UPDATE_CONFLICT, ErrorCodes.STALE_TRANSACTION_CONFLICT,
			ErrorCodes.COMMIT_FAILED_AND_ROLLED_BACK, ErrorCodes.SCHEMA_CHANGED, ErrorCodes.WRITE_CONFLICT);

	/** A part of TiDB is busy or unavailable. */
	private static final Set<Integer> UNAVAILABLE = Set.of(ErrorCodes.PD_TIMEOUT, ErrorCodes.TIKV_TIMEOUT,
			ErrorCodes.TIKV_BUSY, ErrorCodes.RESOLVE_LOCK_TIMEOUT, ErrorCodes.REGION_UNAVAILABLE,
			ErrorCodes.TIFLASH_TIMEOUT, ErrorCodes.TIFLASH_BUSY);

	/** Failures of COMMIT that do not determine its outcome. */
	private static final Set<Integer> INTERRUPTIONS = Set.of(ErrorCodes.UNKNOWN, ErrorCodes.QUERY_INTERRUPTED,
			ErrorCodes.SERVER_SHUTDOWN, ErrorCodes.EXECUTION_TIME_EXCEEDED, ErrorCodes.QUERY_OUT_OF_MEMORY,
			ErrorCodes.SERVER_OUT_OF_MEMORY, ErrorCodes.STOPPED_BY_MEMORY_ARBITRATOR, ErrorCodes.RUNAWAY_QUERY);

	private TiDBErrors() {
	}

	/**
	 * Return the decisive error: the first one with a code among the causes and chained
	 * exceptions; otherwise the first one.
	 * @param failure the exception
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
	 * Return the code of the decisive error.
	 * @param failure the exception
	 * @return the code, or 0 if there is none
	 */
	public static int code(Throwable failure) {
		SQLException error = find(failure);
		return (error != null) ? error.getErrorCode() : 0;
	}

	/**
	 * Return whether an error about a duplicate key is about the primary key, and not
	 * about a unique index. Only the message tells.
	 * @param failure the exception
	 * @return {@code true} if it is
	 */
	public static boolean isOfPrimaryKey(Throwable failure) {
		SQLException error = find(failure);
		String message = (error != null) ? error.getMessage() : null;
		return message != null && (message.endsWith("'PRIMARY'") || message.endsWith(".PRIMARY'"));
	}

	/**
	 * Return whether a failure is a conflict with another transaction, after which
	 * nothing is committed.
	 * @param failure the exception of the transaction
	 * @return {@code false} also for a broken connection
	 */
	public static boolean isConflict(Throwable failure) {
		SQLException error = find(failure);
		return error != null && !isConnectionFailure(error) && CONFLICTS.contains(error.getErrorCode());
	}

	/**
	 * Return whether a part of TiDB was busy or unavailable.
	 * @param failure the exception
	 * @return {@code false} also for a broken connection
	 */
	public static boolean isUnavailability(Throwable failure) {
		SQLException error = find(failure);
		return error != null && !isConnectionFailure(error) && UNAVAILABLE.contains(error.getErrorCode());
	}

	/**
	 * Return whether an exception or one of its causes is of a type.
	 * @param failure the exception
	 * @param type the type
	 * @return {@code true} if there is one
	 */
	public static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
		return causes(failure).stream().anyMatch(type::isInstance);
	}

	/**
	 * Return whether a connection broke, so that its transaction is rolled back.
	 * @param failure the exception
	 * @return {@code true} for SQL states that begin with 08
	 */
	public static boolean isConnectionFailure(Throwable failure) {
		SQLException error = find(failure);
		return error != null && isConnectionFailure(error);
	}

	/**
	 * Return whether a failure is that of a statement and not of COMMIT, which JPA
	 * executes in one call: Hibernate throws different classes.
	 * @param failure the exception
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
	 * Return whether the outcome of a failed COMMIT is unknown. TiDB closes the
	 * connection if it does not know the outcome itself. An error with a code therefore
	 * means that nothing was committed, except for codes of an interruption.
	 * @param commitFailure the exception of COMMIT
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
