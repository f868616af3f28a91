package io.github.tidbspring.client.connection;

import java.sql.SQLException;
import java.util.Set;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.github.tidbspring.client.internal.error.ErrorCodes;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps HikariCP from closing connections that are whole. Hikari takes some errors for
 * the end of a connection which are an answer like any other in TiDB:
 * <ul>
 * <li>1105, which TiDB gives each error that has no code of its own, such as a vector of
 * the wrong dimension;</li>
 * <li>the SQL state 0A000 with 1845 or 1846, the refusal of {@code ALTER TABLE} with an
 * {@code ALGORITHM}.</li>
 * </ul>
 * A transaction survives these. Where a state of class 08, or anything else that ends a
 * connection, is chained to one of them, Hikari decides as ever.
 * <p>
 * The other way round, a connection that remembers a prepared statement of a table that
 * is gone (8113) gives the same answer for as long as it lives, so it is closed; but not
 * while a transaction of Spring's is active on the thread, which it would end.
 * <p>
 * The pool of the client has it. A pool of the application gets it with
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
	 * What Hikari itself takes for the end of a connection, of which TiDB has nothing.
	 */
	private static final Set<String> OTHER_STATES = Set.of("57P01", "57P02", "57P03", "01002", "JZ0C0", "JZ0C1");

	private static final Set<Integer> OTHER_CODES = Set.of(500150, 2399);

	/** A chain may be a circle. */
	private static final int LONGEST_CHAIN = 1000;

	/**
	 * Create an override.
	 */
	public TiDBSQLExceptionOverride() {
	}

	@java.lang.Override
	public Override adjudicate(SQLException sqlException) {
		if (isAnswer(sqlException)) {
			// What is decided here, Hikari decides for the rest of the chain too.
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
	 * Whether nobody needs the connection any more. The client itself prepares such a
	 * statement anew, on the same connection, and says so by this class as a resource of
	 * the thread.
	 */
	private static boolean isFree() {
		return !TransactionSynchronizationManager.isActualTransactionActive()
				&& !TransactionSynchronizationManager.hasResource(TiDBSQLExceptionOverride.class);
	}

}
