package io.github.tidbspring.client;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.NullMarked;
import org.slf4j.LoggerFactory;

/**
 * What is said in the log at WARN and above while something runs.
 */
@NullMarked
public final class CapturedLog {

	private CapturedLog() {
	}

	/**
	 * Run something and return what it said.
	 * @param work what is run
	 * @return the messages
	 */
	public static List<String> warningsOf(Runnable work) {
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		Logger logger = (Logger) LoggerFactory.getLogger("io.github.tidbspring.client.table");
		logger.addAppender(appender);
		appender.start();
		try {
			work.run();
		}
		finally {
			logger.detachAppender(appender);
		}
		return List.copyOf(appender.list)
			.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.WARN))
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

}
