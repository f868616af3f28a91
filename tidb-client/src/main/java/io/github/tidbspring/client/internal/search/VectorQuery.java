package io.github.tidbspring.client.internal.search;

import java.util.Objects;

import io.github.tidbspring.client.internal.schema.ColumnSchema;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.schema.VectorFacts;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.vector.DistanceMetric;
import io.github.tidbspring.client.vector.EmbeddingContent;
import io.github.tidbspring.client.vector.SqlVectorValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The query of a vector search, and the resolution of its column, metric and vector.
 *
 * @param text the text of the query, or {@code null}
 * @param vector the vector, or {@code null} if it is computed from the text or content
 * @param content the content, or {@code null}
 * @param column the column, or {@code null} for the only one
 * @param metric the metric, or {@code null} for the column's
 * @param minDistance the smallest distance, or {@code null}
 * @param maxDistance the largest distance, or {@code null}
 * @param minScore the lowest score, or {@code null}
 * @param prefilter whether rows are filtered before their vectors are compared
 */
record VectorQuery(@Nullable String text, float @Nullable [] vector, @Nullable EmbeddingContent content,
		@Nullable ColumnSchema column, @Nullable DistanceMetric metric, @Nullable Double minDistance,
		@Nullable Double maxDistance, @Nullable Double minScore, boolean prefilter) {

	static VectorQuery of(float[] vector) {
		return new VectorQuery(null, copy(vector), null, null, null, null, null, null, false);
	}

	static VectorQuery of(String text) {
		return new VectorQuery(TextQuery.checked(text), null, null, null, null, null, null, null, false);
	}

	static VectorQuery of(String text, float[] vector) {
		return new VectorQuery(TextQuery.checked(text), copy(vector), null, null, null, null, null, null, false);
	}

	static VectorQuery of(EmbeddingContent content) {
		return new VectorQuery(null, null, content, null, null, null, null, null, false);
	}

	private static float[] copy(float[] vector) {
		Assert.notNull(vector, "'vector' must not be null");
		return vector.clone();
	}

	VectorQuery withColumn(ColumnSchema column) {
		return with(column, this.metric, this.minDistance, this.maxDistance, this.minScore, this.prefilter);
	}

	VectorQuery withMetric(DistanceMetric metric) {
		Assert.notNull(metric, "'metric' must not be null");
		return with(this.column, metric, this.minDistance, this.maxDistance, this.minScore, this.prefilter);
	}

	VectorQuery withMinDistance(double bound) {
		return with(this.column, this.metric, checked(bound), this.maxDistance, this.minScore, this.prefilter);
	}

	VectorQuery withMaxDistance(double bound) {
		return with(this.column, this.metric, this.minDistance, checked(bound), this.minScore, this.prefilter);
	}

	VectorQuery withMinScore(double score) {
		Assert.isTrue(score >= 0 && score <= 1,
				() -> "The score of a vector search is from 0 to 1: minScore(%s) is not".formatted(score));
		return with(this.column, this.metric, this.minDistance, this.maxDistance, score, this.prefilter);
	}

	VectorQuery filteringFirst() {
		return with(this.column, this.metric, this.minDistance, this.maxDistance, this.minScore, true);
	}

	private VectorQuery with(@Nullable ColumnSchema column, @Nullable DistanceMetric metric,
			@Nullable Double minDistance, @Nullable Double maxDistance, @Nullable Double minScore, boolean prefilter) {
		return new VectorQuery(this.text, this.vector, this.content, column, metric, minDistance, maxDistance, minScore,
				prefilter);
	}

	private static Double checked(double bound) {
		Assert.isTrue(Double.isFinite(bound), () -> "The bound of a distance must be a finite number, not " + bound);
		return bound;
	}

	/**
	 * Return the same query, whose lowest score is a largest distance.
	 * @param metric the metric
	 * @throws IllegalStateException if no distance is within the bounds
	 */
	VectorQuery bounded(DistanceMetric metric) {
		checkBounds(this.maxDistance, "maxDistance(%s)".formatted(this.maxDistance));
		Double farthest = (this.minScore != null) ? ScoreBound.farthest(metric, this.minScore) : null;
		if (farthest == null) {
			return this;
		}
		checkBounds(farthest, "minScore(%s), for %s a distance of %s".formatted(this.minScore, metric, farthest));
		Double nearer = (this.maxDistance != null) ? Double.valueOf(Math.min(farthest, this.maxDistance)) : farthest;
		return with(this.column, this.metric, this.minDistance, nearer, null, this.prefilter);
	}

	private void checkBounds(@Nullable Double farthest, String step) {
		if (this.minDistance != null && farthest != null && this.minDistance > farthest) {
			throw new IllegalStateException(
					"minDistance(%s) is above %s: no row could be found".formatted(this.minDistance, step));
		}
	}

	/** The column whose vectors are compared. */
	ColumnSchema column(TableSchema<?> schema) {
		return (this.column != null) ? this.column : SearchColumns.vector(schema, null);
	}

	/** The metric by which the vectors of a column are compared. */
	DistanceMetric metric(ColumnSchema column) {
		return (this.metric != null) ? this.metric : VectorFacts.of(column).metric();
	}

	/**
	 * The server's function for a metric, which also embeds a text if the server does.
	 */
	String function(MappedTable<?> table, ColumnSchema column, DistanceMetric metric) {
		if (!isEmbeddedByServer(column)) {
			return metric.function();
		}
		Assert.state(metric.isIndexable(),
				() -> "The server embeds the query for %s of %s, which it can do for COSINE and L2, but not for %s"
					.formatted(column.name(), table.name(), metric));
		return metric.function().replace("VEC_", "VEC_EMBED_");
	}

	/**
	 * Return the argument of the function: the text form of the vector, or the text that
	 * the server embeds. May call a model.
	 */
	String operand(MappedTable<?> table, ColumnSchema column) {
		if (this.vector != null) {
			return encoded(table, column, this.vector);
		}
		if (this.content != null) {
			return encoded(table, column, table.embeddings().embedQuery(column, this.content));
		}
		String query = Objects.requireNonNull(this.text);
		return isEmbeddedByServer(column) ? query
				: encoded(table, column, table.embeddings().embedQuery(column, query));
	}

	private boolean isEmbeddedByServer(ColumnSchema column) {
		return this.text != null && this.vector == null && column.isMadeByServer();
	}

	private static String encoded(MappedTable<?> table, ColumnSchema column, float[] vector) {
		Assert.isTrue(vector.length == column.dimensions(),
				() -> "The column %s of %s has %s dimensions, and the query has %s".formatted(column.name(),
						table.name(), column.dimensions(), vector.length));
		try {
			return SqlVectorValue.of(vector).toString();
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The query cannot be compared with the column %s of %s. %s"
				.formatted(column.name(), table.name(), ex.getMessage()), ex);
		}
	}

}
