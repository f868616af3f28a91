package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataRetrievalFailureException;

import static io.github.tidbspring.client.query.Filter.between;
import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.in;
import static io.github.tidbspring.client.query.Filter.ne;
import static io.github.tidbspring.client.query.Filter.notIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is read as true is what a condition finds as true: 1 is true, 0 is false, and any
 * other number is neither.
 */
@NullMarked
@ContractTests
class BooleansReadIntegrationTests {

	private final TiDBClient tidb;

	private final Table<Flags> flags;

	BooleansReadIntegrationTests(TiDBClient tidb) {
		this.tidb = tidb;
		this.flags = tidb.table(Flags.class);
	}

	@BeforeEach
	void create() {
		this.flags.schema().recreate();
		this.flags.insert(new Flags(1, true, true, true, true, true, true, true, new float[] { 1, 2 }));
		this.flags.insert(new Flags(2, false, false, false, false, false, false, false, new float[] { 1, 3 }));
		this.flags.insert(new Flags(3, true, false, true, false, true, false, null, new float[] { 1, 4 }));
	}

	@AfterEach
	void drop() {
		this.flags.schema().drop();
	}

	@ParameterizedTest
	@CsvSource({ "active, 5", "active, -1", "active, -2", "small, 2", "small, -128", "whole, 4000000000", "large, -1",
			"large, 9223372036854775807", "unsigned, 18446744073709551615", "bits, b'101'", "bits, 255", "boxed, 7" })
	void numberThatIsNeitherIsReadAsNeither(String column, String number) {
		this.tidb.sql("UPDATE read_flags SET `%s` = %s WHERE id = 1".formatted(column, number)).update();
		checkUnreadable(column, () -> this.flags.findById(1));
		checkUnreadable(column, () -> this.flags.findAllById(List.of(1, 2)));
		checkUnreadable(column, () -> this.flags.find(eq("id", 1)).list());
		checkUnreadable(column, () -> this.flags.find(ne(column, true)).list());
		checkUnreadable(column, () -> {
			try (Stream<Flags> rows = this.flags.find(eq("id", 1)).stream()) {
				rows.toList();
			}
		});
		checkUnreadable(column, () -> this.flags.find().values(column, Boolean.class));
		checkUnreadable(column, () -> this.flags.find().values(column, Object.class));
		checkUnreadable(column, () -> this.flags.search().vector(new float[] { 1, 2 }).limit(3).list());
		assertThat(this.flags.find(eq("id", 1)).values("active", String.class)).hasSize(1);
	}

	private static void checkUnreadable(String column, Runnable read) {
		assertThatExceptionOfType(DataRetrievalFailureException.class).as(column)
			.isThrownBy(read::run)
			.withMessageContaining("The column `" + column + "` has a value that does not fit Flags." + column)
			.havingRootCause()
			.withMessage("A number that is neither 0 nor 1 is neither false nor true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "active", "small", "whole", "large", "unsigned", "bits", "boxed" })
	void conditionsFindWhatIsReadSo(String column) {
		this.tidb.sql("INSERT INTO read_flags SELECT 4, 1, 1, 1, 1, 1, 1, 1, '[1,5]'").update();
		this.tidb.sql("UPDATE read_flags SET `%s` = 3 WHERE id = 4".formatted(column)).update();
		List<Flags> rows = this.flags.find(Filter.in("id", 1, 2, 3)).list();
		List<Long> trues = rows.stream()
			.filter((row) -> Boolean.TRUE.equals(row.value(column)))
			.map(Flags::id)
			.toList();
		List<Long> falses = rows.stream()
			.filter((row) -> Boolean.FALSE.equals(row.value(column)))
			.map(Flags::id)
			.toList();
		assertThat(ids(eq(column, true))).isEqualTo(trues);
		assertThat(ids(eq(column, false))).isEqualTo(falses);
		assertThat(ids(in(column, true))).isEqualTo(trues);
		assertThat(ids(Filter.of(Map.of(column, true)))).isEqualTo(trues);
		assertThat(ids(Filter.of(Map.of(column, Map.of("$in", List.of(false)))))).isEqualTo(falses);
		assertThat(ids(in(column, true, false))).hasSize(trues.size() + falses.size()).doesNotContain(4L);
		assertThat(ids(between(column, false, true))).doesNotContain(4L);
		assertThat(ids(ne(column, true))).contains(4L).containsAll(falses).doesNotContainAnyElementsOf(trues);
		assertThat(ids(ne(column, false))).contains(4L).containsAll(trues).doesNotContainAnyElementsOf(falses);
		assertThat(ids(notIn(column, true, false))).containsExactly(4L);
	}

	private List<Long> ids(Filter filter) {
		return this.flags.find(filter).into(IdOnly.class).list().stream().map(IdOnly::id).sorted().toList();
	}

	@Test
	void whatIsNeitherIsFoundReadAsANumberAndPutRight() {
		this.tidb.sql("UPDATE read_flags SET active = 5 WHERE id = 1").update();
		Filter neither = notIn("active", true, false);
		assertThat(this.flags.find(neither).values("active", Integer.class)).containsExactly(5);
		assertThat(this.flags.delete(eq("active", true).and(eq("id", 1)))).isZero();
		assertThat(this.flags.update(neither, Map.of("active", true))).isOne();
		assertThat(this.flags.findById(1)).hasValueSatisfying((row) -> assertThat(row.active()).isTrue());
		assertThat(this.flags.delete(eq("active", true).and(eq("id", 1)))).isOne();
	}

	@Test
	void textsAndOtherNumbersAreReadInTheSameWay() {
		Table<Others> others = this.tidb.table(Others.class).schema().recreate();
		others.insert(new Others(1, "true", 1.0, "1"));
		others.insert(new Others(2, "no", 0.0, "0.0"));
		assertThat(others.find().into(OthersAsFlags.class).list()).containsExactly(new OthersAsFlags(true, true, true),
				new OthersAsFlags(false, false, false));
		for (Others row : List.of(new Others(3, "5", 1.0, "1"), new Others(3, "true", 0.5, "1"),
				new Others(3, "true", 1.0, "-1"), new Others(3, "perhaps", 1.0, "1"))) {
			others.save(row);
			assertThatExceptionOfType(DataRetrievalFailureException.class).as(row.toString())
				.isThrownBy(() -> others.find().into(OthersAsFlags.class).list());
		}
		others.schema().drop();
	}

	@TiDBTable("read_flags")
	record Flags(@PrimaryKey long id, boolean active, @TiDBColumn(type = "TINYINT") boolean small,
			@TiDBColumn(type = "BIGINT") boolean whole, @TiDBColumn(type = "BIGINT") boolean large,
			@TiDBColumn(type = "BIGINT UNSIGNED") boolean unsigned, @TiDBColumn(type = "BIT(8)") boolean bits,
			@TiDBColumn(type = "INT") @Nullable Boolean boxed,
			@VectorColumn(dimensions = 2) float @Nullable [] embedding) {

		@Nullable Boolean value(String column) {
			return switch (column) {
				case "active" -> this.active;
				case "small" -> this.small;
				case "whole" -> this.whole;
				case "large" -> this.large;
				case "unsigned" -> this.unsigned;
				case "bits" -> this.bits;
				default -> this.boxed;
			};
		}

	}

	record IdOnly(long id) {

	}

	@TiDBTable("read_others")
	record Others(@PrimaryKey long id, String text, double number, String digits) {

	}

	record OthersAsFlags(boolean text, boolean number, boolean digits) {

	}

}
