package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes the column of a property, if the defaults do not fit.
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
	 * The maximum length of a text in characters, or of a {@code byte[]} in bytes. By
	 * default 255 for texts; 4,194,303 for a {@link FullTextColumn} and {@code byte[]}
	 * ({@code MEDIUMTEXT} and {@code MEDIUMBLOB}, which store at most 16 MiB). Up to
	 * 16,383, the longest that {@code VARCHAR} supports with utf8mb4, the column is a
	 * {@code VARCHAR} or {@code VARBINARY}; above, it is a {@code MEDIUMTEXT},
	 * {@code LONGTEXT}, {@code MEDIUMBLOB} or {@code LONGBLOB}.
	 * @return the length; 0 for the default
	 */
	int length() default 0;

	/**
	 * The number of digits of a {@link java.math.BigDecimal}.
	 * @return 1 to 65; 38 by default
	 */
	int precision() default 38;

	/**
	 * The number of digits after the decimal point of a {@link java.math.BigDecimal}. A
	 * number with more digits is rejected, not rounded.
	 * @return 0 to 30; 10 by default
	 */
	int scale() default 10;

	/**
	 * The SQL type, instead of the default for the Java type. It must be able to store
	 * the values of the property. Fractions of a second that it does not store are
	 * truncated; other values that it cannot store exactly are rejected before they are
	 * sent.
	 * @return the type, such as {@code MEDIUMTEXT}; inserted into the DDL unchanged
	 */
	String type() default "";

	/**
	 * Whether the column accepts NULL. Regardless of this attribute, it does not for a
	 * primitive type, a type that is not {@code @Nullable} in {@code @NullMarked} code, a
	 * key, and a generated column.
	 * @return {@code false} for NOT NULL
	 */
	boolean nullable() default true;

	/**
	 * The default of the column in SQL, for rows that other applications insert.
	 * @return an expression, such as {@code 0} or {@code CURRENT_TIMESTAMP(6)}; inserted
	 * into the DDL unchanged
	 */
	String defaultExpression() default "";

	/**
	 * A comment on the column.
	 * @return the comment
	 */
	String comment() default "";

}
