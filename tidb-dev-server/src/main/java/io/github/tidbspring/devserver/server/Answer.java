package io.github.tidbspring.devserver.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The output of a program that is run to answer a question, such as its version. The
 * program can be any: it may write without end, never terminate, or leave child processes
 * that keep its output open.
 */
final class Answer {

	private static final long PAUSE = 20;

	/**
	 * Milliseconds for the rest of the output, which is available after the process has
	 * ended.
	 */
	private static final long TIME_TO_READ = 1000;

	private final Process process;

	private final int enough;

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final CountDownLatch read = new CountDownLatch(1);

	Answer(Process process, int enough) {
		this.process = process;
		this.enough = enough;
		Thread reader = new Thread(this::read, "tidb-dev-server-answer");
		reader.setDaemon(true);
		reader.start();
	}

	private void read() {
		try {
			InputStream output = this.process.getInputStream();
			byte[] buffer = new byte[1024];
			for (int n = output.read(buffer); n >= 0 && this.written.size() < this.enough; n = output.read(buffer)) {
				this.written.write(buffer, 0, n);
			}
		}
		catch (IOException ex) {
			// The output that was read until now is the answer.
		}
		finally {
			this.read.countDown();
		}
	}

	/**
	 * Wait for the program to end.
	 * @param time the longest time to wait
	 * @return the output, or {@code null} if the program neither ends in time nor writes
	 * enough
	 */
	byte @Nullable [] await(Duration time) throws InterruptedException {
		long deadline = System.nanoTime() + time.toNanos();
		while (!this.read.await(PAUSE, TimeUnit.MILLISECONDS)) {
			if (!this.process.isAlive()) {
				this.read.await(TIME_TO_READ, TimeUnit.MILLISECONDS);
				break;
			}
			if (System.nanoTime() - deadline >= 0) {
				return null;
			}
		}
		return this.written.toByteArray();
	}

}
