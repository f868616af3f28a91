package io.github.tidbspring.client.internal.table;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.MappedTable;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.table.BulkWrite;
import io.github.tidbspring.client.table.BulkWriteException;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BatchWrite}.
 */
class BatchWriteTests {

	private final RecordingSession session = new RecordingSession();

	private final List<BulkWrite.Progress> progress = new ArrayList<>();

	private byte @Nullable [] content;

	@Test
	void rowsAreTakenInBatches() {
		assertThat(run(25, 10)).isEqualTo(25);
		assertThat(this.session.sizes).containsExactly(10, 10, 5);
		assertThat(this.progress).containsExactly(new BulkWrite.Progress(10, 1), new BulkWrite.Progress(20, 2),
				new BulkWrite.Progress(25, 3));
		assertThat(this.session.transactions).isEqualTo(3);
	}

	@Test
	void exactMultipleHasNoEmptyBatch() {
		assertThat(run(20, 10)).isEqualTo(20);
		assertThat(this.session.sizes).containsExactly(10, 10);
	}

	@Test
	void noRowsAreNoBatch() {
		assertThat(run(0, 10)).isZero();
		assertThat(this.session.transactions).isZero();
		assertThat(this.progress).isEmpty();
	}

	@Test
	void batchOfLargeRowsEndsAtEightMebibytes() {
		this.content = new byte[3 * 1024 * 1024];
		run(7, 1000);
		assertThat(this.session.sizes).containsExactly(3, 3, 1);
	}

	@Test
	void rowThatIsLargerThanABatchIsOne() {
		this.content = new byte[9 * 1024 * 1024];
		run(2, 1000);
		assertThat(this.session.sizes).containsExactly(1, 1);
	}

	@Test
	void neverMoreThanOneBatchIsReadAhead() {
		Counting rows = new Counting(1_000_000, Integer.MAX_VALUE);
		this.session.onWrite = () -> assertThat(rows.read - this.session.written).isLessThanOrEqualTo(100);
		assertThat(run(rows, 100)).isEqualTo(1_000_000);
	}

	@Test
	void rowsAreNumberedThroughAllBatches() {
		for (int number = 1; number <= 5; number++) {
			Row[] rows = IntStream.range(0, 5).mapToObj(this::row).toArray(Row[]::new);
			rows[number - 1] = null;
			String message = "Row %s: it is null".formatted(number);
			assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> run(Arrays.asList(rows).iterator(), 2))
				.withMessageContaining(message);
		}
	}

	@Test
	void failureSaysWhichBatchAndHowManyRowsAreIn() {
		this.session.failing = 3;
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> run(25, 10))
			.withMessage("Batch 3 of the rows for `row` failed (rows 21 to 25). 20 rows before it are written")
			.withCauseInstanceOf(DuplicateKeyException.class)
			.satisfies((ex) -> {
				assertThat(ex.getWrittenRows()).isEqualTo(20);
				assertThat(ex.getFailedBatch()).isEqualTo(3);
			});
		assertThat(this.progress).hasSize(2);
	}

	@Test
	void failureInARunningTransactionSaysThatNoneIsIn() {
		this.session.inTransaction = true;
		this.session.failing = 2;
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> run(25, 10))
			.withMessageContaining("No row is written once the running transaction is rolled back")
			.satisfies((ex) -> assertThat(ex.getWrittenRows()).isZero());
	}

	@Test
	void failureOfTheIteratorSaysHowManyRowsAreIn() {
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> run(new Counting(100, 24), 10))
			.withMessage("Batch 3 of the rows for `row` failed (rows 21 to 25). 20 rows before it are written. "
					+ "The file ends here")
			.satisfies((ex) -> assertThat(ex.getWrittenRows()).isEqualTo(20));
		assertThat(this.session.sizes).containsExactly(10, 10);
	}

	@Test
	void unknownOutcomeIsNotReportedAsNothing() {
		this.session.failing = 1;
		this.session.failure = new TransactionOutcomeUnknownException(new IllegalStateException("cut"));
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> run(5, 10))
			.withMessageContaining("whether its own rows are written is unknown");
	}

	private long run(int rows, int size) {
		return run(IntStream.range(0, rows).mapToObj(this::row).iterator(), size);
	}

	private Row row(int id) {
		return new Row(id, this.content);
	}

	private long run(Iterator<Row> rows, int size) {
		TableSchema<Row> schema = TableSchema.of(Row.class);
		RowWriter<Row> writer = new RowWriter<>(MappedTable.of(this.session, schema), new TableStatements(schema));
		return BatchWrite.inserting(writer).write(rows, size, this.progress::add);
	}

	record Row(@PrimaryKey int id, byte @Nullable [] content) {

	}

	private static final class Counting implements Iterator<Row> {

		private final int size;

		private final int failing;

		private int read;

		Counting(int size, int failing) {
			this.size = size;
			this.failing = failing;
		}

		@Override
		public boolean hasNext() {
			return this.read < this.size;
		}

		@Override
		public Row next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			if (this.read == this.failing) {
				throw new IllegalStateException("The file ends here");
			}
			return new Row(this.read++, null);
		}

	}

	/** Records the size of each batch. */
	private static final class RecordingSession implements Session {

		private final List<Integer> sizes = new ArrayList<>();

		private final JdbcOperations jdbc = proxy(JdbcOperations.class, this::onJdbc);

		private final Connection connection = proxy(Connection.class, this::onConnection);

		private final PreparedStatement statement = proxy(PreparedStatement.class, this::onStatement);

		private boolean inTransaction;

		private int transactions;

		private Runnable onWrite = () -> {
		};

		private RuntimeException failure = new DuplicateKeyException("there");

		private int failing;

		private int added;

		private int written;

		@Override
		public JdbcOperations jdbc() {
			return this.jdbc;
		}

		@Override
		public <R> R inTransaction(Supplier<R> work) {
			this.transactions++;
			return work.get();
		}

		@Override
		public boolean isInTransaction() {
			return this.inTransaction;
		}

		private @Nullable Object onJdbc(Object proxy, Method method, @Nullable Object[] arguments) throws SQLException {
			this.onWrite.run();
			if (this.sizes.size() + 1 == this.failing) {
				throw this.failure;
			}
			this.added = 0;
			((ConnectionCallback<?>) Objects.requireNonNull(arguments[0])).doInConnection(this.connection);
			this.sizes.add(this.added);
			this.written += this.added;
			return true;
		}

		private Object onConnection(Object proxy, Method method, @Nullable Object[] arguments) {
			assertThat(method.getName()).isEqualTo("prepareStatement");
			return this.statement;
		}

		private @Nullable Object onStatement(Object proxy, Method method, @Nullable Object[] arguments) {
			if (method.getName().equals("addBatch")) {
				this.added++;
			}
			return method.getName().equals("executeBatch") ? new int[0] : null;
		}

		private static <T> T proxy(Class<T> type, InvocationHandler handler) {
			return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
		}

	}

}
