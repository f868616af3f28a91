package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a column is, where the property alone does not say it.
 *
 * @since 0.1
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TiDBColumn {

	/**
	 * The name of the column. By default the name of the property in snake case.
	 * @return the name
	 */
	String name() default "";

	/**
	 * The longest text in characters, or bytes for {@code byte[]}. By default 255, and 16
	 * MiB for {@link io.github.tidbspring.client.annotation.FullTextColumn} and
	 * {@code byte[]}. Beyond 16383 characters the column is a {@code TEXT} (or
	 * {@code BLOB}) of fitting size.
	 * @return the length, or 0 for the default
	 */
	int length() default 0;

	/**
	 * The number of digits of a {@link java.math.BigDecimal}.
	 * @return 1 to 65
	 */
	int precision() default 38;

	/**
	 * The number of digits after the decimal point. A number with more is not rounded,
	 * but refused.
	 * @return 0 to 30
	 */
	int scale() default 10;

	/**
	 * The type in SQL, instead of the one that the Java type has. It must hold the values
	 * of the property; what it holds less exactly, such as seconds in a {@code DATETIME},
	 * is cut or refused before it is sent.
	 * @return the type, such as {@code MEDIUMTEXT}; part of the DDL as it is
	 */
	String type() default "";

	/**
	 * Whether the column may be NULL. It may not anyway where the type says that there is
	 * always a value: a primitive, a type in a {@code @NullMarked} package, a key.
	 * @return {@code false} for NOT NULL
	 */
	boolean nullable() default true;

	/**
	 * The default in SQL, for rows that others insert.
	 * @return an expression, such as {@code 0} or {@code CURRENT_TIMESTAMP(6)}; part of
	 * the DDL as it is
	 */
	String defaultExpression() default "";

	/**
	 * A comment on the column.
	 * @return the comment
	 */
	String comment() default "";

}
