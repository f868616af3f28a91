package io.github.tidbspring.client.internal.table;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.tidbspring.client.internal.schema.TableSchema;
import io.github.tidbspring.client.internal.session.Session;
import io.github.tidbspring.client.table.BulkWrite;

import org.springframework.util.Assert;

/**
 * A bulk load.
 *
 * @param <T> the type of the rows
 */
final class DefaultBulkWrite<T> implements BulkWrite<T> {

	private static final int MAX_SIZE = 10_000;

	private final Session session;

	private final TableSchema<T> schema;

	private final RowWriter<T> writer;

	private final int size;

	private final Consumer<Progress> listener;

	DefaultBulkWrite(Session session, TableSchema<T> schema, RowWriter<T> writer) {
		this(session, schema, writer, BatchRun.DEFAULT_SIZE, (progress) -> {
		});
	}

	private DefaultBulkWrite(Session session, TableSchema<T> schema, RowWriter<T> writer, int size,
			Consumer<Progress> listener) {
		this.session = session;
		this.schema = schema;
		this.writer = writer;
		this.size = size;
		this.listener = listener;
	}

	@Override
	public BulkWrite<T> batchSize(int rows) {
		Assert.isTrue(rows >= 1 && rows <= MAX_SIZE,
				() -> "A batch has 1 to %s rows, not %s".formatted(MAX_SIZE, rows));
		return new DefaultBulkWrite<>(this.session, this.schema, this.writer, rows, this.listener);
	}

	@Override
	public BulkWrite<T> onProgress(Consumer<? super Progress> listener) {
		Assert.notNull(listener, "'listener' must not be null");
		return new DefaultBulkWrite<>(this.session, this.schema, this.writer, this.size,
				this.listener.andThen(listener));
	}

	@Override
	public long insert(Iterable<? extends T> rows) {
		Assert.notNull(rows, "'rows' must not be null");
		return write(rows.iterator(), RowBatches.inserting(this.writer));
	}

	@Override
	public long insert(Stream<? extends T> rows) {
		Assert.notNull(rows, "'rows' must not be null");
		try (rows) {
			return write(rows.iterator(), RowBatches.inserting(this.writer));
		}
	}

	@Override
	public long save(Iterable<? extends T> rows) {
		Assert.notNull(rows, "'rows' must not be null");
		return write(rows.iterator(), RowBatches.saving(this.writer));
	}

	@Override
	public long save(Stream<? extends T> rows) {
		Assert.notNull(rows, "'rows' must not be null");
		try (rows) {
			return write(rows.iterator(), RowBatches.saving(this.writer));
		}
	}

	private long write(Iterator<? extends T> rows, RowBatches<T> batches) {
		return new BatchRun<>(this.session, this.schema, this.size, this.listener).run(rows, batches);
	}

}
