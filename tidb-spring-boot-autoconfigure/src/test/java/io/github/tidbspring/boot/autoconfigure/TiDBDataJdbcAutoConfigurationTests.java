package io.github.tidbspring.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcMySqlDialect;
import org.springframework.data.jdbc.core.mapping.JdbcValue;
import org.springframework.data.relational.core.sql.IdentifierProcessing;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class TiDBDataJdbcAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBDataSourceAutoConfiguration.class, TiDBAutoConfiguration.class,
				TiDBDataJdbcAutoConfiguration.class))
		.withPropertyValues("tidb.host=127.0.0.1");

	@Test
	void dialectForMySqlHasVectors() {
		this.runner.withUserConfiguration(DialectConfiguration.class).run((context) -> {
			JdbcDialect dialect = context.getBean(JdbcDialect.class);
			assertThat(dialect).isInstanceOf(JdbcMySqlDialect.class);
			assertThat(dialect.getIdentifierProcessing()).isSameAs(IdentifierProcessing.ANSI);
			JdbcCustomConversions conversions = JdbcCustomConversions.of(dialect, List.of());
			assertThat(conversions.getCustomWriteTarget(float[].class)).contains(JdbcValue.class);
			assertThat(conversions.hasCustomReadTarget(String.class, float[].class)).isTrue();
		});
	}

	@Test
	void convertersOfTheApplicationComeFirst() {
		this.runner.withUserConfiguration(DialectConfiguration.class).run((context) -> {
			JdbcCustomConversions conversions = JdbcCustomConversions.of(context.getBean(JdbcDialect.class),
					List.of(OwnConverter.INSTANCE));
			DefaultConversionService service = new DefaultConversionService();
			conversions.registerConvertersIn(service);
			assertThat(conversions.getCustomWriteTarget(float[].class)).contains(String.class);
			assertThat(service.convert(new float[] { 1 }, String.class)).isEqualTo("own");
		});
	}

	@Test
	void dialectOfTheApplicationIsNotChanged() {
		this.runner.withUserConfiguration(OwnDialectConfiguration.class)
			.run((context) -> assertThat(context.getBean(JdbcDialect.class)).isExactlyInstanceOf(OwnDialect.class));
	}

	@Test
	void whenTheDataSourceIsAnotherThenTheDialectIsNotChanged() {
		this.runner.withUserConfiguration(DialectConfiguration.class, OtherDataSourceConfiguration.class)
			.run((context) -> assertThat(context.getBean(JdbcDialect.class))
				.isExactlyInstanceOf(JdbcMySqlDialect.class));
	}

	@Test
	void whenSpringDataJdbcIsMissingThenNothingIsConfigured() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.data"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("tidbDataJdbcDialectPostProcessor"));
	}

	@Configuration(proxyBeanMethods = false)
	static class DialectConfiguration {

		@Bean
		JdbcMySqlDialect jdbcDialect() {
			return new JdbcMySqlDialect(IdentifierProcessing.ANSI);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDialectConfiguration {

		@Bean
		OwnDialect jdbcDialect() {
			return new OwnDialect();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherDataSourceConfiguration {

		@Bean
		@Primary
		DataSource otherDataSource() {
			return new SimpleDriverDataSource();
		}

		@Bean
		@TiDBDataSource
		DataSource ofTiDB() {
			return new SimpleDriverDataSource();
		}

	}

	static class OwnDialect extends JdbcMySqlDialect {

		OwnDialect() {
			super(IdentifierProcessing.ANSI);
		}

	}

	@WritingConverter
	enum OwnConverter implements Converter<float[], String> {

		INSTANCE;

		@Override
		public String convert(float[] vector) {
			return "own";
		}

	}

}
