package io.github.tidbspring.devserver.server;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Waits until root can log in. A successful login with the generated password also proves
 * that this server, and not another process, listens on the port.
 *
 * @param listening the text that the server writes when it listens. From then on, a
 * denied login comes from this server and not from another process on the port
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

	/**
	 * Return the error code, 0 for a successful login, or -1 for an error without a code.
	 */
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
