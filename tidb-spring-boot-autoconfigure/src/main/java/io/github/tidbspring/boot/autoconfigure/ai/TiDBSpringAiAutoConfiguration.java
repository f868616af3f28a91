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
 * {@link EnableAutoConfiguration Auto-configuration} that lets a {@link TiDBClient} make
 * vectors with Spring AI's {@link EmbeddingModel}: the only one, or the primary one. An
 * {@link EmbeddingFunction} of the application goes before it.
 *
 * @since 0.1
 */
@AutoConfiguration(before = TiDBAutoConfiguration.class)
@ConditionalOnClass({ EmbeddingModel.class, TiDBClient.class })
public final class TiDBSpringAiAutoConfiguration {

	// Not a bean of type EmbeddingFunction: whether there is a model is known only when
	// all beans are, which no condition waits for.
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
