package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an {@code int}, {@code Integer}, {@code long} or {@code Long} whose values the
 * server generates by counting: the key, a part of it, or another column, which then has
 * a unique index. The server generates a value if the property is {@code null} or 0. At
 * most one property of a type may be generated.
 * <p>
 * Consecutive keys are written to the same region of the cluster. For keys of tables with
 * many concurrent inserts, use {@link AutoRandom}, which distributes the writes.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/auto-increment/">AUTO_INCREMENT</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AutoIncrement {

}
