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
 * A question to the server whose asker never waits longer than a time. It is asked on a
 * thread of its own, because nothing else bounds the time: a pool may wait long for a
 * connection, and a driver without end for an answer. A question that still hangs is not
 * joined by another, so a server that hangs costs one thread and one connection, however
 * often it is asked. The time counts from when it was asked: who asks later, while it
 * hangs, waits for what is left of it, so that several who share a question wait for that
 * time together, and not one after the other.
 *
 * @param <T> the type of the answer
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
	 * Create a question.
	 * @param threadName the name of the thread that asks
	 * @param question asks, and returns the answer
	 * @param timeout the longest time to wait for an answer, more than zero
	 */
	public ServerQuestion(String threadName, Callable<T> question, Duration timeout) {
		Assert.isTrue(timeout.compareTo(Duration.ZERO) > 0, "'timeout' must be more than zero");
		this.threadName = threadName;
		this.question = question;
		this.timeout = timeout;
	}

	/**
	 * Ask the question.
	 * @return the answer
	 * @throws TimeoutException if there is no answer in time
	 * @throws ExecutionException if the question fails
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
