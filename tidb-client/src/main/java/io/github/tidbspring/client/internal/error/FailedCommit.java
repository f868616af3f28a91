package io.github.tidbspring.client.internal.error;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps the answer to COMMIT until the ROLLBACK that Spring sends after it. Where that
 * fails too, Spring throws the failure of ROLLBACK, although the answer to COMMIT has
 * said that nothing is committed, and why. A translator sees both, one after the other.
 */
public final class FailedCommit implements TransactionSynchronization {

	/** The names of Spring's tasks. */
	private static final String COMMIT = "JDBC commit";

	private static final String ROLLBACK = "JDBC rollback";

	private static final Object KEY = new Object();

	private FailedCommit() {
	}

	/**
	 * Return what to throw.
	 * @param task the task that failed
	 * @param error what it failed with
	 * @param translated the same in Spring's words, if there are any
	 * @return the failure of COMMIT, if this is that of the ROLLBACK after it
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

	/** The next transaction of this thread has nothing to do with it. */
	@Override
	public void afterCompletion(int status) {
		TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
	}

	/**
	 * Have a manager throw the answer to COMMIT, whatever the ROLLBACK after it fails
	 * with. It translates as before in all other respects.
	 * @param manager the manager
	 */
	public static void watch(JdbcTransactionManager manager) {
		SQLExceptionTranslator translator = manager.getExceptionTranslator();
		if (!(translator instanceof Watching)) {
			manager.setExceptionTranslator(new Watching(translator));
		}
	}

	/**
	 * Another translator, watched.
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
