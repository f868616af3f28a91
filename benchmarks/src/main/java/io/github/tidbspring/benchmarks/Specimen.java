package io.github.tidbspring.benchmarks;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

import io.github.tidbspring.client.table.AutoIncrement;
import io.github.tidbspring.client.table.FullText;
import io.github.tidbspring.client.table.Id;
import io.github.tidbspring.client.table.Json;
import io.github.tidbspring.client.table.TiDBTable;
import io.github.tidbspring.client.table.Vector;
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
public record Specimen(@Id @AutoIncrement @Nullable Long id, String title, @Nullable String author, boolean flag,
		@Nullable Boolean answer, int small, long large, double ratio, @Nullable Double reading, float single,
		BigDecimal price, Instant createdAt, @Nullable LocalDate day, @Nullable LocalTime clock, byte @Nullable [] data,
		@Json Map<String, Object> meta, @Json @Nullable List<Object> extra, @FullText String body,
		@Vector(dimensions = 8, index = true) float[] embedding, @Vector(dimensions = 3) float @Nullable [] picture) {

}
