package io.github.tidbspring.devserver.server;

import java.time.Duration;

/**
 * Detects when a server accepts connections.
 */
@FunctionalInterface
interface Readiness {

	/**
	 * Wait until the server accepts connections.
	 * @param process the process of the server
	 * @param time the longest time to wait
	 * @param port the port of the server
	 * @param password the password of root
	 * @return the outcome
	 * @throws InterruptedException if the thread is interrupted
	 */
	Outcome await(ServerProcess process, Duration time, int port, String password) throws InterruptedException;

	/**
	 * The outcome of a server start.
	 */
	enum Outcome {

		/** The server accepts connections. */
		READY,

		/** The process has ended. */
		ENDED,

		/** The server denies root's password. */
		REFUSES,

		/** The server is not ready in time. */
		TOO_SLOW

	}

}
