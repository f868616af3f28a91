package io.github.tidbspring.boot.test.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Prevents a {@link TiDBTest @TiDBTest} from using the server in the application's
 * configuration files, unless {@link TiDBTest#configuredServer()} allows it, and logs the
 * server that the test uses.
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
