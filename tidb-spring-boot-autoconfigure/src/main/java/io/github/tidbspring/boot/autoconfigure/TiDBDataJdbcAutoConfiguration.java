package io.github.tidbspring.boot.autoconfigure;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.data.jdbc.core.dialect.JdbcMySqlDialect;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for vectors in the entities of
 * Spring Data JDBC, if it uses the {@code DataSource} of {@link TiDBClient}. The
 * converters are those of the dialect, so the application's own converters and its
 * {@code JdbcCustomConversions} stay as they are, and come first.
 *
 * @since 0.1
 */
@AutoConfiguration(after = TiDBAutoConfiguration.class)
@ConditionalOnClass({ TiDBClient.class, JdbcMySqlDialect.class })
@Conditional(OnSharedDataSource.class)
public final class TiDBDataJdbcAutoConfiguration {

	@Bean
	static DataJdbcDialectPostProcessor tidbDataJdbcDialectPostProcessor() {
		return new DataJdbcDialectPostProcessor();
	}

}
