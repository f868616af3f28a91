package io.github.tidbspring.boot.data;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Finds the client of a repository.
 *
 * @param clients the clients that are injected without a qualifier
 * @param beanFactory the bean factory, which has the others too
 */
record RepositoryClients(ObjectProvider<TiDBClient> clients, ListableBeanFactory beanFactory) {

	/**
	 * Return the client of a repository.
	 * @param repository the repository interface
	 * @return the client with the qualifier of the interface, otherwise the default one
	 * @throws IllegalStateException if there is none, or several without a primary one
	 */
	TiDBClient of(Class<?> repository) {
		Qualifier qualifier = AnnotatedElementUtils.findMergedAnnotation(repository, Qualifier.class);
		if (qualifier != null) {
			return qualified(repository, qualifier.value());
		}
		TiDBClient client = this.clients.getIfUnique();
		if (client == null) {
			throw new IllegalStateException("%s searches with the default TiDBClient, and there is none%s; annotate "
				.formatted(repository.getName(), others())
					+ "the repository with @Qualifier and the name of a client, or mark one client as @Primary");
		}
		return client;
	}

	private TiDBClient qualified(Class<?> repository, String qualifier) {
		try {
			return BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beanFactory, TiDBClient.class, qualifier);
		}
		catch (NoSuchBeanDefinitionException ex) {
			throw new IllegalStateException("%s is annotated with @Qualifier(\"%s\"), and not exactly one TiDBClient "
				.formatted(repository.getName(), qualifier)
					+ "has that qualifier%s; configure it (tidb.clients.%s.*), or correct the qualifier"
						.formatted(others(), qualifier),
					ex);
		}
	}

	private String others() {
		String names = Stream.of(this.beanFactory.getBeanNamesForType(TiDBClient.class))
			.sorted()
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? "" : " (the clients are " + names + ")";
	}

}
