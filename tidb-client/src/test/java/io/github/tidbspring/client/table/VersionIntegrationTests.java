package io.github.tidbspring.client.table;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.Requires;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.AutoRandom;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBIndex;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.annotation.VersionColumn;
import io.github.tidbspring.client.server.Capability;
import io.github.tidbspring.client.transaction.TransactionOptions;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;

import static io.github.tidbspring.client.query.Change.set;
import static io.github.tidbspring.client.query.Filter.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Rows with a version.
 */
@NullMarked
@ContractTests
class VersionIntegrationTests {

	private final TiDBClient tidb;

	private final Table<Task> tasks;

	private final Table<Counted> counted;

	private final Table<Generated> generated;

	VersionIntegrationTests(ContractServer server) {
		this.tidb = server.client();
		this.tasks = this.tidb.table(Task.class);
		this.counted = this.tidb.table(Counted.class);
		this.generated = this.tidb.table(Generated.class);
	}

	@BeforeEach
	void empty() {
		this.tasks.schema().createIfAbsent().deleteAll();
		this.counted.schema().createIfAbsent().deleteAll();
		this.generated.schema().createIfAbsent().deleteAll();
	}

	@Test
	void insertAndSaveReturnTheVersionThatIsStored() {
		Task first = this.tasks.insert(new Task(1, "a", "plan", null));
		assertThat(first.version()).isZero();
		assertThat(this.tasks.findById(1)).contains(first);
		Task second = this.tasks.save(new Task(1, "a", "done", first.version()));
		assertThat(second).isEqualTo(new Task(1, "a", "done", 1L));
		assertThat(this.tasks.findById(1)).contains(second);
		assertThat(this.tasks.save(new Task(2, "b", "new", null)).version()).isZero();
		assertThat(this.tasks.insert(new Task(3, "c", "copy", 7L)).version()).isEqualTo(7);
		assertThat(this.tasks.insertIfAbsent(new Task(4, "d", "x", null))).map(Task::version).contains(0L);
	}

	@Test
	void staleRowIsNotSaved() {
		Task read = this.tasks.insert(new Task(1, "a", "plan", null));
		this.tasks.save(read);
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.tasks.save(new Task(1, "a", "lost", read.version())))
			.withMessageStartingWith("Task.version does not have the version that is stored: the row was changed");
		assertThat(this.tasks.findById(1)).contains(new Task(1, "a", "plan", 1L));
	}

	@Test
	void whenARowIsGoneThenItIsNotInsertedAgain() {
		Task read = this.tasks.insert(new Task(1, "a", "plan", null));
		this.tasks.deleteById(1);
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.tasks.save(read));
		assertThat(this.tasks.count()).isZero();
	}

	@Test
	void whenARowIsThereThenOneWithoutAVersionIsStale() {
		this.tasks.insert(new Task(1, "a", "plan", null));
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.tasks.save(new Task(1, "b", "lost", null)));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.tasks.save(new Task(2, "a", "other", null)));
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> this.tasks.insert(new Task(1, "b", "other", null)));
	}

	@Test
	void staleRowLeavesTheOthersUnsaved() {
		List<Task> read = this.tasks.insertAll(List.of(new Task(1, "a", "plan", null), new Task(2, "b", "plan", null)));
		List<Task> saved = this.tasks.saveAll(List.of(read.get(0), new Task(3, "c", "new", null), read.get(1)));
		assertThat(saved).extracting(Task::version).containsExactly(1L, 0L, 1L);
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.tasks.saveAll(List.of(saved.get(0), new Task(4, "d", "new", null), read.get(1))));
		assertThat(this.tasks.find().values("version", Long.class)).containsExactlyInAnyOrder(1L, 0L, 1L);
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.tasks.saveAll(List.of(saved.get(0), new Task(3, "c", "lost", null))));
		assertThatExceptionOfType(BulkWriteException.class)
			.isThrownBy(() -> this.tasks.bulk().batchSize(1).save(List.of(saved.get(0), read.get(1))))
			.withCauseInstanceOf(OptimisticLockingFailureException.class)
			.satisfies((failure) -> assertThat(failure.getWrittenRows()).isEqualTo(1));
		assertThat(this.tasks.findById(1)).map(Task::version).contains(2L);
	}

	@Test
	void zeroOfAPrimitiveIsANewRow() {
		Counted first = this.counted.save(new Counted(1, "a", 0));
		assertThat(first.version()).isEqualTo(1);
		assertThat(this.counted.insert(new Counted(2, "b", 0)).version()).isEqualTo(1);
		assertThat(this.counted.save(first)).isEqualTo(new Counted(1, "a", 2));
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.counted.save(new Counted(1, "lost", 0)));
		this.tidb.sql("INSERT INTO counted (id, name, version) VALUES (3, 'of another program', 0)").update();
		assertThat(this.counted.save(this.counted.findById(3).orElseThrow()).version()).isEqualTo(1);
		assertThat(this.counted.saveAll(List.of(new Counted(4, "d", 0), first.at(2)))).extracting(Counted::version)
			.containsExactly(1, 3);
	}

	@Test
	void beanGetsItsVersionWhenItIsSaved() {
		Table<Bean> beans = this.tidb.table(Bean.class).schema().recreate();
		Bean bean = new Bean();
		bean.setId(1);
		assertThat(beans.insert(bean)).isSameAs(bean);
		assertThat(bean.getVersion()).isEqualTo((short) 0);
		beans.save(bean);
		assertThat(bean.getVersion()).isEqualTo((short) 1);
		beans.update(eq("id", 1), set("name", "changed"));
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> beans.save(bean));
		assertThat(bean.getVersion()).isEqualTo((short) 1);
		bean.setVersion(Short.MAX_VALUE);
		assertThatIllegalArgumentException().isThrownBy(() -> beans.save(bean))
			.withMessage("Bean.version is the largest number of its type: there is no next version");
		beans.schema().drop();
	}

	@Test
	void generatedKeyIsThatOfANewRow() {
		Generated saved = this.generated.save(new Generated(null, "a", null));
		assertThat(saved.id()).isNotNull();
		assertThat(saved.version()).isZero();
		Generated again = this.generated.save(saved);
		assertThat(again).isEqualTo(new Generated(saved.id(), "a", 1L));
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.generated.save(saved));
		assertThatIllegalArgumentException().isThrownBy(() -> this.generated.save(new Generated(saved.id(), "b", null)))
			.withMessage("Generated.version is null, and only a new row has no version");
		List<Generated> all = this.generated.saveAll(List.of(again, new Generated(null, "b", null)));
		assertThat(all).extracting(Generated::version).containsExactly(2L, 0L);
	}

	@Test
	void updateByAConditionAdvancesTheVersion() {
		Task read = this.tasks.insert(new Task(1, "a", "plan", null));
		assertThat(this.tasks.update(eq("id", 1), set("state", "changed"))).isEqualTo(1);
		assertThat(this.tasks.update(eq("id", 1), Map.of("state", "again"))).isEqualTo(1);
		assertThat(this.tasks.findById(1)).map(Task::version).contains(2L);
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> this.tasks.save(read));
		assertThat(this.tasks.update(eq("id", 1).and(eq("version", 1)), set("state", "lost"))).isZero();
		assertThat(this.tasks.updateAll(set("version", 9))).isEqualTo(1);
		assertThat(this.tasks.findById(1)).map(Task::version).contains(9L);
	}

	@Test
	void staleRowIsNeverSavedAgainByARetry() {
		Task read = this.tasks.insert(new Task(1, "a", "plan", null));
		this.tasks.save(read);
		AtomicInteger attempts = new AtomicInteger();
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> this.tidb.inTransaction(TransactionOptions.defaults().maxRetries(5), (tx) -> {
				attempts.incrementAndGet();
				return this.tasks.save(read);
			}));
		assertThat(attempts).hasValue(1);
	}

	@Test
	void firstOfThoseWhoHaveReadARowWins() {
		Task read = this.tasks.insert(new Task(1, "a", "plan", null));
		List<String> won = new ArrayList<>();
		List<Thread> threads = Stream.of("one", "two", "three").map((name) -> new Thread(() -> {
			try {
				this.tasks.save(new Task(1, "a", name, read.version()));
				synchronized (won) {
					won.add(name);
				}
			}
			catch (OptimisticLockingFailureException ex) {
				// Another one was first.
			}
		})).toList();
		threads.forEach(Thread::start);
		threads.forEach(VersionIntegrationTests::join);
		assertThat(won).hasSize(1);
		assertThat(this.tasks.findById(1)).contains(new Task(1, "a", won.get(0), 1L));
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	@Requires(Capability.VECTOR)
	void vectorThatIsNotGivenStays() {
		Table<Embedded> table = this.tidb.table(Embedded.class)
			.withEmbeddingFunction((texts) -> texts.stream().map((text) -> new float[] { text.length(), 1 }).toList())
			.schema()
			.recreate();
		Embedded saved = table.save(new Embedded(1, "one", null, null));
		assertThat(saved.embedding()).containsExactly(3, 1);
		Embedded again = table.save(new Embedded(1, "one", null, saved.version()));
		assertThat(table.findById(1)).get().extracting(Embedded::embedding).isEqualTo(new float[] { 3, 1 });
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> table.save(saved));
		Embedded changed = table.save(new Embedded(1, "three", null, again.version()));
		assertThat(changed.embedding()).containsExactly(5, 1);
		table.deleteAll();
		assertThatExceptionOfType(OptimisticLockingFailureException.class)
			.isThrownBy(() -> table.save(new Embedded(1, "three", null, changed.version())));
		assertThat(table.count()).isZero();
		table.schema().drop();
	}

	@Test
	void defaultOfTheColumnIsNotThatOfAVersion() {
		Table<Defaulted> table = this.tidb.table(Defaulted.class).schema().recreate();
		Defaulted first = table.save(new Defaulted(1, null));
		assertThat(first.version()).isZero();
		assertThat(table.save(first).version()).isEqualTo(1);
		assertThat(table.findById(1)).map(Defaulted::version).contains(1L);
		table.schema().drop();
	}

	static Stream<Class<?>> timeIsAVersion() {
		return Stream.of(AtInstant.class, AtLocal.class, AtOffset.class, AtZoned.class, AtDate.class, AtTimestamp.class,
				AtSecond.class);
	}

	@ParameterizedTest
	@MethodSource
	<T> void timeIsAVersion(Class<T> type) throws ReflectiveOperationException {
		Table<T> table = this.tidb.table(type).schema().recreate();
		var constructor = type.getDeclaredConstructors()[0];
		constructor.setAccessible(true);
		@SuppressWarnings("unchecked")
		T row = (T) constructor.newInstance(1L, null);
		T saved = table.save(row);
		assertThat(table.findById(1)).contains(saved);
		T again = table.save(saved);
		assertThat(again).isNotEqualTo(saved);
		assertThat(table.findById(1)).contains(again);
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> table.save(saved));
		assertThat(table.updateAll(set("id", 1))).isEqualTo(1);
		assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> table.save(again));
		T third = table.save(table.findById(1).orElseThrow());
		assertThat(table.findById(1)).contains(third);
		table.schema().drop();
	}

	static Stream<Class<?>> propertyThatIsNoVersionIsRefused() {
		return Stream.of(OfText.class, OfKey.class, OfDouble.class, OfTextColumn.class, OfDatabase.class, Two.class);
	}

	@ParameterizedTest
	@MethodSource
	void propertyThatIsNoVersionIsRefused(Class<?> type) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tidb.table(type))
			.withMessageStartingWith(type.getSimpleName() + ".version")
			.withMessageContaining("@VersionColumn");
	}

	@TiDBTable("tasks")
	record Task(@PrimaryKey long id, @TiDBIndex(unique = true) String code, String state,
			@VersionColumn @Nullable Long version) {
	}

	@TiDBTable("counted")
	record Counted(@PrimaryKey long id, String name, @VersionColumn int version) {

		Counted at(int version) {
			return new Counted(this.id, this.name, version);
		}

	}

	@TiDBTable("generated_with_version")
	record Generated(@PrimaryKey @AutoRandom(rangeBits = 54) @Nullable Long id, String name,
			@VersionColumn @Nullable Long version) {
	}

	@TiDBTable("embedded_with_version")
	record Embedded(@PrimaryKey long id, String body,
			@VectorColumn(dimensions = 2, source = "body") float @Nullable [] embedding,
			@VersionColumn @Nullable Integer version) {
	}

	@TiDBTable("at_instant")
	record AtInstant(@PrimaryKey long id, @VersionColumn @Nullable Instant version) {
	}

	@TiDBTable("at_local")
	record AtLocal(@PrimaryKey long id, @VersionColumn @Nullable LocalDateTime version) {
	}

	@TiDBTable("at_offset")
	record AtOffset(@PrimaryKey long id, @VersionColumn @Nullable OffsetDateTime version) {
	}

	@TiDBTable("at_zoned")
	record AtZoned(@PrimaryKey long id, @VersionColumn @Nullable ZonedDateTime version) {
	}

	@TiDBTable("at_date")
	record AtDate(@PrimaryKey long id, @VersionColumn @Nullable Date version) {
	}

	@TiDBTable("at_timestamp")
	record AtTimestamp(@PrimaryKey long id, @VersionColumn @Nullable Timestamp version) {
	}

	@TiDBTable("at_second")
	record AtSecond(@PrimaryKey long id, @VersionColumn @TiDBColumn(type = "DATETIME") @Nullable Instant version) {
	}

	record OfText(@PrimaryKey long id, @VersionColumn String version) {
	}

	record OfKey(@VersionColumn @PrimaryKey long version) {
	}

	record OfDouble(@PrimaryKey long id, @VersionColumn double version) {
	}

	record OfTextColumn(@PrimaryKey long id, @VersionColumn @TiDBColumn(type = "DECIMAL(10,2)") long version) {
	}

	record OfDatabase(@PrimaryKey long id, @VersionColumn @TiDBColumn(type = "DATETIME(6)",
			onUpdate = "CURRENT_TIMESTAMP(6)", defaultExpression = "CURRENT_TIMESTAMP(6)") Instant version) {
	}

	record Defaulted(@PrimaryKey long id, @VersionColumn @TiDBColumn(defaultExpression = "5") @Nullable Long version) {
	}

	record Two(@PrimaryKey long id, @VersionColumn long first, @VersionColumn long version) {
	}

	@TiDBTable("beans_with_version")
	static class Bean {

		@PrimaryKey
		private long id;

		private @Nullable String name;

		@VersionColumn
		private @Nullable Short version;

		public long getId() {
			return this.id;
		}

		public void setId(long id) {
			this.id = id;
		}

		public @Nullable String getName() {
			return this.name;
		}

		public void setName(@Nullable String name) {
			this.name = name;
		}

		public @Nullable Short getVersion() {
			return this.version;
		}

		public void setVersion(@Nullable Short version) {
			this.version = version;
		}

	}

}
