package io.github.tidbspring.boot.test.autoconfigure.example;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Vector;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An entity of Spring Data JDBC that has vectors.
 */
@Table("poem")
record Poem(@Id @Nullable Long id, String title, float @Nullable [] embedding, @Nullable Vector meaning) {

}
