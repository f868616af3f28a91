package io.github.tidbspring.boot.autoconfigure.devserver;

import io.github.tidbspring.devserver.TiDBDevServer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Keeps the development server running while Spring Boot's dev tools restart the
 * application, if its class is loaded by a class loader that is not restarted.
 */
final class DevServerRestartScope implements BeanFactoryPostProcessor {

	/** The scope of Spring Boot's {@code @RestartScope}. */
	private static final String SCOPE = "restart";

	private static final String CLASS_LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	private static final String SERVER = "tidbDevServer";

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		// Tests register the scope too, but are not restarted.
		if (beanFactory.getRegisteredScope(SCOPE) != null && isRestarted(beanFactory.getBeanClassLoader())
				&& !isRestarted(TiDBDevServer.class.getClassLoader()) && beanFactory.containsBeanDefinition(SERVER)) {
			beanFactory.getBeanDefinition(SERVER).setScope(SCOPE);
		}
	}

	private static boolean isRestarted(@Nullable ClassLoader classLoader) {
		return classLoader != null && CLASS_LOADER.equals(classLoader.getClass().getName());
	}

}
