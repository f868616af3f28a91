package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An index over several columns, as part of
 * {@link io.github.tidbspring.client.annotation.TiDBTable#indexes()}.
 *
 * @since 0.1
 */
@Target({})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Index {

	/**
	 * The columns, by the names of their properties or their own.
	 * @return the names, at least one
	 */
	String[] value();

	/**
	 * The name of the index. By default made of its columns.
	 * @return the name
	 */
	String name() default "";

	/**
	 * Whether no two rows may have the same values.
	 * @return {@code true} for a unique index
	 */
	boolean unique() default false;

}
