package io.github.tidbspring.client.search;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.vector.DistanceMetric;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A row with several vectors, which may be NULL: one with an index for another distance,
 * one with none.
 */
@NullMarked
@TiDBTable("media")
public record Media(@PrimaryKey long id,
		@VectorColumn(dimensions = 2, distanceMetric = DistanceMetric.L2, index = true) float @Nullable [] picture,
		@VectorColumn(dimensions = 4) float @Nullable [] sound) {

}
