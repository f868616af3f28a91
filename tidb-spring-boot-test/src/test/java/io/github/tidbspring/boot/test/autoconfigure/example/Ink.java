package io.github.tidbspring.boot.test.autoconfigure.example;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An entity of Spring Data JDBC.
 */
@Table("ink")
record Ink(@Id Long id, String colour) {

}
