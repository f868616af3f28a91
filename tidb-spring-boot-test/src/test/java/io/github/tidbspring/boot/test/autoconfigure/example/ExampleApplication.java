package io.github.tidbspring.boot.test.autoconfigure.example;

import javax.sql.DataSource;

import io.github.tidbspring.test.StatementRecording;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;

/**
 * An application whose tests are tested. Its statements are recorded.
 */
@SpringBootApplication(proxyBeanMethods = false)
class ExampleApplication {

	@Bean
	static RecordingPostProcessor recordingPostProcessor() {
		return new RecordingPostProcessor();
	}

	static final class RecordingPostProcessor implements BeanPostProcessor, Ordered {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			// H2 may stand there instead, whose statements are not for TiDB.
			return (bean instanceof DataSource dataSource && beanName.equals("tidbDataSource")
					&& !(bean instanceof EmbeddedDatabase)) ? StatementRecording.record(dataSource) : bean;
		}

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

	}

}
