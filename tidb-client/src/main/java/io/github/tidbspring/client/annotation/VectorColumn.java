package io.github.tidbspring.client.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.tidbspring.client.vector.DistanceMetric;

/**
 * A column of type VECTOR: a {@code float[]} of fixed length.
 * <p>
 * Searches leave vectors out. So in a row that is saved, {@code null} means <em>not
 * given</em>: {@code save}, {@code saveAll} and {@code bulk().save} of a
 * {@link io.github.tidbspring.client.table.Table} leave the stored vector of a row alone
 * that is there already. {@code insert} takes it as NULL, and {@code update} with
 * {@code null} removes a vector.
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
	 * @return 1 to 16383
	 */
	int dimensions();

	/**
	 * Whether the table gets an HNSW index on this column, where the server can have it.
	 * That needs TiFlash, which a single {@code tidb-server} does not have: there,
	 * {@link io.github.tidbspring.client.table.SchemaOperations#create()} creates the
	 * table without and says so, and searches are exact.
	 * {@link io.github.tidbspring.client.table.SchemaOperations#createIndex(String)}
	 * makes it later.
	 * @return {@code true} for an index
	 * @see <a href= "https://docs.pingcap.com/tidb/stable/vector-search-index/">Vector
	 * search index</a>
	 */
	boolean index() default false;

	/**
	 * The name of the index. By default {@code vec_idx_} and the name of the column. An
	 * index of another name for the same column and distance counts as this one.
	 * @return the name of the index, such as {@code vec_idx_embedding_cosine}, which
	 * pytidb gives
	 */
	String indexName() default "";

	/**
	 * How the distance of two vectors is measured, unless a search says otherwise. An
	 * index is for this metric, which is then {@link DistanceMetric#COSINE} or
	 * {@link DistanceMetric#L2}.
	 * @return the distance metric
	 */
	DistanceMetric distanceMetric() default DistanceMetric.COSINE;

	/**
	 * The property whose text the vector is made from when a row is written without one:
	 * by the {@link io.github.tidbspring.client.vector.EmbeddingFunction} of the table or
	 * the client, or by the server if there is a {@link #serverModel()}. A vector that
	 * the row has is kept. When a row is saved that is there already, its vector is made
	 * anew only if the text differs from the stored one, or there is no vector yet. No
	 * vector is made from a blank text.
	 * @return the name of a {@code String} property of the same type, or of its column
	 */
	String source() default "";

	/**
	 * The embedding model with which TiDB Cloud Starter makes the vector from the
	 * {@link #source()}, such as {@code tidbcloud_free/amazon/titan-embed-text-v2}. The
	 * column is then generated: it is read, and never written. No other TiDB has this.
	 * @return a provider and the name of a model, with a {@code /} between them
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
