package io.github.tidbspring.boot.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Retries a {@link Transactional @Transactional} method if its transaction fails with a
 * conflict with another transaction.
 *
 * <pre class="code">
 * &#64;RetryOnConflict
 * &#64;Transactional
 * public void transfer(long from, long to, BigDecimal amount) {
 *     ...
 * }
 * </pre>
 *
 * The annotation is a composed {@link Retryable @Retryable} of Spring with the delays of
 * TiDB's client. It takes effect if a configuration class has
 * {@link EnableResilientMethods @EnableResilientMethods}. The method is retried only
 * <ul>
 * <li>after a conflict: TiDB's errors 9007, 8028, 8022, 8005, 8002, 1213 and 1205. If a
 * component of TiDB is unavailable (9001 and similar errors) or the connection is lost,
 * it is not retried, because after such a failure of COMMIT it is unknown whether the
 * transaction was committed;</li>
 * <li>if no transaction of TiDB's {@code DataSource} is active on the thread after the
 * failure: within a transaction of the caller, the caller has to retry;</li>
 * <li>if a transaction of TiDB's {@code DataSource} was begun for this call before the
 * method itself was entered, and was not committed: an exception of code that runs after
 * COMMIT does not repeat the work.</li>
 * </ul>
 * The transactions that begin and end on the thread during the call decide. If the
 * outcome is unknown, the conflict is thrown to the caller, and a log message gives the
 * reason. A method that is not {@code @Transactional} itself is not retried, even if
 * methods that it calls are: the first of two transactions may have been committed.
 * {@code @Transactional} must be applied by a Spring proxy that is not frozen, not by
 * AspectJ weaving.
 * <p>
 * Each attempt repeats the side effects of the method outside the database, its work in
 * other threads, and its separate transactions ({@code REQUIRES_NEW}), which stay
 * committed.
 *
 * @since 0.1
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Retryable(predicate = ConflictRetryPredicate.class, multiplier = 2)
public @interface RetryOnConflict {

	/**
	 * The maximum number of retries.
	 * @return the number of attempts after the first; 5 by default, as in the client
	 */
	@AliasFor(annotation = Retryable.class)
	long maxRetries() default 5;

	/**
	 * The delay before the second attempt. It doubles with each further attempt.
	 * @return milliseconds; 20 by default
	 */
	@AliasFor(annotation = Retryable.class)
	long delay() default 20;

	/**
	 * The maximum random deviation, in both directions, of the delay before the second
	 * attempt, so that two callers with a conflict do not retry at the same time. It
	 * doubles as the delay does. If you set the delay, set this to half of it.
	 * @return milliseconds; 10 by default, half of the delay
	 */
	@AliasFor(annotation = Retryable.class)
	long jitter() default 10;

	/**
	 * The maximum delay between two attempts.
	 * @return milliseconds; 1000 by default
	 */
	@AliasFor(annotation = Retryable.class)
	long maxDelay() default 1000;

	/**
	 * The time since the start of the first attempt after which no further attempt
	 * begins. It does not interrupt a running attempt: for that, set
	 * {@link Transactional#timeout()}.
	 * @return milliseconds; 60000 by default
	 */
	@AliasFor(annotation = Retryable.class)
	long timeout() default 60_000;

}
