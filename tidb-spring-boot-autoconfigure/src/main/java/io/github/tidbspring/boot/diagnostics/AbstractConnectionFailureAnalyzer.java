package io.github.tidbspring.boot.diagnostics;

import io.github.tidbspring.client.connection.ConnectionFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Base of the analyzers that explain why TiDB could not be reached or refused a
 * connection.
 */
abstract class AbstractConnectionFailureAnalyzer implements FailureAnalyzer {

	/** What the client says where it was given a {@code DataSource}. */
	private static final String UNKNOWN_PLACE = "Cannot connect to the server:";

	private static final String OWN_DATA_SOURCE = "Check the settings of the application's own DataSource: "
			+ "TiDBClient uses that one, and the properties tidb.* do not configure it.";

	private static final String OWN_CLIENT = "Check the settings of the application's own TiDBClient: "
			+ "the properties tidb.* do not configure it.";

	private final @Nullable BeanFactory beanFactory;

	AbstractConnectionFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public final @Nullable FailureAnalysis analyze(Throwable failure) {
		ConnectionFailure found = ConnectionFailures.find(failure, this.beanFactory);
		String action = (found != null) ? action(found) : null;
		if (found == null || action == null) {
			return null;
		}
		return new FailureAnalysis(description(found), action(found, action), failure);
	}

	private String action(ConnectionFailure found, String action) {
		if (found.message().startsWith(UNKNOWN_PLACE)) {
			return OWN_DATA_SOURCE;
		}
		String said = ConnectionSource.isOwnClient(this.beanFactory) ? OWN_CLIENT : action;
		String details = ConnectionSource.details(this.beanFactory);
		if (details != null) {
			said = said + " Where TiDB is and how to log in is said by the bean '" + details
					+ "' (TiDBConnectionDetails), and not by properties.";
		}
		return (found.hint() != null) ? said + " " + found.hint() + "." : said;
	}

	/**
	 * Say what to do.
	 * @param failure the failure
	 * @return what to do, or {@code null} if this is another analyzer's concern
	 */
	abstract @Nullable String action(ConnectionFailure failure);

	/**
	 * What happened, up to the semicolon: what to do follows in the words of Spring Boot.
	 */
	private static String description(ConnectionFailure failure) {
		String message = failure.message();
		int remedy = (failure.reason() != ConnectionFailure.Reason.TLS_FAILED) ? message.indexOf("; ") : -1;
		return ((remedy > 0) ? message.substring(0, remedy) : message) + ".";
	}

}
