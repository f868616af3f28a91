package io.github.tidbspring.boot.autoconfigure;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.jdbc.core.dialect.JdbcMySqlDialect;

/**
 * Adds vectors to the dialect for MySQL that Spring Data JDBC has found, or that
 * {@code spring.data.jdbc.dialect} specifies. A dialect of the application is not
 * changed.
 */
final class DataJdbcDialectPostProcessor implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean.getClass() == JdbcMySqlDialect.class)
				? new DataJdbcVectorDialect(((JdbcMySqlDialect) bean).getIdentifierProcessing()) : bean;
	}

}
