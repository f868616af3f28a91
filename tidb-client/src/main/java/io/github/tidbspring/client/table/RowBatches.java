package io.github.tidbspring.client.table;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

import org.springframework.util.Assert;

/**
 * Writes batches of rows.
 *
 * @param <T> the type of the rows
 * @param <R> what a batch gives
 */
abstract class RowBatches<T, R> implements BatchRun.Batches<T, PreparedRow<T>, R> {

	private final Function<T, PreparedRow<T>> preparation;

	private RowBatches(Function<T, PreparedRow<T>> preparation) {
		this.preparation = preparation;
	}

	/** Batches of rows that are inserted. */
	static <T> RowBatches<T, Boolean> inserting(RowWriter<T> writer) {
		return new Writing<>(writer, writer::toInsert);
	}

	/** Batches of rows that are inserted or updated. */
	static <T> RowBatches<T, Boolean> saving(RowWriter<T> writer) {
		return new Writing<>(writer, writer::toSave);
	}

	@Override
	public final PreparedRow<T> prepare(T row, long number) {
		try {
			Assert.notNull(row, "it is null");
			return this.preparation.apply(row);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("Row %d: %s".formatted(number, ex.getMessage()), ex);
		}
	}

	@Override
	public final long size(PreparedRow<T> row) {
		return row.size();
	}

	private static final class Writing<T> extends RowBatches<T, Boolean> {

		private final RowWriter<T> writer;

		private Writing(RowWriter<T> writer, Function<T, PreparedRow<T>> preparation) {
			super(preparation);
			this.writer = writer;
		}

		@Override
		public Boolean write(List<PreparedRow<T>> rows) {
			this.writer.write(rows);
			return true;
		}

	}

	/**
	 * Inserts rows one by one, in transactions of batches, and keeps them with their
	 * keys. A bean gets its key only once its batch is in: the batch may run again, and
	 * its rows are without keys then too.
	 */
	static final class Returning<T> extends RowBatches<T, List<Returning.Inserted<T>>> {

		private final RowWriter<T> writer;

		private final List<T> rows = new ArrayList<>();

		Returning(RowWriter<T> writer) {
			super(writer::toInsert);
			this.writer = writer;
		}

		List<T> rows() {
			return this.rows;
		}

		@Override
		public List<Inserted<T>> write(List<PreparedRow<T>> prepared) {
			return prepared.stream().map((row) -> new Inserted<>(row.row(), this.writer.insertPrepared(row))).toList();
		}

		@Override
		public void written(List<Inserted<T>> result) {
			result.forEach((row) -> this.rows.add(this.writer.withKey(row.row(), row.key())));
		}

		/**
		 * A row that is in, and the key that the server chose.
		 */
		record Inserted<T>(T row, OptionalLong key) {

		}

	}

}
