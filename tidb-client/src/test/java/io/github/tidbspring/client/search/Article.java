package io.github.tidbspring.client.search;

import java.util.Map;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import org.jspecify.annotations.NullMarked;

/**
 * A row whose vector and text have an index each.
 */
@NullMarked
@TiDBTable("article")
public record Article(@PrimaryKey long id, @TiDBColumn(length = 100) String title, @FullTextColumn String body,
		@JsonColumn Map<String, Object> meta, @VectorColumn(dimensions = 3, index = true) float[] embedding) {

}
