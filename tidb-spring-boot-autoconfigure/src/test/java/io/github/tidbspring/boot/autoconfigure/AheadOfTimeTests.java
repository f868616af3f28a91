package io.github.tidbspring.boot.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.tools.ToolProvider;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.boot.autoconfigure.tables.Rows;
import io.github.tidbspring.client.TiDBClient;
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
import org.springframework.context.aot.AotApplicationContextInitializer;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.InputStreamSource;
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

	/**
	 * With a class loader that loads all classes anew, as in an application: generated
	 * code calls package-private methods.
	 */
	@Test
	void namedClientsAreMadeByGeneratedCode(@TempDir Path directory) throws Exception {
		process("tidb.clients.my-client.host=atbuild.example.org");
		compile(directory);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPath(directory), ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(loader);
			Method run = loader.loadClass(GeneratedApplication.class.getName())
				.getDeclaredMethod("run", String[].class);
			run.setAccessible(true);
			assertThat(run.invoke(null, (Object) new String[] { "tidb.host=tidb.example.org",
					"tidb.clients.my-client.host=atrun.example.org", "tidb.clients.my-client.hikari.pool-name=mine" }))
				.isEqualTo(List.of("jdbc:mysql://tidb.example.org:4000/test",
						"jdbc:mysql://atrun.example.org:4000/test", "mine", "true"));
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private void compile(Path directory) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-d", directory.toString(), "-proc:none", "-nowarn",
				"-classpath", System.getProperty("java.class.path")));
		for (Map.Entry<String, InputStreamSource> file : this.files.getGeneratedFiles(Kind.SOURCE).entrySet()) {
			Path source = directory.resolve("source").resolve(file.getKey());
			Files.createDirectories(source.getParent());
			try (InputStream content = file.getValue().getInputStream()) {
				Files.copy(content, source);
			}
			arguments.add(source.toString());
		}
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		int result = ToolProvider.getSystemJavaCompiler().run(null, errors, errors, arguments.toArray(String[]::new));
		assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();
	}

	private static URL[] classPath(Path directory) throws MalformedURLException {
		List<URL> urls = new ArrayList<>(List.of(directory.toUri().toURL()));
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(Path.of(entry).toUri().toURL());
		}
		return urls.toArray(URL[]::new);
	}

	private void process(String... properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("tidb.host=tidb.example.org").and(properties).applyTo(context);
		context.register(RowsApplication.class);
		new ApplicationContextAotGenerator().processAheadOfTime(context, this.generation);
		this.generation.writeGeneratedContent();
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
			AotApplicationContextInitializer
				.forInitializerClasses("com.example.Generated__ApplicationContextInitializer")
				.initialize(context);
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
