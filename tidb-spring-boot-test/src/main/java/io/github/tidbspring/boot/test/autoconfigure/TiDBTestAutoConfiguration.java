package io.github.tidbspring.boot.test.autoconfigure;

import io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration;
import io.github.tidbspring.boot.internal.TiDBTableScanner;
import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the transactions and tables of a
 * test with TiDB.
 *
 * @since 0.1
 */
@AutoConfiguration(after = { TiDBAutoConfiguration.class, TransactionManagerCustomizationAutoConfiguration.class },
		before = { DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class })
@ConditionalOnSingleCandidate(TiDBClient.class)
public final class TiDBTestAutoConfiguration {

	/*
	 * Uses the client's DataSource. If the application has another database besides TiDB,
	 * its primary DataSource is the other one, and a rollback there would not affect
	 * TiDB.
	 */
	@Bean
	@ConditionalOnMissingBean(TransactionManager.class)
	JdbcTransactionManager transactionManager(TiDBClient client,
			ObjectProvider<TransactionManagerCustomizers> customizers) {
		JdbcTransactionManager transactionManager = new JdbcTransactionManager(client.dataSource());
		customizers.ifAvailable((all) -> all.customize(transactionManager));
		return transactionManager;
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "tidb.test.create-tables", matchIfMissing = true)
	@DependsOnDatabaseInitialization
	TestTables tidbTestTables(TiDBClient client, BeanFactory beanFactory, Environment environment,
			ResourceLoader resourceLoader) {
		return new TestTables(client, new TiDBTableScanner(environment, resourceLoader).scan(beanFactory));
	}

}
