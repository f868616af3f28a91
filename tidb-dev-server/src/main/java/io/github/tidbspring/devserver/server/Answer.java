package io.github.tidbspring.devserver.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What a program that was asked something writes until it ends. Who was asked may be any
 * program: it may write without an end, or not end, or leave others behind that keep its
 * output open.
 */
final class Answer {

	private static final long PAUSE = 20;

	/** After its end, what it has written is there. */
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
			// What was read until now is what it has said.
		}
		finally {
			this.read.countDown();
		}
	}

	/**
	 * Wait for its end.
	 * @param time how long
	 * @return what it has written, or {@code null} if it neither ends nor writes enough
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
