package io.github.tidbspring.boot.autoconfigure.ai;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBClientBuilderCustomizer;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.vector.EmbeddingFunction;

import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for embeddings with Spring AI: the
 * {@link TiDBClient} uses the {@link EmbeddingModel} bean if there is only one or a
 * primary one. An {@link EmbeddingFunction} of the application takes precedence.
 *
 * @since 0.1
 */
@AutoConfiguration(before = TiDBAutoConfiguration.class)
@ConditionalOnClass({ EmbeddingModel.class, TiDBClient.class })
public final class TiDBSpringAiAutoConfiguration {

	// A customizer instead of an EmbeddingFunction bean: a model may be defined after
	// this auto-configuration, where a condition cannot see it.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	TiDBClientBuilderCustomizer springAiEmbedding(ObjectProvider<EmbeddingFunction> functions,
			ObjectProvider<EmbeddingModel> models) {
		return (builder) -> {
			if (functions.stream().findAny().isEmpty()) {
				models.ifUnique((model) -> builder.embeddingFunction(new SpringAiEmbeddingFunction(model)));
			}
		};
	}

}
