package io.github.tidbspring.boot.diagnostics;

import java.util.Arrays;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Failure analyzer for a missing {@link TiDBClient} in an application with several
 * {@code DataSource} beans.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NoTiDBClientFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final @Nullable BeanFactory beanFactory;

	NoTiDBClientFailureAnalyzer(@Nullable BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		if (!TiDBClient.class.equals(cause.getBeanType())
				|| !(this.beanFactory instanceof ListableBeanFactory listable)) {
			return null;
		}
		String[] names = listable.getBeanNamesForType(DataSource.class, true, false);
		if (names.length < 2) {
			return null;
		}
		Arrays.sort(names);
		return new FailureAnalysis(
				"There is no TiDBClient, because the application has %s DataSource beans and none of them is chosen for it: %s."
					.formatted(names.length, String.join(", ", names)),
				"Annotate the @Bean method of the DataSource that is TiDB's with @TiDBDataSource, or mark one as @Primary. "
						+ "If none of them is TiDB's, give TiDB its own: a bean annotated with @Bean(defaultCandidate = false) "
						+ "and @TiDBDataSource that returns ConnectionSettings.of(url).toDataSource().",
				cause);
	}

}
