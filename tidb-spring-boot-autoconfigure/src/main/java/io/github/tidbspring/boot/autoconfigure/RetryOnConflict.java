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
 * Retries a {@link Transactional @Transactional} method when its transaction loses
 * against another one.
 *
 * <pre class="code">
 * &#64;RetryOnConflict
 * &#64;Transactional
 * public void transfer(long from, long to, BigDecimal amount) {
 *     ...
 * }
 * </pre>
 *
 * It is Spring's {@link Retryable @Retryable}, which
 * {@link EnableResilientMethods @EnableResilientMethods} on a configuration class
 * switches on, with the delays of TiDB's client. The method is retried only
 * <ul>
 * <li>after a conflict: TiDB's errors 9007, 8028, 8022, 8005, 8002, 1213 and 1205; never
 * where a part of TiDB is away (9001 and the like) or a connection broke, since at COMMIT
 * that does not say whether anything was committed;</li>
 * <li>if no transaction of TiDB's {@code DataSource} is active on the thread any more:
 * within a transaction of its caller it is the caller that has to begin anew;</li>
 * <li>if a transaction of TiDB's {@code DataSource} was begun for this very call before
 * the method itself was entered, and it was not committed: what other code throws after
 * COMMIT does not do the work twice.</li>
 * </ul>
 * What counts is what happened on the thread from the start of the call to its end, and
 * where that is not known the conflict is thrown, and a line in the log says why. So a
 * method that is not {@code @Transactional} itself is not retried, whatever its overloads
 * and the beans that it calls are: the first of two transactions may have been committed.
 * It needs {@code @Transactional} by Spring's proxies (not by AspectJ's weaving), and a
 * proxy that is not frozen.
 * <p>
 * All that the method does outside of the database it does each time, and so does what it
 * does in other threads and in transactions of their own ({@code REQUIRES_NEW}), which
 * stay committed.
 *
 * @since 0.1
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Retryable(predicate = ConflictRetryPredicate.class, multiplier = 2)
public @interface RetryOnConflict {

	/**
	 * How often the method is retried at most.
	 * @return the number of attempts after the first; 5 by default
	 */
	@AliasFor(annotation = Retryable.class)
	long maxRetries() default 5;

	/**
	 * The delay before the second attempt. Each further one is twice as long.
	 * @return milliseconds; 20 by default
	 */
	@AliasFor(annotation = Retryable.class)
	long delay() default 20;

	/**
	 * How much is added to the delay before the second attempt or taken away, at random,
	 * so that two callers which met do not meet again. Doubles as the delay does; a delay
	 * that is set should have half of it here.
	 * @return milliseconds; 10 by default, half of the delay
	 */
	@AliasFor(annotation = Retryable.class)
	long jitter() default 10;

	/**
	 * The longest delay between two attempts.
	 * @return milliseconds; 1000 by default
	 */
	@AliasFor(annotation = Retryable.class)
	long maxDelay() default 1000;

	/**
	 * After which time since the start of the first attempt no other begins. It does not
	 * interrupt an attempt: that is what {@link Transactional#timeout()} is for.
	 * @return milliseconds; 60000 by default
	 */
	@AliasFor(annotation = Retryable.class)
	long timeout() default 60_000;

}
