package io.github.tidbspring.sample;

import javax.sql.DataSource;

import io.github.tidbspring.test.StatementRecording;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Records the statements that the application sends, in TiDB's words: outside of what the
 * stand-in wraps around its {@code DataSource}.
 */
@TestConfiguration(proxyBeanMethods = false)
class StatementRecordingConfiguration {

	@Bean
	static StatementRecorder statementRecorder() {
		return new StatementRecorder();
	}

	static class StatementRecorder implements BeanPostProcessor, Ordered {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof DataSource dataSource) ? StatementRecording.record(dataSource) : bean;
		}

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

	}

}
