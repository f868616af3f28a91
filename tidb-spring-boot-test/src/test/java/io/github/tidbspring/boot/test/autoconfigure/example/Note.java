package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import org.jspecify.annotations.Nullable;

/**
 * A row.
 */
@TiDBTable("notes")
record Note(@PrimaryKey @AutoRandom @Nullable Long id, String title,
		@VectorColumn(dimensions = 3) float @Nullable [] embedding) {

}
