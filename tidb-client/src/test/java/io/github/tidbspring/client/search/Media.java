package io.github.tidbspring.client.search;

import io.github.tidbspring.client.table.Id;
import io.github.tidbspring.client.table.TiDBTable;
import io.github.tidbspring.client.table.Vector;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A row with several vectors, which may be NULL: one with an index for another distance,
 * one with none.
 */
@NullMarked
@TiDBTable("media")
record Media(@Id long id, @Vector(dimensions = 2, distance = Distance.L2, index = true) float @Nullable [] picture,
		@Vector(dimensions = 4) float @Nullable [] sound) {

}
