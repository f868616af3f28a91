package io.github.tidbspring.client.search;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Work that is done beside that of the caller, on a thread of its own: a virtual one
 * where Java has them. The caller waits for its end, unless it is interrupted.
 *
 * @param <R> the type of the result
 */
final class SideTask<R extends @Nullable Object> {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	private static final SimpleAsyncTaskExecutor THREADS = threads();

	private final FutureTask<R> task;

	private SideTask(FutureTask<R> task) {
		this.task = task;
	}

	private static SimpleAsyncTaskExecutor threads() {
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("tidb-search-");
		threads.setDaemon(true);
		if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
			threads.setVirtualThreads(true);
		}
		return threads;
	}

	static <R extends @Nullable Object> SideTask<R> start(Callable<R> work) {
		FutureTask<R> task = new FutureTask<>(work);
		THREADS.execute(task);
		return new SideTask<>(task);
	}

	/** Wait for the end, and return the result or throw what the work threw. */
	R result() {
		try {
			return this.task.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException unchecked) {
				throw unchecked;
			}
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.task.cancel(true);
			throw new DataAccessResourceFailureException("Interrupted while a search was running", ex);
		}
	}

	/** Wait for the end, whatever it is: the caller's work has failed. */
	void awaitBecauseOf(Throwable failure) {
		try {
			result();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}
