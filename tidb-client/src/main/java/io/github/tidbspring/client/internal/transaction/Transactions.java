package io.github.tidbspring.client.internal.transaction;

import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.tidbspring.client.internal.error.TiDBErrors;
import io.github.tidbspring.client.internal.observation.Observations;
import io.github.tidbspring.client.internal.transaction.TransactionDemarcation.RunningTransaction;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.client.observation.TiDBObservation;
import io.github.tidbspring.client.observation.TiDBObservationContext;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import io.micrometer.observation.Observation;
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
 * Executes work in transactions of one {@code DataSource}. Thread-safe.
 */
public final class Transactions {

	/** Takes part in transactions of JDBC transaction managers, and begins its own. */
	private final TiDBTransactionManager transactionManager;

	private final Supplier<? extends @Nullable PlatformTransactionManager> application;

	private final Observations observations;

	private volatile @Nullable TransactionDemarcation demarcation;

	/**
	 * Create it. Does not connect.
	 * @param dataSource the source of the connections; Spring's transactions on it are
	 * joined
	 * @param observations creates the observations of transactions
	 * @param application returns the application's transaction manager for this
	 * {@code DataSource}, or {@code null}; called before the first transaction
	 */
	public Transactions(DataSource dataSource, Observations observations,
			Supplier<? extends @Nullable PlatformTransactionManager> application) {
		Assert.notNull(dataSource, "'dataSource' must not be null");
		Assert.notNull(application, "'application' must not be null");
		this.transactionManager = new TiDBTransactionManager(dataSource);
		this.application = application;
		this.observations = observations;
	}

	/**
	 * Execute work in the current transaction, or in a new one, which is retried if that
	 * is safe. Each exception of the work causes a rollback and is propagated.
	 * @param options the options
	 * @param work the work
	 * @param <R> the type of the result
	 * @return the result of the last attempt
	 * @throws io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException
	 * if the outcome of COMMIT is unknown
	 * @throws IllegalTransactionStateException if the current transaction cannot have
	 * these options
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
	 * Return whether work would take part in a current transaction.
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
		return observe(attempts, () -> {
			try {
				return template.execute(() -> attempt(demarcation, options, attempts.next(start), work, attempts));
			}
			catch (RetryException ex) {
				throw Transactions.<RuntimeException>asThrown(attempts.conclude(ex.getExceptions()));
			}
		});
	}

	@SuppressWarnings("try")
	private <R extends @Nullable Object> R observe(TransactionAttempts attempts, Supplier<R> work) {
		TiDBObservationContext context = new TiDBObservationContext(TiDBObservation.TRANSACTION, null, null);
		Observation observation = this.observations.observation(context).start();
		try (Observation.Scope scope = observation.openScope()) {
			R result = work.get();
			context.setOutcome("committed");
			return result;
		}
		catch (Throwable ex) {
			context.setOutcome((ex instanceof TransactionOutcomeUnknownException) ? "unknown" : "rolled-back");
			observation.error(ex);
			throw ex;
		}
		finally {
			context.setAttempts(attempts.count());
			observation.stop();
		}
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
	 * Spring's JDBC transaction managers are replaced with the client's own, which does
	 * the same on the same connection, and knows the outcome of COMMIT even if the
	 * connection breaks later.
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
		return new ApplicationDemarcation(manager, this.transactionManager.target());
	}

	/** By name: the API that the class needs may be absent. */
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
				attempts.begun(transaction.isNew());
				if (!transaction.isNew()) {
					checkThatRunningOneHas(options);
				}
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
				// COMMIT was not sent, and the connection that could send it is broken.
				attempts.rolledBack();
			}
		}
	}

	/**
	 * The transaction manager of JPA, for example, exposes its connection without marking
	 * it as joinable for JDBC transactions. A connection that Spring only keeps during a
	 * transaction of another database has no transaction.
	 */
	private boolean isTransactionOfAnotherKindRunning() {
		return TransactionSynchronizationManager.isActualTransactionActive()
				&& TransactionSynchronizationManager
					.getResource(this.transactionManager.target()) instanceof ConnectionHolder holder
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
				+ "; do this work outside of it, or set the option where it begins");
	}

	/**
	 * Kotlin code throws checked exceptions without declaring them. They are propagated
	 * unchanged.
	 */
	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E asThrown(Throwable failure) throws E {
		throw (E) failure;
	}

	/**
	 * Prevents the commit of incomplete work if the application catches the exception.
	 */
	private record RefusalToCommit(Throwable failure) implements TransactionSynchronization {

		@Override
		public void beforeCommit(boolean readOnly) {
			// Not a TransactionException: after that Spring would not roll back.
			throw new IllegalStateException("Work of a TiDBClient failed in this transaction, "
					+ "which can therefore not be committed; let the exception leave it", this.failure);
		}

	}

}
