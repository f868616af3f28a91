package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the property by which {@code save}, {@code saveAll} and {@code bulk().save}
 * notice that a row was changed since it was read (optimistic locking). They update a row
 * only if it still has the version of the given row, and set the next one; otherwise they
 * throw an {@link org.springframework.dao.OptimisticLockingFailureException} and change
 * nothing. The client never retries that: only the application can decide, with the
 * current row. The returned row has the new version.
 * <p>
 * A version is
 * <ul>
 * <li>a number: a {@code short}, {@code int}, {@code long} or their wrappers, which is
 * incremented. A new row has {@code null} or, if the type is primitive, 0; its first
 * version is 0, or 1 if the type is primitive</li>
 * <li>or a time: an {@link java.time.Instant}, {@link java.time.OffsetDateTime},
 * {@link java.time.ZonedDateTime}, {@link java.time.LocalDateTime},
 * {@link java.util.Date} or {@link java.sql.Timestamp}. A new row has {@code null}. The
 * next version is the time of the client, and later than the one before. Prefer a number:
 * clocks differ</li>
 * </ul>
 * The column is NOT NULL. {@code insert} keeps a version that is given. Updates by a
 * condition set the next version too, unless they set the column themselves; deletes by
 * key do not compare it. At most one property of a type is the version. Where a type has
 * none, {@code @Version} of JPA or Spring Data has the same effect.
 *
 * @since 0.1
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface VersionColumn {

}
