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

	private final RowWriter<T> writer;

	private final Function<T, PreparedRow<T>> preparation;

	private RowBatches(RowWriter<T> writer, Function<T, PreparedRow<T>> preparation) {
		this.writer = writer;
		this.preparation = preparation;
	}

	final RowWriter<T> writer() {
		return this.writer;
	}

	/** Batches of rows that are inserted. */
	static <T> RowBatches<T, Boolean> inserting(RowWriter<T> writer) {
		return new Writing<>(writer, writer::toInsert, "insert");
	}

	/** Batches of rows that are inserted or updated. */
	static <T> RowBatches<T, Boolean> saving(RowWriter<T> writer) {
		return new Writing<>(writer, writer::toSave, "save");
	}

	@Override
	public final PreparedRow<T> prepare(T row, long number) {
		try {
			Assert.notNull(row, "it is null");
			return this.preparation.apply(row);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("Row %s: %s".formatted(number, ex.getMessage()), ex);
		}
	}

	@Override
	public final long size(PreparedRow<T> row) {
		return row.size();
	}

	@Override
	public final List<PreparedRow<T>> complete(List<PreparedRow<T>> rows, long before) {
		return this.writer.complete(rows, TableEmbeddings.Rows.after(before));
	}

	@Override
	public final boolean isCurrent(List<PreparedRow<T>> rows) {
		return this.writer.isCurrent(rows);
	}

	private static final class Writing<T> extends RowBatches<T, Boolean> {

		private final String operation;

		private Writing(RowWriter<T> writer, Function<T, PreparedRow<T>> preparation, String operation) {
			super(writer, preparation);
			this.operation = operation;
		}

		@Override
		public String operation() {
			return this.operation;
		}

		@Override
		public Boolean write(List<PreparedRow<T>> rows) {
			writer().write(rows);
			return true;
		}

	}

	/**
	 * Inserts rows one by one, in transactions of batches, and keeps them with their keys
	 * and vectors. A bean gets them only once its batch is in: the batch may run again,
	 * and its rows are without keys then too.
	 */
	static final class Returning<T> extends RowBatches<T, List<Returning.Inserted<T>>> {

		private final List<T> rows = new ArrayList<>();

		Returning(RowWriter<T> writer) {
			super(writer, writer::toInsert);
		}

		List<T> rows() {
			return this.rows;
		}

		@Override
		public List<Inserted<T>> write(List<PreparedRow<T>> prepared) {
			return prepared.stream().map((row) -> new Inserted<>(row, writer().insertPrepared(row))).toList();
		}

		@Override
		public void written(List<Inserted<T>> result) {
			result.forEach((row) -> this.rows.add(writer().written(row.row(), row.key())));
		}

		/**
		 * A row that is in, and the key that the server chose.
		 */
		record Inserted<T>(PreparedRow<T> row, OptionalLong key) {

		}

	}

}
