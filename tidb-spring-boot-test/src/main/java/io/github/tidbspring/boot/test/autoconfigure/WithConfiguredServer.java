package io.github.tidbspring.boot.test.autoconfigure;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Keeps the application's configuration unchanged, and logs the server that it sets.
 */
record WithConfiguredServer() implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		context.addBeanFactoryPostProcessor(new ServerOfTest(context.getEnvironment(), true));
	}

}
