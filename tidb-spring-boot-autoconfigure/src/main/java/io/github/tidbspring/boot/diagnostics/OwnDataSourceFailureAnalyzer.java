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
 * Explains a failure of the client in an application that speaks of a TiDB and has a
 * {@code DataSource} of its own: what fails there, fails because that is no TiDB.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OwnDataSourceFailureAnalyzer implements FailureAnalyzer {

	/** Of the bean definition, set when the {@code DataSource} was decided for. */
	private static final String ATTRIBUTE = "io.github.tidbspring.boot.own-data-source-beside-tidb";

	private static final String REMEDY = ". To give TiDB";

	private static final int LONGEST_MESSAGE = 200;

	private final @Nullable BeanFactory beanFactory;

	OwnDataSourceFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		String sentence = isOfClient(failure) ? sentence() : null;
		if (sentence == null) {
			return null;
		}
		int remedy = sentence.indexOf(REMEDY);
		return new FailureAnalysis(
				"A statement of TiDBClient failed%s. %s.".formatted(said(failure), sentence.substring(0, remedy)),
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

	/** A failure of SQL in which the client had a part. */
	private static boolean isOfClient(Throwable failure) {
		SQLException sql = Causes.innermostSqlException(failure);
		String ours = TiDBClient.class.getPackageName() + ".";
		boolean part = false;
		for (Throwable cause = failure; cause != null && !part; cause = cause.getCause()) {
			part = Arrays.stream(cause.getStackTrace()).anyMatch((frame) -> frame.getClassName().startsWith(ours));
		}
		return sql != null && part;
	}

	/** What the database said, unless that may be about who logs in. */
	private static String said(Throwable failure) {
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
