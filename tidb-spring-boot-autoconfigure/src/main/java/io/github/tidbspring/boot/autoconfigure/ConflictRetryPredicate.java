package io.github.tidbspring.boot.autoconfigure;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.resilience.retry.MethodRetryPredicate;
import org.springframework.util.Assert;

/**
 * Decides whether a failed call of a {@link RetryOnConflict} method is retried. The
 * exception alone is not enough, because it may come from work after COMMIT. So the
 * transactions of the call decide; a call that could not be observed is not retried.
 */
final class ConflictRetryPredicate implements MethodRetryPredicate {

	private static final Log logger = LogFactory.getLog(RetryOnConflict.class);

	private static final String UNSEEN = "its call could not be observed; the bean needs a Spring proxy for "
			+ "@Transactional that accepts further interceptors";

	private final Attempts attempts;

	/**
	 * Each reason is logged once as a warning; Spring has a predicate for each method.
	 */
	private final Set<String> logged = ConcurrentHashMap.newKeySet();

	ConflictRetryPredicate(ObjectProvider<Attempts> attempts) {
		Attempts known = attempts.getIfAvailable();
		Assert.state(known != null, "@RetryOnConflict needs TiDBTransactionAutoConfiguration, "
				+ "which is excluded or not part of this test slice");
		this.attempts = known;
	}

	@Override
	public boolean shouldRetry(Method method, Throwable failure) {
		String verdict = this.attempts.takeVerdict(failure);
		if (verdict == null && !TiDBExceptionTranslator.isConflict(failure)) {
			return false;
		}
		if (this.attempts.isTransactionRunning()) {
			logger.debug("Not retried after a conflict, because a transaction of the caller is active: " + method);
			return false;
		}
		String reason = (verdict != null) ? verdict : UNSEEN;
		if (reason.isEmpty()) {
			return true;
		}
		log(method, reason, failure);
		return false;
	}

	private void log(Method method, String reason, @Nullable Throwable failure) {
		String message = "@RetryOnConflict does not retry %s.%s after a conflict: %s"
			.formatted(method.getDeclaringClass().getName(), method.getName(), reason);
		if (this.logged.add(reason)) {
			logger.warn(message);
		}
		else {
			logger.debug(message, failure);
		}
	}

}
