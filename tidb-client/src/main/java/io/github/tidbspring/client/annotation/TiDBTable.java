package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes the table whose rows are instances of a record, a bean, or a type that is
 * built by its constructor, such as a Kotlin data class. Optional: a type without it has
 * a table with the defaults, and that of JPA's or Spring Data's {@code @Table} is
 * understood where it is absent.
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

	/**
	 * The time after which TiDB deletes a row, as an expression in SQL after
	 * {@code TTL =}, such as {@code created_at + INTERVAL 90 DAY}. TiDB deletes expired
	 * rows in the background: until then, they are still found. The options
	 * {@code TTL_ENABLE} and {@code TTL_JOB_INTERVAL} belong to {@link #options()}.
	 * @return the name of a {@code DATE}, {@code DATETIME} or {@code TIMESTAMP} column
	 * and an interval; inserted into the DDL unchanged
	 * @see <a href="https://docs.pingcap.com/tidb/stable/time-to-live/">Time to live</a>
	 */
	String ttl() default "";

	/**
	 * Other options of the table in SQL, such as {@code AUTO_ID_CACHE = 1} or
	 * {@code TTL_JOB_INTERVAL = '1h'}.
	 * @return the options; inserted into the DDL unchanged, at its end
	 * @see <a href=
	 * "https://docs.pingcap.com/tidb/stable/sql-statement-create-table/">CREATE TABLE</a>
	 */
	String options() default "";

}
