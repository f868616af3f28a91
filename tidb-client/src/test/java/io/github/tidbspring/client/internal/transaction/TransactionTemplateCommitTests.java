package io.github.tidbspring.client.internal.transaction;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What plain transactions of Spring throw whose COMMIT was refused, and whose ROLLBACK
 * failed after it.
 */
class TransactionTemplateCommitTests {

	private static final SQLException LINK = new SQLException(
			"Communications link failure during rollback(). Transaction resolution unknown.", "08007", 0);

	private final ScriptedDataSource dataSource = new ScriptedDataSource();

	private final AtomicInteger attempts = new AtomicInteger();

	@Test
	void transactionTemplateOnSpringsManagerThrowsTheConflict() {
		JdbcTransactionManager manager = new JdbcTransactionManager(this.dataSource);
		manager.setExceptionTranslator(new TiDBExceptionTranslator());
		this.dataSource.failOn("commit", ScriptedDataSource.error(9007)).failOn("rollback", LINK);
		TransactionTemplate template = new TransactionTemplate(manager);
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> template.executeWithoutResult((status) -> this.attempts.incrementAndGet()))
			.satisfies((failure) -> assertThat(failure.getSuppressed()).singleElement()
				.isInstanceOf(DataAccessResourceFailureException.class));
	}

	@Test
	void aRollbackThatFailsLaterHasNothingToDoWithAnEarlierCommit() {
		JdbcTransactionManager manager = new JdbcTransactionManager(this.dataSource);
		manager.setExceptionTranslator(new TiDBExceptionTranslator());
		TransactionTemplate template = new TransactionTemplate(manager);
		this.dataSource.failOn("commit", ScriptedDataSource.error(9007));
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> template.executeWithoutResult((status) -> this.attempts.incrementAndGet()));
		this.dataSource.failOn("rollback", LINK);
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> template.executeWithoutResult((status) -> {
				throw new IllegalStateException("work");
			}))
			.withMessageContaining("resolution unknown");
		assertThat(TransactionSynchronizationManager.getResourceMap()).isEmpty();
	}

}
