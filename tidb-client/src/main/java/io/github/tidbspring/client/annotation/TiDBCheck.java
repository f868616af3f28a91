package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a {@code CHECK} constraint of the table, on the type or on the property that
 * it is about. It can be repeated.
 * <p>
 * TiDB creates such a constraint only if {@code tidb_enable_check_constraint} is
 * {@code ON}; the default is {@code OFF}. Otherwise the table is created without it,
 * which is logged; {@link io.github.tidbspring.client.table.SchemaOperations#strict()
 * strict} operations fail.
 *
 * <pre class="code">
 * record Rating(&#064;PrimaryKey long id, &#064;TiDBCheck("stars BETWEEN 1 AND 5") int stars) {
 * }
 * </pre>
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/constraints/#check">CHECK
 * constraints</a>
 */
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(TiDBCheck.List.class)
public @interface TiDBCheck {

	/**
	 * The condition that each row meets, in SQL.
	 * @return the condition, with the names of columns; inserted into the DDL unchanged
	 */
	String value();

	/**
	 * The name of the constraint, unique in the database. By default {@code chk_}, the
	 * name of the table, and the name of the column or a number.
	 * @return the name
	 */
	String name() default "";

	/**
	 * The container of repeated annotations. The compiler adds it.
	 *
	 * @since 0.1
	 */
	@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@interface List {

		/**
		 * The constraints.
		 * @return the constraints
		 */
		TiDBCheck[] value();

	}

}
