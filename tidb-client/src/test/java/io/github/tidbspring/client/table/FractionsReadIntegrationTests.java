package io.github.tidbspring.client.table;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A number with a fraction is not read as a whole one, which would be saved without it.
 */
@NullMarked
@ContractTests
class FractionsReadIntegrationTests {

	private final TiDBClient tidb;

	FractionsReadIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
	}

	@ParameterizedTest
	@CsvSource({ "price, 9.99", "twice, 1.5", "twice, -0.25", "single, 2.5", "boxed, 0.01" })
	void fractionThatThePropertyDoesNotHaveIsAnError(String column, String number) {
		Table<Wholes> wholes = this.tidb.table(Wholes.class).schema().recreate();
		wholes.insert(new Wholes(1, 5, 6L, (short) 7, (byte) 8));
		this.tidb.sql("UPDATE read_wholes SET %s = %s".formatted(column, number)).update();
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> wholes.findById(1))
			.withMessageContaining("`" + column + "`")
			.withMessageContaining("Wholes." + column);
		wholes.schema().drop();
	}

	@Test
	void wholeNumberAndNullAreReadWhateverTheColumnIs() {
		Table<Wholes> wholes = this.tidb.table(Wholes.class).schema().recreate();
		Wholes row = new Wholes(1, Integer.MIN_VALUE, 1L << 53, (short) -7, null);
		wholes.insert(row);
		assertThat(wholes.findById(1)).contains(row);
		this.tidb.sql("UPDATE read_wholes SET price = 100, boxed = 4.00").update();
		assertThat(wholes.findById(1)).contains(new Wholes(1, 100, 1L << 53, (short) -7, (byte) 4));
		wholes.schema().drop();
	}

	@Test
	void projectionAndValuesDoNotCutEither() {
		Table<Fractions> fractions = this.tidb.table(Fractions.class).schema().recreate();
		fractions.insert(new Fractions(1, 9.5, "10"));
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> fractions.find().values("number", Integer.class));
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> fractions.find().into(WholeNumber.class).list());
		assertThat(fractions.find().values("text", Integer.class)).containsExactly(10);
		assertThat(fractions.find().values("number", Double.class)).containsExactly(9.5);
		fractions.schema().drop();
	}

	@TiDBTable("read_wholes")
	record Wholes(@PrimaryKey long id, @TiDBColumn(type = "DECIMAL(12,2)") int price,
			@TiDBColumn(type = "DOUBLE") long twice, @TiDBColumn(type = "FLOAT") short single,
			@TiDBColumn(type = "DECIMAL(5,2)") @Nullable Byte boxed) {
	}

	@TiDBTable("read_fractions")
	record Fractions(@PrimaryKey long id, double number, String text) {
	}

	record WholeNumber(long number) {
	}

}
