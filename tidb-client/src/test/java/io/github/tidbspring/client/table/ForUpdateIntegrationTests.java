package io.github.tidbspring.client.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.tidbspring.client.ContractServer;
import io.github.tidbspring.client.ContractTests;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.transaction.TransactionOptions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.CannotAcquireLockException;

import static io.github.tidbspring.client.query.Change.increment;
import static io.github.tidbspring.client.query.Change.set;
import static io.github.tidbspring.client.query.Filter.eq;
import static io.github.tidbspring.client.query.Filter.gte;
import static io.github.tidbspring.client.query.SortOrder.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Rows that are locked when they are read, with two clients and so with two connections.
 */
@NullMarked
@ContractTests
class ForUpdateIntegrationTests {

	private final TiDBClient tidb;

	private final TiDBClient other;

	private final Table<Seat> seats;

	private final Table<Seat> othersSeats;

	ForUpdateIntegrationTests(ContractServer server) {
		this.tidb = server.client();
		this.other = server.client(Map.of());
		this.seats = this.tidb.table(Seat.class);
		this.othersSeats = this.other.table(Seat.class);
	}

	@BeforeEach
	void insertSeats() {
		this.seats.schema().createIfAbsent().deleteAll();
		this.seats.insertAll(List.of(new Seat(1, "free", 0), new Seat(2, "free", 0), new Seat(3, "free", 0)));
	}

	@AfterEach
	void close() {
		this.other.close();
	}

	@Test
	void lockedRowIsNotLockedByAnother() {
		this.tidb.inTransactionWithoutResult((tx) -> {
			assertThat(this.seats.find(eq("id", 1)).forUpdate().one()).contains(new Seat(1, "free", 0));
			AtomicInteger attempts = new AtomicInteger();
			assertThatExceptionOfType(CannotAcquireLockException.class)
				.isThrownBy(() -> onOtherThread(() -> this.other.inTransaction((otherTx) -> {
					attempts.incrementAndGet();
					return this.othersSeats.find(eq("id", 1)).forUpdateNoWait().one();
				})));
			assertThat(attempts).as("attempts of who does not want to wait").hasValue(1);
			assertThat(lockedByOther(2)).isPresent();
			assertThat(onOtherThread(() -> this.othersSeats.findById(1))).as("a plain read").isPresent();
		});
		assertThat(lockedByOther(1)).isPresent();
	}

	private Optional<Seat> lockedByOther(long id) {
		Supplier<Optional<Seat>> work = () -> this.other
			.inTransaction((tx) -> this.othersSeats.find(eq("id", id)).forUpdateNoWait().one());
		return onOtherThread(work);
	}

	@Test
	void transactionContinuesAfterARowThatIsLocked() {
		this.tidb.inTransactionWithoutResult((tx) -> {
			this.seats.find(eq("id", 1)).forUpdate().list();
			onOtherThread(() -> this.other.inTransaction((otherTx) -> {
				assertThatExceptionOfType(CannotAcquireLockException.class)
					.isThrownBy(() -> this.othersSeats.find(eq("id", 1)).forUpdateNoWait().list());
				return this.othersSeats.update(eq("id", 3), set("state", "taken"));
			}));
		});
		assertThat(this.seats.findById(3)).map(Seat::state).contains("taken");
	}

	@Test
	void whenTheLockIsNotFreedThenWaitingEnds() {
		this.tidb.inTransactionWithoutResult((tx) -> {
			this.seats.find(eq("id", 1)).forUpdate().list();
			assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> onOtherThread(
					() -> this.other.inTransaction(TransactionOptions.defaults().maxRetries(0), (otherTx) -> {
						otherTx.sql("SET SESSION innodb_lock_wait_timeout = 1").update();
						return this.othersSeats.find(eq("id", 1)).forUpdate().list();
					})));
		});
	}

	@Test
	void whoWaitsReadsWhatTheFirstHasWritten() {
		CompletableFuture<Void> locked = new CompletableFuture<>();
		CompletableFuture<Integer> count = CompletableFuture.supplyAsync(() -> {
			locked.join();
			return this.other.inTransaction((tx) -> {
				Seat seat = this.othersSeats.find(eq("id", 1)).forUpdate().one().orElseThrow();
				this.othersSeats.update(eq("id", 1), increment("sold", 1));
				return seat.sold();
			});
		});
		this.tidb.inTransactionWithoutResult((tx) -> {
			this.seats.find(eq("id", 1)).forUpdate().one();
			locked.complete(null);
			this.seats.update(eq("id", 1), increment("sold", 1));
		});
		assertThat(count.join()).isEqualTo(1);
		assertThat(this.seats.findById(1)).map(Seat::sold).contains(2);
	}

	@Test
	void lockedRowsAreReadAsTheyAreNow() {
		this.tidb.inTransactionWithoutResult((tx) -> {
			assertThat(this.seats.findById(1)).map(Seat::state).contains("free");
			onOtherThread(() -> this.othersSeats.update(eq("id", 1), set("state", "taken")));
			assertThat(this.seats.findById(1)).map(Seat::state).contains("free");
			assertThat(this.seats.find(eq("id", 1)).forUpdate().values("state", String.class)).containsExactly("taken");
		});
	}

	@Test
	void eachWayToReadRowsLocksThem() {
		this.tidb.inTransactionWithoutResult((tx) -> {
			TableQuery<Seat> query = this.seats.find(gte("id", 2)).orderBy(desc("id")).forUpdateNoWait();
			assertThat(query.limit(1).list()).extracting(Seat::id).containsExactly(3L);
			assertThat(query.first()).map(Seat::id).contains(3L);
			assertThat(query.into(State.class).limit(1).offset(1).list()).containsExactly(new State(2));
			assertThat(query.after(new Seat(3, "", 0)).list()).extracting(Seat::id).containsExactly(2L);
			try (Stream<Seat> stream = query.stream()) {
				assertThat(stream).hasSize(2);
			}
			for (long id : new long[] { 2, 3 }) {
				assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> lockedByOther(id));
			}
		});
	}

	@Test
	void whenThereIsNothingToLockThenItIsRefused() {
		TableQuery<Seat> query = this.seats.find(eq("id", 1)).forUpdate();
		assertThatIllegalStateException().isThrownBy(query::list)
			.withMessage("Rows of `seats` are to be locked until the transaction ends, but no transaction is running, "
					+ "and TiDB would lock nothing: use inTransaction(…) or @Transactional");
		assertThatIllegalStateException().isThrownBy(query::stream).withMessageContaining("no transaction is running");
		assertThatIllegalStateException().isThrownBy(() -> query.values("state", String.class))
			.withMessageContaining("no transaction is running");
		this.tidb.inTransactionWithoutResult((tx) -> {
			assertThatIllegalStateException().isThrownBy(query::count)
				.withMessageStartingWith("count() returns no rows that could be locked");
			assertThatIllegalStateException().isThrownBy(query::exists)
				.withMessageStartingWith("exists() returns no rows that could be locked");
		});
	}

	private static <R> R onOtherThread(Supplier<R> work) {
		try {
			return CompletableFuture.supplyAsync(work).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	@TiDBTable("seats")
	record Seat(@PrimaryKey long id, String state, int sold) {
	}

	record State(long id) {
	}

}
