package io.github.tidbspring.devserver.server;

import java.sql.SQLException;
import java.time.Duration;

/**
 * A server that lets its user in: so it is ready, and it is this one and no other that
 * has the port.
 *
 * @param listening what it says when it listens. From then on a refusal is its own, and
 * not that of somebody else who has the port.
 */
record LoginReadiness(String listening) implements Readiness {

	private static final long PAUSE = 50;

	private static final int ANSWER = 2000;

	private static final int ACCESS_DENIED = 1045;

	@Override
	public Outcome await(ServerProcess process, Duration time, int port, String password) throws InterruptedException {
		long end = System.nanoTime() + time.toNanos();
		while (process.handle().isAlive()) {
			boolean listens = process.hasSaid(this.listening);
			int error = login(port, password);
			if (error == 0 && process.handle().isAlive()) {
				return Outcome.READY;
			}
			if (error == ACCESS_DENIED && listens) {
				return Outcome.REFUSES;
			}
			if (System.nanoTime() - end >= 0) {
				return Outcome.TOO_SLOW;
			}
			Thread.sleep(PAUSE);
		}
		return Outcome.ENDED;
	}

	/** Return the number of the error, or 0 if there is none. */
	private static int login(int port, String password) {
		try {
			ServerConnections.open(port, password, ANSWER).close();
			return 0;
		}
		catch (SQLException ex) {
			return (ex.getErrorCode() != 0) ? ex.getErrorCode() : -1;
		}
	}

}
