package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.transaction.TransactionOptions;
import io.github.tidbspring.devserver.TiDBDevServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.Mockito.mock;

/**
 * Which of an application's transaction managers runs the transactions of the client.
 */
@ExtendWith(OutputCaptureExtension.class)
class TransactionManagerChoiceTests {

	private static final String H2 = "spring.datasource.url=jdbc:h2:mem:choice";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TiDBAutoConfiguration.class, TiDBDataSourceAutoConfiguration.class,
				DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader(TiDBDevServer.class));

	@Test
	void managerOfTheSameDataSourceIsUsed() {
		this.contextRunner.withUserConfiguration(OneManager.class).withPropertyValues(H2).run((context) -> {
			CountingManager manager = context.getBean(CountingManager.class);
			select(context.getBean(TiDBClient.class));
			assertThat(manager.begun).isEqualTo(1);
		});
	}

	@Test
	void nothingIsAskedForBeforeTheFirstTransaction() {
		this.contextRunner.withUserConfiguration(LazyManager.class).withPropertyValues(H2).run((context) -> {
			context.getBean(TiDBClient.class).sql("SELECT 1").query(Integer.class).single();
			assertThat(context.getBeanFactory().containsSingleton("lazyManager")).isFalse();
			select(context.getBean(TiDBClient.class));
			assertThat(context.getBean(CountingManager.class).begun).isEqualTo(1);
		});
	}

	@Test
	void whenThereAreSeveralThenThePrimaryOneIsUsed() {
		this.contextRunner.withUserConfiguration(OneManager.class, PrimaryManager.class)
			.withPropertyValues(H2)
			.run((context) -> {
				select(context.getBean(TiDBClient.class));
				assertThat(context.getBean("primaryManager", CountingManager.class).begun).isEqualTo(1);
				assertThat(context.getBean("manager", CountingManager.class).begun).isZero();
			});
	}

	@Test
	void whenNoneOfSeveralIsPrimaryThenTheClientsOwnIsUsedAndThatIsSaid(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(OneManager.class, AnotherManager.class)
			.withPropertyValues(H2)
			.run((context) -> {
				select(context.getBean(TiDBClient.class));
				assertThat(context.getBean("manager", CountingManager.class).begun).isZero();
				assertThat(output).contains("manager, anotherManager").contains("@Primary");
			});
	}

	@Test
	void whenTiDBIsBesideAnotherDatabaseThenThatOnesManagerIsLeftAlone() {
		this.contextRunner.withUserConfiguration(OneManager.class, QualifiedDataSource.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:choice")
			.run((context) -> {
				select(context.getBean(TiDBClient.class));
				assertThat(context.getBean(CountingManager.class).begun).isZero();
			});
	}

	@Test
	void managerOfAProxyAroundTheDataSourceIsUsedOnOneConnection() {
		this.contextRunner.withUserConfiguration(ProxiedDataSource.class).run((context) -> {
			TiDBClient tidb = context.getBean(TiDBClient.class);
			tidb.sql("CREATE TABLE t (id INT)").update();
			assertThatIllegalStateException().isThrownBy(() -> tidb.inTransactionWithoutResult((tx) -> {
				tx.sql("INSERT INTO t VALUES (1)").update();
				throw new IllegalStateException("Roll back");
			})).withMessage("Roll back");
			assertThat(tidb.sql("SELECT COUNT(*) FROM t").query(Integer.class).single()).isZero();
			assertThat(context.getBean(CountingManager.class).begun).isEqualTo(1);
			tidb.inTransactionWithoutResult((tx) -> tx.sql("INSERT INTO t VALUES (1)").update());
			assertThat(tidb.sql("SELECT COUNT(*) FROM t").query(Integer.class).single()).isEqualTo(1);
		});
	}

	@Test
	void managerOfJtaIsRefusedWithTheReason() {
		this.contextRunner.withUserConfiguration(JtaManager.class)
			.withPropertyValues(H2)
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> select(context.getBean(TiDBClient.class)))
				.withMessageContaining("XA")
				.withMessageContaining("JdbcTransactionManager"));
	}

	@Test
	void whenTiDBIsBesideADatabaseWithJtaThenTheClientHasTransactionsOfItsOwn() {
		this.contextRunner.withUserConfiguration(JtaManager.class, QualifiedDataSource.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:choice")
			.run((context) -> assertThatNoException().isThrownBy(() -> select(context.getBean(TiDBClient.class))));
	}

	@Test
	void managerOfAnotherDataSourceIsRefusedBeforeAnythingIsDone() {
		DataSource one = new DriverManagerDataSource("jdbc:h2:mem:one");
		DataSource other = new DriverManagerDataSource("jdbc:h2:mem:other");
		TiDBClient tidb = TiDBClient.builder(one).transactionManager(() -> new JdbcTransactionManager(other)).build();
		assertThatIllegalStateException().isThrownBy(() -> tidb.inTransactionWithoutResult((tx) -> {
			throw new AssertionError("The work must not begin");
		})).withMessageContaining("JdbcTransactionManager").withMessageContaining("DataSource");
	}

	private static void select(TiDBClient tidb) {
		int one = tidb.inTransaction(TransactionOptions.defaults(),
				(tx) -> tx.sql("SELECT 1").query(Integer.class).single());
		assertThat(one).isEqualTo(1);
	}

	/** A manager of the application's own class. */
	static class CountingManager extends JdbcTransactionManager {

		int begun;

		CountingManager(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.begun++;
			super.doBegin(transaction, definition);
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			super.doCommit(status);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneManager {

		@Bean
		CountingManager manager(DataSource dataSource) {
			return new CountingManager(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyManager {

		@Bean
		@Lazy
		CountingManager lazyManager(DataSource dataSource) {
			return new CountingManager(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryManager {

		@Bean
		@Primary
		CountingManager primaryManager(DataSource dataSource) {
			return new CountingManager(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherManager {

		@Bean
		CountingManager anotherManager(DataSource dataSource) {
			return new CountingManager(new TransactionAwareDataSourceProxy(dataSource));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JtaManager {

		@Bean
		PlatformTransactionManager jtaManager() {
			return mock(JtaTransactionManager.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedDataSource {

		@Bean
		@Primary
		DataSource first() {
			return new DriverManagerDataSource("jdbc:h2:mem:first");
		}

		@Bean
		@TiDBDataSource
		DataSource chosen() {
			return new DriverManagerDataSource("jdbc:h2:mem:second");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxiedDataSource {

		@Bean
		DataSource dataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:proxied;DB_CLOSE_DELAY=-1");
		}

		@Bean
		CountingManager proxiedManager(DataSource dataSource) {
			return new CountingManager(new LazyConnectionDataSourceProxy(dataSource));
		}

	}

}
