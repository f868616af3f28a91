package io.github.tidbspring.client.search;

import java.util.Map;

import io.github.tidbspring.client.table.Column;
import io.github.tidbspring.client.table.FullText;
import io.github.tidbspring.client.table.Id;
import io.github.tidbspring.client.table.Json;
import io.github.tidbspring.client.table.TiDBTable;
import io.github.tidbspring.client.table.Vector;
import org.jspecify.annotations.NullMarked;

/**
 * A row whose vector and text have an index each.
 */
@NullMarked
@TiDBTable("article")
record Article(@Id long id, @Column(length = 100) String title, @FullText String body, @Json Map<String, Object> meta,
		@Vector(dimensions = 3, index = true) float[] embedding) {

}
