package io.github.tidbspring.devserver.server;

import java.time.Duration;

/**
 * How one knows that a server takes connections.
 */
@FunctionalInterface
interface Readiness {

	/**
	 * Wait until it does.
	 * @param process the server
	 * @param time how long to wait
	 * @param port its port
	 * @param password its password of root
	 * @return whether it is ready; {@code null} if neither that nor its end came in time
	 * @throws InterruptedException if the thread is interrupted
	 */
	Outcome await(ServerProcess process, Duration time, int port, String password) throws InterruptedException;

	/**
	 * What became of a server.
	 */
	enum Outcome {

		READY, ENDED, TOO_SLOW

	}

}
