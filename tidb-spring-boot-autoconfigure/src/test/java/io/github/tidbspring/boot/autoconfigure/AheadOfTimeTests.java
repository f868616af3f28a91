package io.github.tidbspring.boot.autoconfigure;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.tables.Rows;
import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.test.GeneratedCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is known before the application runs: the hints for a native image, and the code
 * that makes the beans. The sample application runs such code.
 */
class AheadOfTimeTests {

	private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();

	private final DefaultGenerationContext generation = new DefaultGenerationContext(
			new ClassNameGenerator(ClassName.get("com.example", "Generated")), this.files);

	@Test
	void rowsAreKeptWithWhatTheyAreMadeOf() throws NoSuchMethodException {
		process();
		ReflectionHintsPredicates reflection = RuntimeHintsPredicates.reflection();
		RuntimeHints hints = this.generation.getRuntimeHints();
		assertThat(
				reflection.onConstructorInvocation(Rows.RecordRow.class.getDeclaredConstructor(long.class, List.class)))
			.accepts(hints);
		assertThat(reflection.onMethodInvocation(Rows.RecordRow.class, "tags")).accepts(hints);
		assertThat(reflection.onMethodInvocation(Rows.Tag.class, "name")).accepts(hints);
		assertThat(reflection.onConstructorInvocation(Rows.BeanRow.class.getDeclaredConstructor())).accepts(hints);
		assertThat(reflection.onMethodInvocation(Rows.BeanRow.class, "setTitle")).accepts(hints);
		assertThat(reflection.onMethodInvocation(Rows.BaseRow.class, "setId")).accepts(hints);
		assertThat(reflection.onType(Rows.BaseRow.class).withMemberCategory(MemberCategory.ACCESS_DECLARED_FIELDS))
			.accepts(hints);
		assertThat(reflection.onType(Rows.NoRow.class)).rejects(hints);
	}

	@Test
	void propertiesAreKept() {
		process();
		RuntimeHints hints = this.generation.getRuntimeHints();
		for (Class<?> type : new Class<?>[] { TiDBProperties.class, TiDBProperties.Ssl.class,
				TiDBProperties.Health.class }) {
			for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
				if (method.getName().startsWith("set")) {
					assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method)).as(method.toString())
						.accepts(hints);
				}
			}
		}
	}

	@Test
	void thePoolAndTheErrorCodesAreKept() {
		RuntimeHints hints = new RuntimeHints();
		new TiDBRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(HikariDataSource.class, "setMaximumPoolSize"))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.resource().forResource("sql-error-codes.xml")).accepts(hints);
	}

	@Test
	void whenThereIsNoPoolThenNothingFails() {
		RuntimeHints hints = new RuntimeHints();
		new TiDBRuntimeHints().registerHints(hints, new FilteredClassLoader(HikariDataSource.class));
		assertThat(RuntimeHintsPredicates.reflection().onType(HikariDataSource.class)).rejects(hints);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.application.name=any", "spring.datasource.url=jdbc:h2:mem:another" })
	void theClientIsMadeByGeneratedCode(String property) {
		process(property);
		assertThat(this.files.getGeneratedFiles(Kind.SOURCE).keySet())
			.anyMatch((name) -> name.endsWith("TiDBAutoConfiguration__BeanDefinitions.java"))
			.anyMatch((name) -> name.endsWith("TiDBDataSourceAutoConfiguration__BeanDefinitions.java"));
	}

	@Test
	void namedClientsAreMadeByGeneratedCode(@TempDir Path directory) throws ReflectiveOperationException {
		GeneratedCode code = GeneratedCode.of(application("tidb.clients.my-client.host=atbuild.example.org"),
				directory);
		assertThat(code.run(GeneratedApplication.class, "tidb.host=tidb.example.org",
				"tidb.clients.my-client.host=atrun.example.org", "tidb.clients.my-client.hikari.pool-name=mine"))
			.isEqualTo(List.of("jdbc:mysql://tidb.example.org:4000/test", "jdbc:mysql://atrun.example.org:4000/test",
					"mine", "true"));
	}

	private void process(String... properties) {
		new ApplicationContextAotGenerator().processAheadOfTime(application(properties), this.generation);
		this.generation.writeGeneratedContent();
	}

	private static AnnotationConfigApplicationContext application(String... properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("tidb.host=tidb.example.org").and(properties).applyTo(context);
		context.register(RowsApplication.class);
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Rows.class)
	@ImportAutoConfiguration({ TiDBAutoConfiguration.class, TiDBClientsAutoConfiguration.class,
			TiDBDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class })
	static class RowsApplication {

		@Bean
		Report report(TiDBClient tidb, @Qualifier("my-client") ObjectProvider<TiDBClient> other) {
			return new Report(tidb, other.getIfAvailable(() -> tidb));
		}

	}

	/**
	 * Runs the generated code.
	 */
	static final class GeneratedApplication {

		private GeneratedApplication() {
		}

		static List<String> run(String... properties) {
			GenericApplicationContext context = new GenericApplicationContext();
			TestPropertyValues.of(properties).applyTo(context);
			GeneratedCode.initialize(context);
			try (context) {
				context.refresh();
				Report report = context.getBean(Report.class);
				return List.of(url(report.tidb()), url(report.other()),
						((HikariDataSource) report.other().dataSource()).getPoolName(),
						String.valueOf(context.containsBean(TiDBClientsAutoConfiguration.CLIENTS)));
			}
		}

		private static String url(TiDBClient client) {
			return ((HikariDataSource) client.dataSource()).getJdbcUrl();
		}

	}

	record Report(TiDBClient tidb, TiDBClient other) {

	}

}
