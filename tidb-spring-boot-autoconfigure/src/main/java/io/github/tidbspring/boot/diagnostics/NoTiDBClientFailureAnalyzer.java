package io.github.tidbspring.boot.diagnostics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.github.tidbspring.boot.internal.AutoConfiguredClient;
import io.github.tidbspring.boot.internal.NamedClients;
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
 * Failure analyzer for a missing {@link TiDBClient} in an application with named clients,
 * or with several {@code DataSource} beans.
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
		List<String> clients = AutoConfiguredClient.named(listable);
		if (!clients.isEmpty()) {
			return new FailureAnalysis(
					"No TiDBClient can be injected there: %s %s only where the qualifier is given."
						.formatted(qualifiers(clients), (clients.size() == 1) ? "is injected" : "are injected"),
					AutoConfiguredClient.isIn(listable) ? "Correct the qualifier, or configure the client."
							: "Add the qualifier to the parameter or field, or set tidb.host or tidb.database-url to "
									+ "configure a default client beside it.",
					cause);
		}
		String[] names = Arrays.stream(listable.getBeanNamesForType(DataSource.class, true, false))
			.sorted()
			.toArray(String[]::new);
		if (names.length < 2) {
			return null;
		}
		return new FailureAnalysis(
				"There is no TiDBClient, because the application has %s DataSource beans and none of them is chosen for it: %s."
					.formatted(names.length, String.join(", ", names)),
				"Annotate the @Bean method of the DataSource that is TiDB's with @TiDBDataSource, or mark one as @Primary. "
						+ "If none of them is TiDB's, give TiDB its own: a bean annotated with @Bean(defaultCandidate = false) "
						+ "and @TiDBDataSource that returns ConnectionSettings.of(url).toDataSource().",
				cause);
	}

	private static String qualifiers(List<String> clients) {
		return clients.stream()
			.map((name) -> "the client of %s.* (@Qualifier(\"%s\"))".formatted(NamedClients.prefix(name), name))
			.collect(Collectors.joining(" and "));
	}

}
