package io.github.tidbspring.client.table;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.ColumnConverter;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Types of an application's own in columns.
 */
@NullMarked
@ContractTests
class ColumnConverterIntegrationTests {

	private static final ColumnConverter<Money, BigDecimal> MONEY = ColumnConverter.of(Money.class, BigDecimal.class,
			Money::amount, Money::new);

	private static final ColumnConverter<Sku, String> SKU = ColumnConverter.of(Sku.class, String.class, Sku::code,
			Sku::new);

	private final TiDBClient tidb;

	private final Table<Item> items;

	ColumnConverterIntegrationTests(ContractServer server) {
		this.tidb = TiDBClient.builder(server.client().dataSource())
			.columnConverter(MONEY)
			.columnConverter(SKU)
			.columnConverter(new Binary())
			.columnConverter(
					ColumnConverter.of(Currency.class, String.class, Currency::getCurrencyCode, Currency::getInstance))
			.build();
		this.items = this.tidb.table(Item.class);
	}

	@BeforeEach
	void create() {
		this.items.schema().recreate();
	}

	@AfterEach
	void close() {
		this.tidb.close();
	}

	@Test
	void whenTheTableIsMadeThenItHasTheColumnsOfWhatIsStored() {
		assertThat(this.items.schema().ddl()).contains("`sku` VARCHAR(255) NOT NULL", "`price` DECIMAL(9,2) NOT NULL",
				"`discount` DECIMAL(38,10) NULL", "`token` VARBINARY(16) NULL", "`currency` CHAR(3) NULL",
				"`prices` JSON NULL", "PRIMARY KEY (`sku`)");
		this.items.schema().validate();
	}

	@Test
	void whenARowIsWrittenThenItComesBackAsItIs() {
		Item one = item("a", "1.50");
		UUID token = UUID.randomUUID();
		Item all = new Item(new Sku("b"), money("2.25"), money("0.1"), token, Currency.getInstance("EUR"),
				List.of(money("7")));
		this.items.insertAll(List.of(one, all));
		assertThat(this.items.findById(new Sku("a"))).contains(one);
		assertThat(this.items.findById(new Sku("b"))).contains(all);
		assertThat(this.items.findAllById(List.of(new Sku("b"), new Sku("a")))).hasSize(2);
		this.items.save(item("a", "3.00"));
		assertThat(this.items.find(Filter.eq("sku", new Sku("a"))).one()).map(Item::price).contains(money("3.00"));
		assertThat(this.items.deleteById(new Sku("a"))).isTrue();
		assertThat(this.tidb.sql("SELECT HEX(token) FROM item").query(String.class).single())
			.isEqualToIgnoringCase(token.toString().replace("-", ""));
	}

	@Test
	void whenAConditionHasAValueThenWhatIsStoredIsCompared() {
		this.items.insertAll(List.of(item("a", "1"), item("b", "2"), item("c", "10")));
		assertThat(codes(Filter.gt("price", money("1.5")))).containsExactly("b", "c");
		assertThat(codes(Filter.in("price", money("1"), money("10.00")))).containsExactly("a", "c");
		assertThat(codes(Filter.between("price", money("1.5"), money("9")))).containsExactly("b");
		assertThat(codes(Filter.ne("sku", new Sku("b")))).containsExactly("a", "c");
		assertThat(codes(Filter.isNull("discount"))).hasSize(3);
		assertThat(codes(Filter.like("sku", "b%"))).containsExactly("b");
		assertThat(codes(Filter.sql("price = :price", Map.of("price", money("2"))))).containsExactly("b");
		// What is stored is a value, too, such as that of a filter in JSON.
		assertThat(codes(Filter.of(Map.of("price", Map.of("$gte", 2))))).containsExactly("b", "c");
	}

	@Test
	void whenAValueIsUpdatedThenItIsConverted() {
		this.items.insertAll(List.of(item("a", "1"), item("b", "2")));
		this.items.update(Filter.eq("sku", new Sku("a")), Map.of("price", money("5"), "discount", money("1")));
		assertThat(this.items.findById(new Sku("a"))).map(Item::price).contains(money("5.00"));
		assertThat(codes(Filter.eq("discount", money("1")))).containsExactly("a");
	}

	@Test
	void whenRowsAreInOrderThenPagesFollowEachOther() {
		this.items.insertAll(List.of(item("a", "10"), item("b", "9"), item("c", "2")));
		List<Item> page = this.items.find().orderBy(SortOrder.asc("price")).limit(2).list();
		assertThat(page).extracting((item) -> item.sku().code()).containsExactly("c", "b");
		assertThat(this.items.find().orderBy(SortOrder.asc("price")).after(page.get(1)).limit(2).list())
			.extracting((item) -> item.sku().code())
			.containsExactly("a");
	}

	@Test
	void whenColumnsAreReadIntoAnotherTypeThenTheyAreConverted() {
		this.items.insert(item("a", "1.5"));
		assertThat(this.items.find().into(Price.class).list()).containsExactly(new Price(new Sku("a"), money("1.50")));
		assertThat(this.items.find().values("price", Money.class)).containsExactly(money("1.50"));
		assertThat(this.items.find().values("price", BigDecimal.class)).containsExactly(new BigDecimal("1.50"));
		assertThat(this.tidb.sql("SELECT sku, price FROM item").query(Price.class).list())
			.containsExactly(new Price(new Sku("a"), money("1.50")));
		assertThat(this.tidb.sql("SELECT price FROM item").query(Money.class).single()).isEqualTo(money("1.50"));
	}

	@Test
	void whenAValueCannotBeStoredThenThePropertyIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.items.insert(item("a", "1.234")))
			.withMessageContaining("Item.price");
		assertThatIllegalArgumentException().isThrownBy(() -> this.items.insert(item("fails", "1")))
			.withMessageContaining("Item.sku")
			.withMessageContaining("no such article");
		assertThatIllegalArgumentException().isThrownBy(() -> this.items.insert(item("null", "1")))
			.withMessageContaining("toColumn(…) returned null");
	}

	@Test
	void whenWhatIsStoredCannotBeReadThenColumnAndPropertyAreNamed() {
		this.tidb.sql("INSERT INTO item (sku, price, currency) VALUES ('a', 1, '???')").update();
		assertThatExceptionOfType(DataRetrievalFailureException.class).isThrownBy(() -> this.items.find().list())
			.withMessageContaining("`currency`")
			.withMessageContaining("Item.currency");
	}

	@Test
	void whenAClientHasNoConverterThenTheTypeIsRefusedAndTheWayOutNamed() {
		try (TiDBClient without = TiDBClient.create(this.tidb.dataSource())) {
			assertThatIllegalArgumentException().isThrownBy(() -> without.table(Item.class))
				.withMessageContaining("Item.sku")
				.withMessageContaining("ColumnConverter");
		}
	}

	@Test
	void whenAConverterCannotBeThenTheBuilderSaysSo() {
		TiDBClient.Builder builder = TiDBClient.builder(this.tidb.dataSource()).columnConverter(MONEY);
		assertThatIllegalArgumentException().isThrownBy(() -> builder.columnConverter(MONEY))
			.withMessageContaining("two column converters for " + Money.class.getName());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> builder
				.columnConverter(ColumnConverter.of(String.class, String.class, (text) -> text, (text) -> text)))
			.withMessageContaining("java.lang.String is one that columns have");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> builder.columnConverter(
					ColumnConverter.of(Sku.class, Thread.class, (sku) -> new Thread(), (t) -> new Sku(""))))
			.withMessageContaining("stores java.lang.Thread, which no column has");
	}

	private List<String> codes(Filter filter) {
		return this.items.find(filter)
			.list()
			.stream()
			.map((item) -> item.sku().code())
			.sorted(Comparator.naturalOrder())
			.toList();
	}

	private static Item item(String sku, String price) {
		return new Item(new Sku(sku), money(price), null, null, null, null);
	}

	private static Money money(String amount) {
		return new Money(new BigDecimal(amount));
	}

	record Item(@PrimaryKey Sku sku, @TiDBColumn(precision = 9, scale = 2) Money price, @Nullable Money discount,
			@TiDBColumn(length = 16) @Nullable UUID token, @TiDBColumn(type = "CHAR(3)") @Nullable Currency currency,
			@JsonColumn @Nullable List<Money> prices) {
	}

	record Price(Sku sku, Money price) {
	}

	record Money(BigDecimal amount) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Money money && money.amount.compareTo(this.amount) == 0;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.amount.stripTrailingZeros());
		}

	}

	record Sku(String code) {

		@Override
		public String code() {
			if (this.code.equals("fails")) {
				throw new IllegalStateException("no such article");
			}
			return this.code.equals("null") ? null : this.code.toLowerCase(Locale.ROOT);
		}

	}

	/** A UUID in 16 bytes instead of 36 characters. */
	static class Binary implements ColumnConverter<UUID, byte[]> {

		@Override
		public Class<UUID> javaType() {
			return UUID.class;
		}

		@Override
		public Class<byte[]> columnType() {
			return byte[].class;
		}

		@Override
		public byte[] toColumn(UUID value) {
			return java.nio.ByteBuffer.allocate(16)
				.putLong(value.getMostSignificantBits())
				.putLong(value.getLeastSignificantBits())
				.array();
		}

		@Override
		public UUID toJava(byte[] stored) {
			java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(stored);
			return new UUID(bytes.getLong(), bytes.getLong());
		}

	}

}
