package io.github.tidbspring.client.internal.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.table.BulkWrite;
import io.github.tidbspring.client.table.BulkWriteException;
import io.github.tidbspring.client.transaction.TransactionOutcomeUnknownException;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BatchRun}.
 */
class BatchRunTests {

	private final CountingSession session = new CountingSession();

	private final List<BulkWrite.Progress> progress = new ArrayList<>();

	private final Recorder batches = new Recorder();

	@Test
	void rowsAreTakenInBatches() {
		assertThat(run(25, 10)).isEqualTo(25);
		assertThat(this.batches.sizes).containsExactly(10, 10, 5);
		assertThat(this.progress).containsExactly(new BulkWrite.Progress(10, 1), new BulkWrite.Progress(20, 2),
				new BulkWrite.Progress(25, 3));
		assertThat(this.session.transactions).isEqualTo(3);
	}

	@Test
	void exactMultipleHasNoEmptyBatch() {
		assertThat(run(20, 10)).isEqualTo(20);
		assertThat(this.batches.sizes).containsExactly(10, 10);
	}

	@Test
	void noRowsAreNoBatch() {
		assertThat(run(0, 10)).isZero();
		assertThat(this.session.transactions).isZero();
		assertThat(this.progress).isEmpty();
	}

	@Test
	void batchOfLargeRowsEndsAtEightMebibytes() {
		this.batches.bytesPerRow = 3 * 1024 * 1024;
		run(7, 1000);
		assertThat(this.batches.sizes).containsExactly(3, 3, 1);
	}

	@Test
	void rowThatIsLargerThanABatchIsOne() {
		this.batches.bytesPerRow = 9 * 1024 * 1024;
		run(2, 1000);
		assertThat(this.batches.sizes).containsExactly(1, 1);
	}

	@Test
	void neverMoreThanOneBatchIsReadAhead() {
		Counting rows = new Counting(1_000_000, Integer.MAX_VALUE);
		this.batches.onWrite = () -> assertThat(rows.read - this.batches.written).isLessThanOrEqualTo(100);
		assertThat(run(rows, 100)).isEqualTo(1_000_000);
	}

	@Test
	void rowsAreNumberedThroughAllBatches() {
		run(5, 2);
		assertThat(this.batches.numbers).containsExactly(1L, 2L, 3L, 4L, 5L);
	}

	@Test
	void failureSaysWhichBatchAndHowManyRowsAreIn() {
		this.batches.failing = 3;
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> run(25, 10))
			.withMessage("Batch 3 of the rows for `row` failed (rows 21 to 25). 20 rows before it are in")
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
		this.batches.failing = 2;
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> run(25, 10))
			.withMessageContaining("None is in once the running transaction is rolled back")
			.satisfies((ex) -> assertThat(ex.getWrittenRows()).isZero());
	}

	@Test
	void failureOfTheIteratorSaysHowManyRowsAreIn() {
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> run(new Counting(100, 24), 10))
			.withMessage("Batch 3 of the rows for `row` failed (rows 21 to 25). 20 rows before it are in. "
					+ "The file ends here")
			.satisfies((ex) -> assertThat(ex.getWrittenRows()).isEqualTo(20));
		assertThat(this.batches.sizes).containsExactly(10, 10);
	}

	@Test
	void unknownOutcomeIsNotReportedAsNothing() {
		this.batches.failing = 1;
		this.batches.failure = new TransactionOutcomeUnknownException(new IllegalStateException("cut"));
		assertThatExceptionOfType(BulkWriteException.class).isThrownBy(() -> run(5, 10))
			.withMessageContaining("whether its own rows are in is unknown");
	}

	private long run(int rows, int size) {
		return run(IntStream.range(0, rows).mapToObj(Row::new).iterator(), size);
	}

	private long run(Iterator<Row> rows, int size) {
		return new BatchRun<>(this.session, TableSchema.of(Row.class), size, this.progress::add).run(rows,
				this.batches);
	}

	record Row(@PrimaryKey int id) {

	}

	private static final class Recorder implements BatchRun.Batches<Row, Row> {

		private final List<Integer> sizes = new ArrayList<>();

		private final List<Long> numbers = new ArrayList<>();

		private Runnable onWrite = () -> {
		};

		private RuntimeException failure = new DuplicateKeyException("there");

		private long bytesPerRow = 10;

		private int failing;

		private int written;

		@Override
		public Row prepare(Row row, long number) {
			if (this.numbers.size() < 100) {
				this.numbers.add(number);
			}
			return row;
		}

		@Override
		public long size(Row row) {
			return this.bytesPerRow;
		}

		@Override
		public void write(List<Row> prepared) {
			this.onWrite.run();
			if (this.sizes.size() + 1 == this.failing) {
				throw this.failure;
			}
			this.sizes.add(prepared.size());
			this.written += prepared.size();
		}

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
			return new Row(this.read++);
		}

	}

	private static final class CountingSession implements Session {

		private boolean inTransaction;

		private int transactions;

		@Override
		public JdbcOperations jdbc() {
			throw new UnsupportedOperationException();
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

	}

}
