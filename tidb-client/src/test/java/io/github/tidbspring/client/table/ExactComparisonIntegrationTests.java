package io.github.tidbspring.client.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.query.Filter;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What values of other types than the property's find, with statements prepared on the
 * client and on the server: exactly what is equal, less or greater, and nothing that the
 * server would make so.
 */
@NullMarked
@ContractTests
@ParameterizedClass
@ValueSource(booleans = { false, true })
class ExactComparisonIntegrationTests {

	private static final UUID ID = UUID.fromString("0000000a-00bc-0def-0000-00000000000f");

	private final ContractServer server;

	@Parameter
	private boolean preparedOnServer;

	private TiDBClient tidb;

	private Table<Values> values;

	@SuppressWarnings("NullAway.Init")
	ExactComparisonIntegrationTests(ContractServer server) {
		this.server = server;
	}

	@BeforeEach
	void insert() {
		this.tidb = this.server.client(Map.of("useServerPrepStmts", String.valueOf(this.preparedOnServer)));
		this.values = this.tidb.table(Values.class).schema().recreate();
		this.values.insertAll(List.of(
				row(1, "5 or so", false, 5, 9_007_199_254_740_993L, new BigDecimal("0.10"), 0.1f, 0.1,
						BigInteger.TWO.pow(64)),
				row(2, "0", true, 0, 9_007_199_254_740_992L, new BigDecimal("5.00"), 0.5f, 9_007_199_254_740_992.0,
						BigInteger.ONE)));
	}

	private static Values row(long id, String text, boolean flag, int whole, long large, BigDecimal amount,
			float single, double twice, BigInteger huge) {
		return new Values(id, text, Colour.RED, ID, 'x', flag, whole, large, amount, single, twice, huge,
				Instant.parse("2024-05-01T09:59:59Z"), LocalDateTime.parse("2024-05-01T09:59:59.5"),
				LocalDate.of(2024, 5, 1), LocalTime.of(9, 59, 59), Year.of(2024));
	}

	@AfterEach
	void close() {
		this.tidb.close();
	}

	// In one test, since making the table takes longer than all of them.
	@Test
	void valueFindsWhatIsEqual() {
		assertSoftly((softly) -> equal().forEach((each) -> {
			String property = (String) each.get()[0];
			Object value = each.get()[1];
			for (Filter filter : List.of(Filter.eq(property, value), Filter.in(property, value, null),
					Filter.gte(property, value).and(Filter.lte(property, value)),
					Filter.not(Filter.ne(property, value)))) {
				softly.assertThat(ids(filter)).as("%s (%s)", filter, value).isEqualTo(each.get()[2]);
			}
		}));
	}

	private static Stream<Arguments> equal() {
		List<Long> none = List.of();
		List<Long> first = List.of(1L);
		List<Long> second = List.of(2L);
		List<Long> both = List.of(1L, 2L);
		return Stream.of(arguments("text", new StringBuilder("0"), second), arguments("text", '0', second),
				arguments("text", "5", none), arguments("flag", true, second), arguments("whole", 5L, first),
				arguments("whole", 5.0, first), arguments("whole", 5.5, none), arguments("whole", 4.9999999999, none),
				arguments("whole", new BigDecimal("5.00"), first), arguments("whole", (byte) 5, first),
				arguments("whole", new AtomicLong(5), first), arguments("whole", 1L << 40, none),
				arguments("whole", BigInteger.TWO.pow(200), none), arguments("whole", 1e-20, none),
				arguments("whole", (1L << 32) + 5, none), arguments("large", 9_007_199_254_740_993L, first),
				arguments("large", new BigDecimal("9007199254740992"), second),
				arguments("large", new BigDecimal("9007199254740992.5"), none), arguments("large", 0.1, none),
				arguments("large", BigInteger.valueOf(9_007_199_254_740_992L), second), arguments("amount", 0.1, first),
				arguments("amount", 0.1f, first), arguments("amount", 5, second), arguments("amount", 5L, second),
				arguments("amount", new BigDecimal("0.1000"), first),
				arguments("amount", new BigDecimal("0.1000000000000000000001"), none),
				arguments("amount", 0.10000000000000002, none), arguments("single", 0.1f, first),
				arguments("single", 0.5, second), arguments("single", new BigDecimal("0.5"), second),
				arguments("single", 1, none), arguments("twice", 0.1, first), arguments("twice", 0.1f, none),
				arguments("twice", new BigDecimal("0.1"), first), arguments("twice", 1L << 53, second),
				arguments("twice", (1L << 53) + 2, none), arguments("huge", BigInteger.TWO.pow(64), first),
				arguments("huge", BigInteger.TWO.pow(64).add(BigInteger.ONE), none),
				arguments("huge", new BigDecimal("1.0"), second), arguments("huge", 1, second),
				arguments("id", 1, first), arguments("id", 1.0, first), arguments("id", 1.5, none),
				arguments("colour", "RED", both), arguments("colour", "GREEN", none),
				arguments("colour", Colour.RED, both), arguments("uuid", "0000000A-00BC-0DEF-0000-00000000000F", both),
				arguments("uuid", "a-bc-def-0-f", both), arguments("letter", "x", both),
				arguments("instant", "2024-05-01T09:59:59Z", both),
				arguments("instant", "2024-05-01T11:59:59+02:00", both),
				arguments("instant", "2024-05-01T09:59:59.0000009Z", both),
				arguments("instant", "2024-05-01T11:59:59+02:00[Europe/Paris]", both),
				arguments("instant", "2024-05-01T11:59:59Z", none),
				arguments("instant", OffsetDateTime.parse("2024-05-01T11:59:59+02:00"), both),
				arguments("instant", ZonedDateTime.parse("2024-05-01T11:59:59+02:00[Europe/Paris]"), both),
				arguments("instant", java.util.Date.from(Instant.parse("2024-05-01T09:59:59Z")), both),
				arguments("instant", java.sql.Timestamp.from(Instant.parse("2024-05-01T09:59:59Z")), both),
				arguments("local", "2024-05-01T09:59:59.5", both), arguments("local", "2024-05-01T09:59", none),
				arguments("day", "2024-05-01", both), arguments("day", java.sql.Date.valueOf("2024-05-01"), both),
				arguments("time", "09:59:59", both), arguments("year", 2024, both), arguments("year", "2024", both),
				arguments("year", 24, none), arguments("year", Year.of(2023), none));
	}

	@Test
	void valueFindsWhatIsGreater() {
		assertSoftly((softly) -> greater().forEach((each) -> {
			String property = (String) each.get()[0];
			Object value = each.get()[1];
			for (Filter filter : List.of(Filter.gt(property, value), Filter.not(Filter.lte(property, value)))) {
				softly.assertThat(ids(filter)).as("%s (%s)", filter, value).isEqualTo(each.get()[2]);
			}
		}));
	}

	private static Stream<Arguments> greater() {
		List<Long> none = List.of();
		List<Long> first = List.of(1L);
		List<Long> second = List.of(2L);
		List<Long> both = List.of(1L, 2L);
		return Stream.of(arguments("whole", 4.5, first), arguments("whole", -0.5, both), arguments("whole", 5.1, none),
				arguments("whole", BigInteger.TWO.pow(100), none),
				arguments("whole", BigInteger.TWO.pow(100).negate(), both), arguments("whole", 1e-20, first),
				arguments("large", new BigDecimal("9007199254740992.5"), first),
				arguments("large", 9_007_199_254_740_991.0, both), arguments("amount", 0.1, second),
				arguments("amount", 0.09999999999999999, both), arguments("single", 0.1f, second),
				arguments("single", 0.1, both), arguments("single", 0.2, second), arguments("twice", 0.1, second),
				arguments("twice", 0.1f, second), arguments("huge", Long.MAX_VALUE, first),
				arguments("id", 1.5, second), arguments("id", 0.5, both),
				arguments("instant", "2024-05-01T11:59:58+02:00", both),
				arguments("instant", "2024-05-01T11:59:59+02:00", none), arguments("day", "2024-04-30", both),
				arguments("year", 2023.5, both));
	}

	@Test
	void keyMayBeAnotherNumberOfTheSameValue() {
		assertThat(this.values.findById(1.0)).isPresent();
		assertThat(this.values.findById(new BigDecimal("1.00"))).isPresent();
		assertThat(this.values.findById(1.5)).isEmpty();
		assertThat(this.values.findAllById(List.of((byte) 1, BigInteger.TWO, 3L))).hasSize(2);
		assertThat(this.values.deleteById(1.25)).isFalse();
		assertThat(this.values.deleteById(1.0f)).isTrue();
	}

	@Test
	void updateStoresWhatAnInsertWouldHave() {
		assertThat(this.values.update(Filter.eq("id", 1),
				Map.of("colour", "GREEN", "uuid", "A-BC-DEF-0-1", "whole", 7.0, "amount", 0.2, "twice",
						new BigDecimal("0.3"), "instant", "2024-05-01T02:00:00+02:00", "year", 2025, "letter", "y")))
			.isEqualTo(1);
		Values row = this.values.findById(1).orElseThrow();
		assertThat(row.colour()).isEqualTo(Colour.GREEN);
		assertThat(row.uuid()).isEqualTo(UUID.fromString("0000000a-00bc-0def-0000-000000000001"));
		assertThat(ids(Filter.eq("uuid", row.uuid()))).containsExactly(1L);
		assertThat(row.whole()).isEqualTo(7);
		assertThat(row.amount()).isEqualByComparingTo("0.2");
		assertThat(row.twice()).isEqualTo(0.3);
		assertThat(row.instant()).isEqualTo("2024-05-01T00:00:00Z");
		assertThat(row.year()).isEqualTo(Year.of(2025));
		assertThat(row.letter()).isEqualTo('y');
	}

	@Test
	void patternMatchesWhatIsStoredAsText() {
		assertThat(ids(Filter.startsWith("colour", "RE"))).containsExactly(1L, 2L);
		assertThat(ids(Filter.like("uuid", "0000000a-%"))).containsExactly(1L, 2L);
		assertThat(ids(Filter.contains("text", "or"))).containsExactly(1L);
	}

	private List<Long> ids(Filter filter) {
		return this.values.find(filter).list().stream().map(Values::id).sorted().toList();
	}

	enum Colour {

		RED, GREEN

	}

	record Values(@PrimaryKey long id, String text, Colour colour, UUID uuid, char letter, boolean flag, int whole,
			long large, @TiDBColumn(precision = 20, scale = 2) BigDecimal amount, float single, double twice,
			BigInteger huge, Instant instant, LocalDateTime local, LocalDate day, LocalTime time, Year year) {

	}

}
