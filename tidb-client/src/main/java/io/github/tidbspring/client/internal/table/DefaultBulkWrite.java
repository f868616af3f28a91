package io.github.tidbspring.client.internal.table;

import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.tidbspring.client.table.BulkWrite;

import org.springframework.util.Assert;

/**
 * Default implementation of {@link BulkWrite}.
 *
 * @param <T> the type of the rows
 * @param writer writes the rows
 * @param size the maximum number of rows in a batch
 * @param listener is called after each batch
 */
record DefaultBulkWrite<T>(RowWriter<T> writer, int size, Consumer<Progress> listener) implements BulkWrite<T> {

	private static final int MAX_SIZE = 10_000;

	DefaultBulkWrite(RowWriter<T> writer) {
		this(writer, BatchWrite.DEFAULT_SIZE, (progress) -> {
		});
	}

	@Override
	public BulkWrite<T> batchSize(int rows) {
		Assert.isTrue(rows >= 1 && rows <= MAX_SIZE,
				() -> "A batch has 1 to %s rows, not %s".formatted(MAX_SIZE, rows));
		return new DefaultBulkWrite<>(this.writer, rows, this.listener);
	}

	@Override
	public BulkWrite<T> onProgress(Consumer<? super Progress> listener) {
		Assert.notNull(listener, "'listener' must not be null");
		return new DefaultBulkWrite<>(this.writer, this.size, this.listener.andThen(listener));
	}

	@Override
	public long insert(Iterable<? extends T> rows) {
		return write(rows, BatchWrite.inserting(this.writer));
	}

	@Override
	public long insert(Stream<? extends T> rows) {
		return write(rows, BatchWrite.inserting(this.writer));
	}

	@Override
	public long insertIfAbsent(Iterable<? extends T> rows) {
		return write(rows, BatchWrite.insertingIfAbsent(this.writer));
	}

	@Override
	public long insertIfAbsent(Stream<? extends T> rows) {
		return write(rows, BatchWrite.insertingIfAbsent(this.writer));
	}

	@Override
	public long save(Iterable<? extends T> rows) {
		return write(rows, BatchWrite.saving(this.writer));
	}

	@Override
	public long save(Stream<? extends T> rows) {
		return write(rows, BatchWrite.saving(this.writer));
	}

	private long write(Iterable<? extends T> rows, BatchWrite<T> write) {
		Assert.notNull(rows, "'rows' must not be null");
		return write.write(rows.iterator(), this.size, this.listener);
	}

	private long write(Stream<? extends T> rows, BatchWrite<T> write) {
		Assert.notNull(rows, "'rows' must not be null");
		try (rows) {
			return write.write(rows.iterator(), this.size, this.listener);
		}
	}

}
