package io.github.tidbspring.client.table;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.StandInOnly;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.client.query.SortOrder;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Saving never changes another row; reading row by row holds its connection.
 */
@NullMarked
@ContractTests
class SaveIntegrationTests {

	private final ContractServer server;

	private final Table<Account> accounts;

	private final Table<Event> events;

	SaveIntegrationTests(ContractServer server) {
		this.server = server;
		this.accounts = server.client().table(Account.class);
		this.events = server.client().table(Event.class);
	}

	@BeforeEach
	void recreate() {
		this.accounts.schema().recreate();
		this.events.schema().recreate();
	}

	@Test
	void whenAUniqueValueIsTakenThenSavingFailsAndTheOtherRowStays() {
		this.accounts.save(new Account(1, "a@example.org", "one"));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.accounts.save(new Account(2, "a@example.org", "two")));
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.accounts.bulk()
				.save(List.of(new Account(3, "c@example.org", "three"), new Account(4, "a@example.org", "four"))))
			.withCauseInstanceOf(DuplicateKeyException.class);
		assertThat(this.accounts.find().list()).containsExactly(new Account(1, "a@example.org", "one"));
	}

	@Test
	void whenRowIsUnchangedThenSavingItAgainIsFine() {
		Account account = new Account(1, "a@example.org", "one");
		this.accounts.save(account);
		this.accounts.save(account);
		this.accounts.saveAll(List.of(account, new Account(2, "b@example.org", "two")));
		assertThat(this.accounts.find().orderBy(SortOrder.asc("id")).list()).containsExactly(account,
				new Account(2, "b@example.org", "two"));
	}

	@Test
	void whenTheDriverCountsChangedRowsOnlyThenSavingAnUnchangedRowIsFineToo() {
		Event saved = this.events.insert(new Event(null, "x"));
		try (TiDBClient counting = this.server.client(Map.of("useAffectedRows", "true"))) {
			Table<Event> table = counting.table(Event.class);
			assertThat(table.save(saved)).isEqualTo(saved);
			assertThat(table.bulk().save(List.of(saved, new Event(null, "y")))).isEqualTo(2);
		}
		assertThat(this.events.count()).isEqualTo(2);
	}

	@Test
	void whenTiDBChoosesTheKeysThenARowWithAnUnknownOneIsNotSaved() {
		assertThatExceptionOfType(EmptyResultDataAccessException.class)
			.isThrownBy(() -> this.events.save(new Event(42L, "x")))
			.withMessageContaining("TiDB generates the keys");
	}

	@Test
	void whenManyRowsAreSavedThenEachIsInsertedOrUpdatedOnce() {
		this.accounts.bulk().insert(IntStream.range(0, 500).mapToObj((i) -> account(i, "before")));
		long rows = this.accounts.bulk()
			.batchSize(300)
			.save(IntStream.range(250, 900).mapToObj((i) -> account(i, "after")));
		assertThat(rows).isEqualTo(650);
		assertThat(this.accounts.count(Filter.eq("name", "before"))).isEqualTo(250);
		assertThat(this.accounts.count(Filter.eq("name", "after"))).isEqualTo(650);
	}

	@Test
	void whenAParameterOfOwnSqlIsNullThenItIsOne() {
		this.accounts.save(new Account(1, "a@example.org", null));
		Filter noName = Filter.sql("name <=> :name", Collections.singletonMap("name", null));
		assertThat(this.accounts.find(noName).list()).hasSize(1);
		assertThat(this.accounts.count(noName)).isEqualTo(1);
	}

	@Test
	void whenAKeyIsAListOrATypeHasNoColumnsThenTheMessageSaysWhatIsMeant() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.accounts.findById(List.of(1)))
			.withMessageContaining("one value of id, and not a list");
		assertThatIllegalArgumentException().isThrownBy(() -> this.accounts.find().into(Object.class))
			.withMessageContaining("values(property, type)");
	}

	@Test
	void whenRowsAreStreamedInATransactionThenItsConnectionIsFreeForOtherStatements() {
		this.accounts.bulk().insert(IntStream.range(0, 5000).mapToObj((i) -> account(i, "x")));
		this.server.client().inTransactionWithoutResult((tidb) -> {
			try (Stream<Account> rows = this.accounts.find().orderBy(SortOrder.asc("id")).stream()) {
				Iterator<Account> iterator = rows.iterator();
				for (int i = 0; i < 5000; i++) {
					assertThat(iterator.next().id()).isEqualTo(i);
					if (i % 1000 == 500) {
						assertThat(this.accounts.update(Filter.eq("id", i), Map.of("name", "seen"))).isEqualTo(1);
					}
				}
				assertThat(iterator.hasNext()).isFalse();
			}
		});
		assertThat(this.accounts.count(Filter.eq("name", "seen"))).isEqualTo(5);
	}

	@Test
	@StandInOnly("TiDB does not count fetches in SHOW STATUS")
	void whenRowsAreStreamedThenTheServerSendsAThousandAtATime() {
		this.accounts.bulk().insert(IntStream.range(0, 5000).mapToObj((i) -> account(i, "x")));
		this.server.client().inTransactionWithoutResult((tidb) -> {
			long before = fetches(tidb);
			try (Stream<Account> rows = this.accounts.find().stream()) {
				assertThat(rows.limit(2500).count()).isEqualTo(2500);
			}
			assertThat(fetches(tidb) - before).as("fetches of 1000 rows for 2500").isEqualTo(3);
		});
	}

	/** How often this connection has asked for more rows. */
	private static long fetches(TiDBClient tidb) {
		return tidb.sql("SHOW SESSION STATUS LIKE 'Com_stmt_fetch'").query((row, number) -> row.getLong(2)).single();
	}

	private static Account account(int id, String name) {
		return new Account(id, id + "@example.org", name);
	}

	@TiDBTable("accounts")
	record Account(@PrimaryKey long id, @TiDBIndex(unique = true) String email, @Nullable String name) {

	}

	@TiDBTable("events")
	record Event(@PrimaryKey @AutoRandom @Nullable Long id, String name) {

	}

}
