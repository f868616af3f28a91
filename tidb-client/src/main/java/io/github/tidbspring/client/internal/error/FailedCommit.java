package io.github.tidbspring.client.internal.error;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the failure of COMMIT until the ROLLBACK that Spring executes after it. If that
 * fails too, Spring throws the failure of ROLLBACK, although that of COMMIT contains the
 * reason, and means that nothing is committed. A translator translates both in turn.
 */
public final class FailedCommit implements TransactionSynchronization {

	/** The task of COMMIT in Spring. */
	private static final String COMMIT = "JDBC commit";

	private static final String ROLLBACK = "JDBC rollback";

	private static final Object KEY = new Object();

	private FailedCommit() {
	}

	/**
	 * Return the exception to throw.
	 * @param task the task that failed
	 * @param error the error
	 * @param translated the translated error, if there is a translation
	 * @return the failure of COMMIT, if this is the failure of the ROLLBACK after it
	 */
	public static @Nullable DataAccessException decisive(String task, SQLException error,
			@Nullable DataAccessException translated) {
		if (task.equals(COMMIT)) {
			keep(error, translated);
		}
		if (task.equals(ROLLBACK) && TransactionSynchronizationManager
			.unbindResourceIfPossible(KEY) instanceof DataAccessException known) {
			known.addSuppressed((translated != null) ? translated : error);
			return known;
		}
		return translated;
	}

	private static void keep(SQLException error, @Nullable DataAccessException translated) {
		TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
		if (translated != null && !TiDBErrors.leaveOutcomeOpen(error)
				&& TransactionSynchronizationManager.isSynchronizationActive()) {
			TransactionSynchronizationManager.bindResource(KEY, translated);
			TransactionSynchronizationManager.registerSynchronization(new FailedCommit());
		}
	}

	/** Does not affect the next transaction of this thread. */
	@Override
	public void afterCompletion(int status) {
		TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
	}

	/**
	 * Make a manager throw the failure of COMMIT, even if the ROLLBACK after it fails.
	 * Other translations are not changed.
	 * @param manager the manager
	 */
	public static void watch(JdbcTransactionManager manager) {
		SQLExceptionTranslator translator = manager.getExceptionTranslator();
		if (!(translator instanceof Watching)) {
			manager.setExceptionTranslator(new Watching(translator));
		}
	}

	/**
	 * Adapts a translator to keep the failure of COMMIT.
	 *
	 * @param target the translator
	 */
	private record Watching(SQLExceptionTranslator target) implements SQLExceptionTranslator {

		@Override
		public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException ex) {
			return decisive(task, ex, this.target.translate(task, sql, ex));
		}

	}

}
