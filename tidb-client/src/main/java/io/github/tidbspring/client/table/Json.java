package io.github.tidbspring.client.table;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A column of type JSON: any type that Jackson writes and reads, such as a map, a list or
 * a record. Needs Jackson 3 on the class path.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/data-type-json/">JSON</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Json {

}
