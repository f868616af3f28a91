package io.github.tidbspring.boot.autoconfigure;

import java.util.Currency;
import java.util.Map;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.VectorColumn;
import io.github.tidbspring.client.query.Filter;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application's mapper is that of JSON columns.
 */
class JsonMapperBeanTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@Test
	void whenThereIsAMapperThenJsonIsItsJson() {
		this.contextRunner.withBean(JsonMapper.class, () -> mapper("money:"))
			.run((context) -> assertThat(sql(context.getBean(TiDBClient.class))).contains("'money:EUR'"));
	}

	@Test
	void whenThereIsNoMapperThenJsonIsJacksonsOwn() {
		this.contextRunner.run((context) -> assertThat(sql(context.getBean(TiDBClient.class))).contains("'EUR'"));
	}

	@Test
	void whenThereAreSeveralMappersThenThePrimaryOneIsTaken() {
		this.contextRunner.withBean("one", JsonMapper.class, () -> mapper("one:"))
			.withBean("main", JsonMapper.class, () -> mapper("main:"), (definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(sql(context.getBean(TiDBClient.class))).contains("'main:EUR'"));
	}

	@Test
	void whenThereAreSeveralMappersAndNoneIsPrimaryThenNoneIsTaken() {
		this.contextRunner.withBean("one", JsonMapper.class, () -> mapper("one:"))
			.withBean("other", JsonMapper.class, () -> mapper("other:"))
			.run((context) -> assertThat(sql(context.getBean(TiDBClient.class))).contains("'EUR'"));
	}

	@Test
	void whenACustomizerSetsAMapperThenItIsTaken() {
		this.contextRunner.withBean(JsonMapper.class, () -> mapper("bean:"))
			.withBean(TiDBClientBuilderCustomizer.class, () -> (builder) -> builder.jsonMapper(mapper("custom:")))
			.run((context) -> assertThat(sql(context.getBean(TiDBClient.class))).contains("'custom:EUR'"));
	}

	private static JsonMapper mapper(String prefix) {
		return JsonMapper.builder()
			.addModule(new SimpleModule().addSerializer(Currency.class, new StdScalarSerializer<>(Currency.class) {

				@Override
				public void serialize(Currency value, JsonGenerator generator, SerializationContext context) {
					generator.writeString(prefix + value.getCurrencyCode());
				}

			}))
			.build();
	}

	private static String sql(TiDBClient tidb) {
		return tidb.table(Item.class)
			.search()
			.vector(new float[] { 1 })
			.where(Filter.eq("m.price", Currency.getInstance("EUR")))
			.limit(1)
			.toSql();
	}

	record Item(@PrimaryKey long id, @JsonColumn Map<String, Object> m, @VectorColumn(dimensions = 1) float[] v) {
	}

}
