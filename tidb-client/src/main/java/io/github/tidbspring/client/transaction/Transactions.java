package io.github.tidbspring.client.transaction;

import java.sql.SQLException;
import java.util.Locale;

import javax.sql.DataSource;

import io.github.tidbspring.client.observation.Observations;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Runs work in transactions of one {@code DataSource}. Thread-safe.
 *
 * @since 0.1
 */
public final class Transactions {

	private final DataSource dataSource;

	private final TiDBTransactionManager transactionManager;

	private final Observations observations;

	/**
	 * Create it; connects to nothing.
	 * @param dataSource where the connections come from. Transactions that Spring runs on
	 * the same one are joined
	 */
	public Transactions(DataSource dataSource) {
		this(dataSource, Observations.NONE);
	}

	/**
	 * Create it; connects to nothing.
	 * @param dataSource where the connections come from. Transactions that Spring runs on
	 * the same one are joined
	 * @param observations what transactions are observed with
	 */
	public Transactions(DataSource dataSource, Observations observations) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		this.transactionManager = new TiDBTransactionManager(dataSource);
		DataSource target = this.transactionManager.getDataSource();
		this.dataSource = (target != null) ? target : dataSource;
		this.observations = observations;
	}

	/**
	 * Run work in the transaction that is running, or in one of its own, which is run
	 * again where that is safe.
	 * @param options the options
	 * @param client what the work is given
	 * @param work the work
	 * @param <C> the type of the client
	 * @param <R> the type of the result
	 * @param <E> the type of the checked exception, if any
	 * @return the result of the last run
	 * @throws E if the work throws it; the transaction is rolled back
	 * @throws TransactionOutcomeUnknownException if COMMIT may or may not have taken
	 * place
	 * @throws IllegalTransactionStateException if a transaction is running that cannot
	 * have these options
	 */
	public <C, R extends @Nullable Object, E extends Exception> R run(TransactionOptions options, C client,
			TransactionWork<C, R, E> work) throws E {
		Assert.notNull(options, "'options' must not be null");
		Assert.notNull(work, "'work' must not be null");
		if (this.transactionManager.isJdbcTransactionRunning()) {
			checkThatRunningOneHas(options.start());
			return runOnce(options.start(), client, work, null);
		}
		if (isTransactionOfAnotherKindRunning()) {
			checkThatRunningOneHas(options.start());
			return runInTransactionOfAnotherKind(client, work);
		}
		return runUntilDone(options, client, work);
	}

	/**
	 * Return whether a transaction is running that work would take part in.
	 * @return {@code true} if there is one
	 */
	public boolean isRunning() {
		return this.transactionManager.isJdbcTransactionRunning() || isTransactionOfAnotherKindRunning();
	}

	private <C, R extends @Nullable Object, E extends Exception> R runUntilDone(TransactionOptions options, C client,
			TransactionWork<C, R, E> work) throws E {
		Reruns reruns = new Reruns(options);
		RetryTemplate template = new RetryTemplate(reruns);
		template.setRetryListener(reruns);
		return new TransactionObservation(this.observations.transaction(), reruns).observe(() -> {
			try {
				return template.execute(() -> runOnce(options.start(), client, work, reruns));
			}
			catch (RetryException ex) {
				throw Transactions.<E>asDeclared(reruns.conclude(ex.getExceptions()));
			}
		});
	}

	private <C, R extends @Nullable Object, E extends Exception> R runOnce(TransactionStart start, C client,
			TransactionWork<C, R, E> work, @Nullable Reruns reruns) throws E {
		TransactionStatus status = begin(start);
		if (reruns != null) {
			reruns.begun();
		}
		R result;
		try {
			result = work.run(client);
		}
		catch (Throwable ex) {
			rollBack(status, ex);
			throw ex;
		}
		this.transactionManager.commit(status);
		return result;
	}

	private TransactionStatus begin(TransactionStart start) {
		try {
			return this.transactionManager.getTransaction(start);
		}
		catch (CannotCreateTransactionException ex) {
			if (ex.getCause() instanceof DataAccessException known) {
				throw known;
			}
			DataAccessException translated = (ex.getCause() instanceof SQLException sql)
					? this.transactionManager.getExceptionTranslator().translate("Begin of a transaction", null, sql)
					: null;
			throw (translated != null) ? translated : ex;
		}
	}

	private void rollBack(TransactionStatus status, Throwable failure) {
		try {
			this.transactionManager.rollback(status);
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * A transaction manager of JPA, for one, shows its connection without saying that
	 * JDBC transactions may take part. A connection that is merely kept for a while,
	 * because a transaction of another database is running, is in none of its own.
	 */
	private boolean isTransactionOfAnotherKindRunning() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder holder
				&& !holder.isSynchronizedWithTransaction();
	}

	private <C, R extends @Nullable Object, E extends Exception> R runInTransactionOfAnotherKind(C client,
			TransactionWork<C, R, E> work) throws E {
		try {
			return work.run(client);
		}
		catch (Throwable ex) {
			if (TransactionSynchronizationManager.isSynchronizationActive()) {
				TransactionSynchronizationManager.registerSynchronization(new RefusalToCommit(ex));
			}
			throw ex;
		}
	}

	private static void checkThatRunningOneHas(TransactionStart start) {
		if (start.staleRead() != null) {
			throw cannotHave("read from the past");
		}
		if (start.mode() != null) {
			throw cannotHave("become " + start.mode().name().toLowerCase(Locale.ROOT));
		}
		if (start.isolation() != Isolation.DEFAULT) {
			Integer running = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
			if (running == null || running != start.isolation().value()) {
				throw cannotHave("have the isolation level " + start.isolation());
			}
		}
	}

	private static IllegalTransactionStateException cannotHave(String option) {
		return new IllegalTransactionStateException("A transaction is running here, and it can no longer " + option
				+ "; do this work outside of it, or leave the option to whoever begins it");
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E asDeclared(Throwable failure) throws E {
		// Work throws nothing but E and what is unchecked, which the caller never sees as
		// E.
		throw (E) failure;
	}

	/**
	 * Half of the work must not be committed, as it would be by somebody who catches the
	 * exception.
	 */
	private record RefusalToCommit(Throwable failure) implements TransactionSynchronization {

		@Override
		public void beforeCommit(boolean readOnly) {
			// Not a TransactionException: Spring rolls back after any other only.
			throw new IllegalStateException("Work of a TiDBClient failed in this transaction, "
					+ "which can therefore not be committed; let the exception leave it", this.failure);
		}

	}

}
