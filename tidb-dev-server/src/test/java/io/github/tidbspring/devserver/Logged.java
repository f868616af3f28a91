package io.github.tidbspring.devserver;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * What the development server tells an application's log, with the levels that a log has
 * unless it is told otherwise.
 */
final class Logged implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.tidbspring.devserver");

	private final Level level = this.logger.getLevel();

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	Logged() {
		this.logger.setLevel(Level.INFO);
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	/**
	 * Return what has been logged until now.
	 * @return lines that begin with their level
	 */
	List<String> lines() {
		synchronized (this.appender) {
			return List.copyOf(this.appender.list)
				.stream()
				.map((event) -> event.getLevel() + " " + event.getFormattedMessage())
				.toList();
		}
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(this.level);
	}

}
