package io.github.tidbspring.devserver.server;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process and its descendants: the configured program may be a script that starts the
 * server.
 */
final class ProcessFamily {

	private static final Logger logger = LoggerFactory.getLogger(ProcessFamily.class);

	private static final long PAUSE = 10;

	private static final int WAITS_FOR_PARENT = 500;

	private final List<ProcessHandle> members;

	private ProcessFamily(List<ProcessHandle> members) {
		this.members = members;
	}

	/**
	 * Return the processes that exist now. Once a parent has ended, its children can no
	 * longer be found.
	 */
	static ProcessFamily of(ProcessHandle process) {
		return new ProcessFamily(Stream.concat(Stream.of(process), process.descendants()).toList());
	}

	/** Request the processes to terminate, and wait. */
	boolean shutDown(Duration time) {
		this.members.forEach(ProcessHandle::destroy);
		return awaitEnd(time);
	}

	/** Kill the processes, and wait. */
	boolean kill(Duration time) {
		this.members.forEach(ProcessHandle::destroyForcibly);
		boolean ended = awaitEnd(time);
		if (!ended) {
			logger.warn("The processes {} do not end",
					this.members.stream().filter(ProcessFamily::isRunning).map(ProcessHandle::pid).toList());
		}
		return ended;
	}

	private boolean awaitEnd(Duration time) {
		long deadline = System.nanoTime() + time.toNanos();
		boolean interrupted = false;
		int waits = 0;
		while (!haveEnded(waits) && System.nanoTime() - deadline < 0) {
			waits = isAnyRunning() ? 0 : waits + 1;
			try {
				Thread.sleep(PAUSE);
			}
			catch (InterruptedException ex) {
				// The interrupt is kept for later: the processes must end before.
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return haveEnded(waits) || !isAnyRunning();
	}

	private boolean haveEnded(int waits) {
		return waits > WAITS_FOR_PARENT || this.members.stream().noneMatch(ProcessHandle::isAlive);
	}

	/**
	 * A process that has ended counts as alive until its parent reads its status (a
	 * zombie), which not every parent does. A zombie has no command any more.
	 */
	private boolean isAnyRunning() {
		return this.members.stream().anyMatch(ProcessFamily::isRunning);
	}

	private static boolean isRunning(ProcessHandle process) {
		return process.isAlive() && process.info().command().isPresent();
	}

}
