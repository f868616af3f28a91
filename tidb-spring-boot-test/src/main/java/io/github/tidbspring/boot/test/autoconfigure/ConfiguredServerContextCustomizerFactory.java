package io.github.tidbspring.boot.test.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Keeps a {@link TiDBTest @TiDBTest} away from the server that the application is
 * configured for, unless the test asks for it, and names the server that it runs on.
 */
class ConfiguredServerContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		TiDBTest test = TestContextAnnotationUtils.findMergedAnnotation(testClass, TiDBTest.class);
		if (test == null) {
			return null;
		}
		return test.configuredServer() ? new WithConfiguredServer() : new WithoutConfiguredServer();
	}

}
