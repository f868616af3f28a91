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
 * Decides whether a method whose call failed may be retried: what the exception says is
 * not enough, since that can come from work after COMMIT. So it is asked what happened in
 * the call, and where that is not known nothing is retried.
 */
final class ConflictRetryPredicate implements MethodRetryPredicate {

	private static final Log logger = LogFactory.getLog(RetryOnConflict.class);

	private static final String UNSEEN = "its call could not be observed; the bean needs a proxy of Spring's "
			+ "for @Transactional that other proxies can be added to";

	private final Attempts attempts;

	/** There is one predicate for each method. */
	private final Set<String> said = ConcurrentHashMap.newKeySet();

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
			logger.debug("Not retried here after a conflict, because its caller's transaction is running: " + method);
			return false;
		}
		String reason = (verdict != null) ? verdict : UNSEEN;
		if (reason.isEmpty()) {
			return true;
		}
		say(method, reason, failure);
		return false;
	}

	private void say(Method method, String reason, @Nullable Throwable failure) {
		String message = "@RetryOnConflict does not retry %s.%s after a conflict: %s"
			.formatted(method.getDeclaringClass().getName(), method.getName(), reason);
		if (this.said.add(reason)) {
			logger.warn(message);
		}
		else {
			logger.debug(message, failure);
		}
	}

}
