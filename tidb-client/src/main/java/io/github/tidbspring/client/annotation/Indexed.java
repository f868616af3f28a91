package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A column with an index of its own.
 *
 * @since 0.1
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Indexed {

	/**
	 * Whether no two rows may have the same value.
	 * @return {@code true} for a unique index
	 */
	boolean unique() default false;

	/**
	 * The name of the index. By default made of the column's.
	 * @return the name
	 */
	String name() default "";

}
