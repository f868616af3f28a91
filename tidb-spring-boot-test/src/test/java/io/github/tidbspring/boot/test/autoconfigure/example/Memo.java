package io.github.tidbspring.boot.test.autoconfigure.example;

import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.VectorColumn;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An entity of Spring Data JDBC that is searched.
 */
@Table("memo")
record Memo(@Id @AutoRandom @Nullable Long id, String title, @FullTextColumn String body,
		@VectorColumn(dimensions = 2) float @Nullable [] embedding) {

}
