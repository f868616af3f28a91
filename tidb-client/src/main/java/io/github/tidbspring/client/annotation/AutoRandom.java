package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code long} or {@code Long} that is the only {@link PrimaryKey} and whose
 * values the server generates at random, so that concurrent inserts are distributed over
 * the cluster. The server generates a value if the property is {@code null} or 0, and
 * accepts no other one.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/auto-random/">AUTO_RANDOM</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AutoRandom {

	/**
	 * The number of random bits. More bits distribute writes over more regions, but leave
	 * fewer values for rows.
	 * @return 1 to 15; 5 by default, as in TiDB
	 */
	int shardBits() default 5;

	/**
	 * The number of bits of the whole value, with its sign. With 54, values are below
	 * 2<sup>53</sup>, so that JavaScript represents them exactly.
	 * @return 32 to 64; 64 by default, as in TiDB
	 */
	int rangeBits() default 64;

}
