package io.github.tidbspring.boot.diagnostics;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.tidbspring.client.TiDBClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;

/**
 * Failure analyzer for failed statements of the client in an application that configures
 * a TiDB and also defines a {@code DataSource} bean, which the client then uses: the
 * statement failed because that database is not a TiDB.
 *
 * @param beanFactory the bean factory, whose beans may be destroyed
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
record OwnDataSourceFailureAnalyzer(@Nullable BeanFactory beanFactory) implements FailureAnalyzer {

	/**
	 * Attribute of the bean definition of the {@code DataSource} that is used: the
	 * description of the problem, and the remedy.
	 */
	private static final String ATTRIBUTE = "io.github.tidbspring.boot.own-data-source-beside-tidb";

	private static final int LONGEST_MESSAGE = 200;

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		SQLException sql = Causes.innermostSqlException(failure);
		Map.Entry<?, ?> warning = isOfClient(failure) ? warning() : null;
		return (sql == null || warning == null) ? null
				: new FailureAnalysis(
						"A statement of TiDBClient failed%s. %s.".formatted(message(sql), warning.getKey()),
						warning.getValue() + ".", failure);
	}

	private Map.@Nullable Entry<?, ?> warning() {
		if (this.beanFactory instanceof ConfigurableListableBeanFactory definitions) {
			for (String name : definitions.getBeanDefinitionNames()) {
				if (definitions.getBeanDefinition(name).getAttribute(ATTRIBUTE) instanceof Map.Entry<?, ?> warning) {
					return warning;
				}
			}
		}
		return null;
	}

	/** Return whether code of the client has thrown the failure or one of its causes. */
	private static boolean isOfClient(Throwable failure) {
		String ours = TiDBClient.class.getPackageName() + ".";
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.flatMap((cause) -> Arrays.stream(cause.getStackTrace()))
			.anyMatch((frame) -> frame.getClassName().startsWith(ours));
	}

	/** Return the message of the database, unless it may contain the user name. */
	private static String message(SQLException sql) {
		String message = sql.getMessage();
		String state = sql.getSQLState();
		if (message == null || !StringUtils.hasLength(state) || state.startsWith("28") || state.startsWith("08")) {
			return "";
		}
		String line = message.lines().findFirst().orElse("");
		return ": " + ((line.length() > LONGEST_MESSAGE) ? line.substring(0, LONGEST_MESSAGE) + "…" : line);
	}

}
