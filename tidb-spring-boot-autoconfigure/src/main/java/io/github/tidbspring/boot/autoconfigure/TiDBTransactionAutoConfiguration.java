package io.github.tidbspring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.tidbspring.client.TiDBClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link RetryOnConflict}:
 * observes the transactions of all transaction managers.
 *
 * @since 0.1
 */
@AutoConfiguration
@ConditionalOnClass(TiDBClient.class)
public final class TiDBTransactionAutoConfiguration {

	@Bean
	Attempts tidbTransactionAttempts(ObjectProvider<TiDBClient> clients) {
		return new Attempts(clients);
	}

	@Bean
	static AttemptPostProcessor tidbTransactionAttemptsPostProcessor(ObjectProvider<Attempts> attempts) {
		return new AttemptPostProcessor(attempts);
	}

	/** Spring Boot adds listeners only to the managers that it creates itself. */
	@Bean
	static ListeningPostProcessor tidbTransactionListenersPostProcessor(ObjectProvider<Attempts> attempts) {
		return new ListeningPostProcessor(attempts);
	}

	/**
	 * Adds a listener to each transaction manager that reports to the running attempts.
	 *
	 * @param attempts the running attempts
	 */
	record ListeningPostProcessor(ObjectProvider<Attempts> attempts) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof ConfigurableTransactionManager manager) {
				this.attempts.ifAvailable((running) -> addTo(manager, running.listener(manager)));
			}
			return bean;
		}

		private static void addTo(ConfigurableTransactionManager manager, TransactionExecutionListener listener) {
			Collection<TransactionExecutionListener> known = manager.getTransactionExecutionListeners();
			if (!known.contains(listener)) {
				List<TransactionExecutionListener> listeners = new ArrayList<>(known);
				listeners.add(listener);
				manager.setTransactionExecutionListeners(listeners);
			}
		}

	}

}
