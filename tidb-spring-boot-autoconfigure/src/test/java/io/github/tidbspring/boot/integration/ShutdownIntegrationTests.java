package io.github.tidbspring.boot.integration;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tidbspring.client.TiDBClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is closed while work is under way on Spring's threads.
 */
class ShutdownIntegrationTests {

	@ParameterizedTest
	@ValueSource(strings = { "1", "10" })
	@Timeout(value = 60, unit = TimeUnit.SECONDS)
	void whenTheContextClosesThenARunningTransactionIsFinished(String poolSize) throws Exception {
		CompletableFuture<Integer> rows;
		try (ConfigurableApplicationContext context = run("--tidb.hikari.maximum-pool-size=" + poolSize)) {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			CountDownLatch running = new CountDownLatch(1);
			rows = context.getBean(AsyncTaskExecutor.class).submitCompletable(() -> tidb.inTransaction((tx) -> {
				tx.sql("CREATE TABLE IF NOT EXISTS closing (id INT PRIMARY KEY)").update();
				tx.sql("INSERT INTO closing VALUES (1)").update();
				running.countDown();
				tx.sql("SELECT SLEEP(1.5)").query(Integer.class).single();
				tx.sql("INSERT INTO closing VALUES (2)").update();
				return tx.sql("SELECT COUNT(*) FROM closing").query(Integer.class).single();
			}));
			running.await();
			assertThat(rows).isNotDone();
		}
		assertThat(rows).as("done when the context is closed").isDone();
		assertThat(rows.get()).isEqualTo(2);
	}

	@Test
	void whenTheContextIsClosedThenThePoolBelowTheWrappersIsToo() throws SQLException {
		HikariDataSource pool;
		try (ConfigurableApplicationContext context = run()) {
			pool = context.getBean(TiDBClient.class).dataSource().unwrap(HikariDataSource.class);
			assertThat(pool.isClosed()).isFalse();
		}
		assertThat(pool.isClosed()).isTrue();
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=none")
			.run(arguments);
	}

}
