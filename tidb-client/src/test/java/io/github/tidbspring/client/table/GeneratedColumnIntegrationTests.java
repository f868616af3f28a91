package io.github.tidbspring.client.table;

import java.util.List;
import java.util.stream.IntStream;

import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoIncrement;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A number that the server counts up, and that is not the key, or only a part of it.
 */
@NullMarked
@ContractTests
class GeneratedColumnIntegrationTests {

	private final Table<Seq> seqs;

	private final Table<Invoice> invoices;

	private final Table<Ticket> tickets;

	private final Table<Counter> counters;

	GeneratedColumnIntegrationTests(TiDBClient tidb) {
		this.seqs = tidb.table(Seq.class);
		this.invoices = tidb.table(Invoice.class);
		this.tickets = tidb.table(Ticket.class);
		this.counters = tidb.table(Counter.class);
	}

	@BeforeEach
	void recreate() {
		this.seqs.schema().recreate();
		this.invoices.schema().recreate();
		this.tickets.schema().recreate();
		this.counters.schema().recreate();
	}

	@Test
	void whenTheKeyIsThereThenTheRowIsUpdatedAndItsNumberKept() {
		Seq first = this.seqs.save(new Seq("a", null, "v1"));
		assertThat(first.seq()).isPositive();
		Seq second = this.seqs.save(new Seq("a", null, "v2"));
		assertThat(second).isEqualTo(new Seq("a", first.seq(), "v2"));
		assertThat(this.seqs.find().list()).containsExactly(second);
	}

	@Test
	void whenTheRowThatWasReadIsSavedThenItsNumberStays() {
		Seq first = this.seqs.insert(new Seq("a", null, "v1"));
		this.seqs.save(new Seq("a", first.seq(), "v2"));
		assertThat(this.seqs.save(new Seq("a", 0L, "v3"))).isEqualTo(new Seq("a", first.seq(), "v3"));
		assertThat(this.seqs.find().list()).containsExactly(new Seq("a", first.seq(), "v3"));
	}

	@Test
	void whenNothingChangesThenTheRowIsSavedToo() {
		Seq first = this.seqs.save(new Seq("a", null, "v1"));
		assertThat(this.seqs.save(new Seq("a", null, "v1"))).isEqualTo(first);
		assertThat(this.seqs.bulk().save(List.of(first, new Seq("a", null, "v1")))).isEqualTo(2);
		assertThat(this.seqs.find().list()).containsExactly(first);
	}

	@Test
	void whenManyRowsAreSavedThenEachIsInsertedOrUpdatedOnce() {
		List<Seq> there = this.seqs
			.insertAll(IntStream.range(0, 50).mapToObj((i) -> new Seq("k" + i, null, "old")).toList());
		assertThat(there).extracting(Seq::seq).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(
				this.seqs.bulk().save(IntStream.range(25, 75).mapToObj((i) -> new Seq("k" + i, null, "new")).toList()))
			.isEqualTo(50);
		List<Seq> stored = this.seqs.find().list();
		assertThat(stored).hasSize(75).extracting(Seq::seq).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(this.seqs.count(Filter.eq("v", "new"))).isEqualTo(50);
		assertThat(stored).filteredOn((row) -> row.v().equals("old"))
			.containsExactlyInAnyOrderElementsOf(there.subList(0, 25));
		assertThat(stored).filteredOn((row) -> there.stream().anyMatch((old) -> old.code().equals(row.code())))
			.extracting(Seq::seq)
			.containsExactlyInAnyOrderElementsOf(there.stream().map(Seq::seq).toList());
	}

	@Test
	void whenANewKeyComesTwiceInABatchThenItsLastRowIsThere() {
		assertThat(this.seqs.bulk()
			.save(List.of(new Seq("a", null, "v1"), new Seq("b", null, "v1"), new Seq("a", null, "v2")))).isEqualTo(3);
		assertThat(this.seqs.find().orderBy(SortOrder.asc("code")).list()).extracting(Seq::v)
			.containsExactly("v2", "v1");
	}

	@Test
	void whenARowIsInsertedWhoseKeyIsThereThenItIsRefused() {
		this.seqs.insert(new Seq("a", null, "v1"));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.seqs.insert(new Seq("a", null, "v2")));
	}

	@Test
	void whenANumberIsTakenThenSavingFailsAndTheOtherRowStays() {
		Seq first = this.seqs.save(new Seq("a", null, "v1"));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.seqs.save(new Seq("b", first.seq(), "v2")));
		assertThat(this.seqs.find().list()).containsExactly(first);
	}

	@Test
	void whenTheNumberIsAPrimitiveThenItIsKeptToo() {
		Counter first = this.counters.save(new Counter("a", 0));
		assertThat(first.number()).isPositive();
		assertThat(this.counters.save(new Counter("a", 0))).isEqualTo(first);
		this.counters.saveAll(List.of(new Counter("a", 0), new Counter("b", 0)));
		assertThat(this.counters.findById("a")).contains(first);
		assertThat(this.counters.count()).isEqualTo(2);
	}

	@Test
	void whenTheNumberIsPartOfTheKeyThenARowWithoutItIsNew() {
		Invoice first = this.invoices.save(new Invoice("t1", null, "v1"));
		Invoice second = this.invoices.save(new Invoice("t1", null, "v2"));
		assertThat(first.number()).isPositive().isNotEqualTo(second.number());
		this.invoices.save(new Invoice("t1", first.number(), "changed"));
		assertThat(this.invoices.find().orderBy(SortOrder.asc("number")).list()).extracting(Invoice::text)
			.containsExactly("changed", "v2");
	}

	@Test
	void whenTheNumberOfAnotherKeyIsSavedThenThatRowStays() {
		Invoice first = this.invoices.save(new Invoice("t1", null, "v1"));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.invoices.save(new Invoice("t2", first.number(), "v2")));
		assertThat(this.invoices.find().list()).containsExactly(first);
	}

	@Test
	void whenTheNumberLeadsTheKeyThenRowsAreSavedByTheWholeKey() {
		Ticket first = this.tickets.save(new Ticket(null, "t1", "v1"));
		this.tickets.save(new Ticket(first.number(), "t2", "v2"));
		this.tickets.saveAll(List.of(new Ticket(first.number(), "t1", "changed"), new Ticket(null, "t1", "v3")));
		assertThat(this.tickets.count()).isEqualTo(3);
		assertThat(this.tickets.find(Filter.eq("number", first.number())).orderBy(SortOrder.asc("tenant")).list())
			.extracting(Ticket::text)
			.containsExactly("changed", "v2");
	}

	@TiDBTable("generated_seq")
	record Seq(@PrimaryKey String code, @AutoIncrement @Nullable Long seq, String v) {

	}

	@TiDBTable("generated_counter")
	record Counter(@PrimaryKey String code, @AutoIncrement int number) {

	}

	@TiDBTable("generated_invoice")
	record Invoice(@PrimaryKey String tenant, @PrimaryKey @AutoIncrement @Nullable Long number, String text) {

	}

	@TiDBTable("generated_ticket")
	record Ticket(@PrimaryKey @AutoIncrement @Nullable Long number, @PrimaryKey String tenant, String text) {

	}

}
