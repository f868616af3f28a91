package io.github.tidbspring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.observation.TiDBObservationConvention;
import io.github.tidbspring.client.search.Reranker;
import io.github.tidbspring.client.search.VectorSearch;
import io.github.tidbspring.client.vector.EmbeddingFunction;
import io.github.tidbspring.devserver.TiDBDevServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The builder as a bean, and what customizes it.
 */
class TiDBClientBuilderTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@Test
	void customizersAreCalledInTheirOrder() {
		this.contextRunner.withUserConfiguration(Customizers.class).run((context) -> {
			assertThat(context).hasSingleBean(TiDBClient.class);
			assertThat(context.getBean(Customizers.class).calls).containsExactly("first", "second", "last");
		});
	}

	@Test
	void whenACustomizerDecoratesThenTheClientIsDecorated() {
		this.contextRunner.withUserConfiguration(Decorating.class).run((context) -> {
			DataSource ours = context.getBean("tidbDataSource", DataSource.class);
			assertThat(context.getBean(TiDBClient.class).dataSource()).isNotSameAs(ours);
			assertThat(context.getBean(Decorating.class).decorated).containsExactly(ours);
		});
	}

	@Test
	void eachBuilderIsANewOneThatIsCustomizedAndHasTheDataSource() {
		this.contextRunner.withUserConfiguration(Customizers.class).run((context) -> {
			TiDBClient.Builder one = context.getBean(TiDBClient.Builder.class);
			TiDBClient.Builder other = context.getBean(TiDBClient.Builder.class);
			assertThat(one).isNotSameAs(other);
			assertThat(context.getBean(Customizers.class).calls).hasSize(9);
			assertThat(one.build().dataSource()).isSameAs(context.getBean(DataSource.class));
		});
	}

	@Test
	void whenThereAreTwoDatabasesThenTheBuilderHasTiDBs() {
		this.contextRunner.withPropertyValues("spring.datasource.url=jdbc:h2:mem:another", "tidb.host=tidb.example.org")
			.run((context) -> assertThat(context.getBean(TiDBClient.Builder.class).build().dataSource())
				.isSameAs(context.getBean("tidbDataSource")));
	}

	@Test
	void whenTheUserBuildsTheClientThenItIsFromTheCustomizedBuilder() {
		this.contextRunner.withUserConfiguration(Customizers.class, OwnClient.class).run((context) -> {
			assertThat(context).hasSingleBean(TiDBClient.class).doesNotHaveBean("tidbClient");
			assertThat(context.getBean(Customizers.class).calls).hasSize(3);
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(context.getBean(DataSource.class));
		});
	}

	@Test
	void whenTheUserHasABuilderThenTheClientIsFromIt() {
		this.contextRunner.withUserConfiguration(OwnBuilder.class).run((context) -> {
			assertThat(context.getBean(TiDBClient.class).dataSource()).isSameAs(OwnBuilder.DATA_SOURCE);
			assertThat(context).doesNotHaveBean("tidbClientBuilder");
		});
	}

	@Test
	void embeddingFunctionAndRerankerThatAreBeansAreTheClients() {
		this.contextRunner.withBean(EmbeddingFunction.class, FixedFunction::new)
			.withBean(Reranker.class, () -> (query, texts) -> new double[texts.size()])
			.run((context) -> assertThat(search(context.getBean(TiDBClient.class)).rerank().limit(1).toSql())
				.contains("'[7.0,7.0]'"));
	}

	@Test
	void whenThereAreSeveralRerankersThenNoneIsChosen() {
		this.contextRunner.withBean(EmbeddingFunction.class, FixedFunction::new)
			.withBean("one", Reranker.class, () -> (query, texts) -> new double[texts.size()])
			.withBean("other", Reranker.class, () -> (query, texts) -> new double[texts.size()])
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> search(context.getBean(TiDBClient.class)).rerank())
				.withMessageContaining("there is no reranker"));
	}

	@Test
	void observationRegistryThatIsABeanIsTheClients() {
		List<String> observed = new ArrayList<>();
		this.contextRunner.withBean(ObservationRegistry.class, () -> {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(handler(observed));
			return registry;
		}).run((context) -> {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> tidb.table(Thought.class).search().similarTo("x").limit(1).list());
			assertThat(observed).containsExactly("tidb.search");
		});
	}

	@Test
	void observationConventionThatIsABeanIsTheClients() {
		List<String> observed = new ArrayList<>();
		this.contextRunner.withBean(ObservationRegistry.class, () -> {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(handler(observed));
			return registry;
		}).withBean(TiDBObservationConvention.class, () -> new TiDBObservationConvention() {

			@Override
			public String getName() {
				return "own";
			}

		}).run((context) -> {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> tidb.table(Thought.class).search().similarTo("x").limit(1).list());
			assertThat(observed).containsExactly("own");
		});
	}

	private static ObservationHandler<Observation.Context> handler(List<String> observed) {
		return new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				observed.add(context.getName());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		};
	}

	private static VectorSearch<Thought> search(TiDBClient tidb) {
		return tidb.table(Thought.class).search().similarTo("a question");
	}

	record Thought(@PrimaryKey long id, String text,
			@VectorColumn(dimensions = 2, source = "text") float @Nullable [] vector) {

	}

	private static final class FixedFunction implements EmbeddingFunction {

		@Override
		public OptionalInt dimensions() {
			return OptionalInt.of(2);
		}

		@Override
		public List<float[]> embed(List<String> texts) {
			return texts.stream().map((text) -> new float[] { 7, 7 }).toList();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		final List<String> calls = new ArrayList<>();

		@Bean
		TiDBClientBuilderCustomizer last() {
			return (builder) -> this.calls.add("last");
		}

		@Bean
		@Order(2)
		TiDBClientBuilderCustomizer second() {
			return (builder) -> this.calls.add("second");
		}

		@Bean
		@Order(1)
		TiDBClientBuilderCustomizer first() {
			return (builder) -> this.calls.add("first");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorating {

		final List<DataSource> decorated = new ArrayList<>();

		@Bean
		TiDBClientBuilderCustomizer decorator() {
			return (builder) -> builder.decorateDataSource((dataSource) -> {
				this.decorated.add(dataSource);
				return new DelegatingDataSource(dataSource);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		TiDBClient ownClient(TiDBClient.Builder builder) {
			return builder.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBuilder {

		static final DataSource DATA_SOURCE = new DelegatingDataSource();

		@Bean
		TiDBClient.Builder ownBuilder() {
			return TiDBClient.builder(DATA_SOURCE);
		}

	}

}
