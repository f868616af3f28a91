package io.github.tidbspring.boot.integration;

import javax.sql.DataSource;

import io.github.tidbspring.test.StatementRecording;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * An application as its owner would write it; its statements are recorded.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Application.RecordingConfiguration.class)
class Application {

	@Configuration(proxyBeanMethods = false)
	static class RecordingConfiguration {

		@Bean
		static RecordingPostProcessor recordingPostProcessor() {
			return new RecordingPostProcessor();
		}

	}

	/**
	 * After all others, so that the statements are seen before anybody changes them.
	 */
	static final class RecordingPostProcessor implements BeanPostProcessor, Ordered {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof DataSource dataSource && beanName.equals("tidbDataSource"))
					? StatementRecording.record(dataSource) : bean;
		}

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

	}

}
