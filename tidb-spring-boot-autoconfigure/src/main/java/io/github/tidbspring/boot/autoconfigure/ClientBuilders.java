package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.ColumnConverter;
import io.github.tidbspring.client.observation.TiDBObservationConvention;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.micrometer.observation.ObservationRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Creates the builders of clients, with the beans that apply to all clients.
 *
 * @param beanFactory the bean factory
 */
record ClientBuilders(ConfigurableListableBeanFactory beanFactory) {

	/**
	 * Create a builder.
	 * @param dataSource the {@code DataSource} of the client
	 * @param name the name of the client, for its observations
	 * @return the builder, after all customizers
	 */
	TiDBClient.Builder builder(DataSource dataSource, String name) {
		TiDBClient.Builder builder = TiDBClient.builder(dataSource)
			.transactionManager(new ApplicationTransactionManager(this.beanFactory, dataSource));
		this.beanFactory.getBeanProvider(EmbeddingFunction.class).ifUnique(builder::embeddingFunction);
		this.beanFactory.getBeanProvider(Reranker.class).ifUnique(builder::reranker);
		this.beanFactory.getBeanProvider(JsonMapper.class).ifUnique(builder::jsonMapper);
		this.beanFactory.getBeanProvider(ColumnConverter.class).orderedStream().forEach(builder::columnConverter);
		this.beanFactory.getBeanProvider(ObservationRegistry.class).ifUnique(builder::observationRegistry);
		TiDBObservationConvention convention = this.beanFactory.getBeanProvider(TiDBObservationConvention.class)
			.getIfUnique();
		if (isOneOfSeveral()) {
			builder.observationConvention(NamedClientConvention.of(name, convention));
		}
		else if (convention != null) {
			builder.observationConvention(convention);
		}
		this.beanFactory.getBeanProvider(TiDBClientBuilderCustomizer.class)
			.orderedStream()
			.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	/** With one client, observations have no tag that tells clients apart. */
	private boolean isOneOfSeveral() {
		return this.beanFactory.containsBean(TiDBClientsAutoConfiguration.CLIENTS);
	}

}
