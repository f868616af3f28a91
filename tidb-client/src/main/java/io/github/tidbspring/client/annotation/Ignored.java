package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Excludes a field of a bean from the columns. Each other field must have a getter and a
 * setter, unless it is {@code static} or {@code transient}: a value that is not stored
 * would be lost unnoticed.
 *
 * @since 0.1
 */
@Target({ ElementType.FIELD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Ignored {

}
