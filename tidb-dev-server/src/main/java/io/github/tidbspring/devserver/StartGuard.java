package io.github.tidbspring.devserver;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a start that the end of the JVM overtakes, so that it leaves no process behind.
 */
final class StartGuard implements AutoCloseable {

	private static final long SECONDS_TO_CLEAR_AWAY = 60;

	private final Thread starter = Thread.currentThread();

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Thread hook = new Thread(this::endStart, "tidb-dev-server-start-shutdown");

	/**
	 * Guard what this thread is going to start.
	 * @throws TiDBDevServerException if the JVM is ending already
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
	 * The start has ended, and left nothing or a server that ends with the JVM.
	 */
	@Override
	public void close() {
		this.ended.countDown();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is ending.
		}
	}

}
