package io.github.tidbspring.devserver;

import java.time.Duration;
import java.util.Set;

/**
 * The end of the JVM, at which all hooks run at once.
 */
final class JvmExit {

	/**
	 * The hooks of Spring Boot and Spring Framework, by the names of their threads.
	 */
	private static final Set<String> APPLICATION_HOOKS = Set.of("SpringApplicationShutdownHook",
			"SpringContextShutdownHook");

	private static final Duration TIME_TO_START = Duration.ofMillis(20);

	private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(60);

	private JvmExit() {
	}

	/**
	 * Have something done at the end.
	 * @param hook what to do
	 * @throws TiDBDevServerException if the end has begun
	 */
	static void addHook(Thread hook) {
		try {
			Runtime.getRuntime().addShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			throw new TiDBDevServerException("No development server is started while the JVM ends", ex);
		}
	}

	/**
	 * Wait until applications have closed: they may still need their database.
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
