package io.github.tidbspring.benchmarks;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The table of {@link Specimen} without its class: pytidb's counterpart are rows as
 * dictionaries.
 */
final class SpecimenMaps {

	private static final String NAME = "witness_specimens";

	private SpecimenMaps() {
	}

	/** Define the table in code. */
	static Table<Map<String, @Nullable Object>> defined(TiDBClient tidb) {
		return tidb.table(NAME,
				(columns) -> columns.autoIncrementKey("id")
					.column("title", String.class)
					.column("author", String.class)
					.column("flag", boolean.class)
					.column("answer", Boolean.class)
					.column("small", int.class)
					.column("large", long.class)
					.column("ratio", double.class)
					.column("reading", Double.class)
					.column("single", float.class)
					.column("price", BigDecimal.class)
					.column("created_at", Instant.class)
					.column("day", LocalDate.class)
					.column("clock", LocalTime.class)
					.column("data", byte[].class)
					.jsonColumn("meta")
					.jsonColumn("extra")
					.fullTextColumn("body")
					.vectorColumn("embedding", 8, (vector) -> vector.index())
					.vectorColumn("picture", 3));
	}

	/** Open the table as it is in the database. */
	static Table<Map<String, @Nullable Object>> opened(TiDBClient tidb) {
		return tidb.tables().open(NAME);
	}

	static Map<String, @Nullable Object> map(Specimen specimen) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		for (RecordComponent component : Specimen.class.getRecordComponents()) {
			try {
				row.put(column(component), component.getAccessor().invoke(specimen));
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return row;
	}

	static String column(RecordComponent component) {
		return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
	}

}
