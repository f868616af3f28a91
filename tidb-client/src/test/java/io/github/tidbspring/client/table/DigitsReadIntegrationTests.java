package io.github.tidbspring.client.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Filter;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A number with more digits than its property has is not read as another, which would be
 * saved in its place.
 */
@NullMarked
@ContractTests
class DigitsReadIntegrationTests {

	private final TiDBClient tidb;

	private final Table<Numbers> numbers;

	DigitsReadIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.numbers = tidb.table(Numbers.class);
	}

	@BeforeEach
	void create() {
		this.numbers.schema().recreate();
		this.numbers.insert(new Numbers(1, 1, 1, 1, 1f, 1f, 1f, null, "1"));
	}

	@AfterEach
	void drop() {
		this.numbers.schema().drop();
	}

	@ParameterizedTest
	@CsvSource({ "amount, 0.12345678901234567890", "amount, 12345678901234567.25", "amount, -0.10000000000000000001",
			"large, 9007199254740993", "large, -9223372036854775807", "unsigned, 18446744073709551615",
			"single, 0.123456789", "single, 16777217", "whole, 16777217", "whole, -2147483647", "twice, 0.1",
			"boxed, 0.3333333333333333333" })
	void digitsThatThePropertyDoesNotHaveAreAnError(String column, String number) {
		this.tidb.sql("UPDATE read_digits SET `%s` = %s".formatted(column, number)).update();
		for (Runnable read : List.<Runnable>of(() -> this.numbers.findById(1), () -> this.numbers.find().list(),
				() -> this.numbers.find().values(column, Object.class))) {
			assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(read::run)
				.withMessageContaining("The column `" + column + "` has a value that does not fit Numbers." + column)
				.havingRootCause()
				.withMessageContaining("more digits");
		}
		assertThat(this.numbers.find().values(column, BigDecimal.class)).singleElement()
			.satisfies((exact) -> assertThat(exact).isEqualByComparingTo(number));
	}

	@ParameterizedTest
	@CsvSource({ "amount, 9.99", "amount, 0.1", "amount, 123456789012345.5", "amount, 1e15", "amount, -0.000001",
			"large, 9007199254740992", "large, -5", "unsigned, 4294967296", "single, 0.1", "single, 1.5",
			"single, 16777216", "whole, -16777216", "twice, 0.25", "twice, 33554432", "boxed, 0.333333" })
	void numberThatThePropertyHasIsReadAndSaved(String column, String number) {
		this.tidb.sql("UPDATE read_digits SET `%s` = %s".formatted(column, number)).update();
		List<@Nullable BigDecimal> before = this.numbers.find().values(column, BigDecimal.class);
		this.numbers.save(this.numbers.findById(1).orElseThrow());
		assertThat(this.numbers.find().values(column, BigDecimal.class)).isEqualTo(before);
		assertThat(this.numbers.count(Filter.eq(column, this.numbers.find().values(column, Object.class).get(0))))
			.isOne();
	}

	@Test
	void textAndProjectionAreReadInTheSameWay() {
		assertThat(this.numbers.find().into(Projected.class).list()).containsExactly(new Projected(1, 1f));
		this.tidb.sql("UPDATE read_digits SET text = '0.12345678901234567890'").update();
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.numbers.find().into(Projected.class).list());
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.numbers.find().values("text", Double.class));
		assertThat(this.numbers.find().values("text", BigDecimal.class))
			.containsExactly(new BigDecimal("0.12345678901234567890"));
		this.tidb.sql("UPDATE read_digits SET text = '12345678901234567890123'").update();
		assertThat(this.numbers.find().values("text", BigInteger.class))
			.containsExactly(new BigInteger("12345678901234567890123"));
		this.tidb.sql("UPDATE read_digits SET text = '-1.25e3', twice = 0.5").update();
		assertThat(this.numbers.find().into(Projected.class).list()).containsExactly(new Projected(-1250, 0.5f));
		this.tidb.sql("UPDATE read_digits SET text = 'many'").update();
		for (Class<?> type : List.of(Double.class, Float.class, BigDecimal.class, BigInteger.class, Long.class)) {
			assertThatExceptionOfType(DataRetrievalFailureException.class).as(type.getName())
				.isThrownBy(() -> this.numbers.find().values("text", type));
		}
		this.tidb.sql("UPDATE read_digits SET text = '1e999999999'").update();
		for (Class<?> type : List.of(Double.class, BigInteger.class, Long.class)) {
			assertThatExceptionOfType(DataRetrievalFailureException.class).as(type.getName())
				.isThrownBy(() -> this.numbers.find().values("text", type));
		}
	}

	@TiDBTable("read_digits")
	record Numbers(@PrimaryKey long id, @TiDBColumn(type = "DECIMAL(40,20)") double amount,
			@TiDBColumn(type = "BIGINT") double large, @TiDBColumn(type = "BIGINT UNSIGNED") double unsigned,
			@TiDBColumn(type = "DECIMAL(30,10)") float single, @TiDBColumn(type = "INT") float whole,
			@TiDBColumn(type = "DOUBLE") float twice, @TiDBColumn(type = "DECIMAL(30,20)") @Nullable Double boxed,
			String text) {

	}

	record Projected(double text, float twice) {

	}

}
