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
 * A test whose time passes with waiting, for a timeout or a lock. It runs beside the
 * others of its class that are marked so, where JUnit's parallel execution is switched
 * on, and shares nothing with them that one of them changes.
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
