package io.github.tidbspring.boot.test.autoconfigure;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Leaves the application's configuration as it is, and names the server that it says.
 */
record WithConfiguredServer() implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		context.addBeanFactoryPostProcessor(new ServerOfTest(context.getEnvironment(), true));
	}

}
