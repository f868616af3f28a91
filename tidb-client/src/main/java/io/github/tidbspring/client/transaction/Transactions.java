package io.github.tidbspring.client.transaction;

import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.tidbspring.client.observation.Observations;
import io.github.tidbspring.client.transaction.TransactionDemarcation.RunningTransaction;
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
 *
 * @since 0.1
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
		this(dataSource, observations, () -> null);
	}

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
	 * Return whether a transaction manager runs the transactions of a {@code DataSource},
	 * whatever of Spring's is wrapped around it.
	 * @param manager the manager
	 * @param dataSource the {@code DataSource}
	 * @return {@code false} also where the manager knows no {@code DataSource}, as that
	 * of JTA
	 */
	public static boolean areOf(PlatformTransactionManager manager, DataSource dataSource) {
		DataSource managed = ManagedDataSource.of(manager);
		return managed != null && ManagedDataSource.isSame(managed, dataSource);
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
			return runOnce(new OwnDemarcation(this.transactionManager), options.start(), client, work, null);
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
		TransactionDemarcation demarcation = demarcation();
		Reruns reruns = new Reruns(options);
		RetryTemplate template = new RetryTemplate(reruns);
		template.setRetryListener(reruns);
		return new TransactionObservation(this.observations.transaction(), reruns).observe(() -> {
			try {
				return template.execute(() -> runOnce(demarcation, reruns.next(options.start()), client, work, reruns));
			}
			catch (RetryException ex) {
				throw Transactions.<E>asDeclared(reruns.conclude(ex.getExceptions()));
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

	private <C, R extends @Nullable Object, E extends Exception> R runOnce(TransactionDemarcation demarcation,
			TransactionStart start, C client, TransactionWork<C, R, E> work, @Nullable Reruns reruns) throws E {
		RunningTransaction transaction = begin(demarcation, start);
		R result;
		try {
			if (reruns != null) {
				note(transaction, start, reruns);
			}
			result = work.run(client);
		}
		catch (Throwable ex) {
			rollBack(transaction, ex, reruns);
			throw ex;
		}
		commit(transaction, reruns);
		return result;
	}

	private static void commit(RunningTransaction transaction, @Nullable Reruns reruns) {
		try {
			transaction.commit();
		}
		catch (RuntimeException ex) {
			if (reruns != null && transaction.isRefused()) {
				reruns.rolledBack();
			}
			throw ex;
		}
	}

	private static void note(RunningTransaction transaction, TransactionStart start, Reruns reruns) {
		if (transaction.isNew()) {
			reruns.begun();
			return;
		}
		reruns.joined();
		checkThatRunningOneHas(start);
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

	private static void rollBack(RunningTransaction transaction, Throwable failure, @Nullable Reruns reruns) {
		try {
			transaction.rollBack();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
			if (reruns != null && transaction.isNew() && TiDBErrors.isConnectionFailure(ex)) {
				// COMMIT was never sent, and no connection is left that could send it.
				reruns.rolledBack();
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
