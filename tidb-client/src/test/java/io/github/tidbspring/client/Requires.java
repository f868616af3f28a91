package io.github.tidbspring.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.tidbspring.client.server.Capability;

/**
 * What the server must have for a contract test, or for each of a class. Without it they
 * are skipped, and the reason says what is missing.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface Requires {

	/**
	 * What the server must have.
	 * @return the capabilities, all of which are needed
	 */
	Capability[] value();

	/**
	 * Whether the stand-in will do although it lacks that: it takes the statements that
	 * make a vector index, and what is tested is the statements or the rows, not that the
	 * index is used.
	 * @return {@code true} to run on the stand-in in any case
	 */
	boolean orStandIn() default false;

}
