package io.github.tidbspring.boot.autoconfigure;

import java.lang.reflect.Method;
import java.util.Arrays;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import io.github.tidbspring.client.transaction.Transactions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.resilience.retry.MethodRetryPredicate;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Whether a method whose call failed may be called again: what the exception says is not
 * enough, since that can come from work after COMMIT.
 */
final class ConflictRetryPredicate implements MethodRetryPredicate {

	private static final String REPOSITORY = "org.springframework.data.repository.Repository";

	private final TransactionOutcomes outcomes;

	private final ObjectProvider<TiDBClient> clients;

	ConflictRetryPredicate(ObjectProvider<TransactionOutcomes> outcomes, ObjectProvider<TiDBClient> clients) {
		TransactionOutcomes known = outcomes.getIfAvailable();
		Assert.state(known != null, "@RetryOnConflict needs TiDBTransactionAutoConfiguration, "
				+ "which is excluded or not part of this test slice");
		this.outcomes = known;
		this.clients = clients;
	}

	@Override
	public boolean shouldRetry(Method method, Throwable failure) {
		String undone = this.outcomes.takeUndone();
		return undone != null && isOf(method, undone) && TiDBExceptionTranslator.isConflict(failure)
				&& this.clients.stream().noneMatch((client) -> new Transactions(client.dataSource()).isRunning());
	}

	/**
	 * Spring names a transaction after the class and method that it was begun for. A
	 * method that calls several transactional ones has none of its own, and the first of
	 * those may have been committed.
	 */
	private static boolean isOf(Method method, String transaction) {
		int end = transaction.length() - method.getName().length() - 1;
		if (end < 0 || !transaction.endsWith("." + method.getName())) {
			return false;
		}
		Class<?> declaring = method.getDeclaringClass();
		// Spring Data's transactions are begun for the class that implements the
		// interface for all.
		if (isRepository(declaring)) {
			return true;
		}
		try {
			return declaring
				.isAssignableFrom(ClassUtils.forName(transaction.substring(0, end), declaring.getClassLoader()));
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

	private static boolean isRepository(Class<?> type) {
		if (type.getName().equals(REPOSITORY)) {
			return true;
		}
		return type.isInterface() && Arrays.stream(type.getInterfaces()).anyMatch(ConflictRetryPredicate::isRepository);
	}

}
