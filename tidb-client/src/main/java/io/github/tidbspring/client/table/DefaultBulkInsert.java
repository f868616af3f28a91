package io.github.tidbspring.client.table;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.springframework.util.Assert;

/**
 * A bulk insert.
 *
 * @param <T> the type of the rows
 */
final class DefaultBulkInsert<T> implements BulkInsert<T> {

	private static final int MAX_SIZE = 10_000;

	private final TableSession session;

	private final TableSchema<T> schema;

	private final RowWriter<T> writer;

	private int size = BatchRun.DEFAULT_SIZE;

	private boolean update;

	private Consumer<InsertProgress> listener = (progress) -> {
	};

	DefaultBulkInsert(TableSession session, TableSchema<T> schema, RowWriter<T> writer) {
		this.session = session;
		this.schema = schema;
		this.writer = writer;
	}

	@Override
	public BulkInsert<T> batchSize(int rows) {
		Assert.isTrue(rows >= 1 && rows <= MAX_SIZE,
				() -> "A batch has 1 to %s rows, not %s".formatted(MAX_SIZE, rows));
		this.size = rows;
		return this;
	}

	@Override
	public BulkInsert<T> orUpdate() {
		this.update = true;
		return this;
	}

	@Override
	public BulkInsert<T> onProgress(Consumer<InsertProgress> listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.listener = this.listener.andThen(listener);
		return this;
	}

	@Override
	public long insert(Iterable<? extends T> rows) {
		return insert(rows.iterator());
	}

	@Override
	public long insert(Stream<? extends T> rows) {
		try (rows) {
			return insert(rows.iterator());
		}
	}

	@Override
	public long insert(Iterator<? extends T> rows) {
		return run(rows, this.update ? RowBatches.saving(this.writer) : RowBatches.inserting(this.writer));
	}

	@Override
	public List<T> insertReturning(Iterable<? extends T> rows) {
		Assert.state(!this.update, "Keys come back from insertions only; orUpdate() is not one");
		RowBatches.Returning<T> insertion = new RowBatches.Returning<>(this.writer);
		run(rows.iterator(), insertion);
		return insertion.rows();
	}

	private long run(Iterator<? extends T> rows, BatchRun.Batches<T, ?, ?> batches) {
		return new BatchRun<>(this.session, this.schema, this.size, this.listener).run(rows, batches);
	}

}
