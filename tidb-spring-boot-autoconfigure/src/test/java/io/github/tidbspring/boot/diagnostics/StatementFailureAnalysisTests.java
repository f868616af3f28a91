package io.github.tidbspring.boot.diagnostics;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a statement that TiDB refuses during the start.
 */
class StatementFailureAnalysisTests {

	@Test
	void whenSerializableIsAskedForThenSpringBatchsPropertyIsNamed() {
		SQLException refused = new SQLException("The isolation level 'SERIALIZABLE' is not supported. "
				+ "Set tidb_skip_isolation_level_check=1 to skip this error", "HY000", 8048);
		assertThat(analyze(new IllegalStateException(new CannotCreateTransactionException("Could not begin", refused))))
			.singleElement()
			.satisfies((analysis) -> {
				assertThat(analysis.getDescription()).contains("SERIALIZABLE").contains("8048");
				assertThat(analysis.getAction()).contains("spring.batch.jdbc.isolation-level-for-create")
					.contains("repeatable_read");
			});
	}

	@Test
	void whenAnotherDatabaseHasThatCodeThenItIsNotExplained() {
		assertThat(analyze(new SQLException("Something else", "42000", 8048))).isEmpty();
	}

	@Test
	void whenNoDatabaseIsSelectedThenTheUrlIsNamed() {
		SQLException refused = new SQLException("No database selected", "3D000", 1046);
		MockEnvironment environment = new MockEnvironment().withProperty("tidb.database-url",
				"mysql://me:topsecret@h:4000");
		assertThat(analyze(new UncategorizedSQLException("x", null, refused), environment)).singleElement()
			.satisfies((analysis) -> {
				assertThat(analysis.getDescription()).contains("'tidb.database-url' names no database");
				assertThat(analysis.getAction()).contains("tidb.database").doesNotContain("topsecret");
			});
		assertThat(analyze(refused, new MockEnvironment())).singleElement()
			.extracting(FailureAnalysis::getDescription)
			.asString()
			.doesNotContain("tidb.");
	}

	private static List<FailureAnalysis> analyze(Throwable failure) {
		return analyze(failure, new MockEnvironment());
	}

	private static List<FailureAnalysis> analyze(Throwable failure, @Nullable Environment environment) {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, new StaticListableBeanFactory())
			.and(Environment.class, environment);
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, (factory, name, ex) -> {
			})
			.stream()
			.filter((analyzer) -> analyzer.getClass().getName().startsWith("io.github.tidbspring."))
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.toList();
	}

}
