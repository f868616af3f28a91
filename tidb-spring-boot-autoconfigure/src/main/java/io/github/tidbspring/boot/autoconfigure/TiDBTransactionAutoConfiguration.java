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
 * {@link EnableAutoConfiguration Auto-configuration} for {@link RetryOnConflict}: tells
 * what became of the transactions of each transaction manager.
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

	/** Boot gives its listeners to those managers only that it makes itself. */
	@Bean
	static ListeningPostProcessor tidbTransactionListenersPostProcessor(ObjectProvider<Attempts> attempts) {
		return new ListeningPostProcessor(attempts);
	}

	/**
	 * Has the attempts told by each transaction manager.
	 *
	 * @param attempts whom to tell
	 */
	record ListeningPostProcessor(ObjectProvider<Attempts> attempts) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof ConfigurableTransactionManager manager) {
				this.attempts.ifAvailable((told) -> addTo(manager, told.listener(manager)));
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
