package io.github.tidbspring.boot.internal;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
 * Recognizes the auto-configured client by the class that declares its bean method. The
 * bean name is not sufficient: the application's own client may have the same name, and
 * beans may have aliases.
 */
public final class AutoConfiguredClient {

	private static final String MAKER = "io.github.tidbspring.boot.autoconfigure.TiDBAutoConfiguration";

	private static final String MAKER_OF_NAMED = "io.github.tidbspring.boot.autoconfigure.NamedClientFactory";

	private AutoConfiguredClient() {
	}

	/**
	 * Return whether there is an auto-configured client. No bean is created.
	 * @param beanFactory the bean factory
	 * @return {@code true} if there is one
	 */
	public static boolean isIn(ListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(TiDBClient.class, true, false))
			.anyMatch((name) -> is(beanFactory, name));
	}

	/**
	 * Return whether a bean is the auto-configured client.
	 * @param beanFactory the bean factory
	 * @param name the name of the bean, or an alias
	 * @return {@code true} if it is; {@code false} also if the bean factory does not
	 * provide bean definitions
	 */
	public static boolean is(BeanFactory beanFactory, String name) {
		BeanDefinition definition = definition(beanFactory, name);
		return MAKER.equals(maker(definition));
	}

	/**
	 * Return whether a bean is the auto-configured client, or a named client that
	 * properties configure.
	 * @param beanFactory the bean factory
	 * @param name the name of the bean, or an alias
	 * @return {@code true} if it is
	 */
	public static boolean isAny(BeanFactory beanFactory, String name) {
		String maker = maker(definition(beanFactory, name));
		return MAKER.equals(maker) || MAKER_OF_NAMED.equals(maker);
	}

	/**
	 * Return the names of the clients that {@code tidb.clients.<name>.*} configures. No
	 * bean is created.
	 * @param beanFactory the bean factory
	 * @return the names, in the order of registration
	 */
	public static List<String> named(ListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(TiDBClient.class, true, false))
			.filter((name) -> MAKER_OF_NAMED.equals(maker(definition(beanFactory, name))))
			.map(NamedClients::nameOf)
			.filter(Objects::nonNull)
			.toList();
	}

	private static @Nullable String maker(@Nullable BeanDefinition definition) {
		if (definition instanceof AnnotatedBeanDefinition annotated && annotated.getFactoryMethodMetadata() != null) {
			return annotated.getFactoryMethodMetadata().getDeclaringClassName();
		}
		// A definition of a registrar, or one that was processed ahead of time.
		if (definition != null && MAKER_OF_NAMED.equals(definition.getBeanClassName())) {
			return MAKER_OF_NAMED;
		}
		Method method = (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
		return (method != null) ? method.getDeclaringClass().getName() : null;
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
