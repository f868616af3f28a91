package io.github.tidbspring.client.table;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.tidbspring.client.search.Distance;

/**
 * A column of type VECTOR: a {@code float[]} of fixed length.
 *
 * @since 0.1
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-data-types/">Vector
 * data types</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Vector {

	/**
	 * The number of dimensions.
	 * @return 1 to 16383
	 */
	int dimensions();

	/**
	 * Whether the table gets an HNSW index on this column. That needs TiFlash, which a
	 * single {@code tidb-server} does not have; without an index searches are exact.
	 * @return {@code true} for an index
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector
	 * search index</a>
	 */
	boolean index() default false;

	/**
	 * The distance that the index is for: {@link Distance#COSINE} or {@link Distance#L2}.
	 * @return the distance
	 */
	Distance distance() default Distance.COSINE;

}
