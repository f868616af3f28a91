package io.github.tidbspring.boot.autoconfigure.ai;

import java.util.List;
import java.util.stream.Stream;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.vector.EmbeddingException;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Spring AI's models as embedding functions. A search says which one it has: its
 * statement has the vector in it, and needs no server.
 */
class TiDBSpringAiAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class, TiDBSpringAiAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@Test
	void modelEmbedsTextsAndQueries() {
		this.contextRunner.withBean("model", EmbeddingModel.class, () -> new FixedModel(3)).run((context) -> {
			assertThat(statement(context.getBean(TiDBClient.class))).contains("'[3.0,3.0]'");
			EmbeddingFunction function = new SpringAiEmbeddingFunction(context.getBean(EmbeddingModel.class));
			assertThat(function.dimensions()).hasValue(2);
			assertThat(function.embed(List.of("a", "b"))).containsExactly(new float[] { 3, 3 }, new float[] { 3, 3 });
		});
	}

	@Test
	void functionOfTheApplicationGoesBeforeTheModel() {
		this.contextRunner.withBean("model", EmbeddingModel.class, () -> new FixedModel(3))
			.withBean("function", EmbeddingFunction.class, () -> new SpringAiEmbeddingFunction(new FixedModel(4)))
			.run((context) -> assertThat(statement(context.getBean(TiDBClient.class))).contains("'[4.0,4.0]'"));
	}

	@Test
	void primaryOneOfSeveralModelsIsUsed() {
		this.contextRunner.withBean("one", EmbeddingModel.class, () -> new FixedModel(3))
			.withBean("other", EmbeddingModel.class, () -> new FixedModel(5),
					(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(statement(context.getBean(TiDBClient.class))).contains("'[5.0,5.0]'"));
	}

	@Test
	void whenThereAreSeveralModelsThenNoneIsChosen() {
		this.contextRunner.withBean("one", EmbeddingModel.class, () -> new FixedModel(3))
			.withBean("other", EmbeddingModel.class, () -> new FixedModel(5))
			.run((context) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> statement(context.getBean(TiDBClient.class)))
				.withMessageContaining("there is no embedding function"));
	}

	@Test
	void whenSpringAiIsMissingThenThereIsAClientAllTheSame() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(TiDBDevServer.class, EmbeddingModel.class))
			.run((context) -> assertThat(context).hasSingleBean(TiDBClient.class)
				.doesNotHaveBean(TiDBSpringAiAutoConfiguration.class));
	}

	@Test
	void failureOfTheModelIsTheCause() {
		this.contextRunner.withBean("model", EmbeddingModel.class, () -> new FixedModel(Float.NaN))
			.run((context) -> assertThatExceptionOfType(EmbeddingException.class)
				.isThrownBy(() -> statement(context.getBean(TiDBClient.class)))
				.withCauseInstanceOf(IllegalStateException.class));
	}

	private static String statement(TiDBClient tidb) {
		return tidb.table(Thought.class).search().similarTo("a question").limit(1).toSql();
	}

	record Thought(@PrimaryKey long id, @VectorColumn(dimensions = 2) float @Nullable [] vector) {

	}

	/**
	 * Gives each text the same vector, and fails where that has no number.
	 */
	private static final class FixedModel implements EmbeddingModel {

		private final float number;

		private FixedModel(float number) {
			this.number = number;
		}

		@Override
		public EmbeddingResponse call(EmbeddingRequest request) {
			if (Float.isNaN(this.number)) {
				throw new IllegalStateException("The model is away");
			}
			return new EmbeddingResponse(Stream.of(request.getInstructions().toArray())
				.map((text) -> new Embedding(new float[] { this.number, this.number }, 0))
				.toList());
		}

		@Override
		public float[] embed(Document document) {
			return embed(String.valueOf(document.getText()));
		}

		@Override
		public int dimensions() {
			return 2;
		}

	}

}
