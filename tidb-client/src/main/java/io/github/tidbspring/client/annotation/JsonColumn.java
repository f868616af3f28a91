package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a property that is stored in a column of type JSON. It has any type that Jackson
 * 3 writes and reads, such as a map, a list or a record. The client's mapper is used, see
 * {@code TiDBClient.Builder.jsonMapper(JsonMapper)}.
 * <p>
 * A value that could not be read back unchanged is rejected with an
 * {@link IllegalArgumentException} before it is sent: a value that Jackson cannot read as
 * the type of the property, or reads as something else; a tree of another JSON library,
 * such as Jackson 2's {@code JsonNode}; a value that can be read only once, such as an
 * iterator; NaN; an integer of more than 64 bits; a decimal with more digits than a
 * double; half a surrogate pair; a duplicate key; a nesting of more than 100 levels.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/data-type-json/">JSON</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface JsonColumn {

}
