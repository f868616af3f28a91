package io.github.tidbspring.client.internal.transaction;

import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.tidbspring.client.internal.error.TiDBErrors;
import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.internal.transaction.TransactionDemarcation.RunningTransaction;
import io.github.tidbspring.client.transaction.TransactionOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;
import org.springframework.util.Assert;

/**
 * Runs work in transactions of one {@code DataSource}. Thread-safe.
 */
public final class Transactions {

	private final DataSource dataSource;

	/** Takes part in transactions that JDBC's managers have begun, and begins its own. */
	private final TiDBTransactionManager transactionManager;

	private final Supplier<? extends @Nullable PlatformTransactionManager> application;

	private final Observations observations;

	private volatile @Nullable TransactionDemarcation demarcation;

	/**
	 * Create it; connects to nothing.
	 * @param dataSource where the connections come from. Transactions that Spring runs on
	 * the same one are joined
	 * @param observations what transactions are observed with
	 * @param application gives the application's transaction manager for this
	 * {@code DataSource}, or {@code null} if it has none; asked when the first
	 * transaction is to begin
	 */
	public Transactions(DataSource dataSource, Observations observations,
			Supplier<? extends @Nullable PlatformTransactionManager> application) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		Assert.notNull(application, "'application' must not be null");
		this.transactionManager = new TiDBTransactionManager(dataSource);
		DataSource target = this.transactionManager.getDataSource();
		this.dataSource = (target != null) ? target : dataSource;
		this.application = application;
		this.observations = observations;
	}

	/**
	 * Run work in the transaction that is running, or in one of its own, which is retried
	 * where that is safe. Whatever the work throws rolls it back, and is thrown.
	 * @param options the options
	 * @param work the work
	 * @param <R> the type of the result
	 * @return the result of the last attempt
	 * @throws io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException
	 * if COMMIT may or may not have taken place
	 * @throws IllegalTransactionStateException if a transaction is running that cannot
	 * have these options
	 */
	public <R extends @Nullable Object> R run(TransactionOptions options, Supplier<R> work) {
		Assert.notNull(options, "'options' must not be null");
		Assert.notNull(work, "'work' must not be null");
		if (this.transactionManager.isJdbcTransactionRunning()) {
			checkThatRunningOneHas(options);
			return attempt(new OwnDemarcation(this.transactionManager), options, TransactionStart.of(options), work,
					null);
		}
		if (isTransactionOfAnotherKindRunning()) {
			checkThatRunningOneHas(options);
			return runInTransactionOfAnotherKind(work);
		}
		return runUntilDone(options, work);
	}

	/**
	 * Return whether a transaction is running that work would take part in.
	 * @return {@code true} if there is one
	 */
	public boolean isRunning() {
		return this.transactionManager.isJdbcTransactionRunning() || isTransactionOfAnotherKindRunning();
	}

	private <R extends @Nullable Object> R runUntilDone(TransactionOptions options, Supplier<R> work) {
		TransactionDemarcation demarcation = demarcation();
		TransactionStart start = TransactionStart.of(options);
		TransactionAttempts attempts = new TransactionAttempts(options);
		RetryTemplate template = new RetryTemplate(attempts);
		template.setRetryListener(attempts);
		return new TransactionObservation(this.observations, attempts).observe(() -> {
			try {
				return template.execute(() -> attempt(demarcation, options, attempts.next(start), work, attempts));
			}
			catch (RetryException ex) {
				throw Transactions.<RuntimeException>asThrown(attempts.conclude(ex.getExceptions()));
			}
		});
	}

	private TransactionDemarcation demarcation() {
		TransactionDemarcation known = this.demarcation;
		if (known == null) {
			known = demarcation(this.application.get());
			this.demarcation = known;
		}
		return known;
	}

	/**
	 * Spring's own managers of JDBC do nothing that ours does not do too, on the same
	 * connection of the same thread; so ours stands in for them, as it knows what COMMIT
	 * was answered also where the connection breaks later.
	 */
	private TransactionDemarcation demarcation(@Nullable PlatformTransactionManager manager) {
		if (manager == null) {
			return new OwnDemarcation(this.transactionManager);
		}
		refuseJta(manager);
		boolean plain = manager.getClass() == JdbcTransactionManager.class
				|| manager.getClass() == DataSourceTransactionManager.class;
		if (plain && manager instanceof DataSourceTransactionManager jdbc && !jdbc.isEnforceReadOnly()
				&& jdbc.getDataSource() != null && TransactionSynchronizationUtils.sameResourceFactory(jdbc,
						this.transactionManager.getResourceFactory())) {
			return new OwnDemarcation(new TiDBTransactionManager(this.transactionManager.target(), jdbc));
		}
		return new ApplicationDemarcation(manager, this.dataSource);
	}

	/** By name: its class needs an API that need not be there. */
	private static void refuseJta(PlatformTransactionManager manager) {
		for (Class<?> type = manager.getClass(); type != null; type = type.getSuperclass()) {
			Assert.state(!type.getName().equals("org.springframework.transaction.jta.JtaTransactionManager"),
					"TiDB has no XA, so it cannot take part in transactions of JTA. Give its DataSource a transaction "
							+ "manager of its own, such as a JdbcTransactionManager or a JpaTransactionManager");
		}
	}

	private <R extends @Nullable Object> R attempt(TransactionDemarcation demarcation, TransactionOptions options,
			TransactionStart start, Supplier<R> work, @Nullable TransactionAttempts attempts) {
		RunningTransaction transaction = begin(demarcation, start);
		R result;
		try {
			if (attempts != null) {
				note(transaction, options, attempts);
			}
			result = work.get();
		}
		catch (Throwable ex) {
			rollBack(transaction, ex, attempts);
			throw ex;
		}
		commit(transaction, attempts);
		return result;
	}

	private static void commit(RunningTransaction transaction, @Nullable TransactionAttempts attempts) {
		try {
			transaction.commit();
		}
		catch (RuntimeException ex) {
			if (attempts != null && transaction.isRefused()) {
				attempts.rolledBack();
			}
			throw ex;
		}
	}

	private static void note(RunningTransaction transaction, TransactionOptions options, TransactionAttempts attempts) {
		if (transaction.isNew()) {
			attempts.begun();
			return;
		}
		attempts.joined();
		checkThatRunningOneHas(options);
	}

	private RunningTransaction begin(TransactionDemarcation demarcation, TransactionStart start) {
		try {
			return demarcation.begin(start);
		}
		catch (CannotCreateTransactionException ex) {
			if (ex.getCause() instanceof DataAccessException known) {
				throw known;
			}
			SQLException error = TiDBErrors.find(ex);
			if (error == null) {
				throw ex;
			}
			String task = "Begin of a transaction";
			DataAccessException translated = this.transactionManager.getExceptionTranslator()
				.translate(task, start.statement(), error);
			throw (translated != null) ? translated : new UncategorizedSQLException(task, start.statement(), error);
		}
	}

	private static void rollBack(RunningTransaction transaction, Throwable failure,
			@Nullable TransactionAttempts attempts) {
		try {
			transaction.rollBack();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
			if (attempts != null && transaction.isNew() && TiDBErrors.isConnectionFailure(ex)) {
				// COMMIT was never sent, and no connection is left that could send it.
				attempts.rolledBack();
			}
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

	private static <R extends @Nullable Object> R runInTransactionOfAnotherKind(Supplier<R> work) {
		try {
			return work.get();
		}
		catch (Throwable ex) {
			if (TransactionSynchronizationManager.isSynchronizationActive()) {
				TransactionSynchronizationManager.registerSynchronization(new RefusalToCommit(ex));
			}
			throw ex;
		}
	}

	private static void checkThatRunningOneHas(TransactionOptions options) {
		if (options.asOfTimestamp() != null) {
			throw cannotHave("read from the past");
		}
		if (options.mode() != null) {
			throw cannotHave("become " + options.mode().name().toLowerCase(Locale.ROOT));
		}
		if (options.isolation() != Isolation.DEFAULT) {
			Integer running = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
			if (running == null || running != options.isolation().value()) {
				throw cannotHave("have the isolation level " + options.isolation());
			}
		}
	}

	private static IllegalTransactionStateException cannotHave(String option) {
		return new IllegalTransactionStateException("A transaction is running here, and it can no longer " + option
				+ "; do this work outside of it, or leave the option to whoever begins it");
	}

	/**
	 * Work can throw a checked exception without declaring it: in Kotlin nothing is
	 * declared. It reaches the caller as it is.
	 */
	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E asThrown(Throwable failure) throws E {
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
