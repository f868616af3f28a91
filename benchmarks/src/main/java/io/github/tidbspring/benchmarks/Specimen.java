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
 * A row with a column of each kind that both this client and pytidb have. What pytidb
 * calls it is in {@code .ci/pytidb/model.py}.
 *
 * @param id the key
 * @param title a text
 * @param author a text that may be missing
 * @param flag a truth
 * @param answer a truth that may be missing
 * @param small a number
 * @param large a number of 64 bits
 * @param ratio a number with a fraction
 * @param reading a number with a fraction that may be missing
 * @param single a number of 32 bits with a fraction
 * @param price a decimal number
 * @param createdAt a time, to the microsecond
 * @param day a day
 * @param clock a time of the day, to the microsecond
 * @param data bytes
 * @param meta a document
 * @param extra another one, that may be missing
 * @param body a text to search in
 * @param embedding a vector to search for
 * @param picture a vector that may be missing
 */
@TiDBTable("witness_specimens")
public record Specimen(@PrimaryKey @AutoIncrement @Nullable Long id, String title, @Nullable String author,
		boolean flag, @Nullable Boolean answer, int small, long large, double ratio, @Nullable Double reading,
		float single, BigDecimal price, Instant createdAt, @Nullable LocalDate day, @Nullable LocalTime clock,
		byte @Nullable [] data, @JsonColumn Map<String, Object> meta, @JsonColumn @Nullable List<Object> extra,
		@FullTextColumn String body, @VectorColumn(dimensions = 8, index = true) float[] embedding,
		@VectorColumn(dimensions = 3) float @Nullable [] picture) {

}
