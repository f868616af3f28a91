package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A number that the server counts up: the key, a part of it, or another column, which
 * gets a unique index. The server chooses it when the value is {@code null} or 0. With
 * many writers use {@link io.github.tidbspring.client.annotation.AutoRandom}, which
 * spreads them over the cluster.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/auto-increment/">AUTO_INCREMENT</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AutoIncrement {

}
