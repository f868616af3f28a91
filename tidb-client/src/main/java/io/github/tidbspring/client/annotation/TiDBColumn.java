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
	 * key, and a generated key. {@code false} is also for a property that is
	 * {@code @Nullable} only because the database fills its column, such as one with a
	 * {@link #defaultExpression()}.
	 * @return {@code false} for NOT NULL
	 */
	boolean nullable() default true;

	/**
	 * The default of the column in SQL. {@code null} in a row then means <em>not
	 * given</em>: an inserted row gets the default, and a saved row that exists keeps its
	 * value. {@link io.github.tidbspring.client.table.Table#refresh} reads the value.
	 * @return a literal, {@code CURRENT_TIMESTAMP(6)}, or one of the functions that TiDB
	 * accepts as defaults in parentheses, such as {@code (UUID())}; inserted into the DDL
	 * unchanged
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/data-type-default-values/">Default values</a>
	 */
	String defaultExpression() default "";

	/**
	 * The value of the column in SQL whenever a row is updated and the update does not
	 * set it. Saving a row that exists does not write the value of the property, so that
	 * the database sets it; {@code update} can write it.
	 * @return {@code CURRENT_TIMESTAMP} with the precision of the column, such as
	 * {@code CURRENT_TIMESTAMP(6)}, the only one that TiDB supports; inserted into the
	 * DDL unchanged
	 */
	String onUpdate() default "";

	/**
	 * The expression in SQL from which the database computes the column
	 * ({@code GENERATED ALWAYS AS}). The value of the property is read, and never
	 * written: it is ignored when a row is written. This is TiDB's way to index a value
	 * in JSON: <pre class="code">
	 * &#064;TiDBColumn(generatedAs = "meta->>'$.lang'", length = 8) &#064;TiDBIndex @Nullable String lang
	 * </pre>
	 * @return the expression, with the names of columns; inserted into the DDL unchanged
	 * @see <a href="https://docs.pingcap.com/tidb/stable/generated-columns/">Generated
	 * columns</a>
	 */
	String generatedAs() default "";

	/**
	 * Whether a {@link #generatedAs() generated} column is {@code STORED}: computed when
	 * a row is written, instead of when it is read ({@code VIRTUAL}). A vector index is
	 * not used by searches that read a virtual column.
	 * @return {@code true} for a stored column
	 */
	boolean stored() default false;

	/**
	 * Whether the value of the property is written when a row is inserted. If not, the
	 * database fills the column with its default.
	 * @return {@code false} to leave the column out of each INSERT
	 */
	boolean insertable() default true;

	/**
	 * Whether the value of the property is written when a row that exists is saved. If
	 * not, the column keeps its value, and {@code update} rejects the property. A column
	 * that is neither {@link #insertable()} nor updatable is read-only.
	 * @return {@code false} to leave the column out of each UPDATE
	 */
	boolean updatable() default true;

	/**
	 * A comment on the column.
	 * @return the comment
	 */
	String comment() default "";

}
