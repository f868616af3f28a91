package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * Marks a {@code float[]} that is stored in a column of type VECTOR with a fixed number
 * of dimensions.
 * <p>
 * By default, searches do not read vectors. Therefore {@code null} means <em>not
 * given</em> when a row is saved: {@code save}, {@code saveAll} and {@code bulk().save}
 * of a {@link io.github.tidbspring.client.table.Table} keep the stored vector of an
 * existing row. {@code insert} stores NULL, and {@code update} with {@code null} removes
 * a vector.
 *
 * @since 0.1
 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-data-types/">Vector
 * data types</a>
 */
@Target({ ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface VectorColumn {

	/**
	 * The number of dimensions.
	 * @return 1 to 16,383, the limit of TiDB
	 */
	int dimensions();

	/**
	 * Whether the table is created with an HNSW index on this column. The index needs
	 * TiFlash, which a single {@code tidb-server} does not have. If the server does not
	 * support it, {@link io.github.tidbspring.client.table.SchemaOperations#create()}
	 * creates the table without the index and logs a warning; searches are then exact.
	 * {@link io.github.tidbspring.client.table.SchemaOperations#createIndex(String)}
	 * creates the index later.
	 * @return {@code true} for an index
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector
	 * search index</a>
	 */
	boolean index() default false;

	/**
	 * The name of the index. By default {@code vec_idx_} and the name of the column. An
	 * existing vector index for the same column and metric is used whatever its name is.
	 * @return the name of the index, such as {@code vec_idx_embedding_cosine}, the
	 * default of pytidb
	 */
	String indexName() default "";

	/**
	 * The distance metric of searches that do not specify another one, and of the index.
	 * An index requires {@link DistanceMetric#COSINE} or {@link DistanceMetric#L2}.
	 * @return the distance metric
	 */
	DistanceMetric distanceMetric() default DistanceMetric.COSINE;

	/**
	 * The property whose text the vector is computed from when a row is written without a
	 * vector: by the {@link io.github.tidbspring.client.vector.EmbeddingFunction} of the
	 * table or the client, or by the server if there is a {@link #serverModel()}. A
	 * vector of the row is never replaced. When an existing row is saved, the vector is
	 * computed again only if the text differs from the stored one, or no vector is
	 * stored, since each call of a model costs time and money. No vector is computed from
	 * a blank text.
	 * <p>
	 * The source can also be a {@code byte[]} with an image or other content, whose
	 * {@link #sourceMediaType()} is given.
	 * @return the name of a {@code String} or {@code byte[]} property of the same type,
	 * or of its column
	 */
	String source() default "";

	/**
	 * The media type of a {@link #source()} that is a {@code byte[]}. The bytes are given
	 * to
	 * {@link io.github.tidbspring.client.vector.EmbeddingFunction#embedContents(java.util.List)},
	 * and treated as a text is: no vector is computed from an empty array, and for an
	 * existing row only if the bytes have changed.
	 * @return the media type, such as {@code image/png}, or {@code image/*} for images of
	 * several types
	 */
	String sourceMediaType() default "";

	/**
	 * The embedding model with which the server computes the vector from the
	 * {@link #source()}, such as {@code tidbcloud_free/amazon/titan-embed-text-v2}. The
	 * column is then generated: it is read, and never written. Only TiDB Cloud Starter
	 * supports this.
	 * @return the provider and the name of the model, separated by {@code /}
	 * @see <a href=
	 * "https://docs.pingcap.com/tidbcloud/vector-search-auto-embedding-overview/">Auto
	 * embedding</a>
	 */
	String serverModel() default "";

	/**
	 * Options for the {@link #serverModel()}, which depend on its provider.
	 * @return a JSON object, such as <code>{"dimensions": 512}</code>
	 */
	String serverModelOptions() default "";

}
