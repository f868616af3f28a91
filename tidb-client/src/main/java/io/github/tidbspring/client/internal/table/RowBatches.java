package io.github.tidbspring.client.internal.table;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.tidbspring.client.internal.session.TableEmbeddings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Batches of rows that are inserted, or inserted or updated.
 *
 * @param <T> the type of the rows
 */
final class RowBatches<T> implements BatchRun.Batches<T, PreparedRow<T>> {

	private final RowWriter<T> writer;

	private final Function<T, PreparedRow<T>> preparation;

	private final String operation;

	private RowBatches(RowWriter<T> writer, Function<T, PreparedRow<T>> preparation, String operation) {
		this.writer = writer;
		this.preparation = preparation;
		this.operation = operation;
	}

	/** Batches of rows that are inserted. */
	static <T> RowBatches<T> inserting(RowWriter<T> writer) {
		return new RowBatches<>(writer, writer::toInsert, "insert");
	}

	/** Batches of rows that are inserted or updated. */
	static <T> RowBatches<T> saving(RowWriter<T> writer) {
		return new RowBatches<>(writer, writer::toSave, "save");
	}

	@Override
	public String operation() {
		return this.operation;
	}

	@Override
	public PreparedRow<T> prepare(T row, long number) {
		try {
			Assert.notNull(row, "it is null");
			return this.preparation.apply(row);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("Row %s: %s".formatted(number, ex.getMessage()), ex);
		}
	}

	@Override
	public long size(PreparedRow<T> row) {
		return row.size();
	}

	@Override
	public List<PreparedRow<T>> complete(List<PreparedRow<T>> rows, long before) {
		return this.writer.complete(rows, TableEmbeddings.Rows.after(before));
	}

	@Override
	public boolean isCurrent(List<PreparedRow<T>> rows) {
		return this.writer.isCurrent(rows);
	}

	@Override
	public void write(List<PreparedRow<T>> rows) {
		this.writer.write(rows);
	}

	/**
	 * Write a batch, and find out what the server chose for its rows.
	 * @param rows the rows
	 * @return the values that the server chose, by row; compared by identity
	 */
	Map<PreparedRow<T>, Long> writeReturning(List<PreparedRow<T>> rows) {
		return this.writer.writeReturning(rows);
	}

	/**
	 * Give a row that is in what it did not have.
	 * @param row the row
	 * @param chosen what the server chose for it, or {@code null}
	 * @return a new record, or the same bean
	 */
	T written(PreparedRow<T> row, @Nullable Long chosen) {
		return this.writer.written(row, chosen);
	}

}
