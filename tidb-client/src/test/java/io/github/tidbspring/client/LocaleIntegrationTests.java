package io.github.tidbspring.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.table.Table;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same statements are sent and the same values read whatever language the JVM speaks:
 * some have digits of their own, and Turkish has another small I.
 */
@NullMarked
@ContractTests
class LocaleIntegrationTests {

	private final Locale before = Locale.getDefault();

	private final TiDBClient tidb;

	LocaleIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@AfterEach
	void restore() {
		Locale.setDefault(this.before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "tr-TR", "th-TH-u-ca-buddhist-nu-thai" })
	void tableWorksInEachLanguage(String language) {
		Locale.setDefault(Locale.forLanguageTag(language));
		Table<Item> items = this.tidb.table(Item.class).schema().recreate().schema().validate();
		Instant at = Instant.parse("2024-05-01T09:59:59.123456Z");
		Item item = items.insert(new Item(null, 1234567, new BigDecimal("1234.50"), 0.5, at, LocalTime.of(1, 2, 3),
				Map.of("I\u0001", 1234567)));
		assertThat(items
			.find(Filter.eq("amount", 1234.5)
				.and(Filter.eq("AT", at))
				.and(Filter.eq("INSIDE", LocalTime.of(1, 2, 3)))
				.and(Filter.eq(Filter.path("meta", "I\u0001"), 1234567)))
			.list()).containsExactly(item);
		items.insertAll(List.of(new Item(null, 1, BigDecimal.ONE, 1, at, LocalTime.NOON, Map.of())));
		assertThat(items.find(Filter.gt("size", 1000)).limit(10).offset(0).list()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ar-EG-u-nu-arab", "mr-IN-u-nu-deva", "my-MM-u-nu-mymr" })
	void definitionIsTheSameInEachLanguage(String language) {
		String expected = this.tidb.table(Item.class).schema().ddl();
		Locale.setDefault(Locale.forLanguageTag(language));
		assertThat(this.tidb.table(Item.class).schema().ddl()).isEqualTo(expected)
			.contains("AUTO_RANDOM(5)", "DECIMAL(20,2)");
	}

	record Item(@PrimaryKey @AutoRandom @Nullable Long id, int size,
			@TiDBColumn(precision = 20, scale = 2) BigDecimal amount, double ratio, Instant at, LocalTime inside,
			@JsonColumn Map<String, Object> meta) {

	}

}
