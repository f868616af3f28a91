package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A column of type JSON: any type that Jackson 3 writes and reads, such as a map, a list
 * or a record. The mapper is that of the client, see
 * {@code TiDBClient.Builder.jsonMapper(JsonMapper)}.
 * <p>
 * A value that would not come back is refused before it is sent: one that Jackson cannot
 * read as the property's type or reads as something else, a tree of another JSON library
 * (such as Jackson 2's {@code JsonNode}), what can be read only once, NaN, an integer
 * beyond 64 bits or a decimal with more digits than a double has, half of a surrogate
 * pair, a key twice, and what is nested more than 100 deep.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/data-type-json/">JSON</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface JsonColumn {

}
