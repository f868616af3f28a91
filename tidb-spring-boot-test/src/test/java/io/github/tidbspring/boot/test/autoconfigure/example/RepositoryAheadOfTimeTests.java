package io.github.tidbspring.boot.test.autoconfigure.example;

import java.nio.file.Path;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.autoconfigure.TiDBDataSourceAutoConfiguration;
import io.github.tidbspring.boot.data.TiDBSearchExecutor;
import io.github.tidbspring.test.GeneratedCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.predicate.ReflectionHintsPredicates;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;
import org.springframework.data.jdbc.core.dialect.JdbcMySqlDialect;
import org.springframework.data.relational.core.sql.IdentifierProcessing;
import org.springframework.data.relational.core.sql.IdentifierProcessing.LetterCasing;
import org.springframework.data.relational.core.sql.IdentifierProcessing.Quoting;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A repository with searches that is processed ahead of time. Nothing connects.
 */
class RepositoryAheadOfTimeTests {

	@Test
	void repositorySearchesWithGeneratedCode(@TempDir Path directory) throws ReflectiveOperationException {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(Application.class);
		GeneratedCode code = GeneratedCode.of(context, directory);
		assertThat(code.run(GeneratedApplication.class, "tidb.host=tidb.example.org")).asString()
			.contains("FROM `memo`")
			.contains("VEC_COSINE_DISTANCE(`embedding`, '[1.0,0.0]')");
		ReflectionHintsPredicates reflection = RuntimeHintsPredicates.reflection();
		assertThat(reflection.onType(Memo.class).withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
			.accepts(code.hints());
		assertThat(reflection.onMethodInvocation(Memo.class, "embedding")).accepts(code.hints());
		assertThat(reflection.onMethodInvocation(TiDBSearchExecutor.class, "search")).accepts(code.hints());
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Memos.class)
	@ImportAutoConfiguration({ TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			DataJdbcRepositoriesAutoConfiguration.class })
	static class Application {

		/** Otherwise Spring Data connects, to determine the dialect, during the build. */
		@Bean
		JdbcDialect jdbcDialect() {
			return new JdbcMySqlDialect(IdentifierProcessing.create(new Quoting("`"), LetterCasing.LOWER_CASE));
		}

	}

	/**
	 * Runs the generated code.
	 */
	static final class GeneratedApplication {

		private GeneratedApplication() {
		}

		static String run(String... properties) {
			GenericApplicationContext context = new GenericApplicationContext();
			TestPropertyValues.of(properties).applyTo(context);
			GeneratedCode.initialize(context);
			try (context) {
				context.refresh();
				return context.getBean(Memos.class).search().vector(new float[] { 1, 0 }).limit(1).toSql();
			}
		}

	}

}
