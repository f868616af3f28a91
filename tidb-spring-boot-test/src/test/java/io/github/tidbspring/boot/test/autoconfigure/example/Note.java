package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.client.table.AutoRandom;
import io.github.tidbspring.client.table.Id;
import io.github.tidbspring.client.table.TiDBTable;
import io.github.tidbspring.client.table.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A row.
 */
@TiDBTable("notes")
record Note(@Id @AutoRandom @Nullable Long id, String title, @Vector(dimensions = 3) float @Nullable [] embedding) {

}
