package io.github.tidbspring.devserver;

import java.time.Duration;
import java.util.Set;

/**
 * Registers shutdown hooks and orders them: the JVM runs all hooks at the same time.
 */
final class JvmExit {

	/**
	 * Thread names of the shutdown hooks of Spring Boot and Spring Framework.
	 */
	private static final Set<String> APPLICATION_HOOKS = Set.of("SpringApplicationShutdownHook",
			"SpringContextShutdownHook");

	/** All hooks start at the same time: the others get a moment to start. */
	private static final Duration TIME_TO_START = Duration.ofMillis(20);

	private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(60);

	private JvmExit() {
	}

	/**
	 * Register a shutdown hook.
	 * @param hook the hook
	 * @throws TiDBDevServerException if the JVM is shutting down already
	 */
	static void addHook(Thread hook) {
		try {
			Runtime.getRuntime().addShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			throw new TiDBDevServerException("A development server cannot be started while the JVM is shutting down",
					ex);
		}
	}

	/**
	 * Wait until the application contexts have closed: they may need the database until
	 * then.
	 */
	static void awaitApplications() {
		try {
			Thread.sleep(TIME_TO_START.toMillis());
			for (Thread thread : Thread.getAllStackTraces().keySet()) {
				if (APPLICATION_HOOKS.contains(thread.getName())) {
					thread.join(TIME_TO_CLOSE.toMillis());
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
