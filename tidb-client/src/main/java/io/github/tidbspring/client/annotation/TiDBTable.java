package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes the table whose rows are instances of a record or bean. Optional: a type
 * without it has a table with the defaults.
 *
 * <pre class="code">
 * &#064;TiDBTable("notes")
 * record Note(&#064;PrimaryKey &#064;AutoRandom &#064;Nullable Long id, String title,
 * 		&#064;VectorColumn(dimensions = 384) float[] embedding) {
 * }
 * </pre>
 *
 * @since 0.1
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TiDBTable {

	/**
	 * The name of the table. By default the name of the type in snake case:
	 * {@code PurchaseOrder} is {@code purchase_order}.
	 * @return the name
	 */
	String value() default "";

	/**
	 * A comment on the table.
	 * @return the comment
	 */
	String comment() default "";

}
