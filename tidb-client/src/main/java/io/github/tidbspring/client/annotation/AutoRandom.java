package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key that the server chooses at random, so that many writers do not meet in one place:
 * a {@code long} or {@code Long} that is the only
 * {@link io.github.tidbspring.client.annotation.PrimaryKey}. The server chooses it when
 * the value is {@code null} or 0.
 *
 * @since 0.1
 * @see <a href="https://docs.pingcap.com/tidb/stable/auto-random/">AUTO_RANDOM</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AutoRandom {

	/**
	 * The number of random bits.
	 * @return 1 to 15
	 */
	int shardBits() default 5;

	/**
	 * The number of bits of the whole value. 54 keeps it below 2<sup>53</sup>, which is
	 * what JavaScript counts to without loss.
	 * @return 32 to 64
	 */
	int rangeBits() default 64;

}
