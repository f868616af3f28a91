package io.github.tidbspring.client.connection;

import java.sql.SQLException;
import java.util.Set;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.github.tidbspring.client.internal.error.ErrorCodes;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Prevents HikariCP from closing intact connections. HikariCP interprets some errors as
 * the end of a connection that are ordinary errors of TiDB:
 * <ul>
 * <li>1105, TiDB's code for all errors without a code of their own, such as a vector of
 * the wrong dimension;</li>
 * <li>1845 and 1846 with the SQL state 0A000, for an {@code ALTER TABLE} with an
 * {@code ALGORITHM} that is not supported.</li>
 * </ul>
 * They do not end a transaction. If an error that ends a connection, such as one with a
 * state of class 08, is chained to them, HikariCP closes it as usual.
 * <p>
 * Conversely, a connection with a cached prepared statement of a dropped table (8113) is
 * closed, since each execution of that statement would fail; but not during a Spring
 * transaction on the thread, which that would end.
 * <p>
 * The pool of the client has this override. For a pool of the application, set
 * {@code spring.datasource.hikari.exception-override-class-name} or
 * {@link com.zaxxer.hikari.HikariConfig#setExceptionOverrideClassName(String)}.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/error-codes/">Error codes</a>
 */
public final class TiDBSQLExceptionOverride implements SQLExceptionOverride {

	/**
	 * An operation of {@code ALTER TABLE} is not supported, without and with a reason.
	 */
	private static final Set<Integer> ALTER_NOT_SUPPORTED = Set.of(ErrorCodes.ALTER_NOT_SUPPORTED,
			ErrorCodes.ALTER_NOT_SUPPORTED_REASON);

	private static final String FEATURE_NOT_SUPPORTED = "0A000";

	private static final String CONNECTION_EXCEPTION = "08";

	/**
	 * States for which HikariCP closes a connection, none of which are TiDB's.
	 */
	private static final Set<String> OTHER_STATES = Set.of("57P01", "57P02", "57P03", "01002", "JZ0C0", "JZ0C1");

	private static final Set<Integer> OTHER_CODES = Set.of(500150, 2399);

	/** A chain can be circular. */
	private static final int LONGEST_CHAIN = 1000;

	/**
	 * Create an override.
	 */
	public TiDBSQLExceptionOverride() {
	}

	@java.lang.Override
	public Override adjudicate(SQLException sqlException) {
		if (isAnswer(sqlException)) {
			// HikariCP applies this decision to the rest of the chain too.
			return endsConnection(sqlException.getNextException()) ? Override.CONTINUE_EVICT : Override.DO_NOT_EVICT;
		}
		if (sqlException.getErrorCode() == ErrorCodes.PREPARED_STATEMENT_OUTDATED && isFree()) {
			return Override.MUST_EVICT;
		}
		return Override.CONTINUE_EVICT;
	}

	private static boolean endsConnection(@Nullable SQLException first) {
		SQLException next = first;
		for (int i = 0; next != null && i < LONGEST_CHAIN; i++) {
			String state = next.getSQLState();
			if (isConnectionException(state) || (state != null && OTHER_STATES.contains(state))
					|| OTHER_CODES.contains(next.getErrorCode())
					|| (FEATURE_NOT_SUPPORTED.equals(state) && !isAnswer(next))) {
				return true;
			}
			next = next.getNextException();
		}
		return false;
	}

	private static boolean isAnswer(SQLException error) {
		String state = error.getSQLState();
		if (isConnectionException(state)) {
			return false;
		}
		return error.getErrorCode() == ErrorCodes.UNKNOWN
				|| (FEATURE_NOT_SUPPORTED.equals(state) && ALTER_NOT_SUPPORTED.contains(error.getErrorCode()));
	}

	private static boolean isConnectionException(@Nullable String state) {
		return state != null && state.startsWith(CONNECTION_EXCEPTION);
	}

	/**
	 * Return whether the connection is no longer needed. While the client prepares such a
	 * statement again on the same connection, this class is a resource of the thread.
	 */
	private static boolean isFree() {
		return !TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.hasResource(TiDBSQLExceptionOverride.class);
	}

}
