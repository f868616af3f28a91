package io.github.tidbspring.devserver.server;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits until the server writes a text to its console.
 *
 * @param words the text
 */
record ConsoleReadiness(String words) implements Readiness {

	@Override
	public Outcome await(ServerProcess process, Duration time, int port, String password) throws InterruptedException {
		try {
			boolean said = process.console().said(this.words).get(time.toNanos(), TimeUnit.NANOSECONDS);
			return said ? Outcome.READY : Outcome.ENDED;
		}
		catch (TimeoutException | ExecutionException ex) {
			return Outcome.TOO_SLOW;
		}
	}

}
