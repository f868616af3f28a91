package io.github.tidbspring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test that mostly waits, for a timeout or a lock. If JUnit's parallel execution is
 * enabled, the tests with this annotation in a class run in parallel, so they must not
 * share mutable state.
 *
 * @since 0.1
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@Execution(ExecutionMode.CONCURRENT)
public @interface WaitingTest {

}
