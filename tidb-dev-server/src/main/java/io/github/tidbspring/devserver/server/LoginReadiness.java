package io.github.tidbspring.devserver.server;

import java.sql.SQLException;
import java.time.Duration;

/**
 * A server that lets its user in: so it is ready, and it is this one and no other that
 * has the port.
 */
final class LoginReadiness implements Readiness {

	private static final long PAUSE = 50;

	private static final int ANSWER = 2000;

	@Override
	public Outcome await(ServerProcess process, Duration time, int port, String password) throws InterruptedException {
		long end = System.nanoTime() + time.toNanos();
		while (process.handle().isAlive()) {
			if (takesLogin(port, password) && process.handle().isAlive()) {
				return Outcome.READY;
			}
			if (System.nanoTime() - end >= 0) {
				return Outcome.TOO_SLOW;
			}
			Thread.sleep(PAUSE);
		}
		return Outcome.ENDED;
	}

	private static boolean takesLogin(int port, String password) {
		try {
			ServerConnections.open(port, password, ANSWER).close();
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

}
