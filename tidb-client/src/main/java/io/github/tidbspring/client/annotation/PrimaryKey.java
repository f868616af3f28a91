package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a column of the primary key. Several marked properties are a composite key, in
 * the order of their declaration. Where a type has none, {@code @Id} of JPA or Spring
 * Data has the same effect.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/clustered-indexes/">Clustered
 * indexes</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface PrimaryKey {

}
