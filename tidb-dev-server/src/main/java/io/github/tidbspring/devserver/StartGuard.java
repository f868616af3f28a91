package io.github.tidbspring.devserver;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts a server start when the JVM shuts down, so that no process is left running.
 */
final class StartGuard implements AutoCloseable {

	private static final long SECONDS_TO_CLEAR_AWAY = 60;

	private final Thread starter = Thread.currentThread();

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Thread hook = new Thread(this::endStart, "tidb-dev-server-start-shutdown");

	/**
	 * Guard the server start of the current thread.
	 * @throws TiDBDevServerException if the JVM is shutting down already
	 */
	StartGuard() {
		JvmExit.addHook(this.hook);
	}

	private void endStart() {
		this.starter.interrupt();
		try {
			this.ended.await(SECONDS_TO_CLEAR_AWAY, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * End the guard. The start has failed, or the started server has its own shutdown
	 * hook.
	 */
	@Override
	public void close() {
		this.ended.countDown();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is shutting down.
		}
	}

}
