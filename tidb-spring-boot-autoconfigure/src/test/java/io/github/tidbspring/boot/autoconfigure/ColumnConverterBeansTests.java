package io.github.tidbspring.boot.autoconfigure;

import java.util.Currency;
import java.util.Locale;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.annotation.ColumnConverter;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Types of the application's in columns, by beans.
 */
class ColumnConverterBeansTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@Test
	void whenThereAreConvertersThenTheClientHasThemAll() {
		this.contextRunner.withUserConfiguration(Converters.class).run((context) -> {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			assertThat(tidb.table(Price.class).schema().ddl()).contains("`currency` VARCHAR(255)",
					"`locale` VARCHAR(255)");
		});
	}

	@Test
	void whenThereAreTwoForATypeThenTheStartSaysSo() {
		this.contextRunner.withUserConfiguration(Converters.class, Another.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("There are two column converters for java.util.Currency"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Converters {

		@Bean
		ColumnConverter<Currency, String> currencies() {
			return ColumnConverter.of(Currency.class, String.class, Currency::getCurrencyCode, Currency::getInstance);
		}

		@Bean
		ColumnConverter<Locale, String> locales() {
			return ColumnConverter.of(Locale.class, String.class, Locale::toLanguageTag, Locale::forLanguageTag);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Another {

		@Bean
		ColumnConverter<Currency, String> names() {
			return ColumnConverter.of(Currency.class, String.class, Currency::getDisplayName, Currency::getInstance);
		}

	}

	record Price(@PrimaryKey long id, Currency currency, Locale locale) {
	}

}
