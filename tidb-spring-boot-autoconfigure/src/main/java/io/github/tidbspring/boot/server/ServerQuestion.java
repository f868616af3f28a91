package io.github.tidbspring.boot.server;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A query of the server with a time limit. The query runs in a separate thread, because
 * nothing else bounds its time: the pool may wait long for a connection, and the driver
 * indefinitely for an answer. While a query is running, further calls wait for the same
 * query, so that a server that does not respond blocks only one thread and one
 * connection. The time limit starts with the query: callers that join it wait for the
 * remaining time only. Thread-safe.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
public final class ServerQuestion<T extends Object> {

	private final String threadName;

	private final Callable<T> question;

	private final Duration timeout;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable FutureTask<T> running;

	private long askedAt;

	/**
	 * Create a query.
	 * @param threadName the name of the thread that runs the query
	 * @param question runs the query and returns its result
	 * @param timeout the maximum time to wait for the result, greater than zero
	 * @throws IllegalArgumentException if the timeout is not greater than zero
	 */
	public ServerQuestion(String threadName, Callable<T> question, Duration timeout) {
		Assert.isTrue(timeout.compareTo(Duration.ZERO) > 0, "'timeout' must be greater than zero");
		this.threadName = threadName;
		this.question = question;
		this.timeout = timeout;
	}

	/**
	 * Run the query, or join the running one.
	 * @return the result
	 * @throws TimeoutException if there is no result in time
	 * @throws ExecutionException if the query fails
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public T ask() throws TimeoutException, ExecutionException, InterruptedException {
		FutureTask<T> current;
		long waited;
		this.lock.lock();
		try {
			current = current();
			waited = System.nanoTime() - this.askedAt;
		}
		finally {
			this.lock.unlock();
		}
		return current.get(Math.max(0, TimeUnit.NANOSECONDS.convert(this.timeout) - waited), TimeUnit.NANOSECONDS);
	}

	private FutureTask<T> current() {
		FutureTask<T> current = this.running;
		if (current == null || current.isDone()) {
			current = new FutureTask<>(this.question);
			this.running = current;
			this.askedAt = System.nanoTime();
			Thread thread = new Thread(current, this.threadName);
			thread.setDaemon(true);
			thread.start();
		}
		return current;
	}

}
