package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Excludes a field of a class from the columns. Each other field must have a getter and a
 * setter, or be set by the constructor, unless it is {@code static} or {@code transient}:
 * a value that is not stored would be lost unnoticed. A component of a record cannot be
 * excluded. {@code @Transient} of JPA or Spring Data has the same effect.
 *
 * @since 0.1
 */
@Target({ ElementType.FIELD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Ignored {

}
