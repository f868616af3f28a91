package io.github.tidbspring.boot.autoconfigure;

import javax.sql.DataSource;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.transaction.TiDBExceptionTranslator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the translation of TiDB's errors
 * in {@code JdbcTemplate}, JPA and the transaction manager, if they use the
 * {@code DataSource} of {@link TiDBClient}: in other databases the same codes have other
 * meanings.
 *
 * @since 0.1
 */
@AutoConfiguration(after = TiDBAutoConfiguration.class)
@ConditionalOnClass(TiDBClient.class)
@Conditional(OnSharedDataSource.class)
public final class TiDBExceptionTranslationAutoConfiguration {

	/** If this file exists, Spring translates with it by default. */
	private static final String ERROR_CODES = "classpath:sql-error-codes.xml";

	@Bean
	@ConditionalOnMissingBean(SQLExceptionTranslator.class)
	TiDBExceptionTranslator tidbExceptionTranslator(DataSource dataSource, ResourceLoader resourceLoader) {
		return resourceLoader.getResource(ERROR_CODES).exists()
				? new TiDBExceptionTranslator(new SQLErrorCodeSQLExceptionTranslator(dataSource))
				: new TiDBExceptionTranslator();
	}

	@Bean
	TransactionManagerCustomizer<JdbcTransactionManager> tidbTransactionManagerCustomizer(
			ObjectProvider<TiDBExceptionTranslator> translator) {
		return (transactionManager) -> translator.ifUnique(transactionManager::setExceptionTranslator);
	}

}
