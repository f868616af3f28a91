package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A column of the primary key. Several of them, in their order, are a composite key.
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
