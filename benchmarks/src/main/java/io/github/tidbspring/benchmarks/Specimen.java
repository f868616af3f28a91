package io.github.tidbspring.benchmarks;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import org.jspecify.annotations.Nullable;

/**
 * A row with a column of each type that both this client and pytidb support. The same
 * model for pytidb is in {@code .ci/pytidb/model.py}.
 *
 * @param id the key
 * @param title a text
 * @param author a nullable text
 * @param flag a boolean
 * @param answer a nullable boolean
 * @param small a 32-bit integer
 * @param large a 64-bit integer
 * @param ratio a double
 * @param reading a nullable double
 * @param single a 32-bit float
 * @param price a decimal
 * @param createdAt a date and time with microseconds
 * @param day a date
 * @param clock a time with microseconds
 * @param data binary data
 * @param meta a JSON document
 * @param extra a nullable JSON document
 * @param body a text for full-text search
 * @param embedding a vector
 * @param picture a nullable vector
 */
@TiDBTable("witness_specimens")
public record Specimen(@PrimaryKey @AutoIncrement @Nullable Long id, String title, @Nullable String author,
		boolean flag, @Nullable Boolean answer, int small, long large, double ratio, @Nullable Double reading,
		float single, BigDecimal price, Instant createdAt, @Nullable LocalDate day, @Nullable LocalTime clock,
		byte @Nullable [] data, @JsonColumn Map<String, Object> meta, @JsonColumn @Nullable List<Object> extra,
		@FullTextColumn String body, @VectorColumn(dimensions = 8, index = true) float[] embedding,
		@VectorColumn(dimensions = 3) float @Nullable [] picture) {

}
