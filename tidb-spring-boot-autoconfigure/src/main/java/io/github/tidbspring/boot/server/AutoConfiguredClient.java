package io.github.tidbspring.boot.server;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

import io.github.tidbspring.client.TiDBClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Tells the client of the auto-configuration from those of an application by who makes
 * it: an application's own may have the same name, and any may have further ones.
 *
 * @since 0.1
 */
public final class AutoConfiguredClient {

	private static final String MAKER = "io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration";

	private AutoConfiguredClient() {
	}

	/**
	 * Return whether a factory has a client of the auto-configuration.
	 * @param beanFactory the factory; it may have definitions only
	 * @return {@code true} if it has
	 */
	public static boolean isIn(ListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(TiDBClient.class, true, false))
			.anyMatch((name) -> is(beanFactory, name));
	}

	/**
	 * Return whether a bean is the client of the auto-configuration.
	 * @param beanFactory the factory
	 * @param name a name of the bean
	 * @return {@code false} also where the factory shows no definitions
	 */
	public static boolean is(BeanFactory beanFactory, String name) {
		BeanDefinition definition = definition(beanFactory, name);
		if (definition instanceof AnnotatedBeanDefinition annotated && annotated.getFactoryMethodMetadata() != null) {
			return annotated.getFactoryMethodMetadata().getDeclaringClassName().equals(MAKER);
		}
		// As it is made ahead of time.
		Method method = (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
		return method != null && method.getDeclaringClass().getName().equals(MAKER);
	}

	private static @Nullable BeanDefinition definition(BeanFactory beanFactory, String name) {
		if (!(beanFactory instanceof ConfigurableListableBeanFactory definitions)) {
			return null;
		}
		return Stream.concat(Stream.of(name), Arrays.stream(definitions.getAliases(name)))
			.filter(definitions::containsBeanDefinition)
			.findFirst()
			.map(definitions::getBeanDefinition)
			.orElse(null);
	}

}
