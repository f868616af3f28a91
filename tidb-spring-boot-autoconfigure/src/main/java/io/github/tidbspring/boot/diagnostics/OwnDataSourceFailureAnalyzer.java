package io.github.tidbspring.boot.diagnostics;

import java.sql.SQLException;
import java.util.Arrays;

import io.github.tidbspring.client.TiDBClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Failure analyzer for failed statements of the client in an application that configures
 * a TiDB and also defines a {@code DataSource} bean, which the client then uses: the
 * statement failed because that database is not a TiDB.
 *
 * @param beanFactory the bean factory, whose beans may be destroyed
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
record OwnDataSourceFailureAnalyzer(@Nullable BeanFactory beanFactory) implements FailureAnalyzer {

	/** Attribute of the bean definition of the {@code DataSource} that is used. */
	private static final String ATTRIBUTE = "io.github.tidbspring.boot.own-data-source-beside-tidb";

	private static final String REMEDY = ". To give TiDB";

	private static final int LONGEST_MESSAGE = 200;

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		String sentence = isOfClient(failure) ? sentence() : null;
		if (sentence == null) {
			return null;
		}
		int remedy = sentence.indexOf(REMEDY);
		return new FailureAnalysis(
				"A statement of TiDBClient failed%s. %s.".formatted(message(failure), sentence.substring(0, remedy)),
				sentence.substring(remedy + 2) + ".", failure);
	}

	private @Nullable String sentence() {
		if (this.beanFactory instanceof ConfigurableListableBeanFactory definitions) {
			for (String name : definitions.getBeanDefinitionNames()) {
				if (definitions.getBeanDefinition(name).getAttribute(ATTRIBUTE) instanceof String sentence) {
					return sentence;
				}
			}
		}
		return null;
	}

	/** Return whether a statement of the client failed. */
	private static boolean isOfClient(Throwable failure) {
		SQLException sql = Causes.innermostSqlException(failure);
		String ours = TiDBClient.class.getPackageName() + ".";
		boolean part = false;
		for (Throwable cause = failure; cause != null && !part; cause = cause.getCause()) {
			part = Arrays.stream(cause.getStackTrace()).anyMatch((frame) -> frame.getClassName().startsWith(ours));
		}
		return sql != null && part;
	}

	/** Return the message of the database, unless it may contain the user name. */
	private static String message(Throwable failure) {
		SQLException sql = Causes.innermostSqlException(failure);
		String message = (sql != null) ? sql.getMessage() : null;
		String state = (sql != null && sql.getSQLState() != null) ? sql.getSQLState() : "";
		if (message == null || state.isEmpty() || state.startsWith("28") || state.startsWith("08")) {
			return "";
		}
		String line = message.lines().findFirst().orElse("");
		return ": " + ((line.length() > LONGEST_MESSAGE) ? line.substring(0, LONGEST_MESSAGE) + "…" : line);
	}

}
