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
	 * @return what became of it
	 * @throws InterruptedException if the thread is interrupted
	 */
	Outcome await(ServerProcess process, Duration time, int port, String password) throws InterruptedException;

	/**
	 * What became of a server.
	 */
	enum Outcome {

		/** It takes connections. */
		READY,

		/** It has ended. */
		ENDED,

		/** It has another password of root. */
		REFUSES,

		/** None of these has come in time. */
		TOO_SLOW

	}

}
